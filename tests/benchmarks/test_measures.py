"""500 measures with 120 observations each: reading them and all their results, beside what any program must do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest

from send_tracker.domain.kinds import EXISTS, Value
from send_tracker.domain.log import Draft
from send_tracker.domain.measures.periods import Period
from send_tracker.domain.measures.results import measure_results
from send_tracker.services.measure_figures import observation_id
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.measures import add_measure, set_target
from send_tracker.services.session import Session
from tests.builders import new_session

MEASURES, OBSERVATIONS = 500, 120


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A file with 60,000 observations."""
    with new_session(tmp_path_factory.mktemp("measures") / "many.sendtracker", day=date(2025, 7, 4)) as small:
        session = small.session
        periods = [Period.parse("2015-06")]
        while len(periods) < OBSERVATIONS:
            following = periods[-1].next()
            assert following is not None
            periods.append(following)
        with session.founding():
            for number in range(MEASURES):
                measure = add_measure(session, f"Measure {number}", unit="percent", decimals=1, ref=f"M{number}")
                session.file.log.deferred = True
                session.edit("record-figures", list(_drafts(measure, periods, number)))
                session.file.log.deferred = False
                for period, value in (("2015-06", 50), ("2025-12", 70)):
                    set_target(session, measure, period, Decimal(value))
        session.file.log.derived.rebuild()
        yield session


def _drafts(measure: str, periods: list[Period], seed: int) -> Iterator[Draft]:
    for place, period in enumerate(periods):
        id = observation_id(measure, period.text, "Council")
        whole = 50 + (seed + place) % 70
        values: dict[str, Value] = {
            "measure": measure, "period": period.text, "source": "Council", "headline": True, "state": "final",
            "numerator": str((seed * 7 + place * 3) % whole), "denominator": str(whole),
        }  # fmt: skip
        yield Draft("observation", id, EXISTS, True)
        yield from (Draft("observation", id, name, value) for name, value in values.items())


def _best(do: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        do()
        times.append(time.perf_counter() - start)
    return min(times)


def test_reading_and_all_results(many: Session, record_property: Callable[[str, object], None]) -> None:
    """Reading costs at most so many times the bare query, and all results at most so many times the reading."""

    def bare() -> list[tuple[str, Decimal]]:
        rows = many.file.measure_rows.rows("observation")
        return [(row[3], Decimal(row[6]) / Decimal(row[7])) for row in rows]

    floor = _best(bare)
    reading = _best(lambda: read_measures(many))
    book = read_measures(many)
    assert len(book.observations) == MEASURES * OBSERVATIONS
    results = _best(lambda: measure_results(book, many.today))
    print(f"bare {floor:.3f} s, reading {reading:.3f} s, results {results:.3f} s")
    record_property("reading_ratio", round(reading / floor, 2))
    record_property("results_ratio", round(results / floor, 2))
    assert reading < 6 * floor
    assert results < 4 * floor
