"""The detail panel: fields that save themselves, a status that waits for its reason, drafts that are never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from send_tracker.bootstrap import open_tracker
from send_tracker.gui import theme
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.detail.action_body import ActionBody
from send_tracker.gui.widgets.detail.evidence_row import EvidenceRow
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.detail.last_changes import _ChangeLine
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LineField, TextField
from send_tracker.gui.workspace import Workspace
from send_tracker.services import evidence, status, undo
from send_tracker.services.drafts import read_drafts
from send_tracker.services.plan import find_action
from send_tracker.services.status import Update
from send_tracker.services.story import story
from tests.gui.conftest import MakeWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
HOSTILE = "=cmd()|' /C calc'!A0 <img src=x onerror=alert(1)> \u202egnp.exe"


@pytest.fixture
def page(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> PlanPage:
    found = make_window(sample_file).pages.page
    assert isinstance(found, PlanPage)
    qtbot.waitUntil(lambda: bool(found.panel.ids))  # the first action is selected just after the first paint
    return found


def show(page: PlanPage, ref: str) -> ActionBody:
    page.select_action(find_action(page.session, ref).id)
    return page.panel.body


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifiers)


def write(qtbot: QtBot, part: KeptField, text: str) -> None:
    """Replace what stands in a field, by keys."""
    field = part.field
    line = field.line if isinstance(field, DateField) else field
    assert isinstance(line, QLineEdit | TextField)
    line.setFocus()
    line.selectAll()
    if text.isascii():
        qtbot.keyClicks(line, text)
    else:  # QTest aborts on letters that have no key
        assert isinstance(line, QLineEdit)
        line.insert(text)


def test_it_says_what_was_and_what_deserves_attention(page: PlanPage) -> None:
    body = show(page, "4.3")
    assert body.heading.ref.text() == "4.3"
    assert body.heading.group.whole_text() == "O4 Joint commissioning and data"
    assert body.heading.before._words.whole_text() == "on 22 May. Changed 30 May 2025."
    assert body.status.code == "obstacles"
    tab = body.update_tab
    assert tab.banner.text == "It will be back on track only after the board of 14 August."
    assert tab.reason.text() == "ICB finance schedule not received"
    assert tab.recovery.text() == "26 September 2025" and tab.ask.text() == "Note the new date"
    assert "Evidence 3" in [body.tabs.tabText(at) for at in range(body.tabs.count())]


def test_fields_that_the_status_does_not_ask_for_are_away(page: PlanPage) -> None:
    tab = show(page, "4.4").update_tab
    assert tab.obstacle.isHidden() and tab.ask.isHidden() and tab.banner.isHidden()
    assert not tab.reason.isHidden()


# A status and its reason


def test_a_status_without_a_reason_saves_at_once(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3")
    edits = page.session.file.log.count()
    body.status.setFocus()
    press(qtbot, Key.Key_2)
    action = find_action(page.session, "4.3")
    assert (action.status, action.status_reason) == ("on_track", "")
    assert page.session.file.log.count() == edits + 1
    assert body.heading.before._words.whole_text() == "on 22 May. Changed 4 July 2025."


def test_a_status_asks_for_its_reason_in_place(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    edits = page.session.file.log.count()
    body.status.setFocus()
    press(qtbot, Key.Key_A)
    tab = body.update_tab
    assert tab.reason.field.hasFocus() and tab.reason.text() == ""
    assert tab.banner.text == "Not saved yet: Obstacles asks for a reason."
    assert not tab.obstacle.isHidden() and body.status.code == "obstacles"
    assert page.session.file.log.count() == edits
    qtbot.keyClicks(tab.reason.field, "Two providers have not signed")
    press(qtbot, Key.Key_Return)
    action = find_action(page.session, "4.4")
    assert (action.status, action.status_reason) == ("obstacles", "Two providers have not signed")
    assert page.session.file.log.count() == edits + 1 and body.editing.pending is None
    write(qtbot, tab.obstacle, "Waiting for signatures")
    press(qtbot, Key.Key_Tab)
    assert find_action(page.session, "4.4").obstacle == "Waiting for signatures"
    assert page.session.file.log.count() == edits + 2, "each field is one edit"


def test_leaving_the_reason_with_text_gives_it(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    page.set_status("at_risk")
    qtbot.keyClicks(body.update_tab.reason.field, "No provider")
    show(page, "4.5")
    action = find_action(page.session, "4.4")
    assert (action.status, action.status_reason) == ("at_risk", "No provider")


def test_a_pending_status_waits_and_shows_in_its_row(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    page.set_status("at_risk")
    action = find_action(page.session, "4.4")
    show(page, "4.5")
    assert body.editing.pending is None and body.status.code == "embedded"
    assert page.sheet.model.drafts == {action.id}
    spoken = page.sheet.model.index(page.table.currentIndex().row() - 1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "not saved" in spoken
    assert read_drafts(page.session) == {action.id: {"status": "at_risk"}}
    show(page, "4.4")
    assert body.update_tab.banner.text == "Not saved yet: At risk asks for a reason."
    assert body.status.code == "at_risk" and find_action(page.session, "4.4").status == "complete"
    body.update_tab.ask_reason()
    press(qtbot, Key.Key_Escape)
    assert body.status.code == "complete" and page.sheet.model.drafts == frozenset()
    assert read_drafts(page.session) == {}


def test_choosing_the_old_status_again_drops_the_pending_one(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    page.set_status("at_risk")
    body.status.setFocus()
    press(qtbot, Key.Key_C)
    assert body.editing.pending is None and body.update_tab.banner.isHidden()


def test_a_reason_can_be_put_right(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3")
    write(qtbot, body.update_tab.reason, "The ICB finance schedule came late")
    press(qtbot, Key.Key_Return)
    action = find_action(page.session, "4.3")
    assert action.status_reason == "The ICB finance schedule came late" and action.status_since == "2025-05-30"


def test_a_draft_survives_closing_the_file(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, qapp: QApplication
) -> None:
    window = make_window(sample_file)
    page = window.pages.page
    assert isinstance(page, PlanPage)
    show(page, "4.4")
    page.set_status("at_risk")
    window.show_file(None)
    assert window.files.open(sample_file)
    page = window.pages.page
    assert isinstance(page, PlanPage)
    body = show(page, "4.4")
    assert body.update_tab.banner.text == "Not saved yet: At risk asks for a reason."


# Fields


def test_leaving_a_field_saves_it(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3").update_tab
    write(qtbot, tab.obstacle, "Nothing but the money")
    show(page, "4.4")
    assert find_action(page.session, "4.3").obstacle == "Nothing but the money"
    assert tab.obstacle.text() == ""


def test_escape_puts_back_what_was_there(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3").update_tab
    before = tab.obstacle.text()
    write(qtbot, tab.obstacle, "changed")
    press(qtbot, Key.Key_Escape)
    assert tab.obstacle.text() == before == find_action(page.session, "4.3").obstacle


def test_hostile_text_is_text(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    body.tabs.choose("details")
    write(qtbot, body.details_tab.title, HOSTILE)
    press(qtbot, Key.Key_Return)
    assert find_action(page.session, "4.4").title == HOSTILE
    assert body.heading.title.accessibleName() == HOSTILE
    line = page.sheet.model.line(page.table.currentIndex().row())
    assert line is not None and line.row.title == HOSTILE
    body.tabs.choose("history")
    assert HOSTILE in body.history_tab.list.item(0).text()


def test_text_that_is_too_long_stays_with_its_sentence_and_is_kept(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3").update_tab
    field = tab.obstacle.field
    assert isinstance(field, TextField)
    field.setFocus()
    field.setPlainText("x" * 32_001)
    press(qtbot, Key.Key_Return, CONTROL)
    assert "32,001 characters long" in tab.obstacle.problem and "Nothing was saved" in tab.obstacle.problem
    assert field.toPlainText() == "x" * 32_001
    show(page, "4.4")
    assert tab.obstacle.text() == ""
    assert page.sheet.model.drafts == {find_action(page.session, "4.3").id}
    show(page, "4.3")
    assert field.toPlainText() == "x" * 32_001, "typed text is never lost by going elsewhere"
    field.setFocus()
    field.setPlainText("short")
    press(qtbot, Key.Key_Return, CONTROL)
    assert find_action(page.session, "4.3").obstacle == "short"
    show(page, "4.4")
    assert page.sheet.model.drafts == frozenset()


def test_a_date_that_cannot_be_read_is_not_thrown_away(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3").update_tab
    write(qtbot, tab.recovery, "next week")
    show(page, "4.4")
    show(page, "4.3")
    assert tab.recovery.text() == "next week"
    write(qtbot, tab.recovery, "31/10/25")
    press(qtbot, Key.Key_Return)
    assert find_action(page.session, "4.3").recovery_date == "2025-10-31"


def test_notes_are_added_and_never_overwritten(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3").update_tab
    before = len(page.session.register().updates)
    assert tab.notes.notes["note"].isHidden()
    tab.notes._open(tab.notes.notes["note"])
    qtbot.keyClicks(tab.notes.notes["note"].field, "Money is promised for the tenth")
    press(qtbot, Key.Key_Return, CONTROL)
    assert len(page.session.register().updates) == before + 1
    assert (
        tab.notes.notes["note"].text() == ""
        and tab.notes.notes["note"].hint.text() == "4 July 2025: Money is promised for the tenth"
    )


def test_public_wording_and_the_meeting_it_belongs_to(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3").update_tab
    notes = tab.notes
    notes._open_dates()
    choice = notes.meeting.field
    assert isinstance(choice, ChoiceField)
    assert choice.itemText(1) == "Board of 3 July 2025", "the last board first, and none to come"
    choice.setFocus()
    choice.setCurrentIndex(1)
    press(qtbot, Key.Key_Return)
    notes._open(notes.notes["public_note"])
    qtbot.keyClicks(notes.notes["public_note"].field, "The plan is being costed")
    press(qtbot, Key.Key_Return, CONTROL)
    newest = page.session.register().updates[-1]
    assert (newest.public_note, newest.note) == ("The plan is being costed", "")
    edit = page.session.file.log.edit(page.session.file.log.count())
    board = next(m for m in page.session.meetings if m.date == "2025-07-03")
    assert edit.meeting == board.id


def test_a_late_entry_holds_from_its_day(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    tab = body.update_tab
    tab.notes._open_dates()
    write(qtbot, tab.notes.since, "20 June 2025")
    press(qtbot, Key.Key_Return)
    assert tab.notes.since.hint.text() == "What you change now is recorded as at 20 June 2025."
    page.set_status("embedded")
    body.go_to_field("reason")
    qtbot.keyClicks(body.update_tab.reason.field, "Run by the team")
    press(qtbot, Key.Key_Return)
    assert find_action(page.session, "4.4").status_since == "2025-06-20"
    show(page, "4.5")
    assert body.editing.as_at is None, "another action starts with today"


def test_a_day_in_the_future_is_refused(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.4").update_tab
    tab.notes._open_dates()
    write(qtbot, tab.notes.since, "1 August 2025")
    press(qtbot, Key.Key_Return)
    assert "in the future" in tab.notes.since.problem


def test_what_is_being_typed_survives_an_edit_from_elsewhere(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3").update_tab
    write(qtbot, tab.obstacle, "half a sen")
    undo_target = find_action(page.session, "4.3").id
    evidence.add_evidence(page.session, "A letter", [undo_target])
    assert tab.obstacle.text() == "half a sen"


# Tabs


def test_dates_and_milestones(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3")
    body.tabs.choose("dates")
    tab = body.dates_tab
    assert tab._original.text() == "31 July 2024" and tab._original.isReadOnly()
    write(qtbot, tab._dates["forecast_date"], "October 2025")
    press(qtbot, Key.Key_Return)
    assert find_action(page.session, "4.3").forecast_date == "2025-10"
    write(qtbot, tab.new_step, "Printed")
    press(qtbot, Key.Key_Return)
    step = next(row for row in tab._rows.values() if row.title.text() == "Printed")
    write(qtbot, step.reached, "4/7/25")
    press(qtbot, Key.Key_Return)
    found = next(m for m in page.session.register().milestones if m.title == "Printed")
    assert found.reached == "2025-07-04"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_details_are_choices_and_columns_of_ones_own(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3")
    body.tabs.choose("details")
    tab = body.details_tab
    partner = tab._parts["partner"]
    assert partner.text() == "ICB"
    line = partner.field.lineEdit()  # type: ignore[attr-defined]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Council")
    press(qtbot, Key.Key_Return)
    names = {o.id: o.label for o in page.session.register().organisations}
    assert names[find_action(page.session, "4.3").partner or ""] == "Council"
    cost = next(part for part in tab._extras.values() if part.text() == "COM-5001")
    write(qtbot, cost, "COM-6000")
    press(qtbot, Key.Key_Return)
    assert "COM-6000" in dict(find_action(page.session, "4.3").extras).values()
    tab.leads.committed.emit([])
    assert find_action(page.session, "4.3").leads == ()


def test_history_is_read_newest_first(page: PlanPage) -> None:
    body = show(page, "4.3")
    body.tabs.choose("history")
    texts = [body.history_tab.list.item(at).text() for at in range(body.history_tab.list.count())]
    assert texts[0].startswith("1 July 2025, Programme officer\nForecast date 26 September 2025\nWhy: Finance")
    status = next(text for text in texts if "30 May 2025" in text)
    assert "Status moved from On track to Obstacles" in status and "Why: ICB finance schedule not received" in status
    assert "Added to the plan" in "\n".join(texts)


def test_evidence_is_linked_opened_and_unlinked(page: PlanPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "send_tracker.gui.open_outside.QDesktopServices.openUrl",
        lambda url: not opened.append(url.toString()),  # type: ignore[func-returns-value]
    )
    body = show(page, "4.3")
    body.tabs.choose("evidence")
    tab = body.evidence_tab
    tab._ask_link()
    qtbot.keyClicks(tab.link, "https://www.example.org/strategy")
    tab.link_title.setFocus()
    qtbot.keyClicks(tab.link_title, "The strategy")
    press(qtbot, Key.Key_Return)
    QApplication.processEvents()
    rows = tab.findChildren(EvidenceRow)
    assert [row for row in rows if not row.isHidden()]
    item = next(e for e in page.session.register().evidence if e.title == "The strategy")
    tab.open_item(item)
    assert opened == [] and tab.confirm.text == "This opens www.example.org in your browser."
    tab.confirm.acted.emit()
    assert opened == ["https://www.example.org/strategy"]
    tab.unlink(item)
    assert next(e for e in page.session.register().evidence if e.id == item.id).targets == ()


def test_a_program_is_never_opened(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.3")
    action = find_action(page.session, "4.3").id
    evidence.attach_bytes(page.session, "run.exe", b"MZ", [action])
    item = page.session.register().evidence[-1]
    said: list[str] = []
    page.workspace.problem.connect(said.append)
    body.evidence_tab.open_item(item)
    assert "could run a program" in said[0]


def test_previous_and_next_walk_over_actions_only(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.9")
    body.heading.down.click()
    assert body.heading.ref.text() == "5.1"
    body.heading.up.click()
    assert body.heading.ref.text() == "4.9"


def test_undo_comes_back_to_the_fields(page: PlanPage, qtbot: QtBot) -> None:
    tab = show(page, "4.3").update_tab
    before = tab.ask.text()
    write(qtbot, tab.ask, "Agree to wait")
    press(qtbot, Key.Key_Return)
    undo.undo(page.session)
    assert tab.ask.text() == before == find_action(page.session, "4.3").ask


def test_many_actions_share_the_form(page: PlanPage, qtbot: QtBot) -> None:
    show(page, "4.3")
    keys = [page.sheet.view.key(find_action(page.session, ref).id) or 0 for ref in ("4.3", "6.2")]
    page.table.select_keys(keys)
    body = page.panel.body
    assert body.heading.ref.text() == "2 actions" and body.heading.title.isHidden()
    assert body.tabs.isHidden()
    edits = page.session.file.log.count()
    write(qtbot, body.update_tab.ask, "Agree both new dates")
    press(qtbot, Key.Key_Return)
    assert page.session.file.log.count() == edits + 1
    assert [find_action(page.session, ref).ask for ref in ("4.3", "6.2")] == ["Agree both new dates"] * 2


def test_today_is_the_programmes(page: PlanPage) -> None:
    tab = show(page, "4.3").update_tab
    field = tab.recovery.field
    assert isinstance(field, DateField) and page.session.today == date(2025, 7, 4)
    field.put_today()
    assert find_action(page.session, "4.3").recovery_date == "2025-07-04"
    line = tab.reason.field
    assert isinstance(line, LineField)


def test_what_was_typed_goes_along_to_another_status(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    page.set_status("at_risk")
    qtbot.keyClicks(body.update_tab.reason.field, "Money was found")
    page.set_status("obstacles")
    assert body.update_tab.reason.text() == "Money was found"
    page.set_status("embedded")
    action = find_action(page.session, "4.4")
    assert (action.status, action.status_reason) == ("embedded", "Money was found")


# What an officer found


def test_pasting_in_the_evidence_tab_is_evidence(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    body.tabs.choose("evidence")
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(image)
    body.tabs.setFocus()
    press(qtbot, Key.Key_V, CONTROL)
    assert find_action(page.session, "4.4").id in page.session.register().evidence[-1].targets
    count = len(page.session.register().evidence)
    body.tabs.choose("update")
    body.tabs.setFocus()
    press(qtbot, Key.Key_V, CONTROL)
    assert len(page.session.register().evidence) == count, "on another tab it is not evidence"
    QApplication.clipboard().clear()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_days_of_the_last_changes_are_whole(page: PlanPage, qapp: QApplication, percent: int) -> None:
    show(page, "4.3")
    theme.apply(qapp, "light", percent / 100)
    lines = page.panel.body.update_tab.changes.findChildren(_ChangeLine)
    metrics = theme.metrics("small")
    for words in ("June 2024", "July 2024", "Sep 2024", "30 June", "28 Sep"):
        assert all(line._day.width() >= metrics.horizontalAdvance(words) for line in lines)


def test_what_stood_in_the_way_goes_in_one_line(page: PlanPage) -> None:
    body = show(page, "4.3")
    action = find_action(page.session, "4.3").id
    done = Update(status="complete", obstacle="", path_to_green="", recovery_date="", ask="")
    status.update_actions(page.session, [action], done)
    assert story(page.session, action)[0].sentences == (
        "Status moved from Obstacles to Complete",
        "Obstacle, path to green, date and ask cleared",
    )
    body.tabs.choose("history")
    assert "Obstacle, path to green, date and ask cleared" in body.history_tab.list.item(0).text()


def test_a_status_that_came_back_is_not_the_same_since(page: PlanPage, qtbot: QtBot) -> None:
    body = show(page, "4.4")
    assert body.heading.before._words.whole_text() == "on 22 May. Same status."
    page.table.setFocus()
    press(qtbot, Key.Key_2, CONTROL)
    qtbot.keyClicks(body.update_tab.reason.field, "Waits rose")
    press(qtbot, Key.Key_Return)
    assert find_action(page.session, "4.4").status == "on_track"
    page.table.setFocus()
    press(qtbot, Key.Key_5, CONTROL)
    assert find_action(page.session, "4.4").status == "complete"
    assert body.heading.before._words.whole_text() == "on 22 May. Changed 4 July 2025."


def test_what_no_program_opens_is_said(page: PlanPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("send_tracker.gui.open_outside.QDesktopServices.openUrl", lambda url: False)
    body = show(page, "4.4")
    evidence.attach_bytes(page.session, "note.txt", b"agreed", [find_action(page.session, "4.4").id])
    said: list[str] = []
    page.workspace.problem.connect(said.append)
    body.evidence_tab.open_item(page.session.register().evidence[-1])
    assert said[0].startswith("This computer found no program to open it with.")


def test_a_copy_to_read_takes_nothing_in_the_panel(qtbot: QtBot, sample_file: Path, qapp: QApplication) -> None:
    workspace = Workspace(open_tracker(sample_file, read_only=True), Preferences(None))
    page = PlanPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    said: list[str] = []
    workspace.problem.connect(said.append)
    body = show(page, "4.3")
    edits = page.session.file.log.count()
    for tab in ("update", "dates", "details"):
        body.tabs.choose(tab)
        for part in body.findChildren(KeptField):
            before = part.text()
            field = part.field
            inner = field.line if isinstance(field, DateField) else field
            line = inner.lineEdit() if isinstance(inner, ChoiceField) else inner
            assert isinstance(line, QLineEdit | TextField) and line.isReadOnly()
            qtbot.keyClicks(line, "x")
            qtbot.keyClick(line, Key.Key_Down)
            assert part.text() == before
    stop = body.status.focusProxy()
    assert stop is not None
    qtbot.keyClick(stop, Key.Key_5)
    assert body.status.code == "obstacles" and page.session.file.log.count() == edits and said == []
    page.hide()
    workspace.close()
