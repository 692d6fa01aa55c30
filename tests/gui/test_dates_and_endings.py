"""A date that moves and an action that leaves the plan, asked about in place; and what the panel says afterwards."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from send_tracker.gui import theme
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.reason_dialog import ReasonDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.widgets.detail.action_body import ActionBody
from send_tracker.gui.widgets.fields import DateField
from send_tracker.gui.widgets.text_link import TextLink
from send_tracker.services import undo
from send_tracker.services.drafts import read_drafts
from send_tracker.services.due_dates import date_story
from send_tracker.services.ending import lineage, merge, supersede
from send_tracker.services.plan import change_action, find_action
from tests.gui.accessibility import nameless
from tests.gui.conftest import MakeWindow

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
POPUP = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> MainWindow:
    found = make_window(sample_file, size=(1093, 614))
    page = found.pages.page
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: bool(page.panel.ids))
    return found


@pytest.fixture
def page(window: MainWindow) -> PlanPage:
    found = window.pages.page
    assert isinstance(found, PlanPage)
    return found


def show(page: PlanPage, ref: str, tab: str = "update") -> ActionBody:
    page.select_action(find_action(page.session, ref).id)
    page.table.setFocus()
    page.panel.body.tabs.choose(tab)
    return page.panel.body


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifiers)


def type_(qtbot: QtBot, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, text)


def type_date(qtbot: QtBot, body: ActionBody, name: str, text: str) -> None:
    field = body.dates_tab._dates[name].field
    assert isinstance(field, DateField)
    field.line.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, text)
    qtbot.keyClick(field.line, Key.Key_Return)


def run(window: MainWindow, command: Command) -> None:
    window.menus.actions[command].trigger()


# Dates


def test_what_is_forecast_too_late_is_said_at_once(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3", "dates").dates_tab
    assert tab.late.text == (
        "Forecast for 26 September 2025, 88 days after its date of 30 June 2025. A new date takes an approval."
    )
    assert tab.slip.text().startswith("Forecast for 26 September 2025: 88 days after the approved date and 422 days")
    assert "Moved" in tab.slip.text() and "30 June 2025" in tab.moves.text
    type_date(qtbot, page.panel.body, "forecast_date", "30/6/25")
    assert tab.late.isHidden(), "a counter-example: forecast for its very day"


@POPUP
def test_moving_an_approved_date_by_keys(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3", "dates")
    edits, moves = page.session.file.log.count(), len(date_story(page.session, body.editing.ids[0]).moves)
    type_date(qtbot, body, "approved_date", "26/9/25")
    part = body.asking.move_part
    assert part.isVisible() and part.reason.hasFocus()
    assert part.title.text() == (
        "Not saved yet: the approved date moves from 30 June 2025 to 26 September 2025, 88 days after it."
    )
    assert part.lacks.text().startswith("Moving an approved date asks for a reason, and")
    assert find_action(page.session, "4.3").approved_date == "2025-06-30" and page.session.file.log.count() == edits
    type_(qtbot, "Finance schedule late")
    assert part.lacks.text() == "Moving an approved date asks who approved it."
    press(qtbot, Key.Key_Return)
    type_(qtbot, "Board")
    press(qtbot, Key.Key_Return)
    type_(qtbot, "Minute 7 of 3 July")
    press(qtbot, Key.Key_Return)
    assert find_action(page.session, "4.3").approved_date == "2025-09-26"
    assert page.session.file.log.count() == edits + 1 and not part.isVisible()
    assert len(date_story(page.session, body.editing.ids[0]).moves) == moves + 1
    assert body.dates_tab.isVisible() and body.dates_tab.late.isHidden()
    assert "4 July 2025, approved by the board, Minute 7 of 3 July. Finance schedule late." in body.dates_tab.moves.text
    press(qtbot, Key.Key_Z, CONTROL)
    assert find_action(page.session, "4.3").approved_date == "2025-06-30"


def test_an_approval_can_be_asked_for_by_e_mail_while_the_move_waits(
    page: PlanPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, target, said = show(page, "4.3", "dates"), tmp_path / "ask.eml", list[str]()
    page.workspace.notice.connect(said.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    type_date(qtbot, body, "approved_date", "26/9/25")
    type_(qtbot, "Finance schedule late")
    part = body.asking.move_part
    qtbot.keyClick(part.mail_button, Key.Key_Space)
    text = message_from_bytes(target.read_bytes(), policy=default).get_content()
    assert "from 30 June 2025 to 26 September 2025, 88 days after it" in text and "Finance schedule late" in text
    assert said[-1].endswith("send it; the move waits.") and part.isVisible()
    assert find_action(page.session, "4.3").approved_date == "2025-06-30"
    part.correction.setChecked(True)
    assert not part.mail_button.isEnabled(), "a correction asks nobody"


@POPUP
def test_without_an_approver_it_can_be_moved_anyway(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3", "dates")
    type_date(qtbot, body, "approved_date", "26/9/25")
    part = body.asking.move_part
    qtbot.keyClick(part.do_button, Key.Key_Return)
    assert part.reason.hasFocus() and part.isVisible(), "a reason is the least"
    type_(qtbot, "Finance")
    assert part.do_button.text() == "Move it anyway"
    qtbot.keyClick(part.do_button, Key.Key_Return)
    assert find_action(page.session, "4.3").approved_date == "2025-09-26"
    assert "no approver recorded" in body.dates_tab.moves.text


def test_a_typing_error_is_put_right_and_is_no_move(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3", "dates")
    moves = len(date_story(page.session, body.editing.ids[0]).moves)
    type_date(qtbot, body, "approved_date", "30/7/25")
    part = body.asking.move_part
    qtbot.keyClick(part.correction, Key.Key_Space)
    assert part.lacks.isHidden() and part.do_button.text() == "Put it right"
    qtbot.keyClick(part.do_button, Key.Key_Return)
    assert find_action(page.session, "4.3").approved_date == "2025-07-30"
    assert len(date_story(page.session, body.editing.ids[0]).moves) == moves


def test_a_move_that_waits_is_a_draft(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3", "dates")
    action = body.editing.ids[0]
    type_date(qtbot, body, "approved_date", "26/9/25")
    type_(qtbot, "Half a rea")
    show(page, "4.4")
    assert not body.asking.is_open
    assert read_drafts(page.session)[action]["move_due"] == "2025-09-26"
    assert page.sheet.model.drafts == {action}
    page.select_action(action)
    part = body.asking.move_part
    assert part.isVisible() and part.reason.text() == "Half a rea", "nothing typed is ever lost"
    body.tabs.choose("update")
    body.tabs.choose("dates")
    assert not part.isVisible() and body.dates_tab.late.text.startswith("Not saved yet")
    body.dates_tab.late.acted.emit()
    part.reason.setFocus()
    press(qtbot, Key.Key_Escape)
    assert not part.isVisible() and read_drafts(page.session) == {}
    assert find_action(page.session, "4.3").approved_date == "2025-06-30"


# Leaving the plan


@POPUP
def test_merging_by_keys_and_the_way_back(window: MainWindow, page: PlanPage, qtbot: QtBot) -> None:
    show(page, "4.6")
    press(qtbot, Key.Key_Down, SHIFT)
    gone, into = list(page.panel.ids), find_action(page.session, "4.3").id
    run(window, Command.MERGE)
    part = page.panel.body.asking.end_part
    assert part.isVisible() and part.successor.lineEdit().hasFocus()  # type: ignore[union-attr]
    part.successor.setEditText(next(w for w in _words(part.successor) if w.startswith("4.3 ")))
    press(qtbot, Key.Key_Return)
    assert part.reason.hasFocus()
    press(qtbot, Key.Key_Return)
    assert part.lacks.text() == "Taking an action out of the plan asks for a reason." and part.isVisible()
    type_(qtbot, "One strategy now")
    press(qtbot, Key.Key_Return)
    assert [o.ref for o in lineage(page.session, into).merged] == ["4.6", "4.7"]
    body = show(page, "4.3")
    assert body.lineage.text == "Merged from 4.6, 4.7"
    link = next(one for one in body.lineage.findChildren(TextLink) if one.text() == "4.7")
    qtbot.keyClick(link, Key.Key_Return)
    assert page.filter.withdrawn and page.panel.ids == (gone[1],)
    assert "only actions that left the plan are shown" in page.sheet.hidden_line.text
    assert page.panel.body.lineage.text == "Merged. Bring it back Why: One strategy now Carried on by 4.3".replace(
        " Bring it back", ""
    )
    run(window, Command.RESTORE)
    assert find_action(page.session, "4.7").successor is None
    back = next(one for one in page.panel.body.lineage.findChildren(TextLink) if not one.isHidden())
    assert back.text()


def _words(field: object) -> list[str]:
    return [field.itemText(row) for row in range(field.count())]  # type: ignore[attr-defined]


def test_delete_still_withdraws_at_once_and_shift_delete_asks_why(
    window: MainWindow, page: PlanPage, qtbot: QtBot
) -> None:
    show(page, "4.6")
    action = page.panel.ids[0]
    press(qtbot, Key.Key_Delete)
    assert action in {a.id for a in page.session.register().withdrawn}
    undo.undo(page.session)
    show(page, "4.6")
    press(qtbot, Key.Key_Delete, SHIFT)
    assert page.panel.body.asking.end_part.reason.hasFocus()
    type_(qtbot, "Out of scope")
    press(qtbot, Key.Key_Return)
    assert lineage(page.session, action).reason == "Out of scope"
    assert action in {a.id for a in page.session.register().withdrawn}


def test_what_was_withdrawn_quickly_can_be_given_its_reason_by_key(
    window: MainWindow, page: PlanPage, qtbot: QtBot
) -> None:
    show(page, "4.6")
    action = page.panel.ids[0]
    press(qtbot, Key.Key_Delete)
    assert page.sheet.done_line.other.isVisible() and "reason" in page.sheet.done_line.other.text()
    run(window, Command.SAY_WHY)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReasonDialog) and w.isVisible())
    qtbot.waitUntil(dialog.reason.hasFocus)
    press(qtbot, Key.Key_Return)
    assert "Write why" in dialog.problem.text, "an empty reason is no reason"
    type_(qtbot, "Out of scope")
    press(qtbot, Key.Key_Return)
    assert lineage(page.session, action).reason == "Out of scope"
    assert Command.SAY_WHY not in page.commands(), "there is nothing left to explain"
    undo.undo(page.session)
    assert lineage(page.session, action).reason == ""
    undo.undo(page.session)
    assert action in {a.id for a in page.session.register().actions}


def test_what_left_the_plan_is_not_edited(window: MainWindow, page: PlanPage, qtbot: QtBot) -> None:
    first, second = find_action(page.session, "4.6").id, find_action(page.session, "4.7").id
    supersede(page.session, first, second, "A new scope")
    run(window, Command.WITHDRAWN)
    page.sheet.select_anywhere(first)
    body = page.panel.body
    assert body.heading.group.whole_text() == "Withdrawn from the plan" and page.panel.ids == (first,)
    edits = page.session.file.log.count()
    said: list[str] = []
    page.workspace.problem.connect(said.append)
    page.set_status("on_track")
    assert said == ["This action has left the plan. Bring it back before you change it."]
    body.tabs.choose("details")
    body.details_tab.title.field.setFocus()
    type_(qtbot, "x")
    press(qtbot, Key.Key_Return)
    assert body.details_tab.title.problem.startswith("This action has left the plan")
    assert page.session.file.log.count() == edits
    link = next(one for one in body.lineage.findChildren(TextLink) if one.text() == "Bring it back")
    qtbot.keyClick(link, Key.Key_Return)
    assert find_action(page.session, "4.6").id == first


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_while_it_asks(page: PlanPage, qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    merge(page.session, [find_action(page.session, "4.6").id], find_action(page.session, "4.3").id, "One now")
    theme.apply(qapp, "light", percent / 100)
    page.show_panel(True)  # with large text it lies over the table
    body = show(page, "4.3", "dates")
    type_date(qtbot, body, "approved_date", "26/9/25")
    qtbot.waitUntil(body.asking.move_part.isVisible)
    assert body.status.height() == theme.px(44)
    part = body.asking.move_part
    assert part.width() <= body.width() and nameless(page.panel) == []


# Opening again


def test_a_missed_check_proposes_and_asks_for_the_reason(page: PlanPage, qtbot: QtBot) -> None:
    action = find_action(page.session, "4.5").id
    body = show(page, "4.5")
    assert body.proposal.text == "", "its check is due in January"
    change_action(page.session, action, check_date="2025-06-30")
    assert body.proposal.text == "Proposed for opening again: its check is 4 days late."
    qtbot.keyClick(body.proposal.reopen_link, Key.Key_Return)
    assert body.update_tab.reason.has_focus and body.status.code == "on_track" and body.proposal.text == ""
    assert body.update_tab.banner.text == "Not saved yet: opening 4.5 again asks for a reason."
    type_(qtbot, "The group has not met")
    press(qtbot, Key.Key_Return)
    found = find_action(page.session, "4.5")
    assert (found.status, found.status_reason) == ("on_track", "The group has not met")


def test_recording_a_check_by_keys(page: PlanPage, qtbot: QtBot) -> None:
    action = find_action(page.session, "4.5").id
    change_action(page.session, action, check_date="2025-06-30")
    body = show(page, "4.5")
    qtbot.keyClick(body.proposal.check_link, Key.Key_Return)
    part = body.asking.check_part
    assert part.isVisible() and part.next_check.line.hasFocus() and part.checked_on.line.text() == "4 July 2025"
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    assert part.lacks.text() == "A check needs its day, and the date of the next one."
    type_(qtbot, "autumn term 2025")
    press(qtbot, Key.Key_Return)
    type_(qtbot, "Six decisions taken")
    press(qtbot, Key.Key_Return)
    found = find_action(page.session, "4.5")
    assert (found.checked_on, found.check_date) == ("2025-07-04", "2025-autumn")
    assert not part.isVisible() and body.proposal.text == ""
