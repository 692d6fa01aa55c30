"""Limits and the four rules: literature, an independent model, and what must hold for any numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.measures.spc import Limits, Mark, Signal, control, limits_of
from tests.domain.measures import spc_model

NUMBERS = st.integers(-60, 60).map(lambda n: Decimal(n) / 4)
SERIES = st.lists(NUMBERS, min_size=12, max_size=34)
LINES = st.lists(st.integers(-2, 3), min_size=12, max_size=30).map(
    lambda steps: [Decimal(sum(steps[: i + 1])) for i in range(len(steps))]
)


def decimals(text: str) -> list[Decimal]:
    return [Decimal(n) for n in text.split()]


def test_flow_rates_of_the_nist_handbook() -> None:
    """NIST/SEMATECH e-Handbook, 6.3.2.2: mean 50.81, mean moving range 1.8778, limits 45.82 and 55.80."""
    found = limits_of(decimals("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"), least=10)
    assert found.mean == Decimal("50.81")
    assert found.moving_range is not None and round(found.moving_range, 4) == Decimal("1.8778")
    assert found.lower is not None and found.upper is not None
    # The handbook divides by 1.128 and multiplies by 3 where the rule of 2.66 rounds: the same to two places.
    assert (round(found.lower, 2), round(found.upper, 2)) == (Decimal("45.82"), Decimal("55.80"))


def test_wheelers_exercise_on_the_trade_deficits_of_1988() -> None:
    """Wheeler, Understanding Variation, chapter 6: July to December 1988, moving ranges 0.7 2.0 0.9 0.3 0.1."""
    found = limits_of(decimals("10.5 11.2 9.2 10.1 10.4 10.5"), least=6)
    assert found.moving_range == Decimal("0.8")
    assert found.mean is not None and found.upper is not None
    assert round(found.mean, 2) == Decimal("10.32")
    assert found.upper - found.mean == Decimal("2.128")


@given(SERIES)
def test_limits_are_those_of_the_model(values: list[Decimal]) -> None:
    found = limits_of(values)
    for got, wanted in zip((found.mean, found.lower, found.upper), spc_model.limits(values), strict=True):
        assert got is not None
        assert abs(float(got) - float(wanted)) < 1e-9


@given(SERIES | LINES)
def test_signals_are_those_of_the_model(values: list[Decimal]) -> None:
    found = [{(s.value, side) for s, side in mark.signals} for mark in control(values).marks]
    assert _without_turning_points(found) == _without_turning_points(spc_model.signals(values))


def _without_turning_points(found: list[set[tuple[str, int]]]) -> list[set[tuple[str, int]]]:
    """A point that ends a rise and begins a fall belongs to both; which of the two it is drawn as is free."""
    return [{(rule, side if rule != "trend" else 0) for rule, side in signals} for signals in found]


@given(SERIES | LINES, st.integers(1, 40), st.integers(-500, 500))
def test_another_unit_or_zero_changes_no_signal(values: list[Decimal], factor: int, shift: int) -> None:
    other = [v * factor / Decimal(8) + shift for v in values]
    assert control(values).marks == control(other).marks


@given(SERIES | LINES)
def test_the_mirror_image_has_the_mirrored_signals(values: list[Decimal]) -> None:
    mirrored = control([-v for v in values]).marks
    assert [Mark(tuple((s, -side) for s, side in m.signals)) for m in mirrored] == list(control(values).marks)


@given(SERIES, st.integers(0, 5))
def test_what_is_missing_is_passed_over(values: list[Decimal], gap: int) -> None:
    with_gaps: list[Decimal | None] = [*values]
    with_gaps[gap:gap] = [None, None]
    found = control(with_gaps)
    assert found.marks[gap : gap + 2] == (Mark(), Mark())
    assert (found.marks[:gap] + found.marks[gap + 2 :]) == control(values).marks
    assert found.stretches[0].mean == control(values).stretches[0].mean


@given(SERIES, SERIES)
def test_a_break_lets_each_side_stand_alone(before: list[Decimal], after: list[Decimal]) -> None:
    both = control([*before, *after], {len(before)})
    assert both.marks == control(before).marks + control(after).marks
    assert [s.mean for s in both.stretches] == [limits_of(before).mean, limits_of(after).mean]


def test_a_steady_line_has_no_signal() -> None:
    found = control([Decimal(7)] * 30)
    assert not any(m.is_special for m in found.marks)
    assert found.stretches[0].lower == found.stretches[0].upper == 7


@pytest.mark.parametrize(
    ("count", "limits", "words"),
    [
        (0, Limits.NONE, "too few points for limits (0 of 12)"),
        (11, Limits.NONE, "too few points for limits (11 of 12)"),
        (12, Limits.TRIAL, "trial limits"),
        (19, Limits.TRIAL, "trial limits"),
        (20, Limits.FIRM, ""),
    ],
)
def test_how_much_limits_are_worth(count: int, limits: Limits, words: str) -> None:
    stretch = limits_of([Decimal(n % 5) for n in range(count)])
    assert (stretch.limits, stretch.words) == (limits, words)
    assert (stretch.mean is None) is (limits is Limits.NONE)
    assert (stretch.median is None) is (count == 0)


def test_a_point_exactly_on_the_limit_is_inside() -> None:
    # Moving ranges are all 3 but for the steps of the last point, whose value is then set on the upper limit.
    values = decimals("0 3 0 3 0 3 0 3 0 3 0 3 0 3 0 3 0 3 0 3")
    stretch = limits_of(values)
    assert stretch.upper == Decimal("9.48")
    assert not any(m.is_outside for m in control(values).marks)


def test_six_points_are_no_trend_and_seven_are() -> None:
    flat = decimals("5 4 5 4 5 4 5 4 5 4 5 4")
    six, seven = [*flat, *decimals("3 4 5 6 7 8 2")], [*flat, *decimals("3 4 5 6 7 8 9 2")]
    assert not any(s is Signal.TREND for m in control(six).marks for s, _ in m.signals)
    rising = [i for i, m in enumerate(control(seven).marks) if (Signal.TREND, 1) in m.signals]
    assert rising == list(range(12, 19))
