"""The Plan page as an officer drives it: with keys, on the sample."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.domain.plan_filter import PlanFilter, SortBy
from send_tracker.gui import theme
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.part_dialog import PartDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.models.plan_columns import Column
from send_tracker.gui.models.plan_delegate import PlanDelegate
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.widgets.cell_editor import StatusPopup
from send_tracker.gui.widgets.detail.many_field import ManyField
from send_tracker.gui.widgets.plan_table import PlanTable
from send_tracker.services import filter_words, plan, undo
from send_tracker.services.plan import find_action
from tests.gui.accessibility import COMPACT, guessing_labels, nameless, tab_order
from tests.gui.conftest import MakeWindow

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key
POPUP = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
"""The offscreen platform says this of every popup."""


@dataclass
class Desk:
    """The page with what a test asks of it."""

    window: MainWindow
    page: PlanPage
    qtbot: QtBot

    def at(self, ref: str, column: Column = Column.TITLE) -> str:
        """Go to an action's cell, and return the action's id."""
        action = find_action(self.page.session, ref)
        self.page.select_action(action.id)
        row = self.page.table.currentIndex().row()
        self.page.table.go_to_cell(row, column)
        self.page.table.setFocus()
        return action.id

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifiers)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClicks(focused, text)

    def anyway(self, reason: str) -> None:
        """Follow "or say why" under the status control, and save without what is lacking."""
        gate = self.page.panel.body.rating.gate
        link = next(one for one in gate._links if not one.isHidden() and one.text() == "or say why")
        self.qtbot.keyClick(link, Key.Key_Return)
        self.type(reason)
        self.press(Key.Key_Return)

    def approve(self, reason: str) -> None:
        """Answer what a move of a date asks, by keys: why, the board, in minute 7."""
        self.type(reason)
        self.press(Key.Key_Return)
        self.type("Board")
        self.press(Key.Key_Return)
        self.type("Minute 7")
        self.press(Key.Key_Return)

    def refs(self) -> list[str]:
        """Return the first words of all rows."""
        model = self.page.sheet.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def current(self) -> str:
        return str(self.page.table.currentIndex().siblingAtColumn(0).data())

    def status_of(self, ref: str) -> str:
        return find_action(self.page.session, ref).status

    def edits(self) -> int:
        return self.page.session.file.log.count()


@pytest.fixture
def desk(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> Desk:
    window = make_window(sample_file)
    page = window.pages.page
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: bool(page.panel.ids))  # the first action is selected just after the first paint
    return Desk(window, page, qtbot)


# What it shows


def test_the_sample_is_shown_in_groups(desk: Desk) -> None:
    assert desk.refs()[:4] == ["APA1", "O1", "1.1", "1.2"]
    assert desk.page.sheet.model.rowCount() == 61 + 6 + 2
    assert desk.page.sheet.summary.whole_text() == "2 areas, 6 outcomes, 61 actions"
    counts = {code: chip.count for code, chip in desk.page.sheet.filters.chips.items()}
    assert counts == {"at_risk": 0, "obstacles": 2, "on_track": 0, "not_started": 0, "complete": 36, "embedded": 23}
    assert list(counts) == ["at_risk", "obstacles", "on_track", "not_started", "complete", "embedded"]
    assert desk.page.status_text() == "61 actions, 61 shown, 1 selected"


def test_each_cell_is_read_out_in_words(desk: Desk) -> None:
    desk.at("4.3")
    index = desk.page.table.currentIndex()
    spoken = [index.siblingAtColumn(c).data(Qt.ItemDataRole.AccessibleTextRole) for c in Column]
    said = "4.3 Publish the joint commissioning strategy, Obstacles, past its date, "
    assert spoken[Column.TITLE] == f"{said}1 challenge: 4 days past its date"
    assert spoken[Column.STATUS] == "4.3 status: Obstacles"
    assert spoken[Column.DUE] == "4.3 Due 30 June 2025, forecast for 26 September 2025, 88 days late"
    assert spoken[Column.MOVE] == "4.3 Since 22 May worse: from On track to Obstacles"
    group = desk.page.sheet.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert group == "APA1 Education, 36 actions, 100% done, open"
    assert "22 May" in desk.page.sheet.model.headerData(
        Column.MOVE, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )


@pytest.mark.parametrize("size", [COMPACT, (1366, 768), (1920, 1080)])
def test_the_window_keeps_the_size_it_is_given(
    make_window: MakeWindow, sample_file: Path, size: tuple[int, int]
) -> None:
    window = make_window(sample_file, size=size)
    assert (window.width(), window.height()) == size
    page = window.pages.page
    assert isinstance(page, PlanPage)
    assert page.table.isColumnHidden(Column.LEAD) is (size == COMPACT)
    assert not page.panel.isHidden()
    right = page.sheet.filters.rect().right() + 8
    shown = [part for part in page.sheet.filters.findChildren(QWidget) if part.isVisible()]
    assert all(part.geometry().right() <= right for part in shown if part.parent() is page.sheet.filters)


def test_at_double_text_size_too(make_window: MakeWindow, sample_file: Path, qapp: QApplication) -> None:
    window = make_window(sample_file)
    theme.apply(qapp, "light", 2.0)
    window.resize(*COMPACT)
    QApplication.processEvents()
    assert (window.width(), window.height()) == COMPACT
    page = window.pages.page
    assert isinstance(page, PlanPage)
    assert page.panel.isHidden() and page.table.rowHeight(2) == 64
    page.show_panel(True)
    assert page.panel.width() <= page.width()


def test_below_1000_the_panel_lies_over_the_table(desk: Desk) -> None:
    desk.window.resize(960, 614)
    QApplication.processEvents()
    assert desk.page.panel.isHidden()
    desk.at("4.3")
    wide = desk.page.table.width()
    desk.press(Key.Key_Space)
    assert desk.page.panel.isVisible() and desk.page.table.width() == wide
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Escape)
    assert desk.page.panel.isHidden() and desk.page.table.hasFocus()


def test_every_control_has_a_name_and_shows_text_as_text(desk: Desk) -> None:
    desk.at("4.3")
    for tab in ("update", "evidence", "history", "dates", "details"):
        desk.page.panel.body.tabs.choose(tab)
        assert nameless(desk.page) == []
        assert guessing_labels(desk.page) == []


# Walking


def test_the_arrows_walk_over_groups_and_close_them(desk: Desk) -> None:
    desk.at("1.1")
    desk.press(Key.Key_Up)
    assert desk.current() == "O1"
    assert desk.page.panel.ids == ()
    assert desk.page.panel.body.isHidden() and "12 actions" in desk.page.panel.group.accessibleName()
    desk.press(Key.Key_Left)
    assert desk.refs()[:3] == ["APA1", "O1", "O2"] and desk.current() == "O1"
    desk.press(Key.Key_Left)
    assert desk.current() == "APA1"
    desk.press(Key.Key_Space)
    assert desk.refs()[:2] == ["APA1", "APA2"]
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Right)
    assert desk.current() == "O1"


def test_all_groups_open_and_close_at_once(desk: Desk) -> None:
    desk.window.run(Command.COLLAPSE_ALL)
    assert desk.refs() == ["APA1", "APA2"]
    desk.window.run(Command.EXPAND_ALL)
    assert len(desk.refs()) == 69


def test_a_click_on_the_chevron_closes_a_group(desk: Desk) -> None:
    viewport = desk.page.table.viewport()
    desk.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(18, 20))
    assert desk.refs()[:2] == ["APA1", "APA2"]


def test_heights_follow_the_rows_and_not_the_places(desk: Desk) -> None:
    model, table = desk.page.sheet.model, desk.page.table
    model.set_open(model.groups()[:1], False)
    for row in range(model.rowCount()):
        head = model.head(row)
        assert table.rowHeight(row) == (32 if head is None else 40 if head.is_area else 36)


def test_tab_goes_across_and_out(desk: Desk) -> None:
    desk.at("4.3")
    seen = []
    for _ in range(3):
        desk.press(Key.Key_Tab)
        seen.append(desk.page.table.current_column())
    assert seen == [Column.LEAD, Column.DUE, Column.STATUS]
    desk.press(Key.Key_Tab)
    assert not desk.page.table.hasFocus()


def test_flat_list_and_sorting_are_remembered(desk: Desk) -> None:
    desk.window.run(Command.GROUPED)
    assert len(desk.refs()) == 61 and "APA1" not in desk.refs()
    desk.page.sheet.header.set_sort(SortBy.DUE, True)
    model = desk.page.sheet.model
    dates = [line.row.due_on or "" for row in range(61) if (line := model.line(row))]
    assert dates == sorted(dates, reverse=True)
    assert desk.page.workspace.preferences.get("plan_sort") == ["due", True]
    desk.window.run(Command.GROUPED)
    assert desk.refs()[0] == "APA1"


def test_columns_can_be_added_and_put_away(desk: Desk) -> None:
    header = desk.page.sheet.header
    menu = header.make_menu()
    entries = {entry.text(): entry for entry in menu.actions()}
    entries["Partner"].trigger()
    entries["Move"].trigger()
    assert not desk.page.table.isColumnHidden(Column.PARTNER) and desk.page.table.isColumnHidden(Column.MOVE)
    assert desk.page.workspace.preferences.get("plan_columns")[-1] == "partner"
    assert not entries["Status"].isEnabled()
    menu.deleteLater()


# Filters


def test_search_narrows_and_says_what_is_hidden(desk: Desk) -> None:
    desk.at("4.3")
    desk.press(Key.Key_F, CONTROL)
    assert desk.page.sheet.search.hasFocus()
    desk.type("dashboard")
    assert [r for r in desk.refs() if "." in r] == ["4.2", "4.9", "6.8"]
    line = desk.page.sheet.hidden_line
    assert line.text == "58 of 61 actions are hidden: only what matches “dashboard” is shown."
    line.link.click()
    assert len(desk.refs()) == 69 and line.isHidden()
    assert desk.current() == "4.3", "what was selected comes back with the rows"


def test_enter_in_the_search_goes_to_the_first_hit_and_f3_to_the_next(desk: Desk) -> None:
    desk.press(Key.Key_F, CONTROL)
    desk.type("dashboard")
    desk.press(Key.Key_Return)
    assert desk.page.table.hasFocus() and desk.current() == "4.2"
    for ref in ("4.9", "6.8", "4.2"):
        desk.press(Key.Key_F3)
        assert desk.current() == ref


def test_chips_choose_several_statuses(desk: Desk) -> None:
    chips = desk.page.sheet.filters.chips
    desk.qtbot.mouseClick(chips["obstacles"], Qt.MouseButton.LeftButton)
    assert [r for r in desk.refs() if "." in r] == ["4.3", "6.2"]
    assert "APA1" not in desk.refs(), "groups with nothing to show are left out"
    chips["embedded"].setFocus()
    desk.press(Key.Key_Space)
    assert len(desk.page.sheet.listing.keys) == 25
    assert chips["complete"].count == 36, "the chips count what each would add"
    desk.page.sheet.filters.everything.click()
    assert len(desk.refs()) == 69


def test_a_filter_says_what_it_is(desk: Desk) -> None:
    session = desk.page.session
    icb = next(key for key, word in filter_words.organisations(session) if word == "ICB")
    desk.page.apply_filter(PlanFilter(partners=frozenset({icb})))
    assert desk.page.sheet.hidden_line.text == "36 of 61 actions are hidden: only partner ICB is shown."
    partner = desk.page.sheet.filters.lists["Partner"]
    assert partner.chosen == [icb] and partner.chip.accessibleName().startswith("Partner is ICB")
    assert desk.page.sheet.filters.everything.count == 25
    assert desk.page.status_text() == "61 actions, 25 shown"
    partner.clear()
    assert desk.page.filter == PlanFilter()


def test_attention_is_the_domains(desk: Desk) -> None:
    desk.page.apply_filter(PlanFilter(attention=frozenset({"overdue"})))
    assert [r for r in desk.refs() if "." in r] == ["4.3"]


def test_a_filter_that_leaves_nothing_offers_the_way_back(desk: Desk) -> None:
    desk.page.apply_filter(PlanFilter(text="no such words"))
    empty = desk.page.sheet.empty
    assert empty.isVisible() and empty.accessibleName() == "Nothing to show. No action passes this filter."
    empty.acted.emit()
    assert len(desk.refs()) == 69


def test_selecting_a_hidden_action_clears_the_filter(desk: Desk) -> None:
    desk.page.apply_filter(PlanFilter(text="dashboard"))
    desk.page.select_action(find_action(desk.page.session, "6.2").id)
    assert desk.current() == "6.2" and desk.page.filter == PlanFilter()


# Editing in cells


def test_f2_edits_the_title_and_enter_goes_down(desk: Desk) -> None:
    desk.at("4.4")
    desk.press(Key.Key_F2)
    desk.type("Put measures into every contract")
    desk.press(Key.Key_Return)
    assert find_action(desk.page.session, "4.4").title == "Put measures into every contract"
    assert desk.current() == "4.5" and desk.page.table.hasFocus()
    assert (
        desk.page.sheet.model.index(desk.page.table.currentIndex().row() - 1, 1).data()
        == "Put measures into every contract"
    )


def test_typing_begins_a_cell_and_escape_leaves_it_as_it_was(desk: Desk) -> None:
    action = desk.at("4.4")
    before, edits = find_action(desk.page.session, "4.4").title, desk.edits()
    desk.press(Key.Key_X)
    line = desk.page.rows.editor.line
    assert line is not None and line.text() == "x"
    desk.press(Key.Key_Escape)
    assert find_action(desk.page.session, "4.4").title == before and desk.edits() == edits
    assert desk.page.table.hasFocus() and desk.page.panel.ids == (action,)


def test_a_title_that_is_too_long_stays_in_the_cell_with_its_sentence(desk: Desk) -> None:
    desk.at("4.4")
    desk.press(Key.Key_F2)
    line = desk.page.rows.editor.line
    assert line is not None
    line.setText("x" * 32_001)
    desk.press(Key.Key_Return)
    assert desk.page.rows.editor.is_open and line.text() == "x" * 32_001
    part = desk.page.rows.editor._part
    assert part is not None and "32,001 characters" in part.problem


@POPUP
def test_dates_are_read_as_people_write_them(desk: Desk) -> None:
    desk.at("4.4", Column.DUE)
    desk.type("1")
    line = desk.page.rows.editor.line
    assert line is not None
    line.setText("31 June 2025")
    desk.press(Key.Key_Return)
    assert desk.page.rows.editor.is_open, "what cannot be read is not thrown away"
    line.setText("30/9/25")
    desk.press(Key.Key_Tab)
    assert desk.page.rows.editor.line is None and desk.current() == "4.4", "the panel asks why, and the row stays"
    assert find_action(desk.page.session, "4.4").due == "2025-03-31"
    desk.approve("Contracts run to September")
    assert find_action(desk.page.session, "4.4").due == "2025-09-30"
    desk.at("4.5", Column.DUE)
    desk.press(Key.Key_Semicolon, CONTROL)
    desk.approve("Done today")
    assert find_action(desk.page.session, "4.5").due == "2025-07-04"


@POPUP
def test_a_first_date_asks_nothing(desk: Desk) -> None:
    action = desk.at("4.4")
    plan.change_action(desk.page.session, action, original_date=None, approved_date=None)
    desk.at("4.4", Column.DUE)
    desk.type("3")
    line = desk.page.rows.editor.line
    assert line is not None
    line.setText("30/9/25")
    desk.press(Key.Key_Return)
    assert find_action(desk.page.session, "4.4").due == "2025-09-30"
    assert desk.current() == "4.5" and not desk.page.panel.body.asking.is_open


def test_clicking_elsewhere_saves_the_cell(desk: Desk) -> None:
    desk.at("4.4")
    desk.press(Key.Key_F2)
    desk.type("Saved by leaving")
    desk.page.sheet.search.setFocus()
    desk.qtbot.waitUntil(lambda: not desk.page.rows.editor.is_open)
    assert find_action(desk.page.session, "4.4").title == "Saved by leaving"


@POPUP
def test_the_lead_is_ticked_in_a_list(desk: Desk) -> None:
    desk.at("4.4", Column.LEAD)
    desk.press(Key.Key_Down, ALT)
    popup = next(f.popup for f in desk.page.table.viewport().findChildren(ManyField) if f.popup.isVisible())
    wanted = next(popup.list.item(r) for r in range(popup.list.count()) if popup.list.item(r).text() == "Head of data")
    wanted.setCheckState(Qt.CheckState.Checked)
    desk.qtbot.keyClick(popup, Key.Key_Escape)
    line = desk.page.sheet.model.line(desk.page.table.currentIndex().row())
    assert line is not None and line.row.leads == "Contracts manager; Head of data"


@POPUP
def test_a_letter_in_the_status_cell_sets_the_status(desk: Desk) -> None:
    desk.at("4.4", Column.STATUS)
    desk.type("e")
    assert desk.status_of("4.4") == "complete", "it lacks a verifier and more"
    desk.anyway("The board said so")
    assert desk.status_of("4.4") == "embedded"
    desk.at("4.4", Column.STATUS)
    desk.press(Key.Key_F2)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, StatusPopup)
    desk.qtbot.keyClick(popup.control._segments[0], Key.Key_5)
    assert desk.status_of("4.4") == "complete"


# A status for many


def test_ctrl_and_a_digit_sets_all_selected_rows_as_one_edit(desk: Desk) -> None:
    desk.at("4.4")
    desk.press(Key.Key_Down, SHIFT)
    desk.press(Key.Key_Down, SHIFT)
    assert desk.page.panel.ids and len(desk.page.panel.ids) == 3
    edits = desk.edits()
    desk.press(Key.Key_6, CONTROL)
    assert "a verifier" in desk.page.panel.body.rating.gate.text
    desk.anyway("The board said so")
    assert [desk.status_of(r) for r in ("4.4", "4.5", "4.6")] == ["embedded"] * 3
    assert desk.edits() == edits + 1
    undo.undo(desk.page.session)
    assert [desk.status_of(r) for r in ("4.4", "4.5", "4.6")] == ["complete", "embedded", "complete"]
    assert desk.page.sheet.filters.chips["complete"].count == 36
    shown = desk.page.sheet.view.lines(desk.page.table.selected_keys())
    assert [line.row.status for line in shown] == ["complete", "embedded", "complete"]


def test_several_rows_share_one_reason(desk: Desk) -> None:
    desk.at("4.4")
    desk.press(Key.Key_Down, SHIFT)
    edits = desk.edits()
    desk.press(Key.Key_4, CONTROL)
    tab = desk.page.panel.body.update_tab
    assert tab.banner.text == "Not saved yet: At risk asks for a reason for 2 actions."
    assert desk.edits() == edits, "nothing is written before the reason is given"
    desk.type("No money until the autumn")
    desk.press(Key.Key_Return)
    assert desk.edits() == edits + 1
    for ref in ("4.4", "4.5"):
        action = find_action(desk.page.session, ref)
        assert (action.status, action.status_reason) == ("at_risk", "No money until the autumn")


def test_group_bars_and_chips_follow_an_edit_without_a_reset(desk: Desk) -> None:
    desk.at("4.3")
    resets: list[int] = []
    desk.page.sheet.model.modelReset.connect(lambda: resets.append(1))
    desk.press(Key.Key_5, CONTROL)
    desk.type("4/7/25")
    desk.press(Key.Key_Return)
    assert desk.status_of("4.3") == "complete" and resets == [], "the delivered date was all that was lacking"
    heads = {h.ref: h for h in desk.page.sheet.listing.heads}
    assert (heads["O4"].done_text, heads["O4"].trouble, heads["APA2"].trouble) == ("100%", "", "1 obstacle")
    shown = desk.page.sheet.model.head(desk.refs().index("O4"))
    assert shown == heads["O4"]
    assert desk.page.sheet.filters.chips["obstacles"].count == 1


@POPUP
def test_fill_down_is_one_edit(desk: Desk) -> None:
    desk.at("4.4", Column.DUE)
    for _ in range(2):
        desk.press(Key.Key_Down, SHIFT)
    edits = desk.edits()
    desk.press(Key.Key_D, CONTROL)
    desk.approve("One date for all three")
    assert [find_action(desk.page.session, r).due for r in ("4.4", "4.5", "4.6")] == ["2025-03-31"] * 3
    assert desk.edits() == edits + 1


def test_withdrawing_offers_undo_and_goes_to_the_next_row(desk: Desk) -> None:
    desk.at("4.4")
    desk.press(Key.Key_Delete)
    assert "4.4" not in desk.refs() and desk.current() == "4.5"
    assert desk.page.sheet.done_line.text == "4.4 was withdrawn."
    desk.page.sheet.done_line.link.click()
    assert "4.4" in desk.refs() and desk.page.sheet.done_line.isHidden()


# New action and evidence


def test_a_new_action_is_entered_in_the_panel(desk: Desk) -> None:
    desk.at("4.3")
    desk.press(Key.Key_N, CONTROL)
    form = desk.page.panel.new_action
    assert desk.page.panel.is_new and form.title.hasFocus()
    assert (form.ref.text(), form.outcome.currentText()) == ("4.10", "O4 Joint commissioning and data")
    desk.press(Key.Key_Return)
    assert "needs a title" in form.problem.text()
    desk.type("Open a joint <b>helpdesk</b>")
    desk.press(Key.Key_Return)
    added = find_action(desk.page.session, "4.10")
    assert added.title == "Open a joint <b>helpdesk</b>" and added.status == "not_started"
    assert desk.current() == "4.10" and desk.page.panel.ids == (added.id,)
    assert desk.page.table.hasFocus()


def test_escape_leaves_a_new_action(desk: Desk) -> None:
    action = desk.at("4.3")
    desk.press(Key.Key_N, CONTROL)
    desk.press(Key.Key_Escape)
    assert not desk.page.panel.is_new and desk.page.panel.ids == (action,)


def _drop(table: PlanTable, paths: list[Path], pos: QPointF) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    table.dragMoveEvent(QDragMoveEvent(pos.toPoint(), copy, data, left, none))
    table.dropEvent(QDropEvent(pos, copy, data, left, none, QEvent.Type.Drop))


def test_a_file_dropped_on_a_row_is_its_evidence(desk: Desk, tmp_path: Path) -> None:
    desk.at("4.4")
    note = tmp_path / "minutes.txt"
    note.write_text("agreed", encoding="utf-8")
    table = desk.page.table
    row = desk.page.sheet.model.row_of(desk.page.table.selected_keys()[0])
    assert row is not None
    _drop(table, [note], QPointF(120, table.rowViewportPosition(row) + 10))
    line = desk.page.sheet.model.line(row)
    assert line is not None and line.row.evidence == 2
    assert "Evidence 2" in [desk.page.panel.body.tabs.tabText(i) for i in range(5)]


def test_a_pasted_picture_is_evidence(desk: Desk) -> None:
    from PySide6.QtGui import QImage

    desk.at("4.4")
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(image)
    desk.press(Key.Key_V, CONTROL | SHIFT)
    assert find_action(desk.page.session, "4.4").id in desk.page.session.register().evidence[-1].targets
    QApplication.clipboard().clear()


def test_a_read_only_copy_offers_nothing_that_writes(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, qapp: QApplication
) -> None:
    from send_tracker.bootstrap import open_tracker
    from send_tracker.gui.preferences import Preferences
    from send_tracker.gui.workspace import Workspace

    workspace = Workspace(open_tracker(sample_file, read_only=True), Preferences(None))
    page = PlanPage(workspace)
    qtbot.addWidget(page)
    page.select_action(find_action(workspace.session, "4.3").id)
    assert not {Command.NEW_ACTION, Command.WITHDRAW, Command.SET_STATUS} & set(page.commands())
    page.set_status("complete")
    workspace.close()


def test_the_first_paint_imports_nothing_slow(desk: Desk) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from send_tracker.gui.pages import plan_page; "
        "print([m for m in ('numpy', 'pyqtgraph', 'openpyxl', 'sqlite_utils') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert found.stdout.strip() == "[]"


def test_walking_is_quick(desk: Desk) -> None:
    desk.at("1.1")
    start = time.perf_counter()
    for _ in range(20):
        desk.press(Key.Key_Down)
    assert (time.perf_counter() - start) / 20 < 0.25


@POPUP
def test_alt_down_opens_the_calendar(desk: Desk) -> None:
    desk.at("4.4", Column.DUE)
    desk.press(Key.Key_Down, ALT)
    popup = QApplication.activePopupWidget()
    assert popup is not None and popup.accessibleName() == "Calendar"
    popup.close()
    assert desk.page.rows.editor.is_open
    desk.page.rows.editor.close()


def test_tab_order_follows_the_eye(desk: Desk) -> None:
    desk.at("4.3")
    order = [w for w in tab_order(desk.window) if desk.page.isAncestorOf(w)]
    names = [w.accessibleName() for w in order]
    chips = [name for name in names if name.startswith(("All", "R ", "A ", "G ", "N ", "C ", "E "))]
    assert [chip[:1] for chip in chips[:7]] == ["A", "R", "A", "G", "N", "C", "E"]
    assert names.index("Search the plan") < names.index("New action") < names.index(chips[0])
    assert names.index(chips[6]) < names.index("Filter by Lead") < names.index("Plan") < names.index("Previous action")


# What an officer found


def test_undo_drops_a_status_that_waits_for_its_reason_first(desk: Desk) -> None:
    desk.at("4.3")
    desk.press(Key.Key_2, CONTROL)
    assert desk.status_of("4.3") == "on_track"
    desk.press(Key.Key_3, CONTROL)
    body, edits = desk.page.panel.body, desk.edits()
    assert body.update_tab.banner.text == "Not saved yet: Obstacles asks for a reason."
    desk.window.menus.opening.emit()
    assert desk.window.menus.actions[Command.UNDO].text() == "&Undo: status not saved yet"
    desk.press(Key.Key_Z, CONTROL)
    assert body.editing.pending is None and "Not saved" not in body.update_tab.banner.text
    assert body.status.code == "on_track" and QApplication.focusWidget() is body.status.focusProxy()
    assert desk.status_of("4.3") == "on_track" and desk.edits() == edits
    desk.window.menus.opening.emit()
    assert desk.window.menus.actions[Command.UNDO].text() == "&Undo: status of 4.3"
    desk.press(Key.Key_Z, CONTROL)
    assert desk.status_of("4.3") == "obstacles"


def test_the_keys_work_as_soon_as_a_file_is_open(desk: Desk) -> None:
    table = desk.page.table
    assert table.hasFocus() and desk.current() == "1.1"
    assert desk.page.panel.ids == (find_action(desk.page.session, "1.1").id,)
    desk.press(Key.Key_1, CONTROL)
    assert desk.page.panel.body.status.code == "not_started"
    desk.press(Key.Key_Escape)
    table.setFocus()
    desk.press(Key.Key_F2)
    assert desk.page.rows.editor.is_open
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Down)
    assert desk.current() == "1.2"


def test_the_plan_takes_the_focus_into_its_table(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, page="overview")
    qtbot.keyClick(window, Key.Key_2, ALT)
    page = window.pages.page
    assert isinstance(page, PlanPage)
    assert page.table.hasFocus()
    qtbot.waitUntil(lambda: len(page.panel.ids) == 1)


def test_a_new_action_asked_for_elsewhere_keeps_its_form(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file, page="overview")
    qtbot.keyClick(window, Key.Key_N, CONTROL)
    page = window.pages.page
    assert isinstance(page, PlanPage)
    qtbot.wait(80)
    assert page.panel.is_new and page.panel.new_action.title.hasFocus()


def test_rows_that_another_page_asked_for_begin_at_the_first_action(desk: Desk) -> None:
    desk.at("1.1")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Up)
    assert desk.current() == "APA1"
    desk.page.workspace.show_plan.emit(PlanFilter(text="dashboard"))
    assert desk.current() == "4.2" and desk.page.table.hasFocus()


def _add_part(window: MainWindow, qtbot: QtBot, title: str) -> None:
    dialog = next(d for d in window.findChildren(PartDialog) if d.isVisible())
    qtbot.keyClicks(dialog.form.titleText, title)
    qtbot.keyClick(dialog.form.titleText, Key.Key_Return)
    qtbot.waitUntil(window.isActiveWindow)
    dialog.setParent(None)
    dialog.deleteLater()


def test_an_empty_plan_leads_on_by_keys(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    from send_tracker.bootstrap import create_tracker

    create_tracker(tmp_path / "new.sendtracker").close()
    window = make_window(tmp_path / "new.sendtracker")
    page = window.pages.page
    assert isinstance(page, PlanPage)
    desk = Desk(window, page, qtbot)
    assert page.sheet.empty.accessibleName().startswith("No priority areas yet.")
    desk.press(Key.Key_Space)
    _add_part(window, qtbot, "Education")
    assert page.sheet.empty.accessibleName() == (
        "No outcomes yet. Say what should be better under APA1 Education. Actions stand under an outcome."
    )
    desk.press(Key.Key_Space)
    _add_part(window, qtbot, "Joint plans")
    assert page.sheet.has_rows and desk.refs() == ["APA1", "O1"] and page.table.hasFocus()
    head = page.sheet.model.head(1)
    assert head is not None and head.actions_text == "0 actions"
    desk.press(Key.Key_N, CONTROL)
    form = page.panel.new_action
    assert form.outcome.currentText() == "O1 Joint plans" and form.title.hasFocus()
    desk.type("Write the first one")
    desk.press(Key.Key_Return)
    assert desk.refs() == ["APA1", "O1", "1.1"] and desk.current() == "1.1"


def test_a_flat_plan_without_actions_offers_the_first(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    from send_tracker.bootstrap import create_tracker
    from send_tracker.services.parts import add_area, add_outcome

    session = create_tracker(tmp_path / "new.sendtracker")
    add_outcome(session, add_area(session, "APA1", "Education"), "O1", "Joint plans")
    session.close()
    window = make_window(tmp_path / "new.sendtracker")
    page = window.pages.page
    assert isinstance(page, PlanPage)
    window.run(Command.GROUPED)
    assert page.sheet.empty.accessibleName() == "No actions yet. Add the first action of the plan."
    page.apply_filter(PlanFilter(text="nothing"))
    assert page.sheet.empty.accessibleName().startswith("Nothing to show.")


def test_alt_down_opens_nothing_where_there_is_no_list(desk: Desk) -> None:
    for column in (Column.REF, Column.MOVE, Column.TITLE):
        desk.at("4.4", column)
        desk.press(Key.Key_Down, ALT)
        assert not desk.page.rows.editor.is_open and desk.current() == "4.4"


@POPUP
def test_typing_opens_the_leads_of_a_new_action(desk: Desk) -> None:
    desk.at("4.3")
    desk.press(Key.Key_N, CONTROL)
    leads = desk.page.panel.new_action.leads
    leads.setFocus()
    desk.type("h")
    finder = leads.popup.finder
    assert leads.popup.isVisible() and finder.text() == "h"
    desk.qtbot.keyClicks(finder, "ead of data")
    desk.qtbot.keyClick(finder, Key.Key_Return)
    desk.qtbot.keyClick(leads.popup, Key.Key_Escape)
    assert leads.accessibleName() == "Leads: Head of data" and desk.page.panel.is_new


@POPUP
def test_a_typed_name_can_be_added_as_a_person(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    from send_tracker.bootstrap import create_tracker
    from send_tracker.services.parts import add_area, add_outcome

    session = create_tracker(tmp_path / "new.sendtracker")
    add_outcome(session, add_area(session, "APA1", "Education"), "O1", "Joint plans")
    session.close()
    window = make_window(tmp_path / "new.sendtracker")
    page = window.pages.page
    assert isinstance(page, PlanPage)
    desk = Desk(window, page, qtbot)
    desk.press(Key.Key_N, CONTROL)
    form = page.panel.new_action
    desk.type("Write the first one")
    form.leads.setFocus()
    desk.press(Key.Key_Down)
    assert (
        form.leads.popup.nothing.text() == "No people yet. Type a name to add it." and form.leads.popup.width() >= 200
    )
    finder = form.leads.popup.finder
    qtbot.keyClicks(finder, "J. Smith")
    assert form.leads.popup.add_button.accessibleName() == "Add J. Smith"
    qtbot.keyClick(finder, Key.Key_Return)
    qtbot.keyClick(form.leads.popup, Key.Key_Escape)
    assert form.leads.accessibleName() == "Leads: J. Smith"
    assert page.panel.is_new and form.title.text() == "Write the first one"
    form.title.setFocus()
    desk.press(Key.Key_Return)
    action = find_action(page.session, "1.1")
    assert [p.name for p in page.session.register().people if p.id in action.leads] == ["J. Smith"]


def test_a_forecast_after_the_date_is_said_in_the_due_column(desk: Desk) -> None:
    desk.at("4.3", Column.DUE)
    model, row = desk.page.sheet.model, desk.page.table.currentIndex().row()
    index = model.index(row, Column.DUE)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "4.3 Due 30 June 2025, forecast for 26 September 2025, 88 days late"
    )
    delegate = desk.page.table.itemDelegate()
    assert isinstance(delegate, PlanDelegate)
    line = model.line(row)
    assert line is not None
    tip = delegate._tip(model, line, index, desk.page.table)
    assert tip == "Past its date, forecast for 26 September 2025, 88 days late"
    before = desk.page.table.viewport().grab().toImage()
    plan.change_action(desk.page.session, desk.page.panel.ids[0], forecast_date="2025-06-30")
    assert "forecast" not in index.data(Qt.ItemDataRole.AccessibleTextRole), "on its day it is not late"
    assert desk.page.table.viewport().grab().toImage() != before, "and it is drawn, not only said"
    done = desk.at("4.4")
    plan.change_action(desk.page.session, done, forecast_date="2025-12-31")
    index = model.index(desk.page.table.currentIndex().row(), Column.DUE)
    assert "forecast" not in index.data(Qt.ItemDataRole.AccessibleTextRole), "what is done has no forecast"
