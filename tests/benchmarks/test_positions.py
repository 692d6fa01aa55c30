"""Freezing and comparing at 10,000 actions and 200,000 changes, against one reading of the whole log."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from send_tracker.services import programme
from send_tracker.services.compare import Point, compare_points, point_on
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import freeze, is_intact, position_on, positions, register_at, withdraw_position
from send_tracker.services.session import Session
from tests.benchmarks.figures import best, report, timed


@pytest.fixture(scope="module")
def log_read(large: Session) -> float:
    """The baseline: reading every edit of the log once."""
    return best(lambda: sum(1 for _ in large.file.log.read_since()), 2)


@pytest.fixture(scope="module")
def boards(large: Session) -> tuple[Point, Point]:
    """The last two boards, frozen."""
    days = [m.day for m in large.meetings if m.type == "board" and m.day <= large.today][-2:]
    for day in days:
        if position_on(large, day) is None:
            freeze(large, meeting_on(large, day))
    first, second = (point_on(large, day) for day in days)
    return first, second


def test_freeze(benchmark: BenchmarkFixture, large: Session, log_read: float) -> None:
    programme.add(large, "meeting", date="2025-07-04", type="board", title="Board")
    board = meeting_on(large, date(2025, 7, 4))

    def withdraw() -> None:
        for position in positions(large):
            if position.meeting == board.id:
                withdraw_position(large, position.id, "Once more")

    taken = timed(benchmark, lambda: freeze(large, board), 3, withdraw)
    report("freeze a position", taken, log_read, "reading the log", benchmark=benchmark)
    assert taken < 0.4 * log_read  # 0.6 s where the log takes 1.4 s to read; 1 s is asked


def test_compare(benchmark: BenchmarkFixture, large: Session, boards: tuple[Point, Point], log_read: float) -> None:
    def fresh() -> None:
        large.file.positions._read.clear()

    taken = timed(benchmark, lambda: compare_points(large, *boards), 3, fresh)
    report("compare two positions, six weeks apart", taken, log_read, "reading the log", benchmark=benchmark)
    assert taken < 0.7 * log_read  # 1 s where the log takes 1.4 s to read


def test_compare_years(
    benchmark: BenchmarkFixture, large: Session, boards: tuple[Point, Point], log_read: float
) -> None:
    """The worst case: nearly every action differs."""
    first = Point(date(2023, 7, 4))
    taken = timed(benchmark, lambda: compare_points(large, first, boards[1]), 2)
    report("compare a position with a day two years before", taken, log_read, "reading the log", benchmark=benchmark)
    assert taken < 1.5 * log_read


@pytest.mark.parametrize("what", ["read a position", "read it without the cache", "verify it"])
def test_read(
    benchmark: BenchmarkFixture, large: Session, boards: tuple[Point, Point], log_read: float, what: str
) -> None:
    position = boards[1].position
    assert position is not None
    work = (lambda: is_intact(large, position)) if what == "verify it" else (lambda: register_at(large, position))
    forget = large.file.positions.forget if "without" in what else large.file.positions._read.clear
    report(what, timed(benchmark, work, 2, forget), log_read, "reading the log", benchmark=benchmark)
