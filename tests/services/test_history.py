"""The history of actions, outcomes, evidence and measures, its points compared, and how a status came about."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from send_tracker.domain.history import compare_points, compared_in_words, parts_of
from send_tracker.domain.kinds import EXISTS, Value, new_id
from send_tracker.domain.live_text import render
from send_tracker.domain.live_words import readable
from send_tracker.domain.log import Draft
from send_tracker.services import evidence, plan, programme, undo
from send_tracker.services.history import history
from send_tracker.services.session import Session
from send_tracker.services.statements import live_facts, set_statement
from send_tracker.services.status import Update, update_actions
from send_tracker.services.story import rating_story, story, tell
from tests.builders import Small

MAY, JUNE, JULY = date(2025, 5, 6), date(2025, 6, 3), date(2025, 7, 1)


def rate(small: Small, day: date, status: str, **more: object) -> None:
    small.on(day)
    update_actions(small.session, small.actions[0], Update(status=status, reason=f"Because {status}", **more))  # type: ignore[arg-type]


def lines_of(small: Small, what: str) -> list[tuple[str, str, str, bool]]:
    lines = history(small.session, small.actions[0], undone=True)
    return [(line.as_at, line.before, line.after, line.counts) for line in lines if line.what == what]


def test_from_and_to_are_what_held_whenever_it_was_typed(small: Small) -> None:
    rate(small, MAY, "on_track")
    rate(small, JULY, "complete")
    rate(small, JULY, "obstacles", as_at=JUNE)
    assert lines_of(small, "Status")[:3] == [
        ("2025-07-01", "Obstacles", "Complete", True),
        ("2025-06-03", "On track", "Obstacles", True),
        ("2025-05-06", "Not started", "On track", True),
    ]
    late = story(small.session, small.actions[0])[1]
    assert (late.day, late.recorded_on, late.author) == ("2025-06-03", "2025-07-01", "Ana")


def test_what_was_undone_is_told_as_undone_and_moves_nothing(small: Small) -> None:
    rate(small, MAY, "on_track")
    rate(small, JUNE, "at_risk")
    undo.undo(small.session)
    rate(small, JULY, "complete")
    assert lines_of(small, "Status")[:2] == [
        ("2025-07-01", "On track", "Complete", True),
        ("2025-06-03", "On track", "At risk", False),
    ]
    step = new_id()
    values: dict[str, Value] = {EXISTS: True, "action": small.actions[0], "title": "Never"}
    small.session.edit("add-milestone", [Draft("milestone", step, name, value) for name, value in values.items()])
    undo.undo(small.session)
    told = tell(small.session, small.actions[0], history(small.session, small.actions[0], undone=True))
    assert [e.counts for e in told if e.sentences == ("Milestone: Never",)] == [False]
    assert not any("Never" in e.headline for e in story(small.session, small.actions[0])), "only the log knows of it"


def test_who_led_when_can_be_read(small: Small) -> None:
    action, (first, second) = small.actions[0], small.people
    for day, people in ((MAY, [first]), (JUNE, [second]), (JULY, [])):
        small.on(day)
        plan.set_leads(small.session, action, people)
    lines = history(small.session, action, undone=True)
    entries = tell(small.session, action, lines, frozenset({"Lead", "In the plan"}))
    assert [(e.day, e.sentences) for e in entries if any("Lead" in s for s in e.sentences)] == [
        ("2025-07-01", ("Lead taken away: Head of service 2",)),
        ("2025-06-03", ("Lead taken away: Head of service 1", "Lead added: Head of service 2")),
        ("2025-05-06", ("Lead added: Head of service 1",)),
    ]
    assert "Lead of 1.1 Action 0" in [s for e in story(small.session, first) for s in e.sentences]


def test_how_it_went_from_amber_to_green(small: Small) -> None:
    session, action = small.session, small.actions[0]
    board = programme.add(session, "meeting", date="2025-07-03", type="board", title="Long agenda")
    rate(small, MAY, "obstacles", obstacle="No money")
    small.on(JUNE)
    evidence.add_evidence(session, "Minutes of the finance group", {action})
    rate(small, JULY, "on_track", meeting=board)
    small.on(date(2025, 7, 4))
    evidence.add_evidence(session, "First figures", {action})
    newest, before, *_ = rating_story(session, action, history(session, action))
    assert newest.rating == ("obstacles", "on_track")
    assert (newest.reason, newest.meeting) == ("Because on_track", "Board of 3 July 2025")
    assert newest.beside == ("Evidence since: E2 First figures", "Evidence added: E1 Minutes of the finance group")
    assert before.rating == ("not_started", "obstacles") and before.beside == ()


def test_two_points_are_compared_word_by_word(small: Small) -> None:
    session, action = small.session, small.actions[0]
    rate(small, MAY, "obstacles", obstacle="The lead has left", note="Two of four schools signed")
    small.on(JUNE)
    evidence.add_evidence(session, "Minutes", {action})
    rate(small, JULY, "obstacles", obstacle="The new lead has started", note="Four of four schools signed")
    entries = story(session, action)
    first = next(e for e in entries if e.day == "2025-05-06")
    found = compare_points(history(session, action, undone=True), action, entries[0].point, first.point)
    assert compared_in_words(found).splitlines() == [
        "Obstacle: The [added: new ]lead has [removed: left][added: started]",
        "Note for the board: [removed: Two][added: Four] of four schools signed",
        "Evidence: [added: E1 Minutes]",
    ]
    assert compare_points(history(session, action), action, first.point, first.point) == []


def test_a_point_that_was_undone_shows_what_it_said(small: Small) -> None:
    rate(small, MAY, "on_track")
    rate(small, JUNE, "at_risk")
    undo.undo(small.session)
    lines = history(small.session, small.actions[0], undone=True)
    gone, before = (e for e in tell(small.session, small.actions[0], lines) if e.day > "2025-02")
    (status,) = compare_points(lines, small.actions[0], before.point, gone.point)
    assert status.what == "Status" and [p.text for p in status.pieces] == ["On track", "At risk"]


def test_looking_back_history_ends_at_the_day(small: Small) -> None:
    rate(small, MAY, "on_track")
    rate(small, JULY, "complete")
    with closing(small.session.at(JUNE)) as past:
        assert history(past, small.actions[0])[0].after == "On track"


def measure(session: Session) -> str:
    id, figure = new_id(), new_id()
    session.edit("add-measure", [Draft("measure", id, EXISTS, True), Draft("measure", id, "title", "Plans on time")])
    drafts = [Draft("observation", figure, name, value) for name, value in
              ((EXISTS, True), ("measure", id), ("period", "2025-05"), ("value", "54.0"))]  # fmt: skip
    session.edit("add-observation", drafts)
    session.edit("correct-observation", [Draft("observation", figure, "value", "16.2")])
    return id


def test_a_measure_tells_of_its_figures(small: Small) -> None:
    told = [s for e in story(small.session, measure(small.session)) for s in e.sentences]
    assert told[0] == "Figure May 2025, value: 16.2 (was 54.0)"
    assert told[1:] == ["Figure added: May 2025, value 54.0", "Added"]


def test_outcomes_and_evidence_have_histories_too(small: Small) -> None:
    session, outcome = small.session, small.outcomes[0]
    programme.change(session, "outcome", outcome, title="Plans in time")
    item = evidence.add_evidence(session, "Report", {outcome})
    evidence.change_evidence(session, item, type="audit")
    assert [s for e in story(session, outcome) for s in e.sentences][:2] == [
        "Evidence added: E1 Report",
        "Title: Plans in time (was Outcome 1)",
    ]
    assert [s for e in story(session, item) for s in e.sentences] == [
        "Type: Audit (was Other)",
        "Added to the register",
        "Supports O1 Plans in time",
    ]


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (
            "action",
            {"lead", "progress_update", "milestone", "evidence_link", "theme_link", "measure_link", "date_move"},
        ),
        ("outcome", {"evidence_link", "theme_link", "waiver"}),
        ("measure", {"observation", "target", "benchmark", "series_mark", "measure_link"}),
        ("evidence", {"evidence_link"}),
    ],
)
def test_what_hangs_on_an_entity_is_read_from_the_vocabulary(kind: str, parts: set[str]) -> None:
    found = {part for part, _ in parts_of(kind)}
    assert parts <= found and not {"action", "outcome", "measure", "person"} & found


def test_a_history_of_nothing_is_empty(small: Small) -> None:
    assert history(small.session, new_id()) == [] == story(small.session, new_id())


def test_the_wording_of_a_statement_reads_as_it_did_on_its_day(small: Small) -> None:
    session, outcome = small.session, small.outcomes[0]
    small.on(MAY)
    set_statement(session, outcome, board="Now {done_percent:O1} of {{it}} is done.")
    rate(small, JUNE, "complete")
    told = next(entry for entry in story(session, outcome) if "Now" in entry.headline)
    assert "Now 0% of {it} is done." in told.headline
    assert told.beside == ("Figures as of 6 May 2025: O1, share done",)
    line = next(line for line in history(session, outcome) if line.field == "statement.board")
    assert line.text == "Now 0% of {it} is done."
    assert render("{done_percent:O1}", live_facts(session)) == "50%", "today it reads otherwise"
    programme.change(session, "outcome", outcome, ref="O9")
    small.on(JULY)
    gone = readable("{done_percent:O1} and {measure:M1:latest}", live_facts(session))
    assert gone == "[O1, share done] and [M1, latest]", "what means nothing any more is named, not shown as code"
