"""The Meetings page: the cycle is added to and edited in place, by keys, and every number leads somewhere."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.differences import Difference
from send_tracker.domain.kinds import Value, new_id
from send_tracker.gui.commands import Command
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.meeting_commands import boards_menu
from send_tracker.gui.pages.meetings_page import MeetingsPage
from send_tracker.gui.widgets.meetings.commitments_tab import CommitmentsTab
from send_tracker.gui.widgets.meetings.compared_part import ComparedPart
from send_tracker.gui.widgets.meetings.position_tab import PositionTab
from send_tracker.gui.widgets.meetings.records_part import RecordsPart
from send_tracker.gui.widgets.meetings.statements_part import StatementsPart
from send_tracker.gui.widgets.meetings.timetable_tab import TimetableTab
from send_tracker.services.board_reading import read_board
from send_tracker.services.meetings import add_meeting
from send_tracker.services.plan import change_action
from send_tracker.services.positions import position_for, position_on
from send_tracker.services.programme import made
from send_tracker.services.session import Session
from send_tracker.services.statements import Audience
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path) -> MainWindow:
    """The sample on its Meetings page, at the size of a small laptop."""
    return make_window(sample_file, page="meetings", size=accessibility.COMPACT)


def _page(window: MainWindow) -> MeetingsPage:
    page = window.show_page("meetings")
    assert isinstance(page, MeetingsPage)
    return page


def _session(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def _focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def _type(words: str) -> None:
    """Type into what has the focus, and press Enter."""
    QTest.keyClicks(_focus(), words)
    QTest.keyClick(_focus(), Qt.Key.Key_Return)


def _records(page: MeetingsPage, tab: str) -> RecordsPart:
    part = page.sheet.go(tab)
    assert isinstance(part, RecordsPart)
    return part


def test_it_opens_at_the_next_board_and_every_part_has_a_name(window: MainWindow) -> None:
    page = _page(window)
    assert page.calendar.table.entries[0].cells[0] == "14 Aug 2025"
    assert page.sheet.title.whole_text() == "Board of 14 August 2025"
    assert "19 held" in page.counts.whole_text()
    for key in ("decisions", "commitments", "questions", "position", "timetable", "details", "agenda"):
        page.sheet.go(key)
        accessibility.check(window)
    for key in ("compared", "risks", "statements", "inspections", "calendar"):
        page.go(key)
        accessibility.check(window)


def test_a_decision_makes_a_commitment_and_each_leads_to_the_other(window: MainWindow) -> None:
    page = _page(window)
    window.run(Command.NEW_DECISION)
    _type("Bring the finance schedule forward")
    part = _records(page, "decisions")
    decision = next(d for d in read_board(_session(window)).decisions if d.wording.startswith("Bring the fin"))
    assert part.table.id == decision.id
    part.buttons["commitment"].click()
    _type("Send the schedule to the joint group")
    promised = next(c for c in read_board(_session(window)).commitments if c.wording.startswith("Send the sched"))
    part.links.buttons[promised.id].click()  # type: ignore[attr-defined]
    assert page.sheet.tabs.key == "commitments" and page.subject() == promised.id
    back = _records(page, "commitments")
    back.links.buttons[decision.id].click()  # type: ignore[attr-defined]
    assert page.sheet.tabs.key == "decisions" and page.subject() == decision.id
    for _ in ("the link", "the commitment"):
        window.run(Command.UNDO)
    assert promised.id not in {c.id for c in read_board(_session(window)).commitments}


def test_a_field_saves_itself_and_what_is_refused_stays_with_its_reason(window: MainWindow) -> None:
    page = _page(window)
    window.run(Command.NEW_ITEM)
    _type("Joint commissioning")
    part = _records(page, "agenda")
    field = part.form.fields["length"]
    field.setFocus()
    _type("soon")
    assert "not a number" in field.problem and field.text() == "soon"
    field.line.setText("20")  # type: ignore[union-attr]
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    (added,) = (i for i in read_board(_session(window)).items if i.title == "Joint commissioning")
    assert (field.problem, added.length) == ("", 20)
    window.run(Command.UNDO)
    assert part.form.fields["length"].text() == ""


def test_an_item_moves_with_alt_and_the_arrows(window: MainWindow) -> None:
    page = _page(window)
    window.run(Command.NEW_ITEM)
    for words in ("First", "Second"):
        _type(words)
    part = _records(page, "agenda")
    part.table.setFocus()
    QTest.keyClick(part.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row.cells[1] for row in part.table.entries][-2:] == ["Second", "First"]


def test_a_commitment_has_its_evidence_which_can_be_gone_to_and_let_go(window: MainWindow) -> None:
    page, session = _page(window), _session(window)
    meeting = next(m.id for m in session.meetings if m.date == "2025-07-03")
    promised = next(c for c in read_board(session).commitments if c.meeting == meeting)
    page.show_record("commitments", meeting, promised.id)
    part = _records(page, "commitments")
    assert isinstance(part, CommitmentsTab)
    item = next(iter(part.cycle.evidence.values()))
    part.evidence.finder.committed.emit(item.id)
    assert list(part.evidence.buttons) == [item.id]
    assert session.file.reading.linked("evidence_link", "target", promised.id, "evidence") == {item.id}
    part.evidence.buttons[item.id].click()
    assert window.pages.page is not page
    window.run(Command.UNDO)
    assert session.file.reading.linked("evidence_link", "target", promised.id, "evidence") == set()


def test_a_commitment_is_carried_until_it_is_closed_with_a_reason(window: MainWindow) -> None:
    page = _page(window)
    session = _session(window)
    page.show_meeting(next(m.id for m in session.meetings if m.date == "2025-07-03"))
    window.run(Command.NEW_COMMITMENT)
    _type("Survey all schools")
    promised = next(c for c in read_board(session).commitments if c.wording == "Survey all schools")
    page.show_meeting(next(m.id for m in session.meetings if m.date == "2025-08-14"), "commitments")
    part = _records(page, "commitments")
    part.go_to(promised.id)
    assert "carried" in part.table.entries[part.table.currentRow()].cells[-1]
    part.buttons["closed"].click()
    line = part.lines["closed"]
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert "how the commitment was met" in line.problem.text
    _type("Sent on 4 July")
    assert promised.id not in {row.id for row in part.table.entries}


def test_freezing_and_comparing_with_now(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, session = _page(window), _session(window)
    meeting = add_meeting(session, date(2025, 7, 4), "deep_dive")
    page.show_meeting(meeting)
    window.run(Command.FREEZE)
    tab = page.sheet.tab("position")
    assert isinstance(tab, PositionTab)
    assert tab.cutoff.line.text() == "4 July 2025"
    tab.freeze_button.click()
    position = position_for(session, next(m for m in session.meetings if m.id == meeting))
    assert position is not None
    cells = tab.table.entries[0].cells
    assert f"{position.edits:,}" in cells and position.digest[:12] in cells
    tab.compare_button.click()
    part = page.section("compared")
    assert isinstance(part, ComparedPart) and part.lines == [] and "0 better, 0 worse" in part.words.text()
    part.before.set_value("22 May 2025")
    part.compare()
    assert "the position frozen for 22 May 2025" in part.words.text()
    chip = next(iter(part.chips.values()))
    chip.click()
    assert len(part.shown) < len(part.lines)
    part.copy_button.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(part.shown) + 1
    target = tmp_path / "changes.json"
    monkeypatch.setattr("send_tracker.gui.widgets.meetings.compared_part.to_save", lambda *_: target)
    part.export()
    assert json.loads(target.read_text(encoding="utf-8"))["from"] == "2025-05-22"


def test_a_rewording_is_shown_word_by_word(window: MainWindow) -> None:
    session = _session(window)
    action = next(a for a in session.register().actions if a.ref == "4.3")
    change_action(session, action.id, title="Publish the agreed commissioning strategy")
    part = _page(window).go("compared")
    assert isinstance(part, ComparedPart)
    part.chips[Difference.REWORDED].click()
    assert "joint" in part.diff.toPlainText() and "agreed" in part.diff.toPlainText() and part.diff.isVisible()
    part.table.setFocus()
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    assert window.pages.key == "plan" and window.pages.page.subject() == action.id  # type: ignore[union-attr]


def test_two_positions_of_a_meeting_are_settled_by_a_person_with_a_reason(window: MainWindow) -> None:
    page, session = _page(window), _session(window)
    meeting = next(m for m in session.meetings if m.date == "2025-07-03")
    first = position_for(session, meeting)
    assert first is not None
    second: dict[str, Value] = {
        "meeting": meeting.id,
        "cutoff": "2025-07-03",
        "edits": first.edits,
        "digest": "of another officer",
    }
    session.edit("freeze", made("position", new_id(), second))
    assert "Two positions are frozen for 3 July 2025" in page.doubled.text and page.doubled.isVisible()
    page.go("risks")
    page.doubled.acted.emit()
    tab = page.sheet.tab("position")
    assert isinstance(tab, PositionTab) and tab.table.hasFocus(), "one key away from choosing"
    assert "There are 2 positions" in tab.conflict.text
    assert page.calendar.table.entries[0].cells[-1] == "2 positions"
    tab.table.go_to(first.id)
    tab.choose_button.click()
    _type("It was issued")
    assert tab.conflict.isHidden() and [row.id for row in tab.table.entries] == [first.id]
    assert page.doubled.isHidden()


def test_the_timetable_goes_into_a_calendar_and_its_steps_are_the_programmes_own(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(window)
    window.run(Command.TIMETABLE)
    tab = page.sheet.tab("timetable")
    assert isinstance(tab, TimetableTab)
    assert ("6 August 2025", "Papers despatched") in [row.cells[:2] for row in tab.table.entries]
    tab.adder.begin()
    QTest.keyClicks(_focus(), "Chair briefed")
    tab.adder.fields["days"].setFocus()
    _type("3")
    assert ("11 August 2025", "Chair briefed") in [row.cells[:2] for row in tab.table.entries]
    target = tmp_path / "board.ics"
    monkeypatch.setattr("send_tracker.gui.widgets.meetings.timetable_tab.to_save", lambda *_: target)
    tab.calendar_button.click()
    assert "SUMMARY:Chair briefed" in target.read_text(encoding="utf-8")


def test_an_action_leads_back_to_the_decision_about_it(window: MainWindow) -> None:
    session = _session(window)
    action = next(a for a in session.register().actions if a.ref == "6.2")
    decision = next(d for d in read_board(session).decisions if action.id in d.links)
    assert window.workspace is not None
    window.workspace.show_action.emit(action.id)
    plan = window.pages.page
    plan.panel.body.tabs.choose("details")  # type: ignore[union-attr]
    trace = plan.panel.body.details_tab.trace  # type: ignore[union-attr]
    trace.links.buttons[decision.id].click()
    page = _page(window)
    assert page is window.pages.page and page.sheet.tabs.key == "decisions" and page.subject() == decision.id


def test_a_statement_reads_its_figures_and_names_a_field_that_means_nothing(window: MainWindow) -> None:
    page = _page(window)
    part = page.go("statements")
    assert isinstance(part, StatementsPart)
    field = part.fields[Audience.BOARD]
    field.text_field.setFocus()
    field.text_field.selectAll()
    QTest.keyClicks(field.text_field, "We did {done_percent:O1}.")
    assert field.preview.text().startswith("Reads: We did ") and "%" in field.preview.text()
    QTest.keyClick(field.text_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = read_board(_session(window)).statement_of(part.id)
    assert kept is not None and kept.board == "We did {done_percent:O1}."
    QTest.keyClicks(field.text_field, " {nonsense}")
    assert "{nonsense}" in field.preview.text()
    QTest.keyClick(field.text_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "not kept" in field.problem and "{nonsense}" in field.text_field.toPlainText()


def test_the_board_that_is_compared_with_can_be_changed_and_is_named(window: MainWindow) -> None:
    overview = window.show_page("overview")
    assert overview is not None
    assert window.workspace is not None and Command.COMPARED_BOARD in window.available()
    menu = boards_menu(window, window.workspace)
    entries = {action.text(): action for action in menu.actions()}
    assert entries["Board of 22 May 2025, as usual"].isChecked()
    entries["Board of 10 April 2025"].trigger()
    assert "against the board of 10 April 2025" in overview.heading.whole_text()  # type: ignore[attr-defined]
    plan = window.show_page("plan")
    assert plan is not None
    assert "10 April" in plan.table.model().headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)  # type: ignore[attr-defined]
    assert "Compared with 10 April 2025" in accessibility.shown_text(window.strip)


def test_whatever_the_cycle_holds_can_be_gone_to_from_anywhere(window: MainWindow) -> None:
    session, page = _session(window), _page(window)
    book = read_board(session)
    july = next(m for m in session.meetings if m.day == date(2025, 7, 3))
    assert window.workspace is not None
    records = (
        (july.id, "calendar", ""),
        (book.decisions[-1].id, "calendar", "decisions"),
        (book.commitments[-1].id, "calendar", "commitments"),
        (book.questions[-1].id, "calendar", "questions"),
        (book.items[-1].id, "calendar", "agenda"),
        (book.risks[-1].id, "risks", ""),
        (book.inspections[-1].id, "inspections", ""),
        (book.statements[-1].id, "statements", ""),
    )
    for id, section, tab in records:
        window.show_page("overview")
        window.workspace.show_record.emit(id)
        assert page.isVisible() and page.tabs.key == section
        if tab:
            assert page.sheet.tabs.key == tab
        said = next((s.target for s in book.statements if s.id == id), id)
        assert (page.calendar.id if id == july.id else page.subject()) == said
        focused = QApplication.focusWidget()
        assert focused is not None and page.isAncestorOf(focused), f"the keyboard went to {section} {tab} too"


def test_the_chosen_board_is_kept_until_the_next_one_is_held(window: MainWindow, sample_file: Path) -> None:
    def compared() -> date | None:
        return _session(window).boards.compared

    def pick(words: str) -> None:
        assert window.workspace is not None
        menu = boards_menu(window, window.workspace)
        next(action for action in menu.actions() if action.text().startswith(words)).trigger()

    def open_again() -> None:
        window.show_file(None)
        assert window.files.open(sample_file)

    pick("Board of 10 April 2025")
    open_again()
    assert compared() == date(2025, 4, 10)
    window.looking_back.go(date(2025, 5, 31))
    assert compared() == date(2025, 4, 10), "a day gone by is compared with the same board, where that was held"
    window.looking_back.back()
    add_meeting(_session(window), date(2025, 6, 20))  # another board was held: the choice was of a cycle that is over
    open_again()
    assert compared() == date(2025, 6, 20)
    pick("Board of 10 April 2025")
    pick("Board of 20 June 2025, as usual")
    open_again()
    assert compared() == date(2025, 6, 20)


def test_the_rail_says_when_the_papers_go_out(qtbot: QtBot, window: MainWindow) -> None:
    window.shell._count_slow()
    words = [label.text() for label in window.rail._board]
    assert words == ["Next board", "14 August 2025", "41 days · papers in 33"]
    assert "6 working days until inspectors are on site" in accessibility.shown_text(window.strip)


def test_nothing_is_offered_where_nothing_can_be_changed(window: MainWindow) -> None:
    window.looking_back.go(date(2025, 5, 31))
    page = _page(window)
    assert page.new_button.isHidden()
    assert not {Command.NEW_DECISION, Command.FREEZE, Command.NEW_RISK} & set(window.available())
    assert _records(page, "decisions").adder.isHidden()


def test_delete_withdraws_a_statement_and_undo_brings_it_back(window: MainWindow) -> None:
    part = _page(window).go("statements")
    assert isinstance(part, StatementsPart)
    written = next(row.id for row in part.table.entries if read_board(_session(window)).statement_of(row.id))
    part.go_to(written)
    was = read_board(_session(window)).statement_of(written)
    QTest.keyClick(_focus(), Qt.Key.Key_Delete)
    assert read_board(_session(window)).statement_of(written) is None
    assert not part.withdraw_button.isEnabled() and _focus() is part.table and part.table.id == written
    assert part.fields[Audience.BOARD].text_field.toPlainText() == ""
    QTest.keyClick(_focus(), Qt.Key.Key_Delete)  # nothing to withdraw any more
    window.run(Command.UNDO)
    assert read_board(_session(window)).statement_of(written) == was and part.withdraw_button.isEnabled()


def test_freezing_weeks_before_the_board_is_said_and_not_forbidden(window: MainWindow) -> None:
    page = _page(window)
    position = page.sheet.go("position")
    assert isinstance(position, PositionTab)
    assert "in 41 days" in position.early.text and position.early.isVisibleTo(position)
    QTest.keyClick(position.freeze_button, Qt.Key.Key_Space)
    assert position_on(_session(window), date(2025, 8, 14)) is not None
    assert position.early.isHidden()


def test_a_board_of_today_counts_as_held_and_is_the_one_that_opens(make_window: MakeWindow, sample_file: Path) -> None:
    with closing(bootstrap.open_tracker(sample_file)) as session:
        add_meeting(session, session.today)
    window = make_window(sample_file, page="meetings")
    page, session = _page(window), _session(window)
    assert "20 held · 1 to come" in page.counts.whole_text()
    assert page.sheet.title.whole_text() == "Board of 4 July 2025"
    assert page.calendar.held.id == page.calendar.id
    assert session.boards.next == date(2025, 8, 14) and session.boards.last == session.today
