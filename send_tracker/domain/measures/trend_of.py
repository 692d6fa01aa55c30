"""From a measure's result to the data of its chart. The only place that says what a chart of a measure shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from send_tracker.domain.measures.numbers import plain
from send_tracker.domain.measures.periods import Period, period_or_none
from send_tracker.domain.measures.results import MeasureResult, Point
from send_tracker.domain.measures.rows import STATES, UNITS, Measure
from send_tracker.domain.measures.spc import Limits, Signal, Stretch
from send_tracker.domain.measures.spc_results import SpcResult, analyse
from send_tracker.domain.measures.trajectory import milestones, target_at
from send_tracker.domain.measures.trend import ActionMark, Band, Comparator, TargetPoint, Trend, TrendPoint, tidy

SPARK_POINTS: Final = 24
_MOST: Final = {"percent": Decimal(100), "of10": Decimal(10)}


class Spark(NamedTuple):
    """A line small enough for a cell: the last figures, and the target beside each."""

    values: tuple[float | None, ...] = ()
    targets: tuple[float | None, ...] = ()


def spc_of(result: MeasureResult) -> SpcResult:
    """Return what the control limits say of the figures that are like the latest one."""
    points = [p for p in result.points if p.comparable]
    return analyse(
        [p.value for p in points],
        _starts(result, points),
        direction=result.measure.direction,
        target=result.target,
    )


def _starts(result: MeasureResult, points: Sequence[Point]) -> set[int]:
    """Return the places from which the limits are worked out anew: breaks and new calculations alike."""
    found = set()
    for mark in result.series.marks:
        period = period_or_none(mark.period)
        if period is not None:
            place = next((i for i, p in enumerate(points) if p.period.key >= period.key), None)
            found |= {place} if place is not None else set()
    return found


def spark_of(result: MeasureResult) -> Spark:
    """Return the last figures for a small line, and the target beside each."""
    points = [p for p in result.points if p.comparable][-SPARK_POINTS:]
    aims = milestones(result.series.targets)
    shape = result.measure.trajectory
    targets = [target_at(aims, shape, p.period) for p in points] if aims else []
    return Spark(tuple(float(p.value) for p in points), tuple(float(t) if t is not None else None for t in targets))


def trend_of(result: MeasureResult, spc: SpcResult, marks: Sequence[ActionMark] = ()) -> Trend:
    """Return the data of a measure's chart.

    Args:
        result: the measure's result. spc: what :func:`spc_of` says of it.
        marks: linked actions with the day on which they were completed.
    """
    measure = result.measure
    shown = [p for p in result.points if p.comparable]
    points = _points(result, spc, shown)
    targets = _targets(result, stretch=False)
    end = max([p.day for p in points[-1:]] + [t.day for t in targets[-1:]], default=date.max)
    in_view = [m for m in marks if points and points[0].day <= m.day]
    return Trend(
        measure.title,
        result.sentence,
        _kind(measure, len(points)),
        *_units(measure),
        points=points,
        targets=targets,
        stepped=measure.trajectory == "stepped",
        stretch=_targets(result, stretch=True),
        bands=tuple(b for s in spc.control.stretches if (b := _band(s, points, end, measure)) is not None),
        breaks=_breaks(result, points),
        marks=tuple(in_view),
        comparators=_comparators(result),
        end_note=_end_note(spc, shown),
        note=_note(result),
        left_out=_left_out(result),
        most=_MOST.get(measure.unit),
    )


def _kind(measure: Measure, points: int) -> str:
    """Return how a measure is drawn: ranges as bars, and shares too while they are too few for a line."""
    if measure.kind == "range":
        return "range"
    return "share" if points < 3 and measure.unit == "percent" and measure.kind in ("survey", "ratio") else "line"


def _units(measure: Measure) -> tuple[str, str]:
    """Return what stands after and before a number on the axis."""
    match measure.unit:
        case "percent":
            return "%", ""
        case "pounds":
            return "", "£"
        case "days" | "weeks":
            return f" {UNITS[measure.unit]}", ""
    return "", ""


def _points(result: MeasureResult, spc: SpcResult, shown: Sequence[Point]) -> tuple[TrendPoint, ...]:
    measure, breaks = result.measure, {p.key for p in result.series.breaks}
    found: list[TrendPoint] = []
    before: Period | None = None
    for point, mark in zip(shown, spc.control.marks, strict=True):
        seen = point.observation
        parted = before is not None and any(before.key < key <= point.period.key for key in breaks)
        is_range = seen.low is not None or seen.high is not None
        found.append(
            TrendPoint(
                point.period.last,
                point.period.words,
                point.period.short,
                None if is_range and measure.kind == "range" else point.value,
                point_text(measure, point),
                seen.low if is_range else None,
                seen.high if is_range else None,
                spc.nature(mark),
                mark.is_outside,
                not parted,
                _point_note(point),
            )
        )
        before = point.period
    return tuple(found)


def point_text(measure: Measure, point: Point) -> str:
    """Return a figure as a chart writes it: "16.2%", "30 to 60"."""
    seen = point.observation
    if seen.low is not None or seen.high is not None:
        return " to ".join(plain(measure, n) for n in (seen.low, seen.high) if n is not None)
    return plain(measure, point.value)


def _point_note(point: Point) -> str:
    seen = point.observation
    notes = [STATES[seen.state].lower()] if seen.state in ("provisional", "revised") else []
    notes += ["illustrative"] if seen.illustrative else []
    notes += [seen.note] if seen.note else []
    return ", ".join(notes)


def _targets(result: MeasureResult, *, stretch: bool) -> tuple[TargetPoint, ...]:
    """Return the milestones; the last one says by when."""
    aims = milestones(result.series.targets, stretch=stretch)
    found = [TargetPoint(p.last, v, plain(result.measure, v)) for p, v in aims]
    if len(found) > 1:
        found[-1] = replace(found[-1], text=f"{found[-1].text} by {found[-1].day:%b %Y}")
    return tuple(found)


def _band(stretch: Stretch, points: Sequence[TrendPoint], end: date, measure: Measure) -> Band | None:
    if not stretch.points:
        return None
    first = points[stretch.start].day
    last = max(points[stretch.end - 1].day, end) if stretch.end == len(points) else points[stretch.end - 1].day
    if stretch.limits is Limits.NONE or stretch.lower is None or stretch.upper is None or stretch.mean is None:
        if stretch.median is None or stretch.points < 3 or stretch.end != len(points):
            return None
        words = f"Median {tidy(stretch.median, measure.decimals)}; {stretch.words}"
        return Band(first, last, stretch.median, words=words)
    lower, upper = stretch.lower, stretch.upper
    if measure.unit != "pounds" and all(p.value is None or p.value >= 0 for p in points):
        lower = max(lower, Decimal())
    upper = min(upper, _MOST[measure.unit]) if measure.unit in _MOST else upper
    kind = "Trial limits" if stretch.limits is Limits.TRIAL else "Usual limits"
    places = 1 if upper - lower < 10 else 0
    return Band(first, last, stretch.mean, lower, upper, f"{kind} {tidy(lower, places)} to {tidy(upper, places)}")


def _breaks(result: MeasureResult, points: Sequence[TrendPoint]) -> tuple[tuple[date, str], ...]:
    found = []
    for mark in result.series.marks:
        period = period_or_none(mark.period)
        after = [p.day for p in points if period is not None and p.day >= period.last]
        if mark.type == "break" and after and after[0] != points[0].day:
            found.append((after[0], mark.note))
    return tuple(found)


def _comparators(result: MeasureResult) -> tuple[Comparator, ...]:
    measure = result.measure
    return tuple(
        Comparator(b.benchmark.name, b.benchmark.value, plain(measure, b.benchmark.value), b.benchmark.basis)
        for b in result.benchmarks
        if not b.why_not
    )


def _end_note(spc: SpcResult, shown: Sequence[Point]) -> str:
    """Return what stands below the last value: "below limits since Dec"."""
    if spc.since is None or spc.rule is None:
        return ""
    words = {
        Signal.OUTSIDE: "below limits" if spc.side < 0 else "above limits",
        Signal.SHIFT: "below the mean" if spc.side < 0 else "above the mean",
        Signal.TREND: "falling" if spc.side < 0 else "rising",
        Signal.NEAR_LIMIT: "near the lower limit" if spc.side < 0 else "near the upper limit",
    }[spc.rule]
    return f"{words} since {shown[spc.since].period.short}"


def _note(result: MeasureResult) -> str:
    """Return what has to stand under the title: which figures were never published."""
    like = [p for p in result.points if p.comparable]
    made_up = sum(p.observation.illustrative for p in like)
    if not made_up:
        return ""
    return "illustrative figures" if made_up == len(like) else f"{made_up:,} of {len(like):,} figures are illustrative"


def _left_out(result: MeasureResult) -> str:
    """Return how many figures are not in the chart, and why."""
    others = sum(not p.comparable for p in result.points)
    figures = (
        "figure of another basis or kind of period is"
        if others == 1
        else "figures of another basis or kind of period are"
    )
    return f"{others:,} earlier {figures} not drawn." if others else ""
