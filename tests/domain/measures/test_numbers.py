"""Figures as people type and paste them: units, ranges, ratios, and what stands for nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.measures.checks import question, refuse
from send_tracker.domain.measures.numbers import Figure, figure_text, narrow, read_figure, rounded, share, value_of
from send_tracker.domain.problem import Problem
from tests.domain.measures.series_builder import measure


@pytest.mark.parametrize(
    ("typed", "values", "figure"),
    [
        ("52.86%", {}, Figure(Decimal("52.86"))),
        (" 52.9 per cent ", {}, Figure(Decimal("52.9"))),
        ("16.20", {}, Figure(Decimal("16.20"))),
        ("1,396", {"unit": "count"}, Figure(Decimal(1396))),
        ("33 plans", {"unit": "count", "noun": "plans"}, Figure(Decimal(33))),
        ("36.8 weeks", {"unit": "weeks"}, Figure(Decimal("36.8"))),
        ("4.2/10", {"unit": "of10"}, Figure(Decimal("4.2"))),
        ("4.2 out of 10", {"unit": "of10"}, Figure(Decimal("4.2"))),
        ("£46,500,000", {"unit": "pounds"}, Figure(Decimal(46_500_000))),
        ("91 of 132", {"kind": "ratio"}, Figure(None, Decimal(91), Decimal(132))),
        ("91/132", {"kind": "ratio"}, Figure(None, Decimal(91), Decimal(132))),
        ("68.9% (91 of 132)", {"kind": "ratio"}, Figure(None, Decimal(91), Decimal(132))),
        ("68.9%", {"kind": "ratio"}, Figure(Decimal("68.9"))),
        ("30–60 weeks", {"kind": "range", "unit": "weeks"}, Figure(low=Decimal(30), high=Decimal(60))),
        ("15 to 76", {"kind": "range", "unit": "weeks"}, Figure(low=Decimal(15), high=Decimal(76))),
        ("76% (n=120)", {"kind": "survey"}, Figure(Decimal(76), base=120)),
        ("76% (base 1,200)", {"kind": "survey"}, Figure(Decimal(76), base=1200)),
        *((missing, {}, Figure()) for missing in ("", " ", "-", "–", "..", "c", "n/a", "N/A", "x", "z")),
    ],
)
def test_what_is_read(typed: str, values: dict[str, Any], figure: Figure) -> None:
    assert read_figure(typed, measure(**values)) == figure


@pytest.mark.parametrize(
    ("typed", "values", "why"),
    [
        ("28.3 weeks", {}, "is in weeks, but this measure counts in %"),
        ("28.3%", {"unit": "weeks"}, "is in %, but this measure counts in weeks"),
        ("30-60 days", {"unit": "weeks", "kind": "range"}, "is in days, but this measure counts in weeks"),
        ("33 requests", {"unit": "count", "noun": "plans"}, "is not a number in plans"),
        ("about a third", {}, "is not a number"),
        ("=1+1", {}, "is not a number"),
        ("12 34", {"unit": "count"}, "is not a number"),
    ],
)
def test_what_is_refused_and_why(typed: str, values: dict[str, Any], why: str) -> None:
    with pytest.raises(Problem, match=why):
        read_figure(typed, measure(**values))


@given(st.decimals(min_value=0, max_value=100, places=2, allow_nan=False))
def test_what_is_shown_is_read_back(number: Decimal) -> None:
    shown = figure_text(measure(decimals=2), Figure(number))
    assert read_figure(shown, measure()) == Figure(number)


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 3))
def test_shares_are_exact_and_rounded_half_up(part: int, whole: int, places: int) -> None:
    value = share(Decimal(part), Decimal(whole), "percent")
    assert value is not None
    # By whole numbers: floor(2·part·100·10^p / whole + 1, over 2).
    exact = (2 * part * 100 * 10**places + whole) // (2 * whole)
    assert rounded(value, places) == Decimal(exact).scaleb(-places)


@pytest.mark.parametrize(
    ("values", "figure", "allowed"),
    [
        ({}, Figure(Decimal(100)), True),
        ({}, Figure(Decimal("100.01")), False),
        ({"plausible_high": Decimal(200)}, Figure(Decimal(120)), True),
        ({"plausible_low": Decimal(-50)}, Figure(Decimal(-20)), True),
        ({"unit": "of10"}, Figure(Decimal("10.1")), False),
        ({"unit": "weeks"}, Figure(Decimal(-1)), False),
        ({"unit": "pounds"}, Figure(Decimal(-1)), True),
        ({"unit": "weeks"}, Figure(low=Decimal(60), high=Decimal(30)), False),
        ({"kind": "ratio"}, Figure(None, Decimal(5), Decimal(4)), False),
        ({"kind": "ratio"}, Figure(None, Decimal(5)), False),
        ({"kind": "ratio"}, Figure(None, Decimal(0), Decimal(0)), True),
    ],
)
def test_what_a_figure_can_be(values: dict[str, Any], figure: Figure, allowed: bool) -> None:
    if allowed:
        refuse(measure(**values), figure)
    else:
        with pytest.raises(Problem):
            refuse(measure(**values), figure)


@pytest.mark.parametrize(
    ("values", "figure", "asked"),
    [
        ({}, Figure(Decimal(50)), ""),
        ({}, Figure(Decimal("0.529")), "May: 0.529% is less than one per cent. Should it be 52.9%? Keep it as it is?"),
        ({}, Figure(Decimal(0)), ""),
        (
            {"plausible_low": Decimal(5)},
            Figure(Decimal(4)),
            "May: 4% is below 5%, the least that is plausible. Keep it?",
        ),
        ({"kind": "ratio"}, Figure(None, Decimal(1), Decimal(200)), ""),
    ],
)
def test_what_is_asked_about(values: dict[str, Any], figure: Figure, asked: str) -> None:
    assert question(measure(**values), figure, "May") == asked


def test_a_value_is_worked_out_in_one_place() -> None:
    assert value_of(measure(), Figure()) is None
    assert value_of(measure(unit="count"), Figure(None, Decimal(3), Decimal(4))) == Decimal("0.75")


def test_millions_are_written_short_in_a_narrow_column() -> None:
    money, plans = measure(unit="pounds"), measure(unit="count")
    assert narrow(money, Decimal(46_500_000), "£46,500,000") == "£46.5m"
    assert narrow(money, Decimal(3_000_000), "£3,000,000") == "£3m"
    assert narrow(money, Decimal(-1_234_567), "-£1,234,567") == "-£1.23m"
    assert narrow(plans, Decimal(10_000_000), "10,000,000") == "10m"
    assert narrow(money, Decimal(999_999), "£999,999") == "£999,999"
    assert narrow(money, None, "–") == "–"
    assert narrow(money, Decimal(2_000_000), "1,000,000 to 2,000,000") == "1,000,000 to 2,000,000", "a range stays"
