"""Charts: places of labels, pictures on paper, files for the command line."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.problem import Problem
from send_tracker.gui import theme, tokens
from send_tracker.gui.charts.files import render_charts
from send_tracker.gui.charts.frame import ChartFrame
from send_tracker.gui.charts.headings import file_name, heading_of
from send_tracker.gui.charts.pictures import picture
from send_tracker.gui.charts.placing import PartCursor, spread
from send_tracker.gui.charts.status_bars import StatusBars
from send_tracker.gui.charts.status_over_time import StatusOverTime
from send_tracker.services.overview import board_history, breakdown
from send_tracker.services.session import Session

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def session(qapp: QApplication, sample_file: Path) -> Iterator[Session]:
    theme.apply(qapp, "light")
    opened = bootstrap.open_tracker(sample_file)
    yield opened
    opened.close()


def test_labels_keep_apart_and_near_where_they_belong() -> None:
    assert spread([10, 100], 0, 200) == [10, 100]
    assert spread([10, 12, 14], 0, 200) == [10, 27, 44]
    assert spread([190, 195, 198], 0, 200) == [166, 183, 200]
    assert spread([], 0, 10) == []


def test_the_cursor_stays_on_what_there_is() -> None:
    cursor = PartCursor()
    assert not cursor.is_on
    cursor.fit([2, 0, 3])
    assert cursor.move(2, 9)
    assert (cursor.group, cursor.part) == (2, 2)
    assert not cursor.move(5, 0)
    cursor.fit([1])
    assert (cursor.group, cursor.part) == (0, 0)
    cursor.fit([0])
    assert not cursor.is_on


def test_every_chart_becomes_png_and_svg(session: Session, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    found = render_charts(
        session, tmp_path / "new" / "charts", on_progress=lambda *step: told.append(step), measures="none"
    )
    names = [
        "by-area-and-outcome.png",
        "by-area-and-outcome.svg",
        "status-at-each-board.png",
        "status-at-each-board.svg",
    ]
    assert [p.name for p in found] == names
    assert told == [(n, 4, name) for n, name in enumerate(names, start=1)]
    image = QImage(str(found[2]))
    assert (image.width(), image.height()) == (1920, 1080)
    assert image.text("Description").startswith("On 4 July 2025, 59 of 61 actions were done (97%)")
    assert image.pixelColor(2, 2).name().upper() == "#FFFFFF"


def test_an_svg_says_what_it_is_in_words(session: Session, tmp_path: Path) -> None:
    found = render_charts(session, tmp_path, measures="none")
    root = ET.parse(found[3]).getroot()  # our own file
    assert root.findtext(f"{SVG}title") == "Status at each board"
    words = "\n".join("".join(e.itertext()) for e in root.iter(f"{SVG}text"))
    for part in (
        "Status at each board",
        "Nottinghamshire SEND improvement plan, 4 July 2025",
        "Illustrative sample",
        "4 Jul",
    ):
        assert part in words
    assert not list(root.iter(f"{SVG}image")), "all of it is lines and text"


def test_the_same_numbers_give_the_same_picture(session: Session, tmp_path: Path) -> None:
    one, other = (render_charts(session, tmp_path / name, measures="none") for name in ("a", "b"))
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]


def test_a_picture_is_on_white_paper_whatever_the_screen_shows(qapp: QApplication, session: Session) -> None:
    chart = StatusBars(breakdown(session))
    light = picture(chart, heading_of(session))
    theme.apply(qapp, "dark", 1.5)
    dark = picture(chart, heading_of(session))
    assert theme.current() is tokens.DARK
    assert light == dark
    theme.apply(qapp, "light")
    chart.deleteLater()


def test_a_folder_that_cannot_be_made_is_a_plain_sentence(session: Session, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem) as caught:
        render_charts(session, tmp_path / "file" / "charts")
    assert caught.value.code == "unwritable"


@pytest.mark.parametrize("title", ["Status at each board", "By area / outcome: 50% <done>?"])
def test_file_names_are_legal_everywhere(title: str) -> None:
    assert set(file_name(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_charts_need_no_application_of_their_own(sample_file: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from send_tracker import bootstrap;"
        "from send_tracker.gui.charts.files import render_charts;"
        "s = bootstrap.open_tracker(Path(sys.argv[1]));"
        "print(len(render_charts(s, Path(sys.argv[2]), measures='none'))); s.close()"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(sample_file), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout.strip(), done.stderr.strip()) == ("4", "")


# In the window


@pytest.fixture
def frame(qtbot: QtBot, session: Session) -> ChartFrame:
    made = ChartFrame("Status at each board", lambda: heading_of(session))
    made.set_chart(StatusOverTime(board_history(session)))
    qtbot.addWidget(made)
    made.resize(760, 280)
    made.show()
    return made


def test_copying_takes_picture_numbers_or_sentence(qtbot: QtBot, frame: ChartFrame) -> None:
    clipboard = QGuiApplication.clipboard()
    assert frame.drawing is not None
    frame.drawing.setFocus()
    with qtbot.waitSignal(frame.notice):
        qtbot.keyClick(frame.drawing, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not clipboard.image().isNull()
    frame.copy_numbers()
    assert clipboard.text().splitlines()[0].startswith("Board\tEmbedded\tComplete")
    frame.copy_sentence()
    assert clipboard.text() == frame.accessibleDescription()


def test_ctrl_s_saves_the_picture_as_the_menu_says(
    qtbot: QtBot, frame: ChartFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = (str(tmp_path / "chart.png"), "PNG picture (*.png)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: chosen)
    assert frame.drawing is not None
    for part in (frame.drawing, frame.more):
        part.setFocus()
        qtbot.keyClick(part, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert not QImage(str(tmp_path / "chart.png")).isNull()
        (tmp_path / "chart.png").unlink()


def test_saving_writes_what_the_ending_says(frame: ChartFrame, tmp_path: Path) -> None:
    said: list[str] = []
    frame.problem.connect(said.append)
    frame.save_to(tmp_path / "a.svg")
    frame.save_to(tmp_path / "a.png")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert not QImage(str(tmp_path / "a.png")).isNull()
    frame.save_to(tmp_path / "no" / "folder.png")
    assert "could not be written" in said[0]


def test_the_chart_says_what_is_under_the_pointer(qtbot: QtBot, frame: ChartFrame) -> None:
    chart = frame.drawing
    assert isinstance(chart, StatusOverTime)
    last = chart._box(19, 0).center()
    assert chart._hit(last) == (19, 0)
    assert chart._hit(QPointF(1, 1)) is None
    assert chart._tip(19).splitlines()[0] == "4 July 2025"
    chosen: list[object] = []
    chart.chosen.connect(lambda point, level: chosen.append((point.live, level.code)))
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(last.x()), round(last.y())))
    assert chosen == [(True, "embedded")]


def test_a_chart_takes_its_palette_again(qapp: QApplication, frame: ChartFrame) -> None:
    assert frame.drawing is not None
    corner = frame.drawing.grab().toImage().pixelColor(1, 1).name().upper()
    assert corner == tokens.LIGHT.surface
    theme.apply(qapp, "dark")
    assert frame.drawing.grab().toImage().pixelColor(1, 1).name().upper() == tokens.DARK.surface
    theme.apply(qapp, "light")
