"""The window: opening, closing, what it says, and what its keys reach."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.problem import Problem
from send_tracker.gui import theme
from send_tracker.gui.commands import MENUS, Command
from send_tracker.gui.menus import is_typing
from send_tracker.gui.opener import Opener
from send_tracker.gui.preferences import Preferences
from send_tracker.services import status
from send_tracker.services.session import Session
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow


def test_it_says_whose_programme_it_is_and_which_day(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    assert window.windowTitle() == "Nottinghamshire SEND improvement plan – SEND Tracker"
    words = accessibility.shown_text(window)
    for fact in ("Illustrative sample", "Sample date 4 July 2025", "Next board 14 August 2025", "41 days", "Saved "):
        assert fact in words
    assert any("invented history" in label.toolTip() for label in window.strip.findChildren(QLabel))


def test_the_rail_counts_without_building_pages(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, page="overview")
    names = {button.accessibleName() for button in window.rail.findChildren(type(window.rail._buttons[0]))}
    assert {"Overview", "Plan, 61"} <= names
    assert window.pages.built("plan") is None


def test_pages_by_key_and_the_rail_by_arrows(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.pages.key == "overview"
    window.rail.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Down)
    assert window.pages.key == window.rail.key == "plan"
    assert window.preferences.get("page") == "plan"


def test_a_page_chosen_by_key_has_the_focus_where_its_work_is(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    page = window.pages.page
    assert page is not None
    page.panes()[0].setFocus()
    window.run(Command.EVIDENCE)
    assert QApplication.focusWidget() is window.pages.page.panes()[0]  # type: ignore[union-attr]
    window.rail.setFocus()
    window.run(Command.PLAN)
    focused = QApplication.focusWidget()
    assert focused is not None and window.rail.isAncestorOf(focused), "whoever walks along the rail stays there"


def test_an_edit_marks_the_time_and_is_undone_by_name(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    assert window.workspace is not None
    session = window.workspace.session
    action = next(a for a in session.register().actions if a.ref == "4.3")
    status.update_actions(session, action.id, status.Update(status="complete", reason="Signed off"))
    assert window.strip.saved.text().startswith("Saved ") and ":" in window.strip.saved.text()
    window.menus.opening.emit()
    assert window.menus.actions[Command.UNDO].text() == "&Undo: status of 4.3"
    window.run(Command.UNDO)
    assert next(a for a in session.register().actions if a.ref == "4.3").status == action.status
    window.menus.opening.emit()
    assert window.menus.actions[Command.REDO].text() == "&Redo: status of 4.3"


def test_keys_of_the_plan_do_not_fire_while_one_types(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    window.find_anything.field.setFocus()
    assert is_typing(QApplication.focusWidget())
    for command in (Command.WITHDRAW, Command.FILL_DOWN, Command.EDIT_CELL):
        assert not window.menus.actions[command].isEnabled()


def test_undo_from_a_field_takes_back_what_is_typed_there_and_then_the_edit(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    assert window.workspace is not None
    session = window.workspace.session
    action = next(a for a in session.register().actions if a.ref == "4.3")

    def now() -> str:
        return next(a for a in session.register().actions if a.id == action.id).status

    field = window.find_anything.field
    status.update_actions(session, action.id, status.Update(status="complete", reason="Signed off"))
    field.setFocus()
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), now()) == ("", "complete"), "the field's own words come first"
    window.run(Command.FIND)
    line = window.focusWidget()
    assert line is not field and is_typing(line)
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert now() == action.status
    QTest.keyClick(line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert now() == "complete"


def test_the_status_submenu_follows_the_scale(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    actions = window.menus.status_actions
    assert [a.text().split(" ", 2)[2] for a in actions] == [
        "Not started", "On track", "Obstacles", "At risk", "Complete", "Embedded"
    ]  # fmt: skip
    assert [a.shortcut().toString() for a in actions] == [f"Ctrl+{n}" for n in range(1, 7)]


def test_without_a_file_only_what_needs_none_is_enabled(make_window: MakeWindow) -> None:
    window = make_window()
    needs_none = {e.command for entries in MENUS.values() for e in entries if not e.needs_file}
    enabled = {command for command, action in window.menus.actions.items() if action.isEnabled()}
    assert enabled == needs_none


def test_every_entry_can_be_done_somewhere(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    offered = set(window.available())
    for key in ("overview", "search", "evidence", "measures", "reports", "review"):
        window.show_page(key)
        offered |= set(window.available())
    window.looking_back.go(date(2025, 5, 31))
    offered |= set(window.available())
    entries = {e.command for entries in MENUS.values() for e in entries}
    row_commands = {Command.EDIT_CELL, Command.FILL_DOWN, Command.WITHDRAW, Command.SET_STATUS, Command.RECORD_CHECK}
    row_commands |= {Command.WITHDRAW_WHY, Command.SAY_WHY, Command.SUPERSEDE, Command.MERGE, Command.RESTORE}
    needs_something = {Command.CLEAR_FILTER, Command.PASTE_EVIDENCE, Command.FIND_NEXT, Command.ADD_EVIDENCE}
    with_a_folder = {Command.WORK_AS_TEAM, Command.SHARE}
    assert entries - offered <= row_commands | needs_something | with_a_folder


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.sendtracker", b"", "is empty"),
        ("foreign.sendtracker", b"PK\x03\x04 not a database" * 20, "not a SEND Tracker file"),
        ("missing.sendtracker", None, "There is no file"),
    ],
)
def test_a_file_that_cannot_be_opened_is_a_sentence(
    make_window: MakeWindow, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    window = make_window()
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert not window.files.open(path)
    assert words in window.banner.text
    assert window.workspace is None


def test_a_locked_file_offers_its_backup_for_reading(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, pristine_sample: Path
) -> None:
    window = make_window()
    mine = bootstrap.open_tracker(sample_file, author="Jo")
    try:
        backup = mine.file.back_up(bootstrap.backup_folder(sample_file))
        assert not window.files.open(sample_file)
        assert "open" in window.banner.text and "last backup" in window.banner.text
        window.banner.banner.acted.emit()
        assert window.workspace is not None
        assert window.workspace.session.path == backup
        assert window.workspace.session.read_only
        assert "reading only" in window.banner.text and "is open" in window.banner.text
        assert not window.menus.actions[Command.UNDO].isEnabled()
        assert str(backup) not in window.preferences.get("recent")
    finally:
        mine.close()


def test_a_file_on_a_read_only_drive_can_be_read(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window()
    can_open = window.opener.open

    def refuses_to_write(path: Path, *, author: str = "", read_only: bool = False) -> Session:
        if not read_only:
            raise Problem("“plan” cannot be written to where it is. Copy it to a folder of your own.", "read-only")
        return can_open(path, author=author, read_only=read_only)

    window.opener = replace(window.opener, open=refuses_to_write)
    assert not window.files.open(sample_file)
    assert "cannot be written to" in window.banner.text
    window.banner.banner.acted.emit()
    assert window.workspace is not None and window.workspace.session.read_only
    assert "reading only" in window.banner.text and "backup" not in window.banner.text


def test_what_was_open_stays_open_when_another_file_cannot_be(
    make_window: MakeWindow, sample_file: Path, tmp_path: Path
) -> None:
    window = make_window(sample_file)
    bad = tmp_path / "bad.sendtracker"
    bad.write_bytes(b"nonsense" * 40)
    assert not window.files.open(bad)
    assert window.workspace is not None and window.workspace.session.path == sample_file
    assert window.files.open(sample_file), "opening what is open is no problem"


def test_a_dropped_tracker_is_opened(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("notes.txt"), QUrl.fromLocalFile(str(sample_file))])
    event = QDropEvent(
        QPointF(QPoint(40, 40)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert window.workspace is not None


def test_closing_lets_the_file_go_and_remembers_the_place(
    make_window: MakeWindow, opener: Opener, sample_file: Path, preferences: Preferences
) -> None:
    window = make_window(sample_file)
    window.run(Command.CLOSE_FILE)
    assert window.workspace is None and window.rail.isHidden()
    bootstrap.open_tracker(sample_file).close()
    window.close()
    assert preferences.get("window")


def test_what_is_being_typed_is_kept_when_the_window_closes(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    field = QLineEdit(window.shell)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "half a sentence")
    field.editingFinished.connect(lambda: window.show_problem("The disk is full."))
    assert not window.close(), "it stays open while something could not be saved"
    assert window.banner.text == "The disk is full."
    assert window.close()


def test_f6_goes_round_the_panes(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, page="overview")
    seen = []
    for _ in range(8):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    page = window.pages.page
    assert page is not None
    assert any(w is not None and window.rail.isAncestorOf(w) for w in seen)
    assert any(w is not None and page.isAncestorOf(w) for w in seen)


def test_theme_and_text_size_change_at_run_time(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    window.run(Command.THEME_DARK)
    assert theme.current().name == "dark"
    window.menus.opening.emit()
    assert window.menus.actions[Command.THEME_DARK].isChecked()
    window.preferences.set("text_percent", 150)
    assert theme.text_scale() == 1.5
    assert window.rail.is_narrow, "at 150 % a window of 1366 is a narrow one"


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("page", ["overview", "plan", "evidence"])
def test_everything_has_a_name_and_fits(make_window: MakeWindow, sample_file: Path, page: str, percent: int) -> None:
    window = make_window(sample_file, page=page)
    window.preferences.set("text_percent", percent)
    accessibility.check(window)
    assert window.rail.is_narrow


def test_hostile_names_are_shown_as_text(make_window: MakeWindow, sample_file: Path) -> None:
    from send_tracker.services.programme import describe_programme

    window = make_window(sample_file)
    assert window.workspace is not None
    describe_programme(window.workspace.session, name="<img src=x> & <b>plan</b>", area="")
    assert window.windowTitle().startswith("<img src=x> & <b>plan</b>")
    assert accessibility.guessing_labels(window) == []
    assert window.rail._name.text() == "<img src=x> & <b>plan</b>"


FIRST_PAINT = """
import sys
import subprocess
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from send_tracker import bootstrap
from send_tracker.gui import app
from send_tracker.gui.opener import Opener

data, back_up = Path(sys.argv[2]), bootstrap.back_up_now
opener = Opener(bootstrap.open_tracker, bootstrap.create_tracker, None, bootstrap.last_backup, data, [], back_up)
application = app.make_application()
QTimer.singleShot(0, lambda: QTimer.singleShot(50, application.closeAllWindows))
code = app.run(Path(sys.argv[1]), opener)
print(code, sorted({"numpy", "pyqtgraph", "openpyxl", "sqlite_utils", "send_tracker.exchange", "pypdf",
    "send_tracker.services.finder", "send_tracker.services.attachment_texts", "send_tracker.storage.text_cache",
    "send_tracker.storage.search_index", "send_tracker.gui.attachment_reader"} & set(sys.modules)))
"""


def test_the_first_paint_loads_nothing_heavy(sample_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_PAINT, str(sample_file), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "0 []", done.stderr
