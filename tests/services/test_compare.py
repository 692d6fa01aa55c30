"""Comparing positions and days: complete, the same both ways, and no more read than differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from send_tracker.domain.compare import Comparison, Travel, compare, travel
from send_tracker.domain.differences import Difference, lines_of
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Register
from send_tracker.domain.row_diff import RowsDiff
from send_tracker.domain.status import travel as level_travel
from send_tracker.services import evidence, measures, plan, programme
from send_tracker.services.compare import Point, compare_points, point_on, read_point
from send_tracker.services.compared_board import BoardRatings
from send_tracker.services.ending import withdraw
from send_tracker.services.positions import freeze, position_on, register_at
from send_tracker.services.since_board import since_last_board
from tests.builders import Small, small_programme
from tests.services.board_oracle import ways
from tests.services.random_history import STEPS, board, do, rate


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker", actions=4) as found:
        yield found


def side(small: Small, day: date) -> Point:
    """Freeze that day's board, and return it."""
    small.on(day)
    freeze(small.session, board(small, day))
    return point_on(small.session, day)


FIRST, SECOND = date(2025, 1, 20), date(2025, 3, 3)


def test_every_kind_of_difference_is_told_once(small: Small) -> None:
    session, actions = small.session, small.actions
    rate(small, "on_track")
    rate(small, "complete", action=1)
    plan.change_action(session, actions[0], title="Publish the joint strategy", approved_date="2025-02-01")
    before = side(small, FIRST)
    small.on(date(2025, 2, 10))
    rate(small, "at_risk")
    rate(small, "embedded", action=1)
    plan.change_action(
        session, actions[0], title="Publish the joint commissioning strategy", approved_date="2025-02-15"
    )
    plan.change_action(session, actions[2], outcome=small.outcomes[1], ref="2.9")
    plan.set_leads(session, actions[1], [small.people[1]])
    withdraw(session, [actions[3]], "Merged")
    plan.add_action(session, small.outcomes[0], "A new one", "1.9")
    evidence.add_evidence(session, "Proof", [actions[1]])
    found = compare_points(session, before, side(small, SECOND))
    assert [(m.action.ref, m.before, m.after) for m in found.better] == [("2.1", "complete", "embedded")]
    assert [(m.action.ref, m.before, m.after) for m in found.worse] == [("1.1", "on_track", "at_risk")]
    assert found.unchanged == 1
    assert [a.ref for a in found.added] == ["1.9"]
    assert [a.ref for a in found.withdrawn] == ["2.2"]
    assert [(m.action.ref, m.field, m.days) for m in found.dates_moved] == [("1.1", "approved_date", 14)]
    assert {line.kind for line in lines_of(found)} == set(Difference) - {
        Difference.SIDEWAYS,
        Difference.EVIDENCE_GONE,
        Difference.MEASURE,
    }
    told = {line.kind: (line.ref, line.what, line.before, line.after, line.arrow) for line in lines_of(found)}
    assert told[Difference.WORSE] == ("1.1", "Status", "On track", "At risk", "▼")
    assert told[Difference.DATE] == ("1.1", "Approved date, 14 days later", "1 February 2025", "15 February 2025", "")
    assert told[Difference.LEAD] == ("2.1", "Leads", "", "Head of service 2", "")
    assert told[Difference.MOVED] == ("2.9", "Outcome", "O1", "O2", "")
    assert told[Difference.RENUMBERED] == ("2.9", "Reference", "1.2", "2.9", "")


def test_a_measure_that_moved_says_which_way(small: Small) -> None:
    from decimal import Decimal

    session = small.session
    waits = measures.add_measure(session, "Weeks to wait", unit="weeks", direction="lower", period_type="month")
    quiet = measures.add_measure(session, "Not moved", unit="weeks", direction="lower", period_type="month")
    for measure in (waits, quiet):
        measures.record(session, [measures.Entry(measure, "2024-11", value=Decimal(68))], confirmed=True)
    before = side(small, FIRST)
    measures.record(session, [measures.Entry(waits, "2024-12", value=Decimal(56))], confirmed=True)
    after = side(small, SECOND)
    found = compare_points(session, before, after)
    assert [(m.measure.id, m.improved, m.words) for m in found.measures] == [(waits, True, "Better")]
    assert "68" in found.measures[0].before
    assert "56" in found.measures[0].after
    assert compare_points(session, after, before).measures == found.mirrored().measures
    assert compare_points(session, before, before).is_empty()


