"""Leaving the plan: withdrawn, superseded, merged, brought back; each traceable both ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check
from send_tracker.services.ending import lineage, merge, restore, say_why, supersede, unexplained, withdraw
from send_tracker.services.labels import edit_label
from send_tracker.services.plan import change_action, find_action
from send_tracker.services.undo import redo, undo
from tests.builders import Small


def refs(small: Small) -> list[str]:
    return [a.ref for a in small.session.register().actions]


def code_of(verb: Callable[..., object], *args: object) -> str:
    with pytest.raises(Problem) as raised:
        verb(*args)
    return raised.value.code


def test_merged_actions_are_traceable_both_ways(small: Small) -> None:
    session, (first, second, third, *_) = small.session, small.actions
    before, everything = session.file.log.count(), refs(small)
    merge(session, [second, third], first, "One contract now")
    assert session.file.log.count() == before + 1
    assert edit_label(session, session.file.log.count()) == "merger of 2 actions"
    assert len(refs(small)) == len(everything) - 2
    assert [(o.ref) for o in lineage(session, first).merged] == [everything[1], everything[2]]
    gone = lineage(session, second)
    assert (gone.ending, gone.reason, [o.ref for o in gone.carried_on]) == ("merged", "One contract now", ["1.1"])
    left = next(a for a in session.register().withdrawn if a.id == second)
    assert (left.ending, left.successor) == ("merged", first)
    undo(session)
    assert refs(small) == everything and lineage(session, first).is_plain
    redo(session)
    assert len(refs(small)) == len(everything) - 2
    assert check(session) == []


def test_a_chain_is_followed_to_its_end(small: Small) -> None:
    session, (first, second, third, *_) = small.session, small.actions
    supersede(session, first, second, "A new scope")
    supersede(session, second, third, "A newer scope")
    assert [o.id for o in lineage(session, first).carried_on] == [second, third]
    assert [o.id for o in lineage(session, third).superseded] == [second]


def test_a_circle_and_other_nonsense_is_refused(small: Small) -> None:
    session, (first, second, third, *_) = small.session, small.actions
    supersede(session, first, second, "A new scope")
    before = session.file.log.heads()
    with pytest.raises(Problem) as raised:
        supersede(session, second, first, "Back again")
    assert raised.value.code == "circle"
    assert raised.value.sentence.startswith("1.1 is itself carried on by 2.1, so it")
    assert code_of(merge, session, [second, third], third, "x") == "circle"
    assert code_of(supersede, session, third, first, "x") == "not-in-plan"
    assert code_of(supersede, session, second, third, "  ") == "no-reason"
    assert code_of(supersede, session, "ab" * 16, third, "x") == "no-such-action"
    assert code_of(restore, session, second) == "not-withdrawn"
    assert session.file.log.heads() == before


def test_what_was_brought_back_may_go_again(small: Small) -> None:
    session, (first, second, *_) = small.session, small.actions
    supersede(session, first, second, "A new scope")
    restore(session, first)
    supersede(session, second, first, "The other way round")
    assert [o.id for o in lineage(session, second).carried_on] == [first]


def test_restoring_brings_back_what_there_was(small: Small) -> None:
    session, first = small.session, small.actions[0]
    change_action(session, first, description="Kept")
    withdraw(session, first, "Out of scope")
    small.on(date(2025, 2, 1))
    assert lineage(session, first).ending == "withdrawn"
    assert first in {a.id for a in session.register().withdrawn}
    restore(session, first, "Back in scope")
    found = find_action(session, "1.1")
    assert (found.description, found.ending, found.successor) == ("Kept", "", None)
    assert lineage(session, first).is_plain
    then = session.register(date(2025, 1, 20))
    assert first in {a.id for a in then.withdrawn}, "it was out of the plan for a while"


def test_a_reason_can_follow_a_withdrawal(small: Small) -> None:
    session, (first, second, *_) = small.session, small.actions
    withdraw(session, [first, second])
    assert unexplained(session, [first, second, small.actions[2]]) == [first, second]
    assert code_of(say_why, session, first, " ") == "no-reason"
    assert code_of(say_why, session, small.actions[2], "Gone") == "not-withdrawn"
    say_why(session, first, "Out of scope")
    assert edit_label(session, session.file.log.count()) == "reason for the withdrawal of 1.1"
    assert lineage(session, first).reason == "Out of scope" and unexplained(session, [first, second]) == [second]
    restore(session, [first, second])
    assert {first, second} <= {a.id for a in session.register().actions}
    assert check(session) == []


def test_an_action_withdrawn_by_an_older_program_is_plainly_withdrawn(small: Small) -> None:
    from send_tracker.domain.kinds import EXISTS
    from send_tracker.domain.log import Draft

    small.session.edit("withdraw-action", [Draft("action", small.actions[0], EXISTS, False)], "Gone")
    found = lineage(small.session, small.actions[0])
    assert (found.ending, found.reason, found.carried_on) == ("withdrawn", "Gone", ())
    assert lineage(small.session, "ab" * 16).is_plain
