"""The Measures page in a real window on a real file, driven by keys."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.measures.entry import Sheet
from send_tracker.domain.measures.lines import Column, MeasureFilter, State
from send_tracker.gui import theme
from send_tracker.gui.charts.files import render_charts
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.figures_dialog import FiguresDialog
from send_tracker.gui.dialogs.measure_dialog import MeasureDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.models.figures_model import FiguresModel
from send_tracker.gui.models.measures_model import COLUMNS
from send_tracker.gui.pages.measures_page import MeasuresPage
from send_tracker.gui.pages.overview_page import OverviewPage
from send_tracker.gui.palette_rows import rows_for
from send_tracker.gui.widgets.figures_grid import FiguresGrid
from send_tracker.gui.widgets.measure.details_tab import DetailsTab
from send_tracker.gui.widgets.measure.figures_tab import FiguresTab
from send_tracker.gui.widgets.measure.targets_tab import TargetsTab
from send_tracker.services.labels import edit_label
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.undo import undo
from tests.builders import small_programme
from tests.gui.accessibility import check, shown_text
from tests.gui.conftest import MakeWindow
from tests.gui.measures.book import add_book


@pytest.fixture(scope="session")
def measured(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's plan with a book of measures that the tests know."""
    path = tmp_path_factory.mktemp("measured") / "measured.sendtracker"
    shutil.copy(pristine_sample, path)
    session = bootstrap.open_tracker(path)
    for measure in read_measures(session).measures:
        from send_tracker.services.measures import withdraw_measure

        withdraw_measure(session, measure.id)
    add_book(session)
    session.close()
    return path


@pytest.fixture
def window(make_window: MakeWindow, measured: Path, tmp_path: Path) -> MainWindow:
    return make_window(Path(shutil.copy(measured, tmp_path / "m.sendtracker")), "measures")


@pytest.fixture
def page(window: MainWindow) -> MeasuresPage:
    found = window.pages.page
    assert isinstance(found, MeasuresPage)
    return found


def shown(page: MeasuresPage) -> list[str]:
    return [line.measure.ref for line in page.model.lines]


def cell(page: MeasuresPage, row: int, column: Column) -> str:
    at = page.model.row_of(page.model.lines[row].id)
    return str(page.model.index(at, COLUMNS.index(column)).data())


# The table


def test_the_page_shows_every_measure_with_its_result(window: MainWindow, page: MeasuresPage) -> None:
    assert shown(page) == ["M1", "M2", "M3", "M4", "M5", "M6"]
    assert page.head.counts.whole_text() == "6 measures, 3 with a target"
    assert [cell(page, row, Column.LATEST) for row in range(6)] == ["16.2%", "97.9%", "55", "30 to 60", "68.9%", "–"]
    assert cell(page, 0, Column.RATING) == "Off target"
    assert cell(page, 0, Column.SPC) == "Concerning"
    assert cell(page, 0, Column.YEAR) == "−37.8 points"
    assert cell(page, 3, Column.RATING) == "No target"
    assert page.status_text() == "6 measures, 6 shown, 1 selected"


def test_surveys_and_communications_stand_in_their_own_area(qtbot: QtBot, page: MeasuresPage) -> None:
    model = page.model
    heads = [(row, head.words, head.count) for row in range(model.rowCount()) if (head := model.head_at(row))]
    assert heads == [(0, "Data report", 5), (6, "Communications", 1)]
    page.table.setFocus()
    page.show_line(model.lines[4].id)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.subject() == model.lines[5].id, "the keys pass over the head"
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    assert page.subject() == model.lines[4].id
    page.filters.set_text("families")
    assert model.head_at(0) is None, "one part needs no head"


