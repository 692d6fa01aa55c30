"""Small numbers are not published: what is hidden in every export, and what else is hidden so that none can be found.

The rule: a count of people from 1 to below a threshold is suppressed, because so few children can be known by it. A
count of 0 is shown. Councils withhold counts below five for SEND, as the London Borough of Lambeth does on its data
pages with reference to a decision of the Information Commissioner's Office; the Department for Education suppresses
small numbers in its local figures too. The threshold belongs to each measure. The sign is ``[c]``, for "confidential",
after the Analysis Function's guidance on symbols in statistical tables.

What follows from a small count is hidden with it: the share that it makes, and a share whose other part is small.
Then secondary suppression: counts of neighbouring periods add up (January to April and January to May give May), so
among the shown ones no sum or difference may come to a small count. Think of the ends of months as points and of each
shown count as a line between the two points at its ends: a span can be worked out exactly if its two ends are
connected. Lines are taken away, the smallest first, until no connected pair is a small count apart. Counts on a day do
not add up over time and are looked at one by one.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any, Final

from send_tracker.domain.measures.numbers import HUNDRED
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.results import MeasureResult, measure_results
from send_tracker.domain.measures.rows import Measure, MeasureBook, Observation
from send_tracker.domain.measures.series import Series, series_of

_NUMBERS: Final = ("value", "numerator", "denominator", "base")
_SHARE: Final = frozenset(("value", "numerator"))
_EVERYTHING: Final = frozenset(_NUMBERS)


@dataclass(frozen=True, slots=True)
class _Line:
    """A shown count between two months, counted from the year 0; its end is the month after its last."""

    observation: str
    start: int
    end: int
    size: Decimal


def suppressed(series: Series) -> dict[str, frozenset[str]]:
    """Return, by observation, its numbers that may not be exported; nothing where the measure has no threshold."""
    measure = series.measure
    most = measure.small_number or 0
    if most < 2 or measure.unit not in ("count", "percent"):
        return {}
    hidden: dict[str, set[str]] = defaultdict(set)
    for observation in series.observations:
        hidden[observation.id] |= _alone(measure, observation, most)
    _all_sources(series.observations, hidden)
    if measure.period_type != "snapshot":
        for numbers, takes in _added_up(measure):
            _hide_sums(series.observations, hidden, numbers, takes, most)
    return {id: frozenset(names) for id, names in hidden.items() if names}


def _small(number: Decimal | None, most: int) -> bool:
    return number is not None and 0 < number < most


def _alone(measure: Measure, observation: Observation, most: int) -> frozenset[str]:
    """Return what must be hidden of an observation whatever else is shown."""
    part, whole, value = observation.numerator, observation.denominator, observation.value
    if _small(whole, most):
        return _EVERYTHING
    rest = whole - part if whole is not None and part is not None else None
    if _small(part, most) or _small(rest, most):
        return _SHARE
    if measure.unit == "count" and measure.kind == "value" and _small(value, most):
        return frozenset(("value",))
    if observation.base is not None and measure.unit == "percent" and value is not None:
        base = Decimal(observation.base)
        told = (base * value / HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)
        if _small(base, most):
            return frozenset(("value", "base"))
        if _small(told, most) or _small(base - told, most):
            return frozenset(("value",))
    return frozenset()


def _all_sources(observations: Iterable[Observation], hidden: dict[str, set[str]]) -> None:
    """Hide in all sources of a period what is hidden in one: the others tell much the same."""
    by_period: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        by_period[observation.period].append(observation)
    for same in by_period.values():
        names = set().union(*(hidden[o.id] for o in same))
        for observation in same:
            hidden[observation.id] |= names


def _added_up(measure: Measure) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield which numbers of a measure add up over time, each with what is hidden where one of them must be."""
    if measure.unit == "count" and measure.kind == "value":
        yield "value", frozenset(("value",))
    if measure.kind == "ratio":
        yield "denominator", _EVERYTHING
        yield "numerator", _SHARE
        yield "rest", _SHARE


