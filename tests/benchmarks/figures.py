"""Measuring and reporting: figures are collected here and printed at the end of a run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from pytest_benchmark.fixture import BenchmarkFixture

lines: list[str] = []
"""What has been measured so far, in words."""


def best(action: Callable[[], object], times: int = 5) -> float:
    """Return the shortest time of several, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        found.append(time.perf_counter() - started)
    return min(found)


def middle(action: Callable[[], object], times: int = 200) -> float:
    """Return the median time of many, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def late(found: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(found)[int(len(found) * 0.95)]


def timed(
    benchmark: BenchmarkFixture,
    action: Callable[[], object],
    times: int = 5,
    before: Callable[[], object] | None = None,
) -> float:
    """Have pytest-benchmark time an action, and return the shortest of several times, in seconds.

    Args:
        benchmark: the fixture of the running test.
        action: what is timed.
        times: how often.
        before: what has to be done before each time and is not timed.
    """

    def prepare() -> None:
        if before is not None:
            before()

    run: Callable[..., object] = benchmark.pedantic  # pytest-benchmark says no types for it
    run(action, setup=prepare, rounds=times, iterations=1)
    return min(all_times(benchmark))


def all_times(benchmark: BenchmarkFixture) -> list[float]:
    """Return every time that the running test's benchmark took, in seconds."""
    assert benchmark.stats is not None, "run benchmarks without --benchmark-disable"
    return list(benchmark.stats.stats.data)


def report(
    what: str,
    seconds: float,
    baseline: float | None = None,
    of: str = "",
    *,
    benchmark: BenchmarkFixture | None = None,
) -> None:
    """Add a line to what is printed at the end, and keep the ratio with the benchmark."""
    ratio = f"{seconds / baseline:8.2f} x {of} ({baseline * 1000:.1f} ms)" if baseline else ""
    lines.append(f"{what:<62}{seconds * 1000:10.1f} ms {ratio}")
    if benchmark is not None and baseline:
        benchmark.extra_info.update(baseline=of, baseline_seconds=baseline, ratio=seconds / baseline)