def test_a_date_means_its_position_and_asat_the_day(small: Small) -> None:
    rate(small, "on_track")
    point = side(small, FIRST)
    rate(small, "at_risk", as_at=FIRST)  # a late entry
    session = small.session
    assert read_point(session, "2025-01-20") == point
    assert point.text == "2025-01-20"
    as_at = read_point(session, "asat:2025-01-20")
    assert (as_at.position, as_at.text) == (None, "asat:2025-01-20")
    assert read_point(session, "2025-01-10") == Point(date(2025, 1, 10))
    assert [m.after for m in compare_points(session, point, as_at).worse] == ["at_risk"]
    for text in ("asat:2030-01-01", "2030-01-01", "yesterday", "asat:"):
        with pytest.raises(Problem):
            read_point(session, text)


def test_ranks_are_those_of_each_time(small: Small) -> None:
    scale = small.session.scale
    assert travel("on_track", "at_risk", scale, scale) is Travel.WORSE
    assert travel("at_risk", "complete", scale, scale) is Travel.BETTER
    assert travel("complete", "complete", scale, scale) is Travel.SAME
    assert travel(None, "complete", scale, scale) is Travel.NEW
    rate(small, "on_track")
    before = side(small, FIRST)
    level = small.session.scale["on_track"]
    programme.change_level(small.session, replace(level, rank=level.rank + 1, label="Going well"))
    found = compare_points(small.session, before, side(small, SECOND))
    assert (found.unchanged, found.better, found.worse) == (4, (), ())


def plain(found: Comparison) -> list[object]:
    """Return a comparison without the order of its rows and without how much was not read."""
    return [
        [
            {row.id: row for row in part.added},
            {row.id: row for row in part.removed},
            {c.after.id: (c.before, c.after, frozenset(c.fields)) for c in part.changed},
        ]
        for part in (found.actions, found.gone, found.evidence, found.milestones, found.outcomes)
    ] + [found.unchanged, found.before, found.after]


def applies(diff: RowsDiff[object], before: tuple[object, ...], after: tuple[object, ...]) -> bool:  # type: ignore[type-var]
    return diff.applied(before) == {row.id: row for row in after}  # type: ignore[attr-defined]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_a_comparison_applied_to_before_gives_after_and_the_way_back_is_its_mirror(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    with small_programme(tmp_path_factory.mktemp("any") / "plan.sendtracker") as small:
        session, base = small.session, small.session.file.log.count()
        sides = [Point(date(2025, 1, 6))]
        for number, (what, at, pick) in enumerate(steps):
            today = date(2025, 1, 7) + timedelta(days=number)
            small.on(today)
            do(small, what, at, pick, base)
            if what == "freeze":
                position = freeze(session, board(small, today), today - timedelta(days=at))
                sides += [Point(position.cutoff, position), Point(today)]
        registers = [read(small, point) for point in sides]
        for a, before in zip(sides, registers, strict=True):
            for b, after in zip(sides, registers, strict=True):
                found = compare(before, after)
                for diff, one, other in (
                    (found.actions, before.actions, after.actions),
                    (found.gone, before.withdrawn, after.withdrawn),
                    (found.evidence, before.evidence, after.evidence),
                ):
                    assert applies(diff, one, other)  # type: ignore[arg-type]
                assert plain(compare(after, before)) == plain(found.mirrored())
                assert plain(compare_points(session, a, b)) == plain(found)
                assert {m.action.id for m in found.better} == {m.action.id for m in compare(after, before).worse}
                assert len(found.actions.changed) + found.actions.same + len(found.added) == len(after.actions)


def read(small: Small, point: Point) -> Register:
    return register_at(small.session, point.position) if point.position else small.session.register(point.day)


def test_positions_are_found_by_the_day_of_their_meeting(small: Small) -> None:
    point = side(small, FIRST)
    assert point.position == position_on(small.session, FIRST)
    assert point.words == "the position frozen for 20 January 2025"


def test_the_arrow_beside_a_rating_is_that_of_the_comparison(small: Small) -> None:
    session = small.session
    rate(small, "on_track")
    rate(small, "complete", action=1)
    side(small, FIRST)
    small.on(FIRST + timedelta(days=20))
    rate(small, "at_risk")
    rate(small, "embedded", action=1)
    added = plan.add_action(session, small.outcomes[0], "New")
    since = since_last_board(session)
    assert since is not None
    assert since.before == point_on(session, FIRST)
    assert ways(since) == {
        small.actions[0]: Travel.WORSE,
        small.actions[1]: Travel.BETTER,
        added: Travel.NEW,
    }
    keys = {id: session.file.plan_rows.key(id) for id in (*small.actions, added)}
    before = BoardRatings(session).ratings([key for key in keys.values() if key is not None])
    arrows = {
        a.id: level_travel(before.get(keys[a.id] or 0), session.scale[a.status]) for a in session.register().actions
    }
    signs = {Travel.WORSE: -1, Travel.BETTER: 1}
    assert arrows == {id: signs.get(ways(since).get(id, Travel.SAME), 0) for id in keys}
