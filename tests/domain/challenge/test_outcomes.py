"""Outcomes: delivered while a measure worsens, rated above its actions. Each rule with a counter-example."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.worsening import Worsening, by_outcome, worsening
from send_tracker.domain.measures.results import measure_results
from send_tracker.domain.measures.rows import Measure, MeasureBook, Observation, SeriesMark
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.register import Outcome
from tests.domain.challenge.facts_builder import COMPLETE, EMBEDDED, GREEN, TODAY, facts, sentences

OUTCOME = Outcome("o1", "O1", "Timely reviews", "a")
WORSE = Worsening("m1", "M1", "Reviews on time", "o1", "54% in May 2024", "16.2% in May 2025")


def given(*actions: object, outcome: Outcome = OUTCOME, worse: tuple[Worsening, ...] = (WORSE,)) -> Facts:
    made = facts(*actions, outcomes=(outcome,))  # type: ignore[arg-type]
    return Facts(made.register, made.history, by_outcome(worse))


def test_everything_delivered_while_a_measure_worsens() -> None:
    done = (COMPLETE, replace(EMBEDDED, id="a2", ref="4.4"))
    assert sentences("delivered_but_worse", given(*done)) == [
        "O1 has all of its 2 actions done, but Reviews on time went from 54% in May 2024 to 16.2% in May 2025."
    ]
    special = replace(WORSE, because="special cause, below the limits")
    assert sentences("delivered_but_worse", given(*done, worse=(special,)))[0].endswith(
        "(special cause, below the limits)."
    )


@pytest.mark.parametrize(
    "made",
    [
        given(COMPLETE, replace(GREEN, id="a2")),
        given(COMPLETE, worse=()),
        given(),
        given(COMPLETE, worse=(replace(WORSE, outcome="o2"),)),
    ],
)
def test_something_open_or_nothing_worse_is_no_challenge(made: Facts) -> None:
    assert sentences("delivered_but_worse", made) == []


def test_an_outcome_rated_better_than_every_action() -> None:
    rated = replace(OUTCOME, rating="embedded")
    assert sentences("rated_above_actions", given(COMPLETE, replace(GREEN, id="a2"), outcome=rated)) == [
        "O1 is rated Embedded, but the best of its 2 actions is Complete: 4.3."
    ]
    assert sentences("rated_above_actions", given(COMPLETE, EMBEDDED, outcome=rated)) == []
    assert sentences("rated_above_actions", given(COMPLETE, outcome=OUTCOME)) == [], "no rating of its own"
    assert sentences("rated_above_actions", given(COMPLETE, outcome=replace(OUTCOME, rating="green"))) == []
    assert "embedded" in NOTTINGHAMSHIRE


def found(
    *figures: tuple[str, int], direction: str = "higher", marks: tuple[SeriesMark, ...] = (), tolerance: int = 5
) -> str:
    """Return how a measure with these figures got worse, in words; empty where it did not."""
    measure = Measure(
        "m1", "M1", "Reviews on time", outcome="o1", unit="percent", direction=direction, tolerance=Decimal(tolerance)
    )
    observations = tuple(Observation(p, "m1", p, value=Decimal(v)) for p, v in figures)
    book = MeasureBook((measure,), observations, marks=marks)
    one = worsening(measure_results(book, TODAY)["m1"])
    return f"{one.words} ({one.because})" if one and one.because else one.words if one else ""


def months(*values: int) -> list[tuple[str, int]]:
    return [(f"{2023 + n // 12}-{n % 12 + 1:02}", value) for n, value in enumerate(values)]


def test_worse_than_last_year_beyond_the_tolerance() -> None:
    assert found(("2024-05", 54), ("2025-05", 16)) == "Reviews on time went from 54% in May 2024 to 16% in May 2025"
    assert found(("2024-05", 54), ("2025-05", 50)) == "", "within the tolerance"
    assert found(("2024-05", 54), ("2025-05", 60)) == ""
    assert found(("2024-05", 54), ("2025-05", 60), direction="lower") != ""
    assert found(("2024-05", 54)) == "" and found() == ""
    broken = (SeriesMark("s", "m1", "2025-01", "break"),)
    assert found(("2024-05", 54), ("2025-05", 16), marks=broken) == "", "another series since January 2025"


def test_a_special_cause_in_the_bad_direction() -> None:
    steady = [50, 51, 50, 49, 50, 51, 50, 49, 50, 51, 50, 49, 50, 51]
    assert found(*months(*steady)) == ""
    fell = found(*months(*steady, 30), tolerance=90)
    assert fell == (
        "Reviews on time went from 51% in February 2024 to 30% in March 2024 (special cause, below the limits)"
    )
    assert found(*months(*steady, 70), tolerance=90) == "", "better, and special"
