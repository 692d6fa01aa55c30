"""What the chart of a measure shows, as numbers, as a table and as one sentence. Drawing is done elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import floor, log10

from send_tracker.domain.chart_data import MOST_LABELS, ChartTable
from send_tracker.domain.dates import long_date
from send_tracker.domain.measures.spc_results import VARIATION_WORDS, Variation
from send_tracker.domain.status import StatusLevel


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One figure of the line.

    Attributes:
        day: where it lies in time: the last day of its period. period, short: the period in words and for an axis.
        value, text: the number and how it is read. low, high: both ends of a range.
        nature: what the control limits say about it. outside: whether it lies outside them.
        joined: whether the line comes from the point before; a series break parts them.
        note: what has to be known about it, such as "provisional".
    """

    day: date
    period: str
    short: str
    value: Decimal | None
    text: str
    low: Decimal | None = None
    high: Decimal | None = None
    nature: Variation = Variation.COMMON
    outside: bool = False
    joined: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """The limits from one day to another, or only the median where there are too few points for limits."""

    first: date
    last: date
    middle: Decimal
    lower: Decimal | None = None
    upper: Decimal | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class TargetPoint:
    """A target for a day, and how it is read."""

    day: date
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class ActionMark:
    """A linked action that was completed on a day."""

    day: date
    id: str
    ref: str
    title: str
    level: StatusLevel


