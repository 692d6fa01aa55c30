"""Statistical process control: does a line move more than it always does?

The chart for individual values and moving ranges (XmR) of Wheeler and Chambers, *Understanding Statistical Process
Control* (1992), and Wheeler, *Understanding Variation* (1993): the natural limits are the mean plus or minus
2.66 times the mean moving range. The four rules and the number of points they ask for are those of NHS England's
*Making Data Count*. Moving ranges are not screened for outliers, as in Wheeler and unlike some workbooks.

Everything is compared in whole numbers: values are scaled to integers and the limits multiplied up, so that a point
that lies exactly on a limit is not outside it, whatever the unit.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

LEAST_POINTS: Final = 12
"""Below this there are no limits, only the median (Making Data Count)."""
FIRM_POINTS: Final = 20
"""Below this the limits are trial limits (Wheeler: limits of fewer points still move with each new one)."""
RUN: Final = 7
"""Points of a trend, and of a run on one side of the mean."""


class Signal(StrEnum):
    """A rule of Making Data Count that a point meets."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"
    NEAR_LIMIT = "near_limit"


RULES: Final = {
    Signal.OUTSIDE: "a point outside the limits",
    Signal.SHIFT: "seven points in a row on one side of the mean",
    Signal.TREND: "seven points in a row rising or falling",
    Signal.NEAR_LIMIT: "two of three points in the outer third of the limits",
}
"""The rules in words, in the order in which they are believed where two of them speak of one point."""


class Limits(StrEnum):
    """How much the limits of a stretch are worth."""

    NONE = "none"
    TRIAL = "trial"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a series with limits of its own: from the start, a break or a new calculation to the next one.

    Attributes:
        start, end: places in the series, the end not included.
        points: how many values there are between them; what is missing is not counted.
        limits: whether there are limits.
        median: the middle value; None where there is no value.
        mean, lower, upper, moving_range: None where there are too few points.
    """

    start: int
    end: int
    points: int
    limits: Limits
    median: Decimal | None = None
    mean: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    moving_range: Decimal | None = None

    @property
    def words(self) -> str:
        """What has to be said about the limits; empty where they are firm."""
        if self.limits is Limits.NONE:
            return f"too few points for limits ({self.points} of {LEAST_POINTS})"
        return "trial limits" if self.limits is Limits.TRIAL else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the rules say about one point: which they are, and whether it is high (1) or low (-1) for each."""

    signals: tuple[tuple[Signal, int], ...] = ()

    @property
    def is_special(self) -> bool:
        """Whether any rule is met."""
        return bool(self.signals)

    @property
    def is_outside(self) -> bool:
        """Whether the point lies outside the limits."""
        return any(signal is Signal.OUTSIDE for signal, _ in self.signals)

    @property
    def side(self) -> int:
        """1 where the rule that is believed first speaks of high or rising values, -1 of low ones, else 0."""
        return self.signals[0][1] if self.signals else 0


@dataclass(frozen=True, slots=True)
class Control:
    """A series with its limits and what the rules say about each point; both lists in the order of the series."""

    stretches: tuple[Stretch, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def now(self) -> Stretch | None:
        """The stretch that the last value lies in."""
        return next((s for s in reversed(self.stretches) if s.points), None)


def control(values: Sequence[Decimal | None], starts: Collection[int] = ()) -> Control:
    """Return limits and signals of a series.

    Args:
        values: in the order of time; None where nothing was observed. It is passed over and never counts as nought:
            the points on either side of it are neighbours.
        starts: places where the series begins anew: a break, or limits that are worked out again.
    """
    edges = sorted({0, len(values), *(s for s in starts if 0 < s < len(values))})
    marks: list[Mark] = [Mark()] * len(values)
    stretches = []
    for start, end in pairwise(edges):
        places = [p for p in range(start, end) if values[p] is not None]
        found = [v for p in places if (v := values[p]) is not None]
        stretches.append(limits_of(found, start, end))
        if len(found) >= LEAST_POINTS:
            for place, mark in zip(places, _marks(found), strict=True):
                marks[place] = mark
    return Control(tuple(stretches), tuple(marks))


def limits_of(values: Sequence[Decimal], start: int = 0, end: int | None = None, least: int = LEAST_POINTS) -> Stretch:
    """Return the median of some values and, from ``least`` points on, their mean and natural limits."""
    count = len(values)
    end = count if end is None else end
    if not count:
        return Stretch(start, end, 0, Limits.NONE)
    ordered = sorted(values)
    median = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    if count < max(least, 2):
        return Stretch(start, end, count, Limits.NONE, median)
    mean = sum(values, Decimal()) / count
    moving = sum((abs(b - a) for a, b in pairwise(values)), Decimal()) / (count - 1)
    reach = moving * Decimal("2.66")
    worth = Limits.TRIAL if count < FIRM_POINTS else Limits.FIRM
    return Stretch(start, end, count, worth, median, mean, mean - reach, mean + reach, moving)


# The rules


def _marks(values: Sequence[Decimal]) -> list[Mark]:
    """Apply the four rules to a stretch that has limits."""
    places = max(0, *(-int(v.as_tuple().exponent) for v in values))
    scaled = [int(v.scaleb(places)) for v in values]
    count, total = len(scaled), sum(scaled)
    # Everything times 300 * n * (n - 1), so that mean, limits and two thirds of the way to them are whole.
    factor = 300 * count * (count - 1)
    offsets = [x * factor - total * 300 * (count - 1) for x in scaled]
    moving = sum(abs(b - a) for a, b in pairwise(scaled))
    outside = [_beyond(o, 798 * count * moving) for o in offsets]
    outer = [_beyond(o, 532 * count * moving) for o in offsets]
    steps = [0, *(_sign(b - a) for a, b in pairwise(scaled))]
    found = (
        (Signal.OUTSIDE, outside),
        (Signal.SHIFT, _runs([_sign(o) for o in offsets], RUN)),
        (Signal.TREND, _trends(steps)),
        (Signal.NEAR_LIMIT, _two_of_three(outer)),
    )
    return [Mark(tuple((s, sides[i]) for s, sides in found if sides[i])) for i in range(count)]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _beyond(offset: int, reach: int) -> int:
    """Return 1 above the reach, -1 below it, 0 within it or exactly on it."""
    return _sign(offset) if abs(offset) > reach else 0


def _runs(sides: Sequence[int], least: int, lead: int = 0) -> list[int]:
    """Return the side of each place that belongs to a run of equal, non-zero sides of at least some length.

    Args:
        sides: the side of each place. least: how long a run has to be.
        lead: places before a run that belong to it.
    """
    found = [0] * len(sides)
    start = 0
    for end in range(1, len(sides) + 1):
        if end == len(sides) or sides[end] != sides[start]:
            if sides[start] and end - start >= least:
                found[start - lead : end] = [sides[start]] * (end - start + lead)
            start = end
    return found


def _trends(steps: Sequence[int]) -> list[int]:
    """Seven points rise one after the other over six steps, so the point before the first step belongs to it."""
    return _runs(steps, RUN - 1, lead=1)


def _two_of_three(outer: Sequence[int]) -> list[int]:
    """Return the side of the points in the outer third, where another of three neighbours lies there too.

    A point beyond the limit is counted with those near it, as in the Western Electric rule that this one comes from.
    """
    found = [0] * len(outer)
    for place, side in enumerate(outer):
        near = range(max(0, place - 2), min(len(outer), place + 3))
        if side and any(outer[other] == side and other != place for other in near):
            found[place] = side
    return found
