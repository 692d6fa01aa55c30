"""What a status asks for, in place: links under the control, fields that appear, a way on without them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker.gui import theme
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.widgets.detail.action_body import ActionBody
from send_tracker.gui.widgets.text_link import TextLink
from send_tracker.services import undo
from send_tracker.services.evidence import add_evidence
from send_tracker.services.plan import change_action, find_action
from tests.gui.accessibility import nameless
from tests.gui.conftest import MakeWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> PlanPage:
    found = make_window(sample_file, size=(1093, 614)).pages.page
    assert isinstance(found, PlanPage)
    qtbot.waitUntil(lambda: bool(found.panel.ids))
    return found


def show(page: PlanPage, ref: str) -> ActionBody:
    page.select_action(find_action(page.session, ref).id)
    page.table.setFocus()
    return page.panel.body


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifiers)


def type_(qtbot: QtBot, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, text)


def link(body: ActionBody, words: str) -> TextLink:
    return next(one for one in body.rating.gate._links if not one.isHidden() and one.text() == words)


def test_amber_is_answered_from_the_keyboard_alone(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    press(qtbot, Key.Key_3, CONTROL)
    assert body.rating.gate.fields == ["reason", "obstacle", "path_to_green", "recovery_date", "ask"]
    type_(qtbot, "Two providers have not signed")
    press(qtbot, Key.Key_Return)
    assert find_action(page.session, "4.4").status == "obstacles"
    assert body.update_tab.obstacle.has_focus, "Enter leads on to what is lacking"
    assert body.rating.gate.text.startswith("Saved without: an obstacle, a path to green")
    type_(qtbot, "No signatures")
    press(qtbot, Key.Key_Tab)
    type_(qtbot, "Sign on 10 July")
    press(qtbot, Key.Key_Return, CONTROL)
    assert body.update_tab.recovery.has_focus
    type_(qtbot, "31/7/25")
    press(qtbot, Key.Key_Return)
    type_(qtbot, "Write to both")
    press(qtbot, Key.Key_Return)
    action = find_action(page.session, "4.4")
    assert (action.obstacle, action.path_to_green) == ("No signatures", "Sign on 10 July")
    assert (action.recovery_date, action.ask) == ("2025-07-31", "Write to both")
    assert body.rating.gate.isHidden() and body.update_tab.ask.has_focus, "nothing is lacking, so nothing moves"


def test_complete_waits_for_its_delivered_date(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3")
    press(qtbot, Key.Key_5, CONTROL)
    assert body.rating.gate.text == "Still needed: a delivered date"
    assert body.update_tab.closing.fields["actual_date"].has_focus
    assert body.update_tab.closing.fields["verifier"].isHidden(), "complete asks for no verifier"
    assert find_action(page.session, "4.3").status == "obstacles"
    press(qtbot, Key.Key_Semicolon, CONTROL)
    action = find_action(page.session, "4.3")
    assert (action.status, action.actual_date) == ("complete", "2025-07-04")
    assert body.editing.pending is None and body.rating.gate.isHidden()


def test_undo_says_what_it_undid_and_leaves_the_keys_at_the_tabs(page: PlanPage, qtbot: QtBot) -> None:
    body, said = show(page, "1.4"), list[str]()
    page.workspace.notice.connect(said.append)
    press(qtbot, Key.Key_3, CONTROL)
    type_(qtbot, "Rooms were lost")
    press(qtbot, Key.Key_Return)
    assert body.update_tab.obstacle.has_focus and find_action(page.session, "1.4").status == "obstacles"
    press(qtbot, Key.Key_Z, CONTROL)
    assert find_action(page.session, "1.4").status == "embedded"
    assert said[-1] == "Undone: status of 1.4."
    focused = QApplication.focusWidget()
    assert focused is not None and (focused is body.tabs or body.tabs.isAncestorOf(focused))
    press(qtbot, Key.Key_Y, CONTROL)
    assert find_action(page.session, "1.4").status == "obstacles" and said[-1] == "Done again: status of 1.4."


def test_without_it_a_reason_is_enough(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3")
    press(qtbot, Key.Key_5, CONTROL)
    press(qtbot, Key.Key_Return)
    assert body.update_tab.reason.has_focus, "Enter in the empty field leads to the reason: no dead end"
    type_(qtbot, "Published, the day is not known")
    press(qtbot, Key.Key_Return)
    action = find_action(page.session, "4.3")
    assert (action.status, action.status_reason) == ("complete", "Published, the day is not known")
    assert body.rating.gate.text == "Saved without: a delivered date", "and it still says so"
    press(qtbot, Key.Key_Z, CONTROL)
    assert find_action(page.session, "4.3").status == "obstacles", "one step back"


def test_embedded_shows_its_fields_and_each_link_leads_to_its_own(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    press(qtbot, Key.Key_6, CONTROL)
    closing = body.update_tab.closing.fields
    for words, name in (
        ("a business-as-usual owner", "bau_owner"),
        ("a check date", "check_date"),
        ("a linked measure at target, or why there is none", "embedded_without"),
        ("a verifier", "verifier"),
    ):
        qtbot.keyClick(link(body, words), Key.Key_Space)
        assert closing[name].has_focus, name
    qtbot.keyClick(link(body, "accepted evidence of an outcome"), Key.Key_Return)
    assert body.tabs.key == "evidence"
    qtbot.keyClick(link(body, "or say why"), Key.Key_Return)
    assert body.tabs.key == "update" and body.update_tab.reason.has_focus
    assert find_action(page.session, "4.4").status == "complete"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_a_lead_as_verifier_is_asked_about(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    press(qtbot, Key.Key_6, CONTROL)
    type_(qtbot, "Contracts manager")
    press(qtbot, Key.Key_Return)
    action = find_action(page.session, "4.4")
    assert action.verifier in action.leads
    assert "a verifier who is not a lead" in body.rating.gate.text
    assert body.update_tab.closing.fields["bau_owner"].has_focus


def test_opening_again_asks_for_a_reason(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    press(qtbot, Key.Key_2, CONTROL)
    assert body.update_tab.banner.text == "Not saved yet: opening 4.4 again asks for a reason."
    assert body.update_tab.reason.has_focus and find_action(page.session, "4.4").status == "complete"
    press(qtbot, Key.Key_Escape)
    assert body.editing.pending is None and body.status.code == "complete"


def test_what_needs_nothing_is_saved_at_once(page: PlanPage, qtbot: QtBot) -> None:
    change_action(page.session, find_action(page.session, "4.3").id, actual_date="2025-07-01")
    body = show(page, "4.3")
    press(qtbot, Key.Key_5, CONTROL)
    assert find_action(page.session, "4.3").status == "complete" and body.rating.gate.isHidden()


def test_evidence_that_arrives_answers_too(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "1.10")
    action = find_action(page.session, "1.10")
    before = len(page.session.register().evidence)
    for item in page.session.register().evidence:
        if action.id in item.targets:
            body.evidence_tab.unlink(item)
    change_action(page.session, action.id, status="on_track")
    body.refresh()
    page.set_status("complete")
    assert body.rating.gate.fields[0] == "evidence" and before
    add_evidence(page.session, "The minutes", [action.id])
    assert "evidence" not in body.rating.gate.fields


def test_fields_of_a_pending_status_are_kept_with_the_draft(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    press(qtbot, Key.Key_6, CONTROL)
    body.go_to_field("check_date")
    type_(qtbot, "next spring")
    show(page, "4.5")
    body = show(page, "4.4")
    assert body.editing.pending == "embedded"
    assert body.update_tab.closing.fields["check_date"].text() == "next spring", "nothing typed is ever lost"


def test_one_undo_takes_back_the_status_of_all(page: PlanPage, qtbot: QtBot) -> None:
    show(page, "4.3")
    keys = [page.sheet.view.key(find_action(page.session, ref).id) or 0 for ref in ("4.3", "6.2")]
    page.table.select_keys(keys)
    page.table.setFocus()
    press(qtbot, Key.Key_5, CONTROL)
    assert page.panel.body.rating.gate.text == "Still needed: a delivered date"
    press(qtbot, Key.Key_Semicolon, CONTROL)
    assert [find_action(page.session, ref).status for ref in ("4.3", "6.2")] == ["complete"] * 2
    undo.undo(page.session)
    assert [find_action(page.session, ref).status for ref in ("4.3", "6.2")] == ["obstacles"] * 2


def test_an_answer_for_several_leaves_those_alone_that_have_one(page: PlanPage, qtbot: QtBot) -> None:
    change_action(page.session, find_action(page.session, "6.2").id, actual_date="2025-06-20")
    show(page, "4.3")
    keys = [page.sheet.view.key(find_action(page.session, ref).id) or 0 for ref in ("4.3", "6.2")]
    page.table.select_keys(keys)
    page.table.setFocus()
    press(qtbot, Key.Key_5, CONTROL)
    assert page.panel.body.rating.gate.text == "Still needed: a delivered date (1 of 2)"
    press(qtbot, Key.Key_Semicolon, CONTROL)
    found = {ref: find_action(page.session, ref) for ref in ("4.3", "6.2")}
    assert {a.status for a in found.values()} == {"complete"}
    assert [a.actual_date for a in found.values()] == ["2025-07-04", "2025-06-20"]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_control_is_never_cut(page: PlanPage, qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    body = show(page, "4.4")
    theme.apply(qapp, "light", percent / 100)
    page.set_status("embedded")
    qtbot.waitUntil(lambda: body.rating.gate.height() > theme.px(20))
    control, gate = body.status, body.rating.gate
    assert control.height() == theme.px(44) and control.width() <= body.width()
    shown = [one for one in gate._links if not one.isHidden()]
    assert len(shown) == 6
    assert all(one.x() >= 0 and one.x() + one.width() <= gate.width() for one in shown)
    assert all(one.y() + one.height() <= gate.height() for one in shown)
    assert nameless(page.panel) == []
    verifier = body.update_tab.closing.fields["verifier"]
    assert verifier.has_focus
    qtbot.waitUntil(lambda: not verifier.field.visibleRegion().isEmpty())
