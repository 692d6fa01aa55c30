"""Entering figures: pastes from a workbook, cell by cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.measures.entry import Finding, Sheet, read_cell, split, summary
from send_tracker.domain.measures.rows import Measure
from send_tracker.domain.problem import Problem

ON_TIME = Measure("m1", "M1", "Annual reviews on time", unit="percent", decimals=1, plausible_low=Decimal(5))
WAIT = Measure("m2", "M2", "Average wait", unit="weeks", direction="lower")
PANEL = Measure("m3", "M3", "Panel cases returned", unit="percent", kind="ratio", decimals=1)
RANGE = Measure("m4", "M4", "Assessment wait", unit="weeks", kind="range")
TO_DATE = Measure("m5", "M5", "Plans on time", unit="percent", decimals=2, period_type="calendar_ytd")


def sheet(*periods: str) -> Sheet:
    return Sheet((ON_TIME, WAIT, PANEL, RANGE, TO_DATE), list(periods))


def test_a_paste_of_periods_down_and_measures_across_is_laid_by_its_names() -> None:
    found = sheet("April 2025", "May 2025")
    text = "\tAverage wait\tM1\r\nMay 2025\t55\t16.2%\r\nJun-25\t56\t17\r\n"
    assert found.paste(0, 0, text) == 4
    assert found.periods == ["April 2025", "May 2025", "Jun-25"]
    checked = found.checked()
    assert checked[1, 1].figure.value == 55
    assert checked[1, 0].figure.value == Decimal("16.2")
    assert checked[2, 0].period == "2025-06"


def test_a_paste_without_names_is_laid_from_the_cursor() -> None:
    found = sheet("April 2025", "May 2025")
    assert found.paste(1, 0, "16.2\t55\n17\t56") == 2
    assert found.texts == {(1, 0): "16.2", (1, 1): "55"}


def test_what_of_a_paste_has_no_place_is_counted() -> None:
    found = sheet("April 2025", "May 2025")
    assert found.paste(1, 0, "17.5\n130\n12\n") == 1 and found.left_out == 2, "two rows below the last period"
    assert found.paste(0, 4, "17.5\t8\t\n") == 1 and found.left_out == 1, "one measure too many; empty is nothing"
    assert found.paste(0, 0, "16\n17\n") == 2 and found.left_out == 0


def test_a_paste_with_periods_only_is_laid_by_its_periods() -> None:
    found = sheet("April 2025", "May 2025")
    assert found.paste(0, 1, "May 2025\t55\nApril 2025\t54") == 2
    assert found.texts == {(1, 1): "55", (0, 1): "54"}


def test_one_row_means_another_period_for_a_year_to_date() -> None:
    found = sheet("May 2025")
    found.set(0, 0, "16.2")
    found.set(0, 4, "52.86%")
    checked = found.checked()
    assert (checked[0, 0].period, checked[0, 4].period) == ("2025-05", "YTD-2025-05")


@pytest.mark.parametrize(
    ("measure", "text", "finding", "words"),
    [
        (ON_TIME, "16.2%", Finding.FIGURE, ""),
        (ON_TIME, "120", Finding.REFUSED, "Annual reviews on time, May 2025: 120% is more than 100%"),
        (ON_TIME, "28.3 weeks", Finding.REFUSED, "“28.3 weeks” is in weeks"),
        (ON_TIME, "2", Finding.ASKED, "the least that is plausible"),
        (ON_TIME, "lots", Finding.REFUSED, "not a number"),
        (ON_TIME, "-", Finding.EMPTY, ""),
        (WAIT, "55", Finding.FIGURE, ""),
        (WAIT, "-3", Finding.REFUSED, "below"),
        (PANEL, "91/132", Finding.FIGURE, ""),
        (PANEL, "91 of 132", Finding.FIGURE, ""),
        (PANEL, "133 of 132", Finding.REFUSED, "more than 100%"),
        (RANGE, "30-60", Finding.FIGURE, ""),
        (RANGE, "60-30", Finding.REFUSED, "from the lower to the higher"),
    ],
)
def test_each_cell_is_checked_in_place(measure: Measure, text: str, finding: Finding, words: str) -> None:
    found = read_cell(measure, "May 2025", text)
    assert found.finding is finding
    assert words in found.sentence


def test_a_share_is_exact() -> None:
    found = read_cell(PANEL, "May 2025", "91/132")
    assert (found.figure.numerator, found.figure.denominator) == (Decimal(91), Decimal(132))
    assert found.text == "68.9% (91 of 132)"


def test_a_row_without_a_period_is_refused_and_the_others_are_kept() -> None:
    found = sheet("", "May 2025", "nonsense")
    for row in range(3):
        found.set(row, 1, "55")
    assert [c.finding for c in found.checked().values()] == [Finding.REFUSED, Finding.FIGURE, Finding.REFUSED]
    assert summary(found.checked()) == "1 figure, 2 must be put right"


def test_one_period_in_two_rows_is_refused() -> None:
    found = sheet("May 2025", "2025-05")
    found.set(0, 1, "55")
    found.set(1, 1, "56")
    assert [c.finding for c in found.checked().values()] == [Finding.FIGURE, Finding.REFUSED]


def test_quoted_cells_of_a_workbook_stay_whole() -> None:
    assert split('a\t"two\nlines"\r\n\r\n') == [["a", "two\nlines"]]
    assert split("") == []


def test_a_paste_that_is_far_too_large_is_refused() -> None:
    with pytest.raises(Problem, match="more than"):
        sheet("May 2025").paste(0, 0, "1\t" * 21_000)


@given(st.text(max_size=60))
def test_any_text_is_either_read_or_named(text: str) -> None:
    found = sheet("May 2025")
    found.paste(0, 0, text)
    for checked in found.checked().values():
        assert checked.finding in (Finding.FIGURE, Finding.EMPTY) or checked.sentence


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_ratio_is_never_above_the_whole(top: int, whole: int) -> None:
    found = read_cell(PANEL, "May 2025", f"{top} of {whole}")
    assert (found.finding is Finding.REFUSED) is (top > whole)
