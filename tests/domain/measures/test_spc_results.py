"""Variation and assurance: which way is better decides what a signal means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.measures.spc import Signal, limits_of
from send_tracker.domain.measures.spc_results import Assurance, SpcResult, Variation, analyse, assurance_of
from tests.domain.measures.test_spc import LINES, SERIES, decimals

FALLING = decimals("54 51 49 46 47 41 38 33 30 26 22 19 16.2")
STEADY = decimals("50 52 49 51 50 48 51 50 52 49 51 50 48 51 50 52 49 51 50 51")
MIRROR = {Variation.IMPROVING: Variation.CONCERNING, Variation.CONCERNING: Variation.IMPROVING}


def test_a_fall_concerns_where_higher_is_better() -> None:
    found = analyse(FALLING, direction="higher", target=Decimal(60))
    assert (found.variation, found.rule, found.side) == (Variation.CONCERNING, Signal.OUTSIDE, -1)
    assert found.what == "below the limits"
    assert found.sentence == (
        "Special cause, concerning: below the limits (trial limits). Consistently misses the target."
    )
    # The row of points below the limits begins where the line first crossed the lower one.
    stretch = limits_of(FALLING)
    assert stretch.lower is not None
    assert found.since == next(i for i, v in enumerate(FALLING) if v < stretch.lower)


@given(SERIES | LINES)
def test_better_downwards_turns_the_meaning_round(values: list[Decimal]) -> None:
    up, down = analyse(values, direction="higher"), analyse(values, direction="lower")
    assert down.variation is MIRROR.get(up.variation, up.variation)
    assert (up.rule, up.side, up.since) == (down.rule, down.side, down.since)


@given(SERIES | LINES, st.integers(-80, 80).map(Decimal))
def test_the_mirror_image_with_the_other_direction_means_the_same(values: list[Decimal], target: Decimal) -> None:
    one = analyse(values, direction="higher", target=target)
    other = analyse([-v for v in values], direction="lower", target=-target)
    assert (one.variation, one.assurance) == (other.variation, other.assurance)


@pytest.mark.parametrize(
    ("target", "direction", "wanted"),
    [
        (Decimal(40), "higher", Assurance.HITS),
        (Decimal(40), "lower", Assurance.MISSES),
        (Decimal(60), "higher", Assurance.MISSES),
        (Decimal(60), "lower", Assurance.HITS),
        (Decimal(50), "higher", Assurance.HIT_AND_MISS),
        (Decimal(50), "target", Assurance.HIT_AND_MISS),
        (Decimal(60), "target", Assurance.MISSES),
        (None, "higher", Assurance.UNKNOWN),
    ],
)
def test_assurance(target: Decimal | None, direction: str, wanted: Assurance) -> None:
    assert assurance_of(limits_of(STEADY), target, direction) is wanted


def test_a_target_on_the_limit_is_met() -> None:
    steady = limits_of([Decimal(80)] * 20)
    assert assurance_of(steady, Decimal(80), "higher") is Assurance.HITS
    assert assurance_of(steady, Decimal(80), "target") is Assurance.HITS


def test_no_way_is_better_where_the_target_is_best() -> None:
    assert analyse(FALLING, direction="target").variation is Variation.NEUTRAL


def test_common_cause_is_said() -> None:
    found = analyse(STEADY, target=Decimal(40))
    assert found.sentence == "Common cause: no significant change. Consistently hits the target."
    assert found.word == "Common cause"


def test_too_few_points_are_said() -> None:
    found = analyse(decimals("4 5 6"), target=Decimal(1))
    assert found.word == "Too few points"
    assert found.sentence == "Too few points for limits (3 of 12)."
    assert analyse([]).sentence == "No figures yet."


def test_gaps_do_not_end_the_row() -> None:
    gappy: list[Decimal | None] = [*FALLING[:-1], None, FALLING[-1]]
    assert analyse(gappy).since == analyse(FALLING).since


def test_every_point_is_coloured_by_what_it_means() -> None:
    found: SpcResult = analyse(FALLING, direction="lower")
    natures = {found.nature(m) for m in found.control.marks}
    assert Variation.IMPROVING in natures