def test_a_paste_that_passes_the_grid_says_so(qtbot: QtBot, grid: FiguresDialog) -> None:
    QApplication.clipboard().setText("17.5%\n130%\n12\n")
    grid.grid.go_to(grid.model.rowCount() - 1, 1)
    qtbot.keyClick(grid.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert grid.problem.text.startswith("2 cells of that paste have no period or measure here and were left out.")
    grid.reject()


def test_adding_figures_never_ends_in_nothing(page: MeasuresPage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.filters.set_text("no measure has these words")
    page.add_figures()
    grid = next(w for w in QApplication.topLevelWidgets() if isinstance(w, FiguresDialog) and w.isVisible())
    assert len(grid.model.sheet.measures) == 6, "a filter that hides all does not hide them there"
    grid.reject()
    monkeypatch.setattr(page, "_view", replace(page._view, lines=()))
    asked: list[str] = []
    monkeypatch.setattr(page, "new_measure", lambda: asked.append("a new measure"))
    page.add_figures()
    assert asked == ["a new measure"], "with no measures there is nothing to add figures to"


def test_the_rail_counts_measures_and_alt_3_goes_there(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("plan")
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.pages.key == "measures"
    assert window.rail.key == "measures"


def test_everything_on_the_page_has_a_name_and_a_place_in_the_tab_order(window: MainWindow, page: MeasuresPage) -> None:
    check(window)
    for tab in ("figures", "targets", "details", "history"):
        page.panel.go(tab)
        check(window)


def test_columns_fold_away_by_room(window: MainWindow, page: MeasuresPage) -> None:
    def columns() -> set[Column]:
        return {c for n, c in enumerate(COLUMNS) if not page.table.isColumnHidden(n)}

    assert {Column.TITLE, Column.TREND, Column.LATEST, Column.TARGET, Column.RATING} <= columns()
    assert Column.SPC not in columns()
    page.toggle_panel()
    assert {Column.SPC, Column.YEAR, Column.PERIOD, Column.GAP} <= columns()
    window.resize(1093, 614)
    page.toggle_panel()
    assert page.table.columnWidth(COLUMNS.index(Column.TITLE)) >= 150


@pytest.mark.parametrize("size", [(1093, 614), (900, 600)])
def test_nothing_makes_the_window_wider(window: MainWindow, page: MeasuresPage, size: tuple[int, int]) -> None:
    window.resize(*size)
    assert (window.width(), window.height()) == size
    assert page.panel.isVisible()


# Filters, search, sorting


def test_search_with_ctrl_f_and_enter_goes_to_what_it_found(qtbot: QtBot, page: MeasuresPage) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.head.search.hasFocus()
    qtbot.keyClicks(page.head.search, "nst")
    qtbot.waitUntil(lambda: shown(page) == ["M3"])
    assert page.filters.sentence.whole_text() == "5 of 6 measures are hidden: only text “nst” is shown."
    qtbot.keyClick(page.head.search, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    page.filters.clear_button.click()
    assert len(shown(page)) == 6


def test_chips_narrow_by_rating_and_count_what_they_would_leave(qtbot: QtBot, page: MeasuresPage) -> None:
    counts = {code: chip.count for code, chip in page.filters.chips.items()}
    assert counts == {"off_target": 1, "near": 1, "on_target": 1, "none": 3}
    chip = page.filters.chips["off_target"]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert shown(page) == ["M1"]
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert len(shown(page)) == 6


def test_lists_narrow_by_outcome_figure_and_source(page: MeasuresPage) -> None:
    page.show_filter(MeasureFilter(states=frozenset({State.DISPUTED})))
    assert shown(page) == ["M1"]
    page.show_filter(MeasureFilter(states=frozenset({State.NONE})))
    assert shown(page) == ["M6"]
    page.show_filter(MeasureFilter(sections=frozenset({"communications"})))
    assert shown(page) == ["M6"]
    page.show_filter(MeasureFilter(sources=frozenset({"Survey"})))
    assert shown(page) == ["M5"]
    assert "source Survey" in page.filters.sentence.whole_text()
    page.filters.clear()


def test_a_list_sets_both_parts_it_stands_for(page: MeasuresPage) -> None:
    page.filters.lists["source"].changed.emit(["sections\x1fcommunications"])
    assert shown(page) == ["M6"]
    page.filters.lists["source"].changed.emit([])
    page.filters.lists["period"].changed.emit(["periods\x1fyear"])
    assert shown(page) == ["M4", "M5"]


def test_sorting_by_rating_puts_the_worst_first_and_missing_last(page: MeasuresPage) -> None:
    page.sort_by(COLUMNS.index(Column.RATING))
    assert shown(page)[:3] == ["M1", "M3", "M2"]
    page.sort_by(COLUMNS.index(Column.LATEST))
    assert shown(page)[-1] == "M6"


# The panel


def test_the_panel_follows_the_selection_and_draws_the_chart(qtbot: QtBot, page: MeasuresPage) -> None:
    qtbot.waitUntil(lambda: page.panel.chart.frame.chart is not None)
    assert page.panel.heading.title.value() == "Annual reviews completed on time"
    assert page.panel.heading.moved.whole_text().startswith("Down 37.8 points on May 2024 (54%)")
    assert [v.whole_text() for v in page.panel.chart.facts.values] == [
        "54%, May 24", "60%, Sep 2025", "Higher", "11 Aug 2025",
    ]  # fmt: skip
    trend = page.panel.chart.trend
    assert trend is not None
    assert [m.ref for m in trend.marks] == ["2.4", "2.7"]
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.panel.heading.title.value() == "EHC plan amendments within 12 weeks"
    assert page.panel.heading.note.whole_text() == "Illustrative figures"


def test_a_linked_action_opens_on_the_plan(qtbot: QtBot, window: MainWindow, page: MeasuresPage) -> None:
    row = page.panel.chart.linked.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert window.pages.key == "plan"


def test_ranges_show_as_bars(qtbot: QtBot, page: MeasuresPage) -> None:
    qtbot.waitUntil(lambda: page.panel.chart.frame.chart is not None)
    page.show_line(page.model.lines[3].id)
    drawing = page.panel.chart.frame.drawing
    assert type(drawing).__name__ == "MeasureBars"


def test_the_title_is_saved_as_it_is_left_and_undone(qtbot: QtBot, window: MainWindow, page: MeasuresPage) -> None:
    title = page.panel.heading.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Reviews in time")
    page.table.setFocus()
    assert cell(page, 0, Column.TITLE) == "Reviews in time"
    undo(page.session)
    assert cell(page, 0, Column.TITLE) == "Annual reviews completed on time"


def test_figures_of_every_source_stand_together_and_another_can_be_quoted(page: MeasuresPage) -> None:
    tab = page.panel.go("figures")
    assert isinstance(tab, FiguresTab)
    both = [e for e in tab.table.entries if e.cells[0] == "May 25"]
    assert [(e.cells[1], e.cells[2], e.strong) for e in both] == [
        ("16.2%", "SEND data report", True),
        ("17.5%", "Press notice", False),
    ]
    tab.table.go_to(both[1].id)
    tab.quote.click()
    assert cell(page, 0, Column.LATEST) == "17.5%"
    undo(page.session)
    assert cell(page, 0, Column.LATEST) == "16.2%"


def test_a_revised_figure_says_what_stood_before(page: MeasuresPage) -> None:
    from send_tracker.services.measures import Entry, record

    id = page.model.lines[0].id
    record(page.session, [Entry(id, "2025-05", "SEND data report", value=Decimal("16.4"))])
    tab = page.panel.go("figures")
    assert isinstance(tab, FiguresTab)
    newest = tab.table.entries[0] if tab.table.entries[0].cells[2] == "SEND data report" else tab.table.entries[1]
    tab.table.go_to(newest.id)
    assert newest.cells[3] == "Revised"
    assert "16.2" in tab.before.text()


def test_delete_withdraws_a_figure(qtbot: QtBot, page: MeasuresPage) -> None:
    tab = page.panel.go("figures")
    assert isinstance(tab, FiguresTab)
    before = len(tab.table.entries)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert len(tab.table.entries) == before - 1
    assert page.panel.heading.title.value() == "Annual reviews completed on time", "the measure itself stays"
    assert edit_label(page.session, page.session.file.log.count()).startswith("withdrawal of a figure of M1")


def test_targets_are_set_by_keys(qtbot: QtBot, window: MainWindow, page: MeasuresPage) -> None:
    page.show_line(page.model.lines[4].id)
    window.run(Command.SET_TARGET)
    tab = page.panel.tab("targets")
    assert isinstance(tab, TargetsTab)
    period, value = tab.targets.fields["period"], tab.targets.fields["value"]
    assert period.hasFocus()
    qtbot.keyClicks(period, "2025")
    qtbot.keyClicks(value, "120%")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    assert cell(page, 4, Column.TARGET) in ("120%", "–")
    qtbot.keyClicks(period, "2025")
    value.set_value("")
    qtbot.keyClicks(value, "50 weeks")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    assert "weeks" in tab.targets.problem.text


def test_a_rating_is_overridden_with_a_reason_beside_the_computed_one(qtbot: QtBot, page: MeasuresPage) -> None:
    tab = page.panel.go("targets")
    assert isinstance(tab, TargetsTab)
    tab.rating.fields["rating"].set_value("near")
    tab.rating.button.click()
    assert "reason" in tab.rating.problem.text
    qtbot.keyClicks(tab.rating.fields["reason"], "Backlog clearing distorts it")
    tab.rating.button.click()
    assert cell(page, 0, Column.RATING) == "Near (computed: Off target)"
    tab.rating.removed.emit(page.panel.measure)
    assert cell(page, 0, Column.RATING) == "Off target"


def test_every_field_of_a_measure_is_on_its_panel(page: MeasuresPage) -> None:
    from send_tracker.domain.vocabulary.measures import MEASURE_KINDS

    tab = page.panel.go("details")
    assert isinstance(tab, DetailsTab)
    elsewhere = {"title", "rating", "rating_reason"}
    assert set(MEASURE_KINDS["measure"]) == set(tab.fields) | elsewhere


def test_a_field_is_committed_as_it_is_left(qtbot: QtBot, page: MeasuresPage) -> None:
    tab = page.panel.go("details")
    assert isinstance(tab, DetailsTab)
    low = tab.fields["plausible_low"]
    low.setFocus()
    qtbot.keyClicks(low, "5.5")
    page.table.setFocus()
    assert page.model.lines[0].measure.plausible_low == Decimal("5.5")


def test_history_tells_what_was_changed(window: MainWindow, page: MeasuresPage) -> None:
    tab = page.panel.go("history")
    assert "7 entries" in shown_text(tab)
    assert page.subject() == page.model.lines[0].id


# Small charts


def test_small_charts_of_every_outcome_and_enter_opens_one(
    qtbot: QtBot, window: MainWindow, page: MeasuresPage
) -> None:
    window.run(Command.SMALL_CHARTS)
    assert [c.facts.title for c in page.multiples.charts][:2] == [
        "Annual reviews completed on time",
        "EHC plan amendments within 12 weeks",
    ]
    assert page.multiples.groups == [
        "O2 Quality of EHC plans", "O5 Neurodevelopmental support", "O6 Navigation and integration", "Communications",
    ]  # fmt: skip
    qtbot.keyClick(page.multiples.charts[1], Qt.Key.Key_Return)
    assert not page.head.is_switched
    line = page.table.line()
    assert line is not None
    assert line.measure.ref == "M2"


# Adding


@pytest.fixture
def grid(qtbot: QtBot, window: MainWindow) -> FiguresDialog:
    window.run(Command.ADD_FIGURES)
    found = next(w for w in QApplication.topLevelWidgets() if isinstance(w, FiguresDialog) and w.isVisible())
    qtbot.waitUntil(found.isActiveWindow)
    return found


def test_figures_are_typed_with_enter_going_down_and_recorded_as_one_step(
    qtbot: QtBot, page: MeasuresPage, grid: FiguresDialog
) -> None:
    assert grid.model.sheet.periods[-1] == "June 2025"
    qtbot.keyClicks(grid.grid, "1")
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "4.8%")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.found.text() == "1 figure")
    assert grid.grid.currentIndex().row() == len(grid.model.sheet.periods) - 1
    grid.record_button.click()
    assert cell(page, 0, Column.LATEST) == "14.8%"
    undo(page.session)
    assert cell(page, 0, Column.LATEST) == "16.2%"


def test_a_paste_from_a_workbook_is_checked_cell_by_cell(qtbot: QtBot, page: MeasuresPage, grid: FiguresDialog) -> None:
    text = "\tM1\tM3\tM5\nJune 2025\t15\t54\t\nJuly 2025\t130%\t53 %\t\n2025\t\t\t91/132\n"
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(grid.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert grid.found.text() == "3 figures, 2 must be put right"
    assert not grid.record_button.isEnabled()
    assert "Annual reviews completed on time, July 2025: 130% is more than 100%" in grid.here.whole_text()
    before = len(page.session.file.history_of(page.model.lines[0].id))
    row = grid.model.sheet.periods.index("July 2025")
    for column in (0, 2):
        grid.grid.go_to(row, column + 1)
        qtbot.keyClick(grid.grid, Qt.Key.Key_Delete)
    assert grid.record_button.text() == "Record 3 figures"
    grid.record_button.click()
    assert cell(page, 2, Column.LATEST) == "54"
    assert before <= len(page.session.file.history_of(page.model.lines[0].id))
    undo(page.session)
    assert cell(page, 2, Column.LATEST) == "55"


def test_what_is_not_plausible_is_asked_about_first(qtbot: QtBot, page: MeasuresPage, grid: FiguresDialog) -> None:
    grid.grid.paste("0.152")
    assert "1 outside what is plausible" in grid.found.text()
    grid.record_button.click()
    assert grid.isVisible()
    assert "Press again" in grid.problem.text
    grid.record_button.click()
    assert cell(page, 0, Column.LATEST) == "0.2%"


def test_a_new_measure_is_added_and_shown(qtbot: QtBot, window: MainWindow, page: MeasuresPage) -> None:
    window.run(Command.NEW_MEASURE)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MeasureDialog) and w.isVisible())
    dialog.add()
    assert dialog.isVisible()
    assert "title" in dialog.problem.text
    qtbot.keyClicks(dialog.title_line, "Confidence of SENDCOs")
    dialog.choices["unit"].set_value("of10")
    dialog.add()
    line = page.table.line()
    assert line is not None
    assert line.measure.title == "Confidence of SENDCOs"
    assert line.measure.decimals == 1, "4.2 out of 10 must not read 4"
    assert page.panel.tabs.key == "details"


def test_an_empty_file_offers_a_new_measure(make_window: MakeWindow, tmp_path: Path) -> None:
    with small_programme(tmp_path / "small.sendtracker"):
        pass
    window = make_window(tmp_path / "small.sendtracker", "measures")
    page = window.pages.page
    assert isinstance(page, MeasuresPage)
    assert page.nothing.accessibleName().startswith("No measures yet")
    assert Command.ADD_FIGURES not in page.commands()


# What leaves the file, and other pages


def test_small_numbers_are_hidden_in_what_is_copied_and_not_on_screen(qtbot: QtBot, page: MeasuresPage) -> None:
    from send_tracker.services.measures import Entry, add_measure, record

    id = add_measure(page.session, "Tribunal cases", ref="M9", unit="count", small_number=5)
    record(page.session, [Entry(id, f"2025-0{n}", "Council", value=Decimal(v)) for n, v in ((3, 9), (4, 2), (5, 11))])
    page.show_line(id)
    qtbot.waitUntil(lambda: page.panel.chart.frame.chart is not None)
    frame = page.panel.chart.frame
    assert frame.chart is not None
    assert "2" in [row[1] for row in frame.chart.table.rows]
    frame.copy_numbers()
    assert "April 2025" not in QGuiApplication.clipboard().text()
    assert "May 2025\t11" in QGuiApplication.clipboard().text()


def test_overview_counts_measures_off_target_and_opens_them(window: MainWindow, page: MeasuresPage) -> None:
    overview = window.show_page("overview")
    assert isinstance(overview, OverviewPage)
    figure = overview.figure(4)
    assert (figure.number, figure.noun, figure.detail) == ("1", "measure off target", "of 3 with a target")
    overview.figures[4].click()
    assert window.pages.key == "measures"
    assert shown(page) == ["M1"]


def test_anything_finds_a_measure(window: MainWindow, page: MeasuresPage) -> None:
    found = [row for row in rows_for(window, "nst wait") if row.right == "Measure"]
    assert [row.ref for row in found] == ["M3"]
    found[0].run()
    line = page.table.line()
    assert line is not None
    assert line.measure.ref == "M3"


# Files


def test_the_charts_of_measures_become_files(measured: Path, tmp_path: Path) -> None:
    session = bootstrap.open_tracker(Path(shutil.copy(measured, tmp_path / "m.sendtracker")))
    found = render_charts(session, tmp_path / "charts", kinds=["svg"])
    session.close()
    names = [p.name for p in found]
    assert "measures-of-o2-quality-of-ehc-plans.svg" in names
    assert "m1-annual-reviews-completed-on-time.svg" in names
    assert "m4-adhd-and-asd-assessment-wait.svg" in names
    assert not any(name.startswith("m6") for name in names)
    words = (tmp_path / "charts" / "m1-annual-reviews-completed-on-time.svg").read_text(encoding="utf-8")
    assert "Target 60% by Sep 2025" in words


def test_the_page_is_painted_before_the_library_of_charts_is_loaded(measured: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication;"
        "from send_tracker import bootstrap; from send_tracker.gui.preferences import Preferences;"
        "from send_tracker.gui.workspace import Workspace; app = QApplication([]);"
        "from send_tracker.gui.pages.measures_page import MeasuresPage;"
        "page = MeasuresPage(Workspace(bootstrap.open_tracker(Path(sys.argv[1])), Preferences(None)));"
        "page.resize(1100, 700); page.show(); page.grab();"
        "print(sorted({'pyqtgraph', 'numpy', 'sqlite_utils', 'openpyxl'} & set(sys.modules)))"
    )
    copy = shutil.copy(measured, tmp_path / "m.sendtracker")
    done = subprocess.run([sys.executable, "-c", code, copy], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_past_day_shows_what_stood_then_and_nothing_can_be_changed(
    make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file, "measures")
    window.looking_back.go(date(2025, 6, 30))
    page = window.pages.page
    assert isinstance(page, MeasuresPage)
    assert page.session.read_only
    assert page.model.lines
    editing = {
        Command.NEW_MEASURE, Command.ADD_FIGURES, Command.SET_TARGET, Command.MARK_SERIES, Command.OVERRIDE_RATING,
        Command.WITHDRAW,
    }  # fmt: skip
    assert not editing & set(page.commands())
    assert not page.head.add.isEnabled()
    assert not page.panel.heading.title.isEnabled()
    details, targets = page.panel.go("details"), page.panel.go("targets")
    assert isinstance(details, DetailsTab)
    assert isinstance(targets, TargetsTab)
    assert not any(field.isEnabled() for field in details.fields.values())
    assert not targets.targets.button.isVisible()


def test_long_periods_are_read_to_their_end_in_the_grid(qtbot: QtBot) -> None:
    longest = "2025 year to date, to September"
    grid = FiguresGrid(FiguresModel(Sheet((), [longest, "May 2025"])))
    qtbot.addWidget(grid)
    assert grid.columnWidth(0) - 24 >= theme.metrics("body", 400).horizontalAdvance(longest)
