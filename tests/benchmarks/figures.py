"""Measuring and reporting: figures are collected here and printed at the end of a run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

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


def middle(action: Callable[[], object], times: int = 200) -> tuple[float, float]:
    """Return the median and the 95th percentile of many, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        found.append(time.perf_counter() - started)
    return statistics.median(found), sorted(found)[int(times * 0.95)]


def report(what: str, seconds: float, baseline: float | None = None, of: str = "") -> None:
    """Add a line to what is printed at the end."""
    ratio = f"{seconds / baseline:8.2f} x {of} ({baseline * 1000:.1f} ms)" if baseline else ""
    lines.append(f"{what:<58}{seconds * 1000:10.1f} ms {ratio}")
