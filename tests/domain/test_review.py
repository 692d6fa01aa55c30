"""Review mode's rules: the order, the filters, the pace, and what a sitting remembers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain import review, review_plain
from send_tracker.domain.board import board_dates
from send_tracker.domain.register import Meeting
from send_tracker.domain.review import Mark, ReviewFilter, Scope, Sitting, State, Stop

STOPS = (
    Stop("a", "O1", "A1", stale=True),
    Stop("b", "O1", "A1", mine=True, trouble=True),
    Stop("c", "O2", "A1", challenged=True),
    Stop("d", "O3", "A2", challenged=True, stale=True),
)


def ids(wanted: ReviewFilter, **sitting: object) -> str:
    return "".join(s.id for s in review.queue(STOPS, replace(Sitting(wanted=wanted), **sitting)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "group", "shown"),
    [
        (Scope.ALL, "", "abcd"),
        (Scope.STALE, "", "ad"),
        (Scope.MINE, "", "b"),
        (Scope.CHALLENGED, "", "cd"),
        (Scope.TROUBLE, "", "b"),
        (Scope.ALL, "O1", "ab"),
        (Scope.ALL, "A1", "abc"),
        (Scope.CHALLENGED, "A1", "c"),
        (Scope.MINE, "O3", ""),
    ],
)
def test_a_filter_shows_what_passes_in_the_order_of_the_plan(scope: Scope, group: str, shown: str) -> None:
    assert ids(ReviewFilter(scope, group)) == shown


def test_what_was_passed_under_this_filter_stays_in_the_queue() -> None:
    assert ids(ReviewFilter(Scope.TROUBLE), kept=frozenset("c")) == "bc"
    assert review.narrowed(Sitting(kept=frozenset("c")), ReviewFilter(Scope.MINE)).kept == frozenset()


def test_actions_to_review_are_the_challenged_and_the_stale_ones_once_each() -> None:
    assert review.to_review(STOPS) == 3


def test_it_resumes_where_it_was_and_else_at_the_first_that_is_left() -> None:
    passed = Sitting(marks={"a": Mark.REVIEWED, "b": Mark.SKIPPED})
    assert review.start_at(STOPS, replace(passed, current="c")) == "c"
    assert review.start_at(STOPS, replace(passed, current="gone")) == "b", "a skipped action is looked at again"
    assert review.start_at(STOPS, replace(passed, marks=dict.fromkeys("abcd", Mark.REVIEWED))) == "a"
    assert review.start_at((), passed) == ""


def test_there_is_nothing_beyond_the_ends() -> None:
    assert [review.neighbour(STOPS, at, by) for at, by in (("a", 1), ("a", -1), ("d", 1), ("d", -1))] == [
        "b", "", "", "c",
    ]  # fmt: skip


def test_the_words_give_the_numbers_of_the_strip() -> None:
    sitting = Sitting(current="c", marks={"a": Mark.REVIEWED, "b": Mark.SKIPPED}, changed=frozenset("a"))
    found = review.progress(STOPS, sitting)
    assert (found.place_words, found.words) == ("3 of 4", "1 of 4 reviewed, 1 skipped, 2 left")
    assert [(r.outcome, r.states) for r in found.runs] == [
        ("O1", (State.CHANGED, State.SKIPPED)), ("O2", (State.LEFT,)), ("O3", (State.LEFT,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("each", "left", "minutes"), [(48.0, 14, 10), (90.0, 14, 20), (20.0, 3, 1), (1.0, 5, 1), (60.0, 7, 7)]
)
def test_the_rest_is_told_at_the_pace_so_far(each: float, left: int, minutes: int) -> None:
    sitting = Sitting()
    for action in "pqr":
        assert review.minutes_left(sitting, left) is None, "a pace of fewer than three is a guess"
        sitting = review.marked(sitting, action, Mark.REVIEWED, each)
    assert review.minutes_left(sitting, left) == minutes


def test_going_for_tea_skipping_and_passing_again_set_no_pace() -> None:
    sitting = review.marked(Sitting(), "a", Mark.REVIEWED, 4_000)
    assert sitting.seconds == review.LONGEST_LOOK
    again = review.marked(review.marked(sitting, "a", Mark.REVIEWED, 10), "b", Mark.SKIPPED, 10)
    assert (again.seconds, again.passed) == (review.LONGEST_LOOK, 1)


def test_an_undo_takes_the_mark_of_a_change_back() -> None:
    changed = review.with_edit(Sitting(), "e1", {"a": True})
    assert review.state_of("a", changed) is State.CHANGED and changed.edits == ("e1",)
    undone = review.with_edit(changed, "", {"a": False})
    assert review.state_of("a", undone) is State.LEFT and undone.edits == ("e1",)


@pytest.mark.parametrize(
    ("today", "board"),
    [("2025-07-04", "2025-08-14"), ("2025-08-14", "2025-08-14"), ("2025-08-15", "2025-09-25")],
)
def test_a_review_is_for_the_board_of_today_or_else_for_the_next(today: str, board: str) -> None:
    meetings = [Meeting("m", "2025-07-03"), Meeting("n", "2025-08-14")]
    day = date.fromisoformat(today)
    assert review.board_reviewed(meetings, board_dates(meetings, day, 6), day) == board
    assert review.board_reviewed([], board_dates([], day, 6), day) == ""


@pytest.mark.parametrize(("today", "good"), [("2025-08-01", False), ("2025-08-21", True), ("2025-08-22", False)])
def test_a_sitting_can_be_taken_up_until_its_board_is_written_up(today: str, good: bool) -> None:
    sitting = Sitting(board="2025-08-14")
    assert review.can_resume(sitting, "2025-08-14", date(2025, 7, 4))
    assert review.can_resume(sitting, "2025-09-25", date.fromisoformat(today)) is good
    assert not review.can_resume(Sitting(), "2025-09-25", date.fromisoformat(today))


MARKS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(list(Mark)))


@settings(max_examples=40)
@given(MARKS, st.sets(st.sampled_from("abcd")), st.sampled_from(list(Scope)), st.sampled_from(["", "O1", "A2"]))
def test_every_action_of_the_queue_is_counted_once_and_a_sitting_is_kept_whole(
    marks: dict[str, Mark], changed: set[str], scope: Scope, group: str
) -> None:
    wanted = ReviewFilter(scope, group)
    sitting = Sitting(
        "2025-08-14", "2025-07-04T09:00:00", wanted, "a", marks, frozenset(marks), ("e",), frozenset(changed)
    )
    order = review.queue(STOPS, sitting)
    found = review.progress(order, sitting)
    assert found.reviewed + found.skipped + found.left == found.total == len(order)
    assert sum(len(run.states) for run in found.runs) == found.total
    assert review_plain.from_plain(json.loads(json.dumps(review_plain.to_plain(sitting)))) == sitting


@pytest.mark.parametrize("found", [None, [], {}, {"board": ""}, {**review_plain.to_plain(Sitting()), "scope": "newer"}])
def test_a_mark_that_cannot_be_read_is_no_reason_to_fail(found: object) -> None:
    assert review_plain.from_plain(found) is None
