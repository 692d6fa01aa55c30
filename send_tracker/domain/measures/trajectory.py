"""The target trajectory: what is aimed at in a period, between milestones in steps or on a straight line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from send_tracker.domain.measures.periods import Period, period_or_none
from send_tracker.domain.measures.rows import Target

Milestone = tuple[Period, Decimal]


def milestones(targets: Iterable[Target], *, stretch: bool = False) -> list[Milestone]:
    """Return the points of a trajectory in the order of time; stretch targets are a trajectory of their own."""
    found = [(p, t.value) for t in targets if t.stretch is stretch and (p := period_or_none(t.period)) is not None]
    return sorted(found, key=lambda m: m[0].key)


def target_at(points: Sequence[Milestone], shape: str, period: Period) -> Decimal | None:
    """Return what is aimed at in a period; None where there is no target at all.

    Before the first milestone that one is the target, and after the last one the last stays. Between two, a stepped
    trajectory holds the one that was passed last; a straight one moves by the same amount each month.
    """
    if not points:
        return None
    at = _month(period)
    before = [p for p in points if _month(p[0]) <= at]
    after = [p for p in points if _month(p[0]) > at]
    if not before:
        return after[0][1]
    (passed, value) = before[-1]
    if not after or shape == "stepped":
        return value
    (ahead, aim) = after[0]
    done, whole = at - _month(passed), _month(ahead) - _month(passed)
    return value + (aim - value) * done / whole


def aim_of(points: Sequence[Milestone], period: Period) -> Milestone | None:
    """Return the milestone that is worked towards in a period: the next one, or the last where all have passed."""
    ahead = [p for p in points if _month(p[0]) >= _month(period)]
    if ahead:
        return ahead[0]
    return points[-1] if points else None


def _month(period: Period) -> int:
    return period.last.year * 12 + period.last.month
