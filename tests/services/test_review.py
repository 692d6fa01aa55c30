"""A sitting over a real file: what it notes, what it takes back, when it begins anew, and what it never reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.domain.review import ReviewFilter, Scope, State
from send_tracker.services import programme, session, undo
from send_tracker.services.challenge_index import ChallengeIndex
from send_tracker.services.plan import set_leads
from send_tracker.services.review import Review, review_count
from send_tracker.services.review_changes import sitting_changes
from send_tracker.services.review_item import review_item
from send_tracker.services.status import Update, update_actions
from tests.builders import FIRST_DAY, Small, small_programme

BOARD = FIRST_DAY + timedelta(days=30)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "t.sendtracker", actions=4) as found:
        with found.session.founding():
            for day in (FIRST_DAY - timedelta(days=12), BOARD):
                programme.add(found.session, "meeting", date=day.isoformat(), type="board")
        yield found


def start(small: Small) -> Review:
    """Begin or take up the review as the window does: it hears of every edit."""
    index = ChallengeIndex(small.session)
    review = Review(small.session, index)
    small.session.on_edit[:] = [index.note, review.edited]
    return review


def test_the_pace_is_that_of_the_clock(small: Small) -> None:
    review = start(small)
    for _ in range(3):
        small.clock.moment += timedelta(seconds=90)
        review.step(1)
    assert review.progress.words == "3 of 4 reviewed, 1 left, about 2 minutes at this pace"
    assert not review.step(1) and review.progress.words == "4 of 4 reviewed, none left"


def test_notes_and_ratings_belong_to_the_board_that_is_reviewed(small: Small) -> None:
    review = start(small)
    review.set_note(review.current, "  Ask for the date  ")
    edit = small.session.file.log.edit(small.session.file.log.count())
    board = next(m.id for m in small.session.meetings if m.date == BOARD.isoformat())
    assert edit.meeting == board == review.meeting and review.note(review.current) == "Ask for the date"
    assert review.set_note(review.current, "Ask for the date") is None, "the same again is no edit"
    assert review.set_note(review.order[1].id, " ") is None


def test_a_note_is_corrected_withdrawn_and_brought_back(small: Small) -> None:
    review = start(small)
    action = review.current
    review.set_note(action, "First")
    review.set_note(action, "Second")
    assert [u.note for u in small.session.register().updates] == ["Second"]
    review.set_note(action, "")
    assert small.session.register().updates == () and review.note(action) == ""
    undo.undo(small.session)
    assert review.note(action) == "Second" and review.progress.changed == 1
    review.set_note(action, "Third")
    assert [c.note for c in sitting_changes(small.session, review.sitting)] == ["Third"]


def test_a_note_that_is_too_long_changes_nothing(small: Small) -> None:
    review = start(small)
    with pytest.raises(Problem, match="32,000"):
        review.set_note(review.current, "x" * 40_000)
    assert review.progress.changed == 0 and review.note(review.current) == ""


def test_the_list_tells_from_where_to_where_once_and_leaves_undone_things_out(small: Small) -> None:
    review = start(small)
    first, second = (stop.id for stop in review.order[:2])
    update_actions(small.session, first, Update(status="on_track"))
    update_actions(small.session, first, Update(status="obstacles", reason="Nobody signed", obstacle="Contract"))
    update_actions(small.session, second, Update(status="at_risk", reason="By mistake"))
    undo.undo(small.session)
    changes = sitting_changes(small.session, review.sitting, [stop.id for stop in review.stops])
    assert [(c.ref, c.moved, c.why, c.other) for c in changes] == [
        ("1.1", "Not started to Obstacles", "Nobody signed", ("Obstacle: Contract",))
    ]
    undo.undo(small.session)
    undo.undo(small.session)
    assert sitting_changes(small.session, review.sitting) == [] and review.progress.changed == 0


def test_what_was_edited_elsewhere_is_not_of_this_sitting(small: Small) -> None:
    review = start(small)
    small.session.on_edit.remove(review.edited)
    update_actions(small.session, review.current, Update(status="on_track"))
    review.read()
    assert review.progress.changed == 0


def test_it_survives_a_restart_and_begins_anew_after_its_board(small: Small) -> None:
    review = start(small)
    review.step(1)
    review.narrow(ReviewFilter(Scope.ALL, small.outcomes[0]))
    small.reopen()
    again = start(small)
    assert again.sitting == review.sitting and again.progress.place_words == "2 of 2"
    assert again.progress.runs[0].states[0] is State.REVIEWED
    small.on(BOARD + timedelta(days=7))
    assert start(small).sitting == review.sitting, "it can be written up for a week"
    small.on(BOARD + timedelta(days=8))
    anew = start(small)
    assert anew.sitting.marks == {} and anew.progress.total == 4
    again.read()
    assert again.sitting.marks == {}, "the window stayed open past the board"


def test_everybody_finds_what_they_lead_by_name_or_alias(small: Small) -> None:
    programme.change(small.session, "person", small.people[0], aliases="SEND lead; Ana")
    set_leads(small.session, small.actions[2], [small.people[0]])
    review = start(small)
    review.narrow(ReviewFilter(Scope.MINE))
    assert [stop.id for stop in review.order] == [small.actions[2]]


def test_stale_actions_ask_for_a_review(small: Small) -> None:
    small.on(BOARD + timedelta(days=20))
    update_actions(small.session, small.actions[0], Update(status="on_track"))
    index = ChallengeIndex(small.session)
    assert review_count(small.session, index) == 3
    assert start(small).count(ReviewFilter(Scope.STALE)) == 3


def test_going_on_and_rating_never_read_the_register(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    review = start(small)

    def refuse(*_given: object) -> None:
        raise AssertionError("the whole register was read")

    monkeypatch.setattr(session, "read_register", refuse)
    review.step(1)
    update_actions(small.session, review.current, Update(status="on_track"))
    item = review_item(review, review.current)
    assert item is not None and item.sentence.endswith(f"On track since {FIRST_DAY.day} January.")


def test_a_day_of_the_past_is_gone_through_and_keeps_no_sitting(small: Small) -> None:
    review = start(small)
    small.on(date(2025, 1, 20))
    then = small.session.at(FIRST_DAY)
    try:
        past = Review(then, ChallengeIndex(then))
        past.step(1)
        assert past.progress.reviewed == 1
    finally:
        then.close()
    assert start(small).sitting.marks == review.sitting.marks == {}
