"""The approved date: first set, moved with an approval, put right; and what can be said of it afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services.challenges import facts_of
from send_tracker.services.checking import check
from send_tracker.services.due_dates import Approval, DateMove, date_gates, date_story, moved_by, set_due
from send_tracker.services.labels import edit_label
from send_tracker.services.plan import find_action
from send_tracker.services.undo import undo
from tests.builders import Small

BOARD = Approval("Finance schedule late", "board", "Minute 7 of 3 July")


def dates(small: Small, ref: str = "1.1") -> tuple[str | None, str | None]:
    found = find_action(small.session, ref)
    return found.original_date, found.approved_date


def moves(small: Small) -> list[tuple[str, str, int]]:
    return [(m.before, m.after, m.days) for m in date_story(small.session, small.actions[0]).moves]


@pytest.fixture
def dated(small: Small) -> Small:
    """The first action got its date in January; it is February."""
    set_due(small.session, small.actions[0], "2025-04-30")
    small.on(date(2025, 2, 3))
    return small


def test_a_first_date_asks_nothing_and_is_the_original(small: Small) -> None:
    assert date_gates(small.session, small.actions, "2025-04-30", Approval()) == []
    edited = set_due(small.session, small.actions[0], "2025-04-30")
    assert edited.verb == "change-action" and dates(small) == ("2025-04-30", "2025-04-30")
    assert date_story(small.session, small.actions[0]).moves == ()
    assert date_gates(small.session, small.actions[:1], "2025-05-30", Approval()) == [], "the same day it is no move"
    set_due(small.session, small.actions[0], "2025-05-30")
    assert dates(small) == ("2025-05-30", "2025-05-30") and moves(small) == []


def test_a_move_keeps_why_and_who_approved_it(dated: Small) -> None:
    first = dated.actions[0]
    assert date_gates(dated.session, [first], "2025-06-30", Approval()) == [
        "Moving an approved date asks for a reason, and who approved it."
    ]
    assert date_gates(dated.session, [first], "2025-06-30", Approval("Finance")) == [
        "Moving an approved date asks who approved it."
    ]
    assert date_gates(dated.session, [first], "2025-06-30", BOARD) == []
    before = dated.session.file.log.count()
    edited = set_due(dated.session, first, "2025-06-30", BOARD)
    assert dated.session.file.log.count() == before + 1, "the move and its approval are one edit"
    assert dates(dated) == ("2025-04-30", "2025-06-30"), "the original date stays"
    assert date_story(dated.session, first).moves == (
        DateMove(
            "2025-02-03", "2025-04-30", "2025-06-30", 61, "Finance schedule late", "Board", "Minute 7 of 3 July", "Ana"
        ),
    )
    assert edit_label(dated.session, dated.session.file.log.count()) == "approved date of 1.1"
    assert edited.verb == "move-date"
    undo(dated.session)
    assert moves(dated) == [] and dates(dated) == ("2025-04-30", "2025-04-30")
    assert dated.session.file.reading.listed("date_move") == [], "one step back takes the approval along"


def test_a_move_without_an_approver_is_kept_and_says_so(dated: Small) -> None:
    set_due(dated.session, dated.actions[0], "2025-06-30", Approval("Finance"))
    (move,) = date_story(dated.session, dated.actions[0]).moves
    assert (move.reason, move.approver) == ("Finance", "")
    with pytest.raises(Problem) as raised:
        set_due(dated.session, dated.actions[0], "2025-07-31", Approval("x", "chair"))
    assert raised.value.code == "no-such-approver"


def test_several_moves_are_counted_as_the_rules_count_them(dated: Small) -> None:
    first = dated.actions[0]
    for month, due in ((3, "2025-06-30"), (4, "2025-09-30"), (5, "2025-06-30")):
        dated.on(date(2025, month, 3))
        set_due(dated.session, first, due, BOARD)
    assert moves(dated) == [
        ("2025-04-30", "2025-06-30", 61),
        ("2025-06-30", "2025-09-30", 92),
        ("2025-09-30", "2025-06-30", -92),
    ]
    story = date_story(dated.session, first)
    assert (story.slip.original, story.slip.approved) == (61, 0)


def test_several_actions_move_as_one_edit_with_one_undo(dated: Small) -> None:
    before = dated.session.file.log.count()
    assert moved_by(dated.session, dated.actions, "2025-06-30") == {dated.actions[0]: "2025-04-30"}
    set_due(dated.session, dated.actions, "2025-06-30", BOARD)
    assert dated.session.file.log.count() == before + 1
    assert {a.approved_date for a in dated.session.register().actions} == {"2025-06-30"}
    assert len(dated.session.file.reading.listed("date_move")) == 1, "a first date is no move"
    undo(dated.session)
    assert [a.approved_date for a in dated.session.register().actions][:2] == ["2025-04-30", None]


def test_a_correction_is_no_move_and_was_never_wrong(dated: Small) -> None:
    first = dated.actions[0]
    set_due(dated.session, first, "2026-06-30", BOARD)
    dated.on(date(2025, 3, 3))
    assert date_gates(dated.session, [first], "2025-06-30", Approval(correction=True)) == []
    set_due(dated.session, first, "2025-06-30", Approval("2026 was typed for 2025", correction=True))
    assert moves(dated) == [("2025-04-30", "2025-06-30", 61)]
    assert date_story(dated.session, first).slip.approved == 0
    assert dated.session.file.reading.listed("date_move")[0]["after"] == "2025-06-30"
    then = next(a for a in dated.session.register(date(2025, 2, 10)).actions if a.id == first)
    assert then.approved_date == "2025-06-30", "from the day the wrong one was given"
    held = facts_of(dated.session, dated.session.register(), None).history.approved[first]
    assert [h.value for h in held] == ["2025-04-30", "2025-06-30"]
    undo(dated.session)
    assert dates(dated)[1] == "2026-06-30"
    assert check(dated.session) == []


def test_correcting_the_first_date_corrects_the_original_too(dated: Small) -> None:
    set_due(dated.session, dated.actions[0], "2025-05-30", Approval(correction=True))
    assert dates(dated) == ("2025-05-30", "2025-05-30") and moves(dated) == []
    with pytest.raises(Problem) as raised:
        set_due(dated.session, dated.actions[1], "2025-05-30", Approval(correction=True))
    assert raised.value.code == "nothing-to-correct"


def test_the_same_date_again_and_a_cleared_one(dated: Small) -> None:
    first = dated.actions[0]
    assert moved_by(dated.session, [first], "2025-04-30") == {}
    assert moved_by(dated.session, [first], None) == {first: "2025-04-30"}
    set_due(dated.session, first, None, BOARD)
    assert dates(dated) == ("2025-04-30", None) and moves(dated) == []
