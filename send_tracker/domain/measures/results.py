"""What can honestly be said of each measure: one result, used by the window, the pack and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from send_tracker.domain.measures.benchmarking import BenchmarkResult, benchmark_results
from send_tracker.domain.measures.comparison import Comparison, previous, year_ago
from send_tracker.domain.measures.freshness import age_in_days, due_by, stale_text
from send_tracker.domain.measures.numbers import figure_text, plain, value_of
from send_tracker.domain.measures.periods import SPAN, TO_DATE, Period, period_or_none
from send_tracker.domain.measures.rating import gap_text, gap_to, periods_at_target, rate
from send_tracker.domain.measures.rows import RATINGS, SUPPRESSED, Measure, MeasureBook, Observation
from send_tracker.domain.measures.run_rate import run_rate
from send_tracker.domain.measures.series import Point, Series, contradictions, points_of, quoted, series_of
from send_tracker.domain.measures.trajectory import Milestone, aim_of, milestones, target_at

__all__ = [
    "BenchmarkResult",
    "Comparison",
    "MeasureResult",
    "Point",
    "contradictions",
    "measure_results",
    "result_of",
]


_HIDDEN: Final = Comparison(why_not="The latest figure is too small a number to be published.")


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """A measure as it stands.

    Attributes:
        latest, period: the latest figure that is quoted, with a number if there is one at all.
        value: the number that stands for it; of a range, its worse end. None is missing, never zero.
        value_text: in full: "68.9% (91 of 132)". short_text: for a narrow column: "68.9%", "30 to 60".
        age_days: how old it is. due_by: the last day on which the next one is in time. stale_text: that it is late.
        target: what was aimed at in that period, by the trajectory; target_period: the milestone that is worked
            towards, aim: what is aimed at there.
        gap: 0 or more where the target is met, below 0 where it is missed.
        computed: the rating by tolerance, empty without a target. rating: what is shown, a person's where there is one.
        at_target: for how many periods in a row the target has been met.
        rivals: figures of other sources for the same period that say something else.
    """

    series: Series
    points: tuple[Point, ...]
    latest: Observation | None
    period: Period | None
    value: Decimal | None
    value_text: str
    short_text: str
    age_days: int | None
    due_by: date | None
    stale_text: str
    previous: Comparison
    year_ago: Comparison
    target: Decimal | None
    target_period: Period | None
    aim: Decimal | None
    stretch: Decimal | None
    gap: Decimal | None
    computed: str
    rating: str
    at_target: int
    run_rate: str
    benchmarks: tuple[BenchmarkResult, ...]
    rivals: tuple[Observation, ...] = ()

    @property
    def id(self) -> str:
        """The id of the measure."""
        return self.series.measure.id

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.series.measure

    @property
    def suppressed(self) -> bool:
        """Whether the latest figure was taken out for an export, because so few people could be known by it."""
        return self.value is None and self.latest is not None and self.latest.suppressed

    @property
    def stale(self) -> bool:
        """Whether the next figure is late."""
        return bool(self.stale_text)

    @property
    def overridden(self) -> bool:
        """Whether a person set another rating than the computed one, for a reason that stands beside it."""
        return bool(self.measure.rating)

    @property
    def rating_text(self) -> str:
        """The rating in words, with the computed one where a person set another: "Near (computed: Off target)"."""
        if not self.rating:
            return "No target" if self.target is None else "Suppressed" if self.suppressed else ""
        words = RATINGS.get(self.rating, self.rating)
        if not self.overridden or self.computed == self.rating:
            return words
        return f"{words} (computed: {RATINGS.get(self.computed, 'no target')})"

    @property
    def target_text(self) -> str:
        """The target of the period, with its sign: "60%"; empty where there is none."""
        return "" if self.target is None else plain(self.measure, _shown(self.measure, self.target))

    @property
    def aim_text(self) -> str:
        """The milestone ahead: "60% by September 2025"; empty where there is no target."""
        if self.aim is None or self.target_period is None:
            return ""
        month = period_or_none(f"{self.target_period.last:%Y-%m}")
        return f"{plain(self.measure, self.aim)} by {month.words if month else self.target_period.words}"

    @property
    def gap_text(self) -> str:
        """The distance to the target in words; empty where there is none."""
        if self.value is None or self.target is None:
            return ""
        return gap_text(self.measure, self.value, self.target)

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        return _sentence(self)


def measure_results(book: MeasureBook, today: date) -> dict[str, MeasureResult]:
    """Return the result of every measure by its id, in the order of the book."""
    return {series.measure.id: result_of(series, today) for series in series_of(book)}


def result_of(series: Series, today: date) -> MeasureResult:
    """Return what can be said of one measure on a day."""
    measure, points = series.measure, points_of(series)
    hidden = _hidden(series)
    last = points[-1] if points and not hidden else None
    period, latest = (last.period, last.observation) if last else hidden or _without_number(series)
    before, then = (_HIDDEN, _HIDDEN) if hidden else (previous(series, points), year_ago(series, points))
    aims = milestones(series.targets)
    target = target_at(aims, measure.trajectory, period) if period else None
    aim = aim_of(aims, period) if period else None
    computed = rate(measure, last.value, target, then) if last and target is not None else ""
    due = due_by(measure, period, latest)
    return MeasureResult(
        series,
        points,
        latest,
        period,
        last.value if last else None,
        SUPPRESSED if hidden else figure_text(measure, latest) if latest else "",
        SUPPRESSED if hidden else _short(measure, latest, last),
        age_in_days(period, latest, today) if latest and period else None,
        due,
        stale_text(due, today),
        before,
        then,
        target,
        aim[0] if aim else None,
        aim[1] if aim else None,
        _stretch(series, period),
        gap_to(measure, last.value, target) if last and target is not None else None,
        computed,
        measure.rating or computed,
        0 if hidden else periods_at_target(series, points),
        run_rate(measure, last, aim),
        benchmark_results(series, last),
        _rivals(series, last),
    )


def _hidden(series: Series) -> tuple[Period, Observation] | None:
    """Return the latest figure where its number was taken out for an export; an older one must not stand for it."""
    found = quoted(series)
    if not found or not found[-1][1].suppressed or value_of(series.measure, found[-1][1]) is not None:
        return None
    return found[-1]


def _without_number(series: Series) -> tuple[Period | None, Observation | None]:
    """Return the last observation of a series that has no number at all, such as a trend told in words."""
    found = quoted(series)
    return found[-1] if found else (None, None)


def _short(measure: Measure, latest: Observation | None, last: Point | None) -> str:
    if latest is None or last is None:
        return ""
    if latest.low is not None or latest.high is not None:
        return " to ".join(plain(measure, n) for n in (latest.low, latest.high) if n is not None)
    return plain(measure, last.value)


def _shown(measure: Measure, number: Decimal) -> Decimal:
    """Return a worked-out target with no more places than its milestones would have."""
    return round(number, max(measure.decimals, 1)).normalize() + 0


def _stretch(series: Series, period: Period | None) -> Decimal | None:
    points: list[Milestone] = milestones(series.targets, stretch=True)
    return target_at(points, series.measure.trajectory, period) if period else None


def _rivals(series: Series, last: Point | None) -> tuple[Observation, ...]:
    if last is None:
        return ()
    others = (o for o in series.observations if o.period == last.period.text and o.id != last.observation.id)
    told = (o for o in others if figure_text(series.measure, o) != figure_text(series.measure, last.observation))
    return tuple(sorted(told, key=lambda o: (o.source, figure_text(series.measure, o))))


def _sentence(result: MeasureResult) -> str:
    """Say what the latest figure is, how it moved, and how far it is from its target."""
    measure, period, latest = result.measure, result.period, result.latest
    if latest is None or period is None:
        return f"{measure.title}: no figure yet."
    if result.value is None:
        why = "too small a number to be published" if result.suppressed else latest.note or "no figure was given"
        return f"{measure.title}, {period.words}: {why}."
    parts = [f"{measure.title}: {result.value_text} {_in(period)}"]
    moved = result.year_ago if result.year_ago.text else result.previous
    if moved.text:
        worth = "" if moved.improved is None else ", which is better" if moved.improved else ", which is worse"
        parts.append(moved.text + worth)
    if result.gap_text:
        parts.append(result.gap_text if result.value == result.target else f"{result.gap_text} ({result.target_text})")
    if latest.illustrative:
        parts.append("not published")
    return "; ".join(parts) + "."


def _in(period: Period) -> str:
    if period.kind == "snapshot":
        return f"on {period.words}"
    to_date = period.kind in (*TO_DATE.values(), "quarter", SPAN)
    return f"{'for' if to_date else 'in'} {period.named}"
