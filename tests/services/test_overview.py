"""The figures of Overview against the register, and against the days before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from send_tracker.domain.progress import register_progress
from send_tracker.services import evidence, plan, programme, status, undo
from send_tracker.services.assurance import review_evidence
from send_tracker.services.ending import withdraw
from send_tracker.services.overview import (
    board_history,
    column_filter,
    overview,
    row_filter,
    segment_filter,
)
from tests.builders import Small, small_programme

BOARD = date(2025, 2, 6)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "a.sendtracker", actions=6) as made:
        programme.add(made.session, "meeting", date=BOARD.isoformat(), type="board")
        yield made


def figure(small: Small, key: str) -> tuple[str, str, str]:
    found = next(f for f in overview(small.session).figures if f.key == key)
    return found.number, found.detail, found.change


def test_figures_agree_with_the_register(small: Small) -> None:
    small.on(date(2025, 1, 20))
    status.update_actions(small.session, small.actions[0], status.Update(status="complete", reason="Done"))
    status.update_actions(small.session, small.actions[1], status.Update(status="obstacles", reason="Stuck"))
    withdraw(small.session, small.actions[5])
    small.on(date(2025, 2, 20))
    register = small.session.register()
    found = overview(small.session)
    assert found.breakdown.all == register_progress(register).all
    assert figure(small, "done")[:2] == ("20%", "1 of 5 complete or embedded")


def test_change_is_counted_from_the_board_that_was_compared(small: Small) -> None:
    small.on(date(2025, 2, 20))
    assert figure(small, "obstacle") == ("0", "nothing is in the way", "no change since 6 February")
    status.update_actions(small.session, small.actions[:2], status.Update(status="obstacles", reason="Stuck"))
    assert figure(small, "obstacle") == ("2", "1.1 and 2.1", "+2 since 6 February") or figure(small, "obstacle") == (
        "2",
        "both in APA1: 1.1 and 2.1",
        "+2 since 6 February",
    )
    undo.undo(small.session)
    assert figure(small, "obstacle")[2] == "no change since 6 February"


def test_a_late_entry_changes_the_position_at_the_board(small: Small) -> None:
    small.on(date(2025, 2, 20))
    status.update_actions(
        small.session, small.actions[0], status.Update(status="complete", reason="Late", as_at=date(2025, 2, 1))
    )
    assert figure(small, "done")[2] == "no change since 6 February"
    points = board_history(small.session).points
    assert [(p.day, p.progress.done) for p in points] == [(BOARD, 1), (date(2025, 2, 20), 1)]


def test_evidence_and_dates_are_compared_as_they_stood(small: Small) -> None:
    small.on(date(2025, 1, 20))
    status.update_actions(small.session, small.actions[:2], status.Update(status="complete", reason="Done"))
    plan.change_action(small.session, small.actions[2], original_date="2025-02-01")
    small.on(date(2025, 2, 20))
    assert figure(small, "no_evidence")[0::2] == ("2", "no change since 6 February")
    assert figure(small, "overdue") == ("1", "1.2, due 1 February", "no change since 6 February")
    item = evidence.add_evidence(small.session, "Minutes", [small.actions[0]])
    assert figure(small, "no_evidence")[0] == "2", "a draft is no evidence yet"
    review_evidence(small.session, item, "accepted", reviewer=small.people[0])
    assert figure(small, "no_evidence")[0::2] == ("1", "−1 since 6 February")
    plan.change_action(small.session, small.actions[2], approved_date="2025-04-01")
    assert figure(small, "overdue")[0::2] == ("0", "−1 since 6 February")


def test_before_the_first_board_nothing_is_compared(small: Small) -> None:
    found = overview(small.session)
    assert found.heading == "Live position on 6 January 2025"
    assert {f.change for f in found.figures} == {""}
    assert [p.live for p in board_history(small.session).points] == [True]


def test_filters_name_exactly_the_actions_behind_a_number(small: Small) -> None:
    session = small.session
    small.on(date(2025, 1, 20))
    status.update_actions(session, small.actions[:3], status.Update(status="complete", reason="Done"))
    small.on(date(2025, 2, 20))
    status.update_actions(session, small.actions[0], status.Update(status="embedded", reason="More"))
    rows = overview(session).breakdown.rows
    level = session.scale["complete"]
    assert segment_filter(session, rows[0], level).only == frozenset(small.actions[1:3])
    assert segment_filter(session, rows[1], level).only == frozenset({small.actions[2]})
    assert row_filter(session, rows[2]).outcomes == frozenset({small.outcomes[1]})
    past, now = board_history(session).points
    assert column_filter(session, past, level).only == frozenset(small.actions[:3])
    assert column_filter(session, now, level).only == frozenset(small.actions[1:3])
    done = overview(session).figures[0]
    assert done.wanted.statuses == {"complete", "embedded"}


def test_an_empty_programme_has_no_percentages(tmp_path: Path) -> None:
    with small_programme(tmp_path / "b.sendtracker", actions=0) as made:
        found = overview(made.session)
    assert (found.figures[0].number, found.figures[0].detail) == ("–", "no actions yet")
