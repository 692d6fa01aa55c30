"""Looking back at 10,000 actions and 200,000 changes, as a ratio to one SQL scan of all spans of the same run."""

from __future__ import annotations

from datetime import date

from pytest_benchmark.fixture import BenchmarkFixture

from send_tracker.domain.plan_filter import PlanFilter, SortBy
from send_tracker.services.history import history
from send_tracker.services.plan_view import PlanView
from send_tracker.services.session import Session
from send_tracker.services.story import tell
from tests.benchmarks.figures import best, report, timed

SCAN = "SELECT entity, field, since, value FROM span ORDER BY field, entity, since"
DAY = date(2025, 5, 31)


def scan(session: Session) -> float:
    return best(lambda: session.file._db.execute(SCAN).fetchall(), 3)


def test_switching_to_another_day(benchmark: BenchmarkFixture, large: Session) -> None:
    def switch() -> None:
        past = large.at(DAY)
        view = PlanView(past)
        listing = view.listing(PlanFilter(), SortBy.REF, False)
        assert len(view.lines([key.n for key in listing.keys[:128]])) == 128
        past.close()

    scanned, taken = scan(large), timed(benchmark, switch, 3)
    report("look back: the file as at a day, to its first 128 rows", taken, scanned, "a scan", benchmark=benchmark)
    assert taken < 12 * scanned


def test_what_was_known(benchmark: BenchmarkFixture, large: Session) -> None:
    heads = large.file.log.heads()
    scanned, taken = scan(large), timed(benchmark, lambda: large.known(heads).close(), 2)
    report("the whole log known at a position, derived again", taken, scanned, "a scan", benchmark=benchmark)
    assert taken < 40 * scanned


def test_the_history_of_an_action(benchmark: BenchmarkFixture, large: Session) -> None:
    action = large.file.reading.listed("action")[4_321]["id"]

    def read() -> None:
        assert tell(large, action, history(large, action, undone=True))

    scanned, taken = scan(large), timed(benchmark, read, 5)
    report("the history of an action, with what was undone", taken, scanned, "a scan", benchmark=benchmark)
    assert taken < scanned
