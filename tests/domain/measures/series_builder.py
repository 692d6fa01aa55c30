"""Small series for tests: a measure with figures, targets and marks in one line each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from send_tracker.domain.measures.results import MeasureResult, result_of
from send_tracker.domain.measures.rows import Benchmark, Measure, Observation, SeriesMark, Target
from send_tracker.domain.measures.series import Series

TODAY = date(2025, 7, 4)


def measure(**values: Any) -> Measure:
    """Return a percentage that should be high, unless told otherwise."""
    return Measure(**{"id": "m", "ref": "M1", "title": "Reviews on time", "unit": "percent", "decimals": 1, **values})


def figure(period: str, value: str | None = None, **values: Any) -> Observation:
    """Return an observation of one number, or of what else is given."""
    number = None if value is None else Decimal(value)
    given = {"source": "Council", "headline": True, "recorded_on": "2025-06-12", **values}
    return Observation(f"{period} {given['source']}", "m", period, value=number, **given)


def series(
    figures: Mapping[str, str] | list[Observation],
    targets: Mapping[str, str] | None = None,
    breaks: tuple[str, ...] = (),
    benchmarks: tuple[Benchmark, ...] = (),
    **values: Any,
) -> Series:
    """Return a series with figures by period, milestones by period, and breaks."""
    observations = [figure(p, v) for p, v in figures.items()] if isinstance(figures, Mapping) else figures
    return Series(
        measure(**values),
        tuple(observations),
        tuple(Target(p, "m", p, Decimal(v)) for p, v in (targets or {}).items()),
        benchmarks,
        tuple(SeriesMark(p, "m", p, "break") for p in breaks),
    )


def result(*given: Any, today: date = TODAY, **values: Any) -> MeasureResult:
    """Return the result of such a series."""
    return result_of(series(*given, **values), today)
