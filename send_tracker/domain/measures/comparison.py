"""Comparing a figure with an earlier one: only like with like, and where not, why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from send_tracker.domain.measures.numbers import difference_text, plain
from send_tracker.domain.measures.periods import TO_DATE, Period
from send_tracker.domain.measures.rows import Measure
from send_tracker.domain.measures.series import Point, Series
from send_tracker.domain.measures.trajectory import milestones, target_at

_KIND_WORDS = {
    "month": "a month", "quarter": "a quarter", "term": "a school term", "calendar_year": "a calendar year",
    "financial_year": "a financial year", "academic_year": "an academic year", "calendar_ytd": "a year to date",
    "financial_ytd": "a year to date", "academic_ytd": "a year to date", "rolling12": "twelve months",
    "snapshot": "a day", "span": "several months",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure beside an earlier one.

    Attributes:
        value, period: the earlier figure; None where there is none.
        difference: now less then, in the measure's unit; None where the two are not compared.
        improved: whether the change is for the better; None where there is no change, or none can be told.
        text: the change in words, with what it is measured against; empty where the two are not compared.
        why_not: why they are not compared, in one sentence; empty where they are.
    """

    value: Decimal | None = None
    period: Period | None = None
    difference: Decimal | None = None
    improved: bool | None = None
    text: str = ""
    why_not: str = ""


def previous(series: Series, points: Sequence[Point]) -> Comparison:
    """Compare the last figure with the one before it of the same kind of period."""
    if not points:
        return Comparison(why_not="There is no figure yet.")
    last = points[-1]
    like = [p for p in points[:-1] if p.period.kind == last.period.kind]
    if last.period.starts_year:
        return Comparison(why_not="The year to date begins again here.")
    if not like:
        if len(points) > 1:
            kinds = (_KIND_WORDS[points[-2].period.kind], _KIND_WORDS[last.period.kind])
            return Comparison(why_not=f"The earlier figure is of {kinds[0]}, this one of {kinds[1]}.")
        return Comparison(why_not="This is the first figure.")
    before = like[-1]
    if last.period.kind in TO_DATE.values() and before.period.first != last.period.first:
        return Comparison(before.value, before.period, why_not="The earlier figure is of another year to date.")
    return compared(series, before, last)


def year_ago(series: Series, points: Sequence[Point]) -> Comparison:
    """Compare the last figure with that of the same period a year earlier."""
    if not points:
        return Comparison(why_not="There is no figure yet.")
    last = points[-1]
    wanted = _same_day(last.period, points) if last.period.kind == "snapshot" else last.period.year_before()
    before = next((p for p in points if p.period == wanted), None)
    if before is None:
        hidden = any(o.suppressed and o.period == wanted.text for o in series.observations)
        why = f"The figure for {wanted.named} is suppressed." if hidden else f"There is no figure for {wanted.named}."
        return Comparison(why_not=why)
    return compared(series, before, last)


def _same_day(period: Period, points: Sequence[Point]) -> Period:
    """Return the day a year earlier, or the nearest count within a fortnight of it: counts are not made on one day."""
    day = period.year_before()
    near = [p.period for p in points if p.period.kind == "snapshot" and abs((p.period.last - day.last).days) <= 14]
    return min(near, key=lambda p: abs((p.last - day.last).days), default=day)


def compared(series: Series, before: Point, last: Point) -> Comparison:
    """Compare two figures of a series; across a break, or on another basis, it is said why they are not."""
    if broken := series.break_between(before.period, last.period):
        why = f"The series was broken in {broken.words}, so this is not compared with {before.period.named}."
        return Comparison(before.value, before.period, why_not=why)
    if series.basis(before.observation) != series.basis(last.observation):
        why = f"The figure for {before.period.named} has another basis ({_basis(series, before)})."
        return Comparison(before.value, before.period, why_not=why)
    difference = last.value - before.value
    better = improvement(series, before, last)
    return Comparison(before.value, before.period, difference, better, change_text(series.measure, before, last))


def _basis(series: Series, point: Point) -> str:
    return series.basis(point.observation) or "none given"


def improvement(series: Series, before: Point, last: Point) -> bool | None:
    """Tell whether a change is for the better; None where there is no change, or no direction to judge it by."""
    if last.value == before.value:
        return None
    match series.measure.direction:
        case "higher":
            return last.value > before.value
        case "lower":
            return last.value < before.value
    aims = milestones(series.targets)
    then, now = (target_at(aims, series.measure.trajectory, p.period) for p in (before, last))
    if then is None or now is None:
        return None
    was, far = abs(before.value - then), abs(last.value - now)
    return None if was == far else far < was


def change_text(measure: Measure, before: Point, last: Point) -> str:
    """Return a change in words: "down 37.8 points on May 2024 (54%)"."""
    there = f"{before.period.named} ({plain(measure, before.value)})"
    difference = last.value - before.value
    if not difference:
        return f"the same as {there}"
    return f"{'up' if difference > 0 else 'down'} {difference_text(measure, difference)} on {there}"