@dataclass(frozen=True, slots=True)
class Comparator:
    """What somebody else reached: "England 46.4%", with its basis."""

    name: str
    value: Decimal
    text: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A measure over time, with all that stands beside the line.

    Attributes:
        kind: ``line``, ``range`` (bars from low to high) or ``share`` (bars from nought).
        unit: the unit after a number on the axis: "%", " weeks". before: the one before it, "£".
        points: in the order of time. targets, stepped, stretch: the trajectory, its shape, and the target beyond it.
        bands: limits by stretch. breaks: where the series begins anew, and why. marks: completed linked actions.
        end_note: a word below the last value: "below limits since Dec".
        note: what has to stand under the title, such as "months between are illustrative".
        left_out: which figures are not drawn, since they are of another basis or another kind of period.
        most: the highest number that can be, such as 100 for a percentage.
    """

    title: str
    sentence: str = ""
    kind: str = "line"
    unit: str = ""
    before: str = ""
    points: tuple[TrendPoint, ...] = ()
    targets: tuple[TargetPoint, ...] = ()
    stepped: bool = False
    stretch: tuple[TargetPoint, ...] = ()
    bands: tuple[Band, ...] = ()
    breaks: tuple[tuple[date, str], ...] = ()
    marks: tuple[ActionMark, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    end_note: str = ""
    note: str = ""
    left_out: str = ""
    most: Decimal | None = None

    @property
    def shown(self) -> tuple[TrendPoint, ...]:
        """The points that have a number."""
        return tuple(p for p in self.points if p.value is not None or p.low is not None)

    @property
    def target_words(self) -> str:
        """What stands at the end of the trajectory: "Target 60% by Sep 2025"."""
        if not self.targets:
            return ""
        last = self.targets[-1]
        return f"Target {last.text}"

    def target_on(self, day: date) -> Decimal | None:
        """Return the target for a day as the chart draws it; None before the first and where there is none."""
        return value_on(self.targets, day, self.stepped)

    @property
    def table(self) -> ChartTable:
        """One row a figure: value, target, limits, what the rules say, notes."""
        heads = ("Period", "Figure", "Target", "Lower limit", "Upper limit", "Signal", "Note")
        rows = [self._row(point) for point in self.points]
        kept = [n for n in range(len(heads)) if n < 2 or any(row[n] for row in rows)]
        return ChartTable(self.title, tuple(heads[n] for n in kept), tuple(tuple(r[n] for n in kept) for r in rows))

    def _row(self, point: TrendPoint) -> tuple[str, ...]:
        band = next((b for b in self.bands if b.first <= point.day <= b.last and b.lower is not None), None)
        target = self.target_on(point.day)
        special = point.nature is not Variation.COMMON
        notes = [words for day, words in self.breaks if day == point.day] + ([point.note] if point.note else [])
        done = [f"{m.ref} {m.level.label}" for m in self.marks if self._falls_to(m.day) == point.day]
        return (
            point.period,
            point.text or "–",
            self.number(target, 2),
            self.number(band.lower if band else None),
            self.number(band.upper if band else None),
            VARIATION_WORDS[point.nature] if special else "",
            "; ".join([*notes, *done]),
        )

    def _falls_to(self, day: date) -> date | None:
        """Return the day of the first point on or after a day, else the last point."""
        after = [p.day for p in self.points if p.day >= day]
        return after[0] if after else self.points[-1].day if self.points else None

    def number(self, value: Decimal | None, places: int = 1) -> str:
        """Return a number that was worked out, to one place at most or as many, with its unit; empty for none."""
        if value is None:
            return ""
        return f"{self.before}{tidy(value, places)}{self.unit}"

    def numbers(self) -> list[float]:
        """Return every number that the height of the chart has to hold."""
        found = [p.value for p in self.points] + [p.low for p in self.points] + [p.high for p in self.points]
        found += [t.value for t in (*self.targets, *self.stretch)] + [c.value for c in self.comparators]
        found += [edge for b in self.bands for edge in (b.lower, b.upper)]
        return [float(v) for v in found if v is not None]


def tidy(value: Decimal, places: int = 1) -> str:
    """Return a number for reading: thousands parted, at most some places, no trailing noughts."""
    words = f"{round(value, places):,}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def value_on(targets: Sequence[TargetPoint], day: date, stepped: bool) -> Decimal | None:
    """Return a trajectory's value for a day: straight between its points month by month, or each from its day on.

    By months, as :func:`send_tracker.domain.measures.trajectory.target_at` counts, so that both print one number.
    """
    before = [t for t in targets if t.day <= day]
    after = [t for t in targets if t.day >= day]
    if not before:
        return None
    if not after or stepped or before[-1].day == day:
        return before[-1].value
    start, end = before[-1], after[0]
    whole = _month(end.day) - _month(start.day)
    return start.value + (end.value - start.value) * (_month(day) - _month(start.day)) / whole if whole else end.value


def _month(day: date) -> int:
    return day.year * 12 + day.month


def axis(numbers: Iterable[float], most: float | None = None) -> tuple[float, float, list[float]]:
    """Return the lowest and highest of an axis, and at most five round numbers on it.

    It begins at nought unless every number lies in its upper part, where a line would be flat.
    """
    found = list(numbers) or [0.0, 1.0]
    low, high = min(found), max(found)
    if 0 <= low <= 0.7 * high or low == high:
        low = min(0.0, low)
    reach = (high - low) or abs(high) or 1.0
    step = next(s for s in _steps(reach) if floor(high / s + 1e-9) - -(-low // s) < MOST_LABELS)
    bottom = low if low == 0 else floor(low / step) * step
    top = high + reach * 0.06
    if most is not None and high <= most:
        top = min(top, most * 1.04)
    marks = [bottom + step * n for n in range(MOST_LABELS + 2) if bottom + step * n <= top + 1e-9]
    return bottom, top, marks[-MOST_LABELS:] if len(marks) > MOST_LABELS else marks


def _steps(reach: float) -> Iterable[float]:
    size = floor(log10(reach)) - 1
    while True:
        for digit in (1, 2, 5):
            yield float(digit) * 10.0**size
        size += 1


def point_words(trend: Trend, point: TrendPoint) -> str:
    """Return what a point says under the pointer and to a screen reader."""
    parts = [f"{point.period}: {point.text or 'no figure'}"]
    target = trend.target_on(point.day)
    if target is not None:
        parts.append(f"target {trend.number(target, 2)}")
    if point.nature is not Variation.COMMON:
        parts.append("outside the limits" if point.outside else "special cause")
    parts += [point.note] if point.note else []
    parts += [f"series break: {words}" for day, words in trend.breaks if day == point.day]
    return ", ".join(parts)


def mark_words(mark: ActionMark) -> str:
    """Return what a completed action says: "2.4 Recruit a team: Complete on 24 March 2025"."""
    return f"{mark.ref} {mark.title}: {mark.level.label} on {long_date(mark.day)}"
