"""Overview: every number opens its rows, by mouse and by key, and one edit refreshes it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QTableWidget
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.gui import theme
from send_tracker.gui.pages.overview_page import OverviewPage
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.workspace import Workspace
from send_tracker.services import status
from send_tracker.services.challenges import challenges, waive
from send_tracker.services.plan import find_action
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, sample_file: Path, preferences: Preferences) -> Iterator[OverviewPage]:
    theme.apply(qapp, "light")
    workspace = Workspace(bootstrap.open_tracker(sample_file, author="Officer"), preferences)
    made = OverviewPage(workspace)
    qtbot.addWidget(made)
    workspace.edited.connect(made.edited)
    made.resize(1190, 706)
    made.show()
    qtbot.waitUntil(lambda: made.over_time.chart is not None)
    yield made
    workspace.close()


@pytest.fixture
def asked(page: OverviewPage) -> list[PlanFilter]:
    """What the Plan page was asked to show."""
    found: list[PlanFilter] = []
    page.workspace.show_plan.connect(found.append)
    return found


def cell(table: QTableWidget, row: int, column: int) -> str:
    found = table.item(row, column)
    return found.text() if found else ""


def shows_table(page: OverviewPage) -> bool:
    return page.by_group.shows_table


def refs(page: OverviewPage, wanted: PlanFilter) -> set[str]:
    return {a.ref for a in page.session.register().actions if a.id in (wanted.only or ())}


def test_the_figures_are_those_published(page: OverviewPage) -> None:
    said = [f"{c.accessibleName()}. {c.accessibleDescription()}" for c in page.figures]
    assert said[0] == "97% done. 59 of 61 complete or embedded. +4 points since 22 May"
    assert said[1] == "2 with obstacles. both in APA2: 4.3 and 6.2. +2 since 22 May"
    assert said[3] == "1 past its date. 4.3, due 30 June. +1 since 22 May"
    assert page.heading.whole_text() == "Live position on 4 July 2025, against the board of 22 May 2025, as frozen"


def test_a_figure_opens_its_rows_by_key(qtbot: QtBot, page: OverviewPage, asked: list[PlanFilter]) -> None:
    page.figures[1].setFocus()
    qtbot.keyClick(page.figures[1], Qt.Key.Key_Return)
    assert refs(page, asked[-1]) == {"4.3", "6.2"}
    assert asked[-1].only_words == "actions with obstacles"
    qtbot.keyClick(page.figures[0], Qt.Key.Key_Space)
    assert asked[-1].statuses == {"complete", "embedded"}


def test_bars_are_walked_and_opened_by_key(qtbot: QtBot, page: OverviewPage, asked: list[PlanFilter]) -> None:
    bars = page.bars
    bars.setFocus()
    assert bars.accessibleDescription() == "E Embedded: 15 of 36 in APA1 Education"
    for key in (*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(bars, key)
    assert bars.accessibleDescription() == "A Obstacles: 2 of 25 in APA2 Health and commissioning"
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert refs(page, asked[-1]) == {"4.3", "6.2"}


def test_bars_and_names_are_opened_by_the_mouse(qtbot: QtBot, page: OverviewPage, asked: list[PlanFilter]) -> None:
    box = page.bars._lines[0].parts[0][0]
    qtbot.mouseClick(page.bars, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert len(asked[-1].only or ()) == 15
    name = QPointF(60, page.bars._lines[1].cy).toPoint()
    qtbot.mouseClick(page.bars, Qt.MouseButton.LeftButton, pos=name)
    assert len(asked[-1].outcomes) == 1


def test_columns_are_walked_and_opened_by_key(qtbot: QtBot, page: OverviewPage, asked: list[PlanFilter]) -> None:
    chart = page.over_time.drawing
    assert chart is not None
    chart.setFocus()
    assert chart.accessibleDescription() == "4 July 2025: 23 of 61 E Embedded"
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    said = chart.accessibleDescription()
    assert said.startswith("8 June 2023: ")
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    number = int(said.removeprefix("8 June 2023: ").split()[0])
    assert len(asked[-1].only or ()) == number
    assert asked[-1].only_words.endswith("on 8 June 2023")


def test_attention_is_what_the_rules_question(qtbot: QtBot, page: OverviewPage, asked: list[PlanFilter]) -> None:
    opened: list[str] = []
    page.workspace.show_action.connect(opened.append)
    found = challenges(page.session)
    side = page.side
    model = side.list.model()
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert [words.split(",")[0].split(":")[0] for words in said] == [c.subject for c in found]
    assert any("4.3, A Obstacles: 4 days past its date, severity Medium." in words for words in said)
    assert side.count.text() == f"{len(found)}"
    side.list.setFocus()
    qtbot.keyClick(side.list, Qt.Key.Key_Return)
    qtbot.keyClick(side.list, Qt.Key.Key_Down)
    qtbot.keyClick(side.list, Qt.Key.Key_Return)
    assert found[0].subject == "O2"
    assert opened == [c.subject_id for c in found[:2]]
    side.show_all.setFocus()
    qtbot.keyClick(side.show_all, Qt.Key.Key_Return)
    assert {"4.3", "6.2", "1.11"} <= refs(page, asked[-1])


def test_a_waived_challenge_needs_no_attention(page: OverviewPage) -> None:
    before = page.side.list.model().rowCount()
    person = page.session.register().people[0].id
    action = find_action(page.session, "4.3").id
    waive(page.session, "overdue", action, reason="In the agenda", person=person, expires="2025-08-14")
    assert page.side.list.model().rowCount() == before - 1
    assert page.side.count.text() == f"{before - 1}, and 1 waived"


def test_attention_leads_to_what_is_no_action(page: OverviewPage, asked: list[PlanFilter]) -> None:
    shown: list[str] = []
    page.workspace.show_evidence.connect(shown.append)
    register = page.session.register()
    for subject in (register.people[0].id, register.evidence[0].id):
        page.side.opened.emit(subject)
    assert asked == [PlanFilter(leads=frozenset({register.people[0].id}))]
    assert shown == [register.evidence[0].id]


def test_one_edit_refreshes_figures_bars_and_chart(qtbot: QtBot, page: OverviewPage) -> None:
    action = find_action(page.session, "6.2").id
    status.update_actions(page.session, action, status.Update(status="complete", reason="Posts filled"))
    assert page.figures[0].accessibleName() == "98% done"
    assert "60 of 61" in page.bars.accessibleName()
    chart = page.over_time
    assert chart.chart is not None
    qtbot.waitUntil(lambda: chart.chart is not None and "60 of 61" in chart.chart.sentence)
    assert cell(chart.table, chart.table.rowCount() - 1, 0) == "4 July 2025 (now)"


def test_a_chart_turns_into_its_table_and_back(qtbot: QtBot, page: OverviewPage) -> None:
    page.bars.setFocus()
    qtbot.keyClick(page.bars, Qt.Key.Key_T)
    assert shows_table(page)
    table = page.by_group.table
    assert [cell(table, 8, n) for n in (1, 2, 3, 9)] == ["Whole plan", "23", "36", "97% (59 of 61)"]
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert not shows_table(page)
    assert page.bars.hasFocus()


def test_it_fits_without_a_scroll_bar_at_1366(qtbot: QtBot, page: OverviewPage) -> None:
    assert page.grab().deviceIndependentSize().toSize() == QSize(1190, 706)
    for area in page.findChildren(QScrollArea):
        assert area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("mode", ["dark", "contrast"])
def test_it_fits_every_size_and_theme(qapp: QApplication, page: OverviewPage, mode: theme.Mode) -> None:
    page.set_width_class(1093)
    page.resize(1037, 552)
    assert page.grab().deviceIndependentSize().toSize() == QSize(1037, 552)
    theme.apply(qapp, mode, 2.0)
    assert page.grab().deviceIndependentSize().toSize() == QSize(1037, 552)
    theme.apply(qapp, "light")


def test_everything_has_a_name_and_no_label_reads_markup(page: OverviewPage) -> None:
    accessibility.check(page)


def test_the_main_button_asks_for_a_pack(qtbot: QtBot, page: OverviewPage) -> None:
    with qtbot.waitSignal(page.command_wanted):
        qtbot.keyClick(page.pack, Qt.Key.Key_Return)


def test_panes_and_status_words(page: OverviewPage) -> None:
    assert page.panes() == [page.figures[0], page.bars, page.over_time.drawing, page.side.list]
    assert page.status_text().startswith("61 actions, ")


def test_an_empty_programme_says_so(qtbot: QtBot, tmp_path: Path, preferences: Preferences) -> None:
    workspace = Workspace(bootstrap.create_tracker(tmp_path / "new.sendtracker"), preferences)
    made = OverviewPage(workspace)
    qtbot.addWidget(made)
    made.show()
    assert "No actions yet" in accessibility.shown_text(made)
    qtbot.waitUntil(lambda: made.over_time.chart is not None)
    workspace.close()


def test_its_import_and_first_fill_load_nothing_slow(sample_file: Path) -> None:
    code = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from send_tracker import bootstrap
from send_tracker.gui.pages.overview_page import OverviewPage
from send_tracker.gui.pages.evidence_page import EvidencePage
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.workspace import Workspace
workspace = Workspace(bootstrap.open_tracker(Path(sys.argv[1])), Preferences(None))
pages = [OverviewPage(workspace), EvidencePage(workspace)]
print(sorted({"numpy", "pyqtgraph", "openpyxl", "sqlite_utils"} & set(sys.modules)))
pages[1].checker.wait()
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(sample_file)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_nothing_is_cut_in_a_small_window_with_large_text(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, qapp: QApplication
) -> None:
    window = make_window(sample_file, page="overview")
    theme.apply(qapp, "light", 2.0)
    window.resize(*accessibility.COMPACT)
    QApplication.processEvents()
    page = window.pages.page
    assert isinstance(page, OverviewPage)
    for figure in page.figures:
        assert figure.is_narrow
        noun = figure.accessibleName().partition(" ")[2]
        assert figure.noun_lines() and " ".join(figure.noun_lines()) == noun
    area = page.bars.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    assert area is not None
    view = area.viewport()
    # The charts take their room in a pass of their own, after the text has grown.
    qtbot.waitUntil(lambda: page.bars.mapTo(view, page.bars.rect().topRight()).x() <= view.width())
