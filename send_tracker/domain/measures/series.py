"""One measure with everything that belongs to it, and the figures that are quoted, in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

from send_tracker.domain.measures.numbers import value_of
from send_tracker.domain.measures.periods import Period, period_or_none
from send_tracker.domain.measures.rows import Benchmark, Measure, MeasureBook, Observation, SeriesMark, Target


class Point(NamedTuple):
    """A quoted figure in its place in time.

    Attributes:
        value: the number that stands for it; of a range, its worse end.
        comparable: whether it is like the latest one: the same kind of period on the same basis.
    """

    period: Period
    value: Decimal
    observation: Observation
    comparable: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """A measure with its observations of every source, its targets, benchmarks and marks."""

    measure: Measure
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    marks: tuple[SeriesMark, ...] = ()

    @property
    def breaks(self) -> list[Period]:
        """The periods from which the series is another one, in order."""
        found = [p for m in self.marks if m.type == "break" and (p := period_or_none(m.period)) is not None]
        return sorted(found, key=lambda p: p.key)

    def break_between(self, earlier: Period, later: Period) -> Period | None:
        """Return the first break that lies between two periods, so that they must not be compared.

        A period that ends after the break began belongs to what comes after it.
        """
        return next((p for p in self.breaks if earlier.last < p.first <= later.last), None)

    def basis(self, observation: Observation) -> str:
        """Return on what basis a figure was counted: its own, or that of the measure."""
        return observation.basis or self.measure.basis


class _Owned(Protocol):
    @property
    def measure(self) -> str: ...


_T = TypeVar("_T", bound=_Owned)


def series_of(book: MeasureBook) -> list[Series]:
    """Return each measure with what belongs to it, in the order of the book."""
    observations, targets = _by_measure(book.observations), _by_measure(book.targets)
    benchmarks, marks = _by_measure(book.benchmarks), _by_measure(book.marks)
    return [
        Series(
            m,
            tuple(observations.get(m.id, ())),
            tuple(targets.get(m.id, ())),
            tuple(benchmarks.get(m.id, ())),
            tuple(marks.get(m.id, ())),
        )
        for m in book.measures
    ]


def _by_measure(rows: Iterable[_T]) -> dict[str, list[_T]]:
    found: dict[str, list[_T]] = defaultdict(list)
    for row in rows:
        found[row.measure].append(row)
    return found


def headline_of(sources: Sequence[Observation]) -> Observation:
    """Return the one figure that is quoted among the sources of one measure and period.

    That is the one a person chose. Two copies that were combined can bring two choices, and none was made where a
    chosen figure was withdrawn: then the one recorded last is quoted, and of the same day the source that comes first
    in the alphabet, so that every copy quotes the same.
    """
    if len(sources) == 1:
        return sources[0]
    chosen = [o for o in sources if o.headline] or list(sources)
    last = max(o.recorded_on for o in chosen)
    return min((o for o in chosen if o.recorded_on == last), key=lambda o: (o.source.casefold(), o.id))


def quoted(series: Series) -> list[tuple[Period, Observation]]:
    """Return the quoted figure of each period, in the order of time; what has no number is among them."""
    by_period: dict[str, list[Observation]] = defaultdict(list)
    for observation in series.observations:
        by_period[observation.period].append(observation)
    found = [(p, headline_of(rows)) for text, rows in by_period.items() if (p := period_or_none(text)) is not None]
    return sorted(found, key=lambda f: f[0].key)


def points_of(series: Series) -> tuple[Point, ...]:
    """Return the quoted figures that have a number, in the order of time, each marked whether it is like the last."""
    measure = series.measure
    found = [(p, v, o) for p, o in quoted(series) if (v := value_of(measure, o)) is not None]
    if not found:
        return ()
    kind, basis = found[-1][0].kind, series.basis(found[-1][2])
    return tuple(Point(p, v, o, p.kind == kind and series.basis(o) == basis) for p, v, o in found)


class Contradiction(NamedTuple):
    """Sources that give different figures for one measure and period."""

    measure: Measure
    period: Period
    headline: Observation
    others: tuple[Observation, ...]


def contradictions(book: MeasureBook) -> list[Contradiction]:
    """Return where sources disagree, in the order of measures and time."""
    return [found for series in series_of(book) for found in _contradictions(series)]


def _contradictions(series: Series) -> Iterator[Contradiction]:
    by_period: dict[str, list[Observation]] = defaultdict(list)
    for observation in series.observations:
        by_period[observation.period].append(observation)
    for period, headline in quoted(series):
        mine = _numbers(series.measure, headline)
        others = [o for o in by_period[headline.period] if o.id != headline.id]
        unlike = tuple(o for o in others if (n := _numbers(series.measure, o)) != mine and any(n))
        if unlike:
            yield Contradiction(series.measure, period, headline, unlike)


def _numbers(measure: Measure, observation: Observation) -> tuple[Decimal | None, ...]:
    return value_of(measure, observation), observation.low, observation.high
