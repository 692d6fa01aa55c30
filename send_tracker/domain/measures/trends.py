"""Which measures got better, which got worse, and by how much in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from send_tracker.domain.measures.comparison import Comparison
from send_tracker.domain.measures.numbers import difference_text
from send_tracker.domain.measures.rating import allowance
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.rows import Measure


def worsened_since_last_year(result: MeasureResult) -> bool:
    """Tell whether the latest figure is worse than that of the same period a year earlier, like with like."""
    return result.year_ago.improved is False


def _moved(result: MeasureResult) -> bool | None:
    """Return whether a measure improved: since the same period last year, or else since the figure before."""
    if result.year_ago.difference is not None:
        return result.year_ago.improved
    return result.previous.improved


def improved(results: Mapping[str, MeasureResult] | Iterable[MeasureResult]) -> list[MeasureResult]:
    """Return the measures that are better than a year ago, or than the figure before where last year's is missing."""
    return [r for r in _each(results) if _moved(r) is True]


def worsened(results: Mapping[str, MeasureResult] | Iterable[MeasureResult]) -> list[MeasureResult]:
    """Return the measures that are worse, by the same comparison."""
    return [r for r in _each(results) if _moved(r) is False]


def _each(results: Mapping[str, MeasureResult] | Iterable[MeasureResult]) -> Iterable[MeasureResult]:
    return results.values() if isinstance(results, Mapping) else results


def change_short(measure: Measure, comparison: Comparison) -> str:
    """Return a change for a narrow column: "+18.7 points", "-13 weeks", "no change"; empty where none is compared."""
    if comparison.difference is None:
        return ""
    if not comparison.difference:
        return "no change"
    return f"{'+' if comparison.difference > 0 else '−'}{difference_text(measure, comparison.difference)}"


def worse_beyond_tolerance(result: MeasureResult) -> bool:
    """Tell whether a measure is worse than in the same period last year by more than its tolerance, like with like."""
    then = result.year_ago
    if then.improved is not False or then.difference is None or then.value is None:
        return False
    return abs(then.difference) > allowance(result.measure, then.value)
