"""Briefing, board paper and reader of 10,000 actions, and what is asked of them on screen, against reading the log."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from send_tracker.exchange.briefing import write_briefing
from send_tracker.exchange.paper import write_paper
from send_tracker.exchange.reader import write_reader
from send_tracker.services.live_figures import offered_figures
from send_tracker.services.overview import overview
from send_tracker.services.session import Session
from send_tracker.services.statements import live_facts
from tests.benchmarks.figures import best, report, timed


@pytest.fixture(scope="module")
def log_read(large: Session) -> float:
    """The baseline: reading every edit of the log once."""
    return best(lambda: sum(1 for _ in large.file.log.read_since()), 2)


@pytest.mark.parametrize(
    ("what", "write", "name", "most"),
    [
        ("the partner briefing as a page", write_briefing, "briefing.html", 3),
        ("the partner briefing in Word", write_briefing, "briefing.docx", 3),
        ("the board paper as a page", write_paper, "paper.html", 3),
        ("the board paper in Word", write_paper, "paper.docx", 4),
        ("the reader", write_reader, "reader.html", 3),
    ],
)
def test_documents(
    benchmark: BenchmarkFixture,
    large: Session,
    log_read: float,
    tmp_path: Path,
    what: str,
    write: Callable[..., object],
    name: str,
    most: float,
) -> None:
    taken = timed(benchmark, partial(write, large, tmp_path / name, force=True), 2)
    report(f"{what}, 10,000 actions", taken, log_read, "reading the log", benchmark=benchmark)
    assert taken < most * log_read


def test_live_figures(benchmark: BenchmarkFixture, large: Session, log_read: float) -> None:
    assert offered_figures(live_facts(large))
    taken = timed(benchmark, lambda: offered_figures(live_facts(large)), 5)
    report("every live figure of the plan", taken, log_read, "reading the log", benchmark=benchmark)
    assert taken < 0.05 * log_read


def test_overview_again(benchmark: BenchmarkFixture, large: Session, log_read: float) -> None:
    overview(large)
    taken = timed(benchmark, lambda: overview(large), 5)
    report("the figures of Overview, after an edit", taken, log_read, "reading the log", benchmark=benchmark)
    assert taken < 0.15 * log_read
