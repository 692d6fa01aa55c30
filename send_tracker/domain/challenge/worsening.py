"""Which measures got worse, as far as a challenge is concerned: the little that the rules look at of a measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from send_tracker.domain.measures.numbers import plain
from send_tracker.domain.measures.periods import Period
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.spc_results import SpcResult, Variation, analyse
from send_tracker.domain.measures.trends import worse_beyond_tolerance
from send_tracker.domain.references import sort_key


@dataclass(frozen=True, slots=True)
class Worsening:
    """A measure that got worse.

    Attributes:
        measure: its id. ref, title: what people call it. outcome: the id of the outcome that it belongs to.
        actions: ids of the actions that were meant to move it.
        then, now: the two values with their periods in words: "54% in May 2024", "16.2% in May 2025".
        because: what makes it worse: the year that passed, or a special cause.
    """

    measure: str
    ref: str
    title: str
    outcome: str
    then: str
    now: str
    because: str = ""
    actions: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Both values and periods: "Annual reviews on time went from 54% in May 2024 to 16.2% in May 2025"."""
        return f"{self.title} went from {self.then} to {self.now}"


def worsening(result: MeasureResult) -> Worsening | None:
    """Return how a measure got worse; None where it did not, or nobody can tell.

    It is worse when its latest figure is worse than that of the same period last year by more than its tolerance,
    or when its last figures are a special cause in the bad direction. Source: issue 3; NHS England, Making Data Count.
    """
    if not result.points:
        return None
    last = result.points[-1]
    year = result.year_ago
    if worse_beyond_tolerance(result) and year.value is not None and year.period is not None:
        return _made(result, _figure(result, year.period), "")
    points = [point for point in result.points if point.comparable]
    if result.series.breaks:
        points = [p for p in points if result.series.break_between(p.period, last.period) is None]
    found = analyse([p.value for p in points], direction=result.measure.direction)
    if found.variation is not Variation.CONCERNING or len(points) < 2:
        return None
    before = points[_place_before(found, len(points))]
    then = f"{plain(result.measure, before.value)} in {before.period.words}"
    return _made(result, then, f"special cause, {found.what}")


def _place_before(found: SpcResult, many: int) -> int:
    """Return the place of the figure to compare with: the first of the row of signals, else the one before the last."""
    return found.since if found.since is not None and found.since < many - 1 else many - 2


def _figure(result: MeasureResult, period: Period) -> str:
    then = result.year_ago.value
    assert then is not None
    return f"{plain(result.measure, then)} in {period.words}"


def _made(result: MeasureResult, then: str, because: str) -> Worsening:
    measure, last = result.measure, result.points[-1]
    now = f"{plain(measure, last.value)} in {last.period.words}"
    return Worsening(measure.id, measure.ref, measure.title, measure.outcome or "", then, now, because, measure.actions)


def by_action(found: Iterable[Worsening]) -> Mapping[str, tuple[Worsening, ...]]:
    """Return what got worse of what each action was meant to move, in the order of references."""
    rows: dict[str, list[Worsening]] = defaultdict(list)
    for one in sorted(found, key=lambda w: (sort_key(w.ref), w.measure)):
        for action in one.actions:
            rows[action].append(one)
    return {action: tuple(each) for action, each in rows.items()}


def by_outcome(found: Iterable[Worsening]) -> Mapping[str, tuple[Worsening, ...]]:
    """Return what got worse of each outcome, in the order of references."""
    rows: dict[str, list[Worsening]] = defaultdict(list)
    for one in sorted(found, key=lambda w: (sort_key(w.ref), w.measure)):
        if one.outcome:
            rows[one.outcome].append(one)
    return {outcome: tuple(each) for outcome, each in rows.items()}
