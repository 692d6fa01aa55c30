"""What it takes to reach a target in the time that is left, in words."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from send_tracker.domain.dates import MONTHS
from send_tracker.domain.measures.numbers import HUNDRED, difference_text, plain, with_unit
from send_tracker.domain.measures.periods import TO_DATE, Period
from send_tracker.domain.measures.rating import gap_to
from send_tracker.domain.measures.rows import Measure
from send_tracker.domain.measures.series import Point
from send_tracker.domain.measures.trajectory import Milestone


def run_rate(measure: Measure, last: Point | None, aim: Milestone | None) -> str:
    """Return what must happen to reach the milestone ahead; empty where it is met, past, or has no direction.

    A share that adds up over its year is reached by counts: "to reach 60% by December 2025, 41 of the next 60 plans".
    How many are still to come is taken from how many came each month so far. Any other measure has to move by an equal
    step each month.
    """
    if last is None or aim is None or measure.direction == "target":
        return ""
    (period, target) = aim
    if gap_to(measure, last.value, target) >= 0:
        return ""
    left = _month(period) - _month(last.period)
    if left <= 0:
        return ""
    start = f"To reach {with_unit(measure, target)} by {_when(period)}"
    if _adds_up(measure, last.period) and _same_year(last.period, period):
        return _by_counts(measure, last, target, left, start)
    step = difference_text(measure, (target - last.value) / left)
    if measure.decimals == 0 and measure.unit != "percent":
        step = with_unit(measure, abs(target - last.value) / left, f"{abs(target - last.value) / left:,.1f}")
    way = "up" if target > last.value else "down"
    return f"{start}, {way} {step} each month for {left} months." if left > 1 else f"{start}, {way} {step} in a month."


def _adds_up(measure: Measure, period: Period) -> bool:
    return measure.unit == "percent" and (measure.cumulative or period.kind in TO_DATE.values())


def _by_counts(measure: Measure, last: Point, target: Decimal, left: int, start: str) -> str:
    """Return how many of those still to come must be in time, or which share where no counts were published."""
    done = (last.period.last.year - last.period.first.year) * 12 + last.period.last.month - last.period.first.month + 1
    noun = measure.noun or "cases"
    hits, whole = last.observation.numerator, last.observation.denominator
    if hits is None or whole is None:
        needed = (target * (done + left) - last.value * done) / left
        if needed > HUNDRED or needed < 0:
            return f"{start} is out of reach if as many {noun} come each month as so far."
        return f"{start}, {plain(measure, needed.quantize(Decimal('0.1')))} of the {noun} still to come this year."
    ahead = (whole * left / done).to_integral_value()
    goal = target * (whole + ahead) / HUNDRED
    if measure.direction == "higher":
        needed = (goal - hits).to_integral_value(ROUND_CEILING)
        words = f"{needed:,f} of the next {ahead:,f} {noun}"
    else:
        needed = (goal - hits).to_integral_value(ROUND_FLOOR)
        words = f"at most {needed:,f} of the next {ahead:,f} {noun}"
    if needed > ahead or needed < 0:
        best = (hits + (ahead if measure.direction == "higher" else 0)) * HUNDRED / (whole + ahead)
        most = plain(measure, best.quantize(Decimal("0.1")))
        return f"{start} is out of reach: even the best of the next {ahead:,f} {noun} would make {most}."
    return f"{start}, {words}."


def _same_year(period: Period, aim: Period) -> bool:
    """Tell whether the milestone falls into the year that is being added up."""
    return _month(aim) - (period.first.year * 12 + period.first.month) < 12


def _month(period: Period) -> int:
    return period.last.year * 12 + period.last.month


def _when(period: Period) -> str:
    return f"{MONTHS[period.last.month - 1]} {period.last.year}"
