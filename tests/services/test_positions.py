"""Freezing a position, and reading it again whatever came later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from send_tracker.domain.binder import may_share
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Register
from send_tracker.services import evidence, plan, programme
from send_tracker.services.checking import check
from send_tracker.services.ending import withdraw
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import (
    choose_position,
    doubled_positions,
    freeze,
    is_intact,
    position_for,
    position_on,
    positions,
    register_at,
    withdraw_position,
)
from send_tracker.services.redaction import redact, traces
from send_tracker.services.undo import redo, undo
from tests.builders import Small, small_programme
from tests.services.random_history import STEPS, board, do, rate
from tests.storage.arriving import arrive

BOARD = date(2025, 1, 20)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        board(found, BOARD)
        yield found


def frozen(small: Small, cutoff: date | None = None) -> tuple[Register, Any]:
    """Freeze the board; return the register as it was read at that moment, and the position."""
    day = cutoff or min(BOARD, small.session.today)
    before = small.session.register(day)
    return before, freeze(small.session, meeting_on(small.session, BOARD), cutoff)


def test_a_position_says_what_it_froze(small: Small) -> None:
    heads, edits = small.session.file.log.heads(), small.session.file.log.count()
    _, position = frozen(small)
    edit = small.session.file.log.edit(position.n)
    assert position.heads == edit.parents == heads
    assert position.edits == edits
    assert position.cutoff == date(2025, 1, 6)  # today: the board is still to come
    assert (edit.verb, edit.meeting, edit.id) == ("freeze", position.meeting, position.edit)
    assert {c.field for c in edit.changes} == {"exists", "meeting", "cutoff", "edits", "digest"}
    assert len(position.digest) == 64
    assert is_intact(small.session, position)
    assert position_on(small.session, BOARD) == position
    assert position_on(small.session, BOARD + timedelta(1)) is None


def test_the_cut_off_is_the_meetings_own_then_its_day_never_later_than_today(small: Small) -> None:
    small.on(BOARD + timedelta(days=2))
    later, last = board(small, BOARD + timedelta(days=9)), board(small, BOARD + timedelta(days=1))
    programme.change(small.session, "meeting", last.id, cutoff="2025-01-14")
    assert freeze(small.session, meeting_on(small.session, BOARD)).cutoff == BOARD
    assert freeze(small.session, later).cutoff == BOARD + timedelta(days=2)
    assert freeze(small.session, meeting_on(small.session, last.day)).cutoff == date(2025, 1, 14)


def test_nothing_that_comes_later_changes_a_position(small: Small) -> None:
    rate(small, "on_track")
    evidence.add_evidence(small.session, "Proof", [small.actions[0]])
    before, position = frozen(small)
    level = small.session.scale["on_track"]
    small.on(BOARD + timedelta(days=5))
    rate(small, "at_risk", as_at=date(2025, 1, 6))  # a late entry
    rate(small, "complete")
    plan.change_action(small.session, small.actions[0], title="Reworded", ref="9.9")
    withdraw(small.session, [small.actions[1]], "Merged")
    programme.change_level(small.session, replace(level, label="Going well", rank=9))
    programme.change(small.session, "person", small.people[0], name="Somebody else")
    assert small.session.register(date(2025, 1, 6)).actions[0].status == "at_risk"  # what we say now of that day
    assert register_at(small.session, position) == before  # what we knew then
    small.session.file.positions.forget()
    assert register_at(small.session, position) == before
    with closing(small.session.known(position.heads, position.cutoff)) as then:
        assert replace(then.register(), heads=before.heads, edits=before.edits) == before
    small.session.file.log.derived.rebuild()
    small.reopen()
    (again,) = positions(small.session)
    assert register_at(small.session, again) == before
    assert is_intact(small.session, again)
    assert check(small.session) == []


def test_data_after_the_cut_off_are_left_out(small: Small) -> None:
    rate(small, "on_track")
    small.on(date(2025, 1, 15))
    rate(small, "complete")
    before, position = frozen(small, cutoff=date(2025, 1, 10))
    assert register_at(small.session, position) == before
    assert register_at(small.session, position).actions[0].status == "on_track"
    assert register_at(small.session, position).as_at == date(2025, 1, 10)


def test_a_meeting_is_frozen_once(small: Small) -> None:
    _, position = frozen(small)
    with pytest.raises(Problem) as raised:
        freeze(small.session, meeting_on(small.session, BOARD))
    assert raised.value.code == "frozen"
    with pytest.raises(Problem):
        withdraw_position(small.session, position.id, " ")
    withdraw_position(small.session, position.id, "Frozen before the papers were in")
    assert position_on(small.session, BOARD) is None
    assert freeze(small.session, meeting_on(small.session, BOARD)).id != position.id


def test_a_cut_off_in_the_future_is_refused(small: Small) -> None:
    with pytest.raises(Problem) as raised:
        freeze(small.session, meeting_on(small.session, BOARD), small.session.today + timedelta(days=1))
    assert raised.value.code == "future"
    assert positions(small.session) == ()


def test_undo_takes_a_freeze_back_and_redo_brings_the_same_one(small: Small) -> None:
    before, position = frozen(small)
    undo(small.session)
    assert positions(small.session) == ()
    redo(small.session)
    assert positions(small.session) == (position,)
    assert register_at(small.session, position) == before


def test_two_positions_of_one_meeting_are_settled_by_a_person(small: Small) -> None:
    """Two officers froze it and then combined; made here by a second freeze that the first is hidden from."""
    _, first = frozen(small)
    withdraw_position(small.session, first.id, "x")
    second = freeze(small.session, meeting_on(small.session, BOARD))
    undo_number = small.session.file.log.count() - 1
    small.session.edit("bring-back", small.session.file.strike(undo_number))
    assert [{p.id for p in several} for several in doubled_positions(small.session)] == [{first.id, second.id}]
    with pytest.raises(Problem) as raised:
        position_for(small.session, meeting_on(small.session, BOARD))
    assert raised.value.code == "two-positions"
    with pytest.raises(Problem):
        choose_position(small.session, first.id, "")
    choose_position(small.session, first.id, "The chair’s copy was the one that went out")
    assert doubled_positions(small.session) == ()
    assert position_on(small.session, BOARD) == first
    with pytest.raises(Problem):
        choose_position(small.session, first.id, "again")


def test_what_arrives_from_another_copy_is_not_in_the_position(small: Small) -> None:
    """An edit of a branch that the position does not stand on, dated before its cut-off; the conflict stays out."""
    base = small.session.file.log.count()
    rate(small, "on_track")
    before, position = frozen(small)
    arrive(small, "status", "obstacles", "2025-01-06", base)
    assert small.session.register(date(2025, 1, 6)).actions[0].conflict
    small.session.file.positions.forget()
    assert register_at(small.session, position) == before
    assert is_intact(small.session, position)


def test_a_conflict_that_was_there_is_frozen_with_the_ranks_of_then(small: Small) -> None:
    base = small.session.file.log.count()
    rate(small, "on_track")
    arrive(small, "status", "obstacles", "2025-01-06", base)
    before, position = frozen(small)
    assert before.actions[0].conflict
    assert before.actions[0].status == "obstacles"
    programme.change_level(small.session, replace(small.session.scale["on_track"], rank=-5))
    assert small.session.register().actions[0].status != "obstacles"
    for _ in range(2):
        assert register_at(small.session, position) == before
        assert is_intact(small.session, position)
        small.session.file.positions.forget()


def test_a_file_that_lost_what_a_position_stands_on_is_found_out(small: Small) -> None:
    _, position = frozen(small)
    assert not is_intact(small.session, replace(position, digest="0" * 64))
    assert not is_intact(small.session, replace(position, edits=position.edits + 1))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_happens_every_position_reads_as_it_was_frozen(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    with small_programme(tmp_path_factory.mktemp("any") / "plan.sendtracker") as small:
        base, kept = small.session.file.log.count(), []
        for number, (what, at, pick) in enumerate(steps):
            today = date(2025, 1, 7) + timedelta(days=number)
            small.on(today)
            do(small, what, at, pick, base)
            if what == "freeze":
                day = today - timedelta(days=at)
                before = small.session.register(day)
                kept.append((before, freeze(small.session, board(small, today), day)))
        # The meeting was added between the reading and the freeze; it is not part of what is compared.
        for forget in (False, True):
            if forget:
                small.session.file.positions.forget()
            for before, position in kept:
                found = register_at(small.session, position)
                assert plan_of(found) == plan_of(before)
                assert is_intact(small.session, position)
        assert check(small.session) == []


def plan_of(register: Register) -> list[object]:
    return [register.scale, register.actions, register.withdrawn, register.evidence, register.updates, register.people]


def test_a_redacted_text_says_so_in_every_reading_and_the_position_stays_intact(small: Small) -> None:
    session = small.session
    rate(small, "on_track")
    plan.change_action(session, small.actions[0], obstacle="Names a family")
    item = evidence.add_evidence(session, "Proof", [small.actions[0]], sensitivity="personal")
    before, position = frozen(small)
    found = [t.change for t in traces(session, small.actions[0], "obstacle")]
    found += [t.change for t in traces(session, item, "sensitivity")]
    redact(session, found, "It names a family")
    for cached in (True, False):
        if not cached:
            session.file.positions.forget()
        then = register_at(session, position)
        assert then.actions[0].obstacle == "[redacted]"
        assert then.evidence[0].sensitivity == "[redacted]"
        assert replace(then.actions[0], obstacle="Names a family") == before.actions[0]
        assert is_intact(session, position)
    with closing(session.known(position.heads, position.cutoff)) as known:
        assert known.register().actions[0].obstacle == "[redacted]"
    assert session.register().actions[0].obstacle == "[redacted]"
    assert not may_share(session.register().evidence[0])
    assert check(session) == []


def test_a_cache_that_was_tampered_with_is_found_and_can_be_thrown_away(small: Small) -> None:
    rate(small, "on_track")
    before, position = frozen(small)
    small.on(BOARD + timedelta(days=1))
    rate(small, "at_risk")
    later = small.session.file.positions.held_now(position.cutoff.isoformat())
    extra = small.session.file.positions.held_now(small.session.today.isoformat())
    small.session.file.positions.keep(position.n, replace(later, changes=extra.changes))
    assert [f.code for f in check(small.session)] == ["position"]
    small.session.file.positions.forget()
    assert check(small.session) == []
    assert register_at(small.session, position) == before
