"""Meetings, decisions, commitments, questions, risks, inspections and statements, on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from send_tracker.domain.board_rows import Risk
from send_tracker.domain.problem import Problem
from send_tracker.domain.risk_moves import Movement
from send_tracker.services import (
    deciding,
    decisions,
    due_dates,
    evidence,
    inspections,
    measures,
    meetings,
    risks,
    statements,
)
from send_tracker.services.board_reading import read_board
from send_tracker.services.checking import check
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import freeze
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo, undo_state
from tests.builders import Small, small_programme

BOARD = date(2025, 1, 6)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        meetings.add_meeting(found.session, BOARD, chair="Independent chair")
        yield found
        assert check(found.session) == []


def board(small: Small, day: date = BOARD) -> str:
    return meeting_on(small.session, day).id


def test_a_decision_leads_to_what_it_made_and_back(small: Small) -> None:
    session = small.session
    item = meetings.add_item(session, board(small), "Waiting times", purpose="decision", lead=small.people[0])
    made = decisions.record_decision(
        session, board(small), "Move the date of 1.1", [small.actions[0]], item=item, decided_by="The board"
    )
    action = deciding.decide_action(session, made, small.outcomes[0], "Write to families", leads=small.people[0])
    promise = deciding.decide_commitment(session, made, "Report back", owner=small.people[1], due="2025-02")
    due_dates.set_due(session, small.actions[0], "2025-03-31")
    small.on(BOARD + timedelta(days=1))
    deciding.decide_date(session, made, [small.actions[0]], "2025-06-30")
    (move,) = due_dates.date_story(session, small.actions[0]).moves
    assert (move.approver, move.minute, move.reason) == ("Board", "D1", "Move the date of 1.1")
    (moved,) = session.file.reading.related("date_move", "action", small.actions[0])
    (decision,) = read_board(session).decisions
    assert (decision.ref, decision.item, decision.decided_by) == ("D1", item, "The board")
    assert set(decision.links) == {small.actions[0], action, promise, moved["id"]}
    for target in decision.links:
        assert [d.id for d in decisions.trace(session, target).decisions] == [made]
    (commitment,) = read_board(session).commitments
    assert (commitment.ref, commitment.meeting, commitment.owner) == ("CM1", board(small), small.people[1])
    dated = {a.id: a.due for a in session.register().actions}
    assert dated[small.actions[0]] == "2025-06-30"
    decisions.link_decision(session, made, [action], on=False)
    assert decisions.link_decision(session, made, [action], on=False) is None
    assert decisions.trace(session, action).decisions == ()
    assert decisions.record_decision(session, board(small), "Another") != made
    assert [d.ref for d in read_board(session).decisions] == ["D1", "D2"]


def test_what_a_decision_makes_is_one_step_of_undo_with_its_name(small: Small) -> None:
    session, action = small.session, small.actions[0]
    made = decisions.record_decision(session, board(small), "Move the date of 1.1")
    due_dates.set_due(session, small.actions[:2], "2025-03-31")
    small.on(BOARD + timedelta(days=1))
    before = session.file.log.count()

    deciding.decide_commitment(session, made, "Report back")
    deciding.decide_action(session, made, small.outcomes[0], "Write to families")
    deciding.decide_date(session, made, [action], "2025-06-30")
    deciding.decide_date(session, made, small.actions[:2], "2025-07-31")
    assert session.file.log.count() == before + 4
    assert {e.meeting for e in map(session.file.log.edit, range(before + 1, before + 5))} == {board(small)}

    ref = next(a.ref for a in session.register().actions if a.id == action)
    new = next(a.ref for a in session.register().actions if a.title == "Write to families")
    for name in (
        "approved date of 2 actions from decision D1",
        f"approved date of {ref} from decision D1",
        f"action {new} from decision D1",
        "commitment CM1 from decision D1",
    ):
        assert undo_state(session).undo == name
        undo(session)
    assert undo_state(session).redo == "commitment from decision D1", "it is not there to be named"
    (decision,) = read_board(session).decisions
    assert decision.links == () and read_board(session).commitments == ()
    assert len(session.register().actions) == len(small.actions)
    assert next(a.due for a in session.register().actions if a.id == action) == "2025-03-31"
    with pytest.raises(Problem):
        deciding.decide_date(session, made, [action], "when it is ready")
    assert read_board(session).decisions[0].links == (), "nothing of what failed is left"


def test_a_commitment_is_carried_until_it_is_closed(small: Small) -> None:
    session = small.session
    small.on(BOARD + timedelta(days=50))
    later, last = BOARD + timedelta(days=42), BOARD + timedelta(days=84)
    for day in (later, last):
        meetings.add_meeting(session, day)
    promise = decisions.promise(session, "Share the data", board(small), owner=small.people[0], due="2025-02-01")

    def carried(day: date) -> list[str]:
        return [c.id for c in meetings.agenda(session, meeting_on(session, day))[1]]

    assert [carried(day) for day in (BOARD, later, last)] == [[], [promise], [promise]]
    assert [c.id for c in decisions.open_commitments(session)] == [promise]
    assert read_board(session).commitments[0].is_late(session.today)
    proof = evidence.add_evidence(session, "Agreement signed", [promise])
    decisions.set_commitment(session, promise, "under_way")
    with pytest.raises(Problem):
        decisions.set_commitment(session, promise, "closed")
    decisions.set_commitment(session, promise, "closed", "The agreement is signed")
    assert [carried(day) for day in (BOARD, later, last)] == [[], [promise], []]
    (closed,) = read_board(session).commitments
    assert (closed.status, closed.closed_on, closed.is_late(session.today)) == ("closed", "2025-02-25", False)
    assert session.file.reading.linked("evidence_link", "target", promise, "evidence") == {proof}
    decisions.set_commitment(session, promise, "open")
    assert read_board(session).commitments[0].closed_on is None


def test_a_question_waits_for_its_answer(small: Small) -> None:
    session = small.session
    asked = decisions.ask(
        session, "How did 1.1 turn green?", board(small), asked_by="A member", about=small.actions[0], due="2025-01-31"
    )
    (question,) = read_board(session).questions
    assert (question.ref, question.is_open) == ("Q1", True)
    assert [q.id for q in decisions.trace(session, small.actions[0]).questions] == [asked]
    with pytest.raises(Problem):
        decisions.answer(session, asked, " ")
    decisions.answer(session, asked, "The panel met")
    (question,) = read_board(session).questions
    assert (question.answer, question.answered_on, question.is_open) == ("The panel met", "2025-01-06", False)
    undo(session)
    assert read_board(session).questions[0].is_open


@pytest.mark.parametrize(
    "wrong",
    [
        lambda s: decisions.record_decision(s.session, board(s), " "),
        lambda s: decisions.record_decision(s.session, s.actions[0], "No meeting"),
        lambda s: decisions.record_decision(s.session, board(s), "x", ["0" * 32]),
        lambda s: decisions.promise(s.session, "x", owner=s.actions[0]),
        lambda s: decisions.promise(s.session, ""),
        lambda s: decisions.set_commitment(s.session, "0" * 32, "open"),
        lambda s: meetings.add_meeting(s.session, BOARD),
        lambda s: meetings.add_meeting(s.session, date(2025, 3, 3), "party"),
        lambda s: meetings.add_meeting(s.session, date(2025, 3, 3), cutoff="2025-03-04"),
        lambda s: meetings.add_meeting(s.session, date(2025, 3, 3), cutoff="soon"),
        lambda s: meetings.change_meeting(s.session, board(s), date=""),
        lambda s: meetings.change_meeting(s.session, board(s), date="next week"),
        lambda s: meetings.change_meeting(s.session, board(s), cutoff="2025-01-07"),
        lambda s: meetings.add_item(s.session, board(s), "x", about="0" * 32),
        lambda s: inspections.add_inspection(s.session, "x", starts="later"),
        lambda s: meetings.set_timetable(s.session, []),
        lambda s: meetings.set_timetable(s.session, [("x", -1)]),
        lambda s: meetings.add_item(s.session, board(s), "x", purpose="fun"),
        lambda s: risks.add_risk(s.session, "x", likelihood=6),
        lambda s: risks.rate_risk(s.session, "0" * 32, 1, 1),
        lambda s: inspections.add_inspection(s.session, "x", notified="2025-07-14", starts="2025-06-30"),
        lambda s: statements.set_statement(s.session, s.outcomes[0], board="{nonsense}"),
        lambda s: statements.set_statement(s.session, s.actions[0], board="An action has notes"),
        lambda s: decisions.ask(s.session, "x", about="0" * 32),
        lambda s: decisions.withdraw_decision(s.session, "0" * 32, "x"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(small: Small, wrong: object) -> None:
    before = small.session.file.log.count()
    with pytest.raises(Problem):
        wrong(small)  # type: ignore[operator]
    assert small.session.file.log.count() == before


def test_the_running_order_is_put_in_order_in_one_edit(small: Small) -> None:
    session = small.session
    items = [meetings.add_item(session, board(small), title) for title in ("One", "Two", "Three")]
    meetings.order_items(session, [items[2], items[0], items[1]])
    order = [i.title for i in meetings.agenda(session, meeting_on(session, BOARD))[0]]
    assert order == ["Three", "One", "Two"]
    undo(session)
    assert [i.title for i in meetings.agenda(session, meeting_on(session, BOARD))[0]] == ["One", "Two", "Three"]
    meetings.withdraw_item(session, items[0])
    assert len(meetings.agenda(session, meeting_on(session, BOARD))[0]) == 2


def test_a_meeting_has_its_timetable_and_the_cycle_its_next_dates(small: Small) -> None:
    session = small.session
    meetings.add_meeting(session, date(2025, 2, 17), theme="Therapies", cutoff="2025-01-31")
    day = meeting_on(session, date(2025, 2, 17))
    assert (day.theme, day.cutoff) == ("Therapies", "2025-01-31")
    assert [d.title for d in meetings.timetable(session, day)][-1] == "Papers despatched"
    assert meetings.own_steps(session) == ()
    meetings.set_timetable(session, [("Returns out", 10), ("Papers out", 3)])
    assert [(d.title, d.day) for d in meetings.coming_deadlines(session)][-1] == ("Papers out", date(2025, 2, 12))
    meetings.set_timetable(session, [("Only this", 1)])
    assert [s.title for s in meetings.own_steps(session)] == ["Only this"]
    assert [p.day for p in meetings.propose(session, 2)] == [date(2025, 3, 31), date(2025, 5, 12)]
    meetings.withdraw_meeting(session, day.id, "Cancelled")
    assert len(session.meetings) == 1


def test_a_risk_moves_between_boards(small: Small) -> None:
    session = small.session
    risk = risks.add_risk(
        session,
        "Vacancies",
        [small.actions[0]],
        cause="two posts stay vacant",
        effect="advice is late",
        likelihood=3,
        impact=4,
        target_likelihood=2,
        target_impact=3,
        owner=small.people[0],
    )
    freeze(session, meeting_on(session, BOARD))
    small.on(BOARD + timedelta(days=30))
    risks.rate_risk(session, risk, 5, 4, "A third post is vacant")
    new = risks.add_risk(session, "Another", likelihood=1, impact=1)
    register = risks.risk_register(session)
    assert register.board == BOARD
    moves = {m.risk.id: (m.movement, m.before, m.risk.score, m.words) for m in register.moves}
    assert moves[risk] == (Movement.UP, 12, 20, "▲ Higher (from 12)")
    assert moves[new][0] is Movement.NEW
    assert [m.risk.id for m in register.moves] == [risk, new]
    found = register.moves[0].risk
    assert (found.sentence, found.target_score) == ("If two posts stay vacant, then advice is late.", 6)
    assert decisions.trace(session, small.actions[0]).risks == (risk,)
    with pytest.raises(Problem):
        risks.close_risk(session, risk, "")
    risks.close_risk(session, risk, "The posts are filled")
    closed = risks.risk_register(session).moves[-1]
    assert (closed.risk.id, closed.movement) == (risk, Movement.CLOSED)
    assert Risk("i", "R1", "Only a title").sentence == "Only a title"
    risks.set_risk_links(session, new, [small.outcomes[0]])
    assert risks.set_risk_links(session, new, [small.outcomes[0]]) is None


def test_an_inspection_counts_down(small: Small) -> None:
    session = small.session
    visit = inspections.add_inspection(
        session, "Monitoring inspection", [small.area], notified="2025-01-06", starts="2025-01-20", ends="2025-01-22"
    )
    inspections.add_activity(session, visit, "Meetings with parents and carers")
    inspections.add_activity(session, visit, "Events for practitioners", led_by="Inspectors for education")
    found = inspections.current_inspection(session)
    assert found is not None
    assert [a.title for a in found.activities] == ["Meetings with parents and carers", "Events for practitioners"]
    assert found.focus == (small.area,)
    assert inspections.clock_of(session, found).notice == 10
    assert inspections.clock_words(session) == "10 working days until inspectors are on site"
    small.on(date(2025, 1, 23))
    assert inspections.clock_words(session) == ""


def test_a_number_in_a_statement_is_that_of_the_register(small: Small) -> None:
    session = small.session
    waits = measures.add_measure(session, "Weeks to wait", ref="NST", unit="weeks", direction="lower")
    measures.record(session, [measures.Entry(waits, "2024-11", value=Decimal(68))], confirmed=True)
    text = "{{as is}} Waits: {measure:nst:latest}; {done_percent:APA1} done, {count:all:On track} on track. {as_at}"
    statements.set_statement(session, small.outcomes[0], board=text, internal="Not for others", date="2025-01")
    statement = read_board(session).statement_of(small.outcomes[0])
    assert statement is not None

    def words(audience: statements.Audience = statements.Audience.BOARD) -> str:
        assert statement is not None
        return statements.worded(statement, audience, statements.live_facts(session)).text

    assert words() == "{as is} Waits: 68 weeks; 0% done, 0 on track. 6 January 2025"
    update_actions(session, small.actions, Update(status="complete", reason="Done"))
    measures.record(session, [measures.Entry(waits, "2024-12", value=Decimal(56))], confirmed=True)
    assert words() == "{as is} Waits: 56 weeks; 100% done, 0 on track. 6 January 2025"
    assert words(statements.Audience.PUBLIC) == ""
    freeze(session, meeting_on(session, BOARD))
    small.on(BOARD + timedelta(days=10))
    measures.record(session, [measures.Entry(waits, "2025-01", value=Decimal(50))], confirmed=True)
    then = statements.live_facts_at(session, BOARD)
    assert "56 weeks" in statements.worded(statement, statements.Audience.BOARD, then).text
    assert "50 weeks" in words()
    measures.withdraw_measure(session, waits, "No longer counted")
    gone = statements.worded(statement, statements.Audience.BOARD, statements.live_facts(session))
    assert (gone.text, len(gone.wrong)) == ("", 1)
    assert "there is no measure “nst”" in gone.wrong[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{done_percent}", "takes 1 part"),
        ("{done_percent:O9}", "no area or outcome “O9”"),
        ("{done_percent:O2:x}", "takes 1 part"),
        ("{percent:all:purple}", "no status “purple”"),
        ("{status:9.9}", "no action “9.9”"),
        ("{measure:M1:latest}", "no measure “M1”"),
        ("{as_at:x}", "takes nothing"),
        ("{}", "no field “”"),
        ("half a { brace", "stands alone"),
        ("} other half", "stands alone"),
        ("{nested {field}}", "stands alone"),
    ],
)
def test_an_unknown_field_is_named_and_never_blank(small: Small, text: str, why: str) -> None:
    from send_tracker.domain.live_text import problems, render

    facts = statements.live_facts(small.session)
    assert any(why in sentence for sentence in problems(text, facts))
    with pytest.raises(Problem) as raised:
        render(text, facts)
    assert raised.value.code == "unknown-field"


def test_every_edit_of_the_board_has_a_name(small: Small) -> None:
    session = small.session

    def name() -> str:
        return undo_state(session).undo

    made = decisions.record_decision(session, board(small), "Decided")
    assert name() == "decision D1"
    decisions.link_decision(session, made, [small.actions[0]])
    assert name() == "links of decision D1"
    promise = decisions.promise(session, "Promised", board(small))
    assert name() == "commitment CM1"
    decisions.set_commitment(session, promise, "under_way")
    assert name() == "status of commitment CM1"
    risk = risks.add_risk(session, "Risk")
    risks.set_risk_links(session, risk, [small.actions[0]])
    assert name() == "links of risk R1"
    freeze(session, meeting_on(session, BOARD))
    assert name() == "frozen position"
    statements.set_statement(session, small.outcomes[0], board="Words")
    assert name() == "position statement"
    small.on(BOARD + timedelta(days=1))
    meetings.add_item(session, board(small), "Item")
    assert name() == "new agenda item"
