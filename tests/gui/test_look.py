"""Rules of the look that hold on every page: heads in one place, words of a head over the words of its cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollArea, QTableWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.domain.differences import Difference
from send_tracker.gui import theme
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.overview_page import OverviewPage
from send_tracker.gui.widgets.attention_list import title_lines
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.meetings.compared_part import NO_DATE, ComparedPart
from send_tracker.gui.widgets.next_steps import NextSteps
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.widgets.search_field import SearchField
from send_tracker.gui.widgets.shared_widths import shared_widths
from send_tracker.gui.widgets.tabs import Tabs
from tests.gui.conftest import MakeWindow

LAPTOP = (1093, 614)
TITLES = {
    "overview": "Overview",
    "plan": "Plan",
    "measures": "Measures",
    "evidence": "Evidence",
    "meetings": "Meetings",
    "search": "Search",
    "reports": "Reports",
}


def head_of(window: MainWindow, key: str) -> tuple[Label, list[QWidget]]:
    """Return the title of a page, and the controls that stand in its head."""
    page = window.show_page(key)
    assert page is not None
    title = next(label for label in page.findChildren(Label) if label.text() == TITLES[key] and label.isVisible())
    line = title.mapTo(window, title.rect().center()).y()
    parts: list[QWidget] = [
        part
        for part in page.findChildren(QWidget)
        if isinstance(part, Button | SearchField | QComboBox)
        and part.isVisible()
        and abs(part.mapTo(window, part.rect().center()).y() - line) < 12
        and part.mapTo(page, QPoint()).x() < page.width() - 420  # what stands in the panel beside is another head
    ]
    return title, parts


@pytest.mark.parametrize("size", [LAPTOP, (1366, 768)])
def test_the_heads_of_all_pages_stand_in_one_place(
    make_window: MakeWindow, sample_file: Path, size: tuple[int, int]
) -> None:
    window = make_window(sample_file, size=size)
    places = {}
    for key in TITLES:
        title, parts = head_of(window, key)
        middle = title.mapTo(window, title.rect().center()).y()
        places[key] = (title.mapTo(window, QPoint()).x(), middle)
        for part in parts:
            assert part.height() == 32, (key, part.accessibleName())
            assert abs(part.mapTo(window, part.rect().center()).y() - middle) <= 1, (key, part.accessibleName())
    indent = {key: places[key][0] - places["plan"][0] for key in TITLES}
    assert indent == {key: 8 if key == "overview" else 0 for key in TITLES}, "padding is 16, and 24 on Overview"
    assert len({line for _, line in places.values()}) == 1, places


@pytest.mark.parametrize("key", ["overview", "meetings"])
def test_buttons_end_at_the_margin_of_the_page(make_window: MakeWindow, sample_file: Path, key: str) -> None:
    window = make_window(sample_file, size=LAPTOP)
    page = window.show_page(key)
    assert page is not None
    main = next(b for b in page.findChildren(Button) if b.property("kind") == "primary" and b.isVisible())
    assert page.width() - main.mapTo(page, main.rect().topRight()).x() - 1 == (24 if key == "overview" else 16)


def first_ink(picture: QImage, left: int, right: int, top: int, bottom: int) -> int:
    """Return how far from ``left`` the first dark pixel lies."""
    for x in range(left + 3, right):  # beyond the edge of the table
        inks = (picture.pixelColor(x, y) for y in range(top, bottom))
        if any(ink.alpha() > 128 and ink.lightness() < 200 for ink in inks):
            return x - left
    raise AssertionError("nothing is written there")


def _rows_table() -> RowsTable:
    table = RowsTable("Rows", ["HHH", "HHH", "HHH"], 1)
    table.show_rows([RowsEntry(str(n), ("HHH", "HHH", "HHH")) for n in range(3)])
    return table


def _plain_table() -> PlainTable:
    table = PlainTable("Rows", ["HHH", "HHH", "HHH"], (1,))
    table.set_rows([["HHH", "HHH", "HHH"]] * 3)
    return table


@pytest.mark.parametrize("make", [_rows_table, _plain_table])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_of_a_head_stand_over_the_words_of_its_cells(
    qtbot: QtBot, qapp: QApplication, make: Callable[[], QTableWidget], scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    table = make()
    qtbot.addWidget(table)
    table.resize(700, 300)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a ring is ink too
    table.setCurrentCell(2, 0)
    table.show()
    picture, head = table.grab().toImage(), table.horizontalHeader()
    row = head.height()
    for column in range(3):
        left = head.sectionViewportPosition(column)
        right = left + head.sectionSize(column)
        above = first_ink(picture, left, right, 4, head.height() - 4)
        below = first_ink(picture, left, right, row + 5, row + table.rowHeight(0) - 5)
        assert abs(above - below) <= 1, (column, above, below)
    theme.apply(qapp, "light")


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy computer draws slowly the first time
@given(
    columns=st.lists(st.tuples(st.integers(20, 600), st.integers(20, 90)), min_size=1, max_size=5),
    elastic=st.frozensets(st.integers(0, 4), max_size=3),
    yielding=st.frozensets(st.integers(0, 4), max_size=2),
    room=st.integers(50, 2000),
)
def test_columns_share_exactly_the_width_there_is(
    columns: list[tuple[int, int]], elastic: frozenset[int], yielding: frozenset[int], room: int
) -> None:
    leasts = [min(need, least) for need, least in columns]
    needs = [need for need, _ in columns]
    known = range(len(columns))
    found = shared_widths(needs, leasts, elastic & set(known), yielding & set(known), room)
    assert sum(found) == max(room, sum(leasts))
    assert all(width >= least for width, least in zip(found, leasts, strict=True))
    if sum(needs) <= room:
        assert all(width >= need for width, need in zip(found, needs, strict=True)), "cut, although all fits"


def test_words_are_not_cut_while_another_column_stands_empty(qtbot: QtBot) -> None:
    table = PlainTable("Rows", ["Action", "Owner", "To do"], (0, 2), {1: 160})
    title = "Publish the joint commissioning strategy"
    table.set_rows([[title, "", "No owner"]])
    qtbot.addWidget(table)
    table.resize(480, 200)
    table.show()
    wanted = theme.metrics("body").horizontalAdvance(title)
    assert table.columnWidth(0) >= wanted + 22
    table.set_rows([[title, "Head of commissioning", "No forum or check date"]])
    assert table.columnWidth(1) > 100, "a column takes its room back when it has words"


def test_what_changed_shows_statuses_as_chips_and_a_date_that_was_not_there(
    make_window: MakeWindow, sample_file: Path, qtbot: QtBot
) -> None:
    window = make_window(sample_file, page="meetings")
    page = window.show_page("meetings")
    part = page.go("compared")  # type: ignore[union-attr]
    assert isinstance(part, ComparedPart)
    model = part.table.model()
    lines = {line.kind: row for row, line in reversed(list(enumerate(part.shown)))}
    status = model.index(lines[Difference.WORSE], 4)
    assert status.data(Qt.ItemDataRole.UserRole).letter == "G"
    assert status.data() == "On track", "what is read aloud and copied is the word"
    assert model.index(lines[Difference.DATE], 4).data() == NO_DATE
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Kind"
    assert all(chip.height() == 28 for chip in part.chips.values())


def test_titles_that_need_attention_are_whole_on_a_laptop(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, page="overview", size=LAPTOP)
    page = window.show_page("overview")
    assert isinstance(page, OverviewPage)
    page.show_attention()
    width = page.side.list.viewport().width()
    for row in page.side.list.model().rows:  # type: ignore[attr-defined]
        assert " ".join(title_lines(row.challenge, width)) == row.challenge.headline


def test_large_text_leaves_no_change_out(make_window: MakeWindow, sample_file: Path, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 2.0)
    window = make_window(sample_file, page="overview")
    page = window.show_page("overview")
    assert isinstance(page, OverviewPage)
    for figure in page.figures:
        lines = len(figure.noun_lines())
        assert figure.height() == theme.px(84 + 17 * (max(len(f.noun_lines()) for f in page.figures) - 1))
        assert lines >= 1, "the noun stands below the number"
    theme.apply(qapp, "light")


def test_dialogs_say_what_will_happen_where_they_have_nothing_to_show(
    make_window: MakeWindow, sample_file: Path, qtbot: QtBot
) -> None:
    window = make_window(sample_file, size=LAPTOP)
    for command in (Command.IMPORT, Command.TAKE_RETURN, Command.COMBINE, Command.VERIFY_PACK):
        window.run(command)
        dialog = next(d for d in window.findChildren(HouseDialog) if d.isVisible())
        steps = dialog.findChild(NextSteps)
        assert steps is not None and steps.is_said, command
        layout = dialog.layout()
        assert layout is not None
        margins = layout.contentsMargins()
        assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (24, 20, 24, 20), command
        title = next(label for label in dialog.findChildren(QLabel) if label.isVisible() and label.text())
        assert title.font().pixelSize() == 18, command
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_column_that_is_hidden_gives_its_room_to_the_others(qtbot: QtBot) -> None:
    table = _plain_table()
    qtbot.addWidget(table)
    table.setColumnHidden(0, True)
    table.resize(700, 200)
    table.show()
    assert table.columnWidth(1) + table.columnWidth(2) == table.viewport().width()


def test_steps_are_left_out_where_the_dialog_itself_needs_the_room(
    make_window: MakeWindow, sample_file: Path, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", 2.0)
    window = make_window(sample_file)
    window.run(Command.IMPORT)
    dialog = next(d for d in window.findChildren(HouseDialog) if d.isVisible())
    steps = dialog.findChild(NextSteps)
    assert steps is not None and not steps.is_said
    assert dialog.findChild(QScrollArea) is None, "the buttons stay in sight without scrolling"
    dialog.close()
    theme.apply(qapp, "light")


def test_tabs_beside_the_arrows_are_whole_or_not_there(qtbot: QtBot) -> None:
    tabs = Tabs([(word, word) for word in ("Agenda", "Decisions", "Commitments", "Questions", "Timetable")])
    qtbot.addWidget(tabs)
    tabs.resize(260, tabs.sizeHint().height())
    tabs.show()
    shown = tabs.whole()
    assert 0 < len(shown) < tabs.count()
    arrows = min(b.x() for b in tabs.findChildren(QToolButton) if b.isVisible())
    ends = [
        tabs.tabRect(index).x() + theme.metrics("body", 500).horizontalAdvance(tabs.tabText(index)) for index in shown
    ]
    assert max(ends) <= arrows
    tabs.resize(900, tabs.height())
    assert tabs.whole() == list(range(5))
