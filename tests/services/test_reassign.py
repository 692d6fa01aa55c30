"""When a lead leaves: one edit, one undo, and who led when can still be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check
from send_tracker.services.labels import edit_label
from send_tracker.services.plan import change_action, set_leads
from send_tracker.services.reassign import holdings, reassign
from send_tracker.services.undo import undo
from tests.builders import Small

APRIL = date(2025, 4, 1)


@pytest.fixture
def held(small: Small) -> Small:
    """The first person leads two actions and owns one; it is June."""
    first, second = small.people[0], small.people[1]
    set_leads(small.session, small.actions[0], [first])
    set_leads(small.session, small.actions[1], [first, second])
    change_action(small.session, small.actions[2], bau_owner=first, verifier=second)
    small.on(date(2025, 6, 2))
    return small


def leads(small: Small, number: int, day: date | None = None) -> tuple[str, ...]:
    return next(a for a in small.session.register(day).actions if a.id == small.actions[number]).leads


def test_what_somebody_holds(held: Small) -> None:
    found = {one.action: one.roles for one in holdings(held.session, held.people[0])}
    assert found == {held.actions[0]: ("lead",), held.actions[1]: ("lead",), held.actions[2]: ("bau_owner",)}


def test_all_goes_from_a_day_and_the_past_stays(held: Small) -> None:
    old, new = held.people[0], held.people[1]
    before = held.session.file.log.count()
    reassign(held.session, old, new, held.actions, day=APRIL, reason="Left the council")
    assert held.session.file.log.count() == before + 1
    assert edit_label(held.session, before + 1) == "reassignment of actions"
    assert (leads(held, 0), leads(held, 1)) == ((new,), (new,)), "who led with them leads alone"
    assert leads(held, 0, date(2025, 3, 31)) == (old,) and leads(held, 0, APRIL) == (new,), "who led when"
    third = next(a for a in held.session.register().actions if a.id == held.actions[2])
    assert (third.bau_owner, third.verifier) == (new, new)
    assert holdings(held.session, old) == []
    undo(held.session)
    assert leads(held, 0) == (old,) and leads(held, 1) == (old, new)
    assert check(held.session) == []


def test_only_what_was_chosen(held: Small) -> None:
    old, new = held.people[0], held.people[1]
    reassign(held.session, old, new, held.actions[:1], reason="Leave")
    assert leads(held, 0) == (new,) and old in leads(held, 1)
    reassign(held.session, old, new, held.actions, ["bau_owner"], reason="Leave")
    assert [one.roles for one in holdings(held.session, old)] == [("lead",)]


def test_what_began_after_the_day_goes_from_its_own_day(held: Small) -> None:
    old, new = held.people[0], held.people[1]
    set_leads(held.session, held.actions[2], [old])
    held.on(date(2025, 6, 20))
    reassign(held.session, old, new, held.actions, ["lead"], day=APRIL, reason="Left")
    assert leads(held, 2) == (new,), "a day before it began would leave it as it is"
    assert leads(held, 2, date(2025, 5, 1)) == ()


def code_of(verb: Callable[..., object], *args: object, **given: object) -> str:
    with pytest.raises(Problem) as raised:
        verb(*args, **given)
    return raised.value.code


def test_what_is_refused(held: Small) -> None:
    old, new, heads = held.people[0], held.people[1], held.session.file.log.heads()
    session, actions = held.session, held.actions
    assert code_of(reassign, session, old, new, actions) == "no-reason"
    assert code_of(reassign, session, old, old, actions, reason="x") == "same-person"
    assert code_of(reassign, session, old, "ab" * 16, actions, reason="x") == "no-such-person"
    assert code_of(reassign, session, old, new, actions, reason="x", day=date(2025, 6, 3)) == "future"
    assert code_of(reassign, session, old, new, [], reason="x") == "nothing"
    assert code_of(reassign, session, old, new, actions, ["accountable"], reason="x") == "nothing"
    assert session.file.log.heads() == heads