def _hide_sums(
    observations: Sequence[Observation], hidden: dict[str, set[str]], number: str, takes: frozenset[str], most: int
) -> None:
    """Hide counts until nothing small can be worked out from those that are left."""
    lines = [line for o in observations if (line := _line(o, hidden[o.id], number)) is not None]
    while (pair := _small_pair(lines, most)) is not None:
        road = _road(lines, *pair)
        smallest = min(road, key=lambda line: (line.size, line.end - line.start, line.observation))
        period = next(o.period for o in observations if o.id == smallest.observation)
        gone = {o.id for o in observations if o.period == period}
        for id in gone:
            hidden[id] |= takes
        lines = [line for line in lines if line.observation not in gone]


def _line(observation: Observation, hidden: Iterable[str], number: str) -> _Line | None:
    period = period_or_none(observation.period)
    if period is None or period.kind == "snapshot":
        return None
    part, whole = observation.numerator, observation.denominator
    sizes: Mapping[str, tuple[Decimal | None, tuple[str, ...]]] = {
        "value": (observation.value, ("value",)),
        "numerator": (part, ("numerator",)),
        "denominator": (whole, ("denominator",)),
        "rest": (whole - part if whole is not None and part is not None else None, ("numerator", "denominator")),
    }
    size, needs = sizes[number]
    if size is None or any(n in hidden for n in needs):
        return None
    start, end = (day.year * 12 + day.month - 1 for day in (period.first, period.last))
    return _Line(observation.id, start, end + 1, size)


def _small_pair(lines: Sequence[_Line], most: int) -> tuple[int, int] | None:
    """Return two connected points that are a small count apart; None where there are none."""
    for heights in _connected(lines):
        for (a, low), (b, high) in combinations(sorted(heights.items()), 2):
            if _small(high - low, most):
                return a, b
    return None


def _connected(lines: Sequence[_Line]) -> Iterator[dict[int, Decimal]]:
    """Yield each set of connected points, with what has been counted up to each of them."""
    ways = _ways(lines)
    seen: set[int] = set()
    for start in sorted(ways):
        if start in seen:
            continue
        heights = {start: Decimal(0)}
        waiting = deque([start])
        while waiting:
            point = waiting.popleft()
            for other, step, _ in ways[point]:
                if other not in heights:
                    heights[other] = heights[point] + step
                    waiting.append(other)
        seen |= heights.keys()
        yield heights


def _ways(lines: Iterable[_Line]) -> dict[int, list[tuple[int, Decimal, _Line]]]:
    ways: dict[int, list[tuple[int, Decimal, _Line]]] = defaultdict(list)
    for line in lines:
        ways[line.start].append((line.end, line.size, line))
        ways[line.end].append((line.start, -line.size, line))
    return ways


def _road(lines: Sequence[_Line], start: int, end: int) -> list[_Line]:
    """Return the lines of a shortest way between two connected points."""
    ways = _ways(lines)
    came: dict[int, tuple[int, _Line] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        point = waiting.popleft()
        for other, _, line in ways[point]:
            if other not in came:
                came[other] = (point, line)
                waiting.append(other)
    road = []
    step = came[end]
    while step is not None:
        road.append(step[1])
        step = came[step[0]]
    return road


def suppressed_series(series: Series) -> Series:
    """Return a series as it may be exported: hidden numbers are gone, and their observations say that they were."""
    hidden = suppressed(series)
    if not hidden:
        return series
    return replace(series, observations=tuple(_without(o, hidden.get(o.id)) for o in series.observations))


def suppressed_book(book: MeasureBook) -> MeasureBook:
    """Return all measures as they may be exported; results of it show nothing that was hidden."""
    found = [o for series in series_of(book) for o in suppressed_series(series).observations]
    by_id = {o.id: o for o in found}
    return replace(book, observations=tuple(by_id.get(o.id, o) for o in book.observations))


def _without(observation: Observation, names: frozenset[str] | None) -> Observation:
    if not names:
        return observation
    there: dict[str, Any] = {name: None for name in names if getattr(observation, name) is not None}
    return replace(observation, suppressed=True, **there) if there else observation


def publishable_results(book: MeasureBook, today: date) -> dict[str, MeasureResult]:
    """Return the result of every measure for whatever leaves the file, or is compared with what left it."""
    return measure_results(suppressed_book(book), today)
