"""A figure beside what others reach: England, the region, statistical neighbours, last year; each with its basis."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.domain.measures.numbers import plain
from send_tracker.domain.measures.periods import Period, period_or_none
from send_tracker.domain.measures.rating import gap_to
from send_tracker.domain.measures.rows import Benchmark
from send_tracker.domain.measures.series import Point, Series


@dataclass(frozen=True, slots=True)
class BenchmarkResult:
    """A benchmark beside the latest figure.

    Attributes:
        period: of the benchmark. text: "England 46.4% in 2024, excluding exceptions".
        better: whether the measure is better than it; None where they are equal or not alike.
        why_not: why they are not compared, in one sentence.
    """

    benchmark: Benchmark
    period: Period | None
    text: str
    better: bool | None = None
    why_not: str = ""


def benchmark_results(series: Series, last: Point | None) -> tuple[BenchmarkResult, ...]:
    """Return the newest benchmark of each name beside the latest figure, like with like only."""
    newest: dict[str, tuple[Period | None, Benchmark]] = {}
    for benchmark in series.benchmarks:
        period = period_or_none(benchmark.period)
        kept = newest.get(benchmark.name)
        if kept is None or (period and (not kept[0] or kept[0].key < period.key)):
            newest[benchmark.name] = (period, benchmark)
    return tuple(_beside(series, last, period, b) for period, b in newest.values())


def _beside(series: Series, last: Point | None, period: Period | None, benchmark: Benchmark) -> BenchmarkResult:
    measure = series.measure
    text = f"{benchmark.name} {plain(measure, benchmark.value)} in {period.words if period else benchmark.period}"
    text += f", {benchmark.basis}" if benchmark.basis else ""
    if last is None:
        return BenchmarkResult(benchmark, period, text, None, "There is no figure yet.")
    mine = series.basis(last.observation)
    if (benchmark.basis or mine) and benchmark.basis != mine:
        return BenchmarkResult(
            benchmark, period, text, None, f"It has another basis than this figure ({mine or 'none given'})."
        )
    gap = gap_to(measure, last.value, benchmark.value)
    better = None if gap == 0 or measure.direction == "target" else gap > 0
    return BenchmarkResult(benchmark, period, text, better)
