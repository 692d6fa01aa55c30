"""Rating a figure against its target by tolerance, and for how long the target has been met."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from send_tracker.domain.measures.comparison import Comparison
from send_tracker.domain.measures.numbers import HUNDRED, difference_text
from send_tracker.domain.measures.rows import Measure
from send_tracker.domain.measures.series import Point, Series, points_of
from send_tracker.domain.measures.trajectory import Milestone, milestones, target_at

ON_TARGET, NEAR, OFF_TARGET = "on_target", "near", "off_target"


def gap_to(measure: Measure, value: Decimal, target: Decimal) -> Decimal:
    """Return how far a figure is from its target: 0 or more where it is met, below 0 where it is missed.

    Of a measure that should be at its target, every distance is a miss.
    """
    match measure.direction:
        case "higher":
            return value - target
        case "lower":
            return target - value
    return -abs(value - target)


def allowance(measure: Measure, target: Decimal) -> Decimal:
    """Return the tolerance in the measure's own unit; nothing where none was set."""
    if measure.tolerance is None:
        return Decimal(0)
    if measure.tolerance_kind == "percent":
        return abs(target) * measure.tolerance / HUNDRED
    return measure.tolerance


def rate(measure: Measure, value: Decimal, target: Decimal, travel: Comparison | None = None) -> str:
    """Return the rating of a figure by the measure's tolerance; one of "on_target", "near", "off_target".

    Without direction of travel: on target where the target is met, near within the tolerance, otherwise off target.
    A measure that should be at its target is on target within the tolerance and near within twice as much.

    With direction of travel, after the key of a London borough's board (green on or within the tolerance of the
    target; amber beyond it, but the same or better than the same period last year; red beyond it and not improved):
    within the tolerance is on target, beyond it near where ``travel`` says the same or better, otherwise off target.
    """
    gap, most = gap_to(measure, value, target), allowance(measure, target)
    if measure.uses_travel:
        if gap >= -most:
            return ON_TARGET
        held = travel is not None and travel.difference is not None and travel.improved is not False
        return NEAR if held else OFF_TARGET
    if measure.direction == "target":
        return ON_TARGET if gap >= -most else NEAR if gap >= -2 * most else OFF_TARGET
    return ON_TARGET if gap >= 0 else NEAR if gap >= -most else OFF_TARGET


def gap_text(measure: Measure, value: Decimal, target: Decimal) -> str:
    """Return the distance to the target in words: "43.8 points below target", "on target"."""
    if value == target:
        return "on target"
    return f"{difference_text(measure, value - target)} {'above' if value > target else 'below'} target"


def periods_at_target(series: Series, points: Sequence[Point] | None = None) -> int:
    """Return for how many periods in a row, up to the latest, the figure has met its target of the time.

    Only figures like the latest count, each following the last without a gap: a month without a figure, a break of the
    series or another basis ends the run, since nobody knows whether the target was met there.
    """
    found = points_of(series) if points is None else points
    aims = milestones(series.targets)
    run = 0
    later: Point | None = None
    for point in reversed([p for p in found if p.comparable]):
        if later is not None and not _follows(series, point, later):
            break
        if not _met(series.measure, aims, point):
            break
        run, later = run + 1, point
    return run


def _follows(series: Series, point: Point, later: Point) -> bool:
    """Tell whether a figure comes right before another; days and spans, which follow by no rule, are taken in turn."""
    following = point.period.next()
    return (following is None or following == later.period) and not series.break_between(point.period, later.period)


def _met(measure: Measure, aims: Sequence[Milestone], point: Point) -> bool:
    target = target_at(aims, measure.trajectory, point.period)
    if target is None:
        return False
    most = allowance(measure, target) if measure.direction == "target" else Decimal(0)
    return gap_to(measure, point.value, target) >= -most
