"""Periods: canonical texts, words in the style of the ONS, how they follow one another, and what people type."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.measures.period_reading import read_period
from send_tracker.domain.measures.periods import SPAN, Period, period_containing, period_or_none
from send_tracker.domain.measures.rows import PERIOD_TYPES
from send_tracker.domain.problem import Problem

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
periods = st.builds(period_containing, st.sampled_from(sorted(PERIOD_TYPES)), days)


@pytest.mark.parametrize(
    ("text", "words", "label", "first", "last"),
    [
        ("2025-05", "May 2025", "May 2025", date(2025, 5, 1), date(2025, 5, 31)),
        ("2024-02", "February 2024", "February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-Q2", "April to June 2025", "April to June 2025", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-summer", "summer term 2025", "Summer term 2025", date(2025, 5, 1), date(2025, 8, 31)),
        ("2023", "2023", "2023", date(2023, 1, 1), date(2023, 12, 31)),
        (
            "FY2025",
            "financial year ending March 2025",
            "Financial year ending March 2025",
            date(2024, 4, 1),
            date(2025, 3, 31),
        ),
        (
            "AY2025",
            "academic year ending July 2025",
            "Academic year ending July 2025",
            date(2024, 9, 1),
            date(2025, 8, 31),
        ),
        ("YTD-2024-05", "January to May 2024", "2024 year to date, to May", date(2024, 1, 1), date(2024, 5, 31)),
        ("YTD-2025-01", "January 2025", "2025 year to date, to January", date(2025, 1, 1), date(2025, 1, 31)),
        (
            "FYTD-2025-02",
            "April 2024 to February 2025",
            "Financial year to date, to February 2025",
            date(2024, 4, 1),
            date(2025, 2, 28),
        ),
        (
            "AYTD-2025-05",
            "September 2024 to May 2025",
            "Academic year to date, to May 2025",
            date(2024, 9, 1),
            date(2025, 5, 31),
        ),
        ("R12-2025-05", "12 months to May 2025", "12 months to May 2025", date(2024, 6, 1), date(2025, 5, 31)),
        ("2025-05-31", "31 May 2025", "31 May 2025", date(2025, 5, 31), date(2025, 5, 31)),
        ("2024-03..2024-07", "March to July 2024", "March to July 2024", date(2024, 3, 1), date(2024, 7, 31)),
    ],
)
def test_each_kind_of_period(text: str, words: str, label: str, first: date, last: date) -> None:
    found = Period.parse(text)
    assert (found.words, found.label, found.first, found.last) == (words, label, first, last)
    assert found.text == text
    assert str(found) == words


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "2025-Q5", "YTD-2025", "2025-02-30", "FY25", "may", "", "2024-07..2024-03", "2025-5"]
)
def test_what_is_no_period(text: str) -> None:
    assert period_or_none(text) is None
    with pytest.raises(Problem, match="is not a period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "before", "year_before"),
    [
        ("2025-01", "2024-12", "2024-01"),
        ("2025-Q1", "2024-Q4", "2024-Q1"),
        ("2025-spring", "2024-autumn", "2024-spring"),
        ("2024", "2023", "2023"),
        ("FY2025", "FY2024", "FY2024"),
        ("YTD-2025-05", "YTD-2025-04", "YTD-2024-05"),
        ("YTD-2025-01", None, "YTD-2024-01"),
        ("FYTD-2025-04", None, "FYTD-2024-04"),
        ("AYTD-2025-09", None, "AYTD-2024-09"),
        ("AYTD-2025-01", "AYTD-2024-12", "AYTD-2024-01"),
        ("R12-2025-01", "R12-2024-12", "R12-2024-01"),
        ("2024-02-29", None, "2023-02-28"),
        ("2024-03..2024-07", None, "2023-03..2023-07"),
    ],
)
def test_what_came_before(text: str, before: str | None, year_before: str) -> None:
    found = Period.parse(text)
    earlier = found.previous()
    assert (earlier.text if earlier else None) == before
    assert found.year_before().text == year_before


@given(periods)
def test_a_period_is_read_back_from_its_text(period: Period) -> None:
    assert Period.parse(period.text) == period
    assert period.first <= period.last


@given(periods)
def test_periods_follow_one_another(period: Period) -> None:
    following = period.next()
    if following is None:
        assert period.kind in ("snapshot", SPAN)
        return
    assert following.kind == period.kind
    assert following.key > period.key
    assert following.previous() == (None if following.starts_year else period)
    if period.kind in ("month", "quarter", "term", "calendar_year", "financial_year", "academic_year"):
        assert following.first == period.last + timedelta(days=1)


@given(periods)
def test_a_year_before_is_a_year_before(period: Period) -> None:
    earlier = period.year_before()
    assert earlier.kind == period.kind
    assert 364 <= (period.last - earlier.last).days <= 367
    assert (earlier.first.month, earlier.last.month) == (period.first.month, period.last.month)
    assert earlier.starts_year == period.starts_year


@given(st.sampled_from(sorted(PERIOD_TYPES)), days)
def test_the_period_of_a_day_holds_it(kind: str, day: date) -> None:
    found = period_containing(kind, day)
    assert found.first <= day <= found.last
    assert found.kind == kind


@given(days)
def test_three_terms_make_an_academic_year(day: date) -> None:
    year = period_containing("academic_year", day)
    terms = [period_containing("term", year.first)]
    while (following := terms[-1].next()) and following.last <= year.last:
        terms.append(following)
    assert len(terms) == 3
    assert (terms[0].first, terms[-1].last) == (year.first, year.last)


@given(st.sampled_from(["calendar", "financial", "academic"]), days)
def test_a_year_to_date_grows_to_its_year_and_begins_again(kind: str, day: date) -> None:
    period = period_containing(f"{kind}_ytd", day)
    year = period_containing(f"{kind}_year", day)
    assert period.first == year.first
    found: Period | None = period_containing(f"{kind}_ytd", year.last)
    steps = 0
    while found is not None:
        assert found.first == year.first
        found, steps = found.previous(), steps + 1
    assert steps == 12


@given(periods)
@settings(max_examples=100)
def test_what_is_shown_can_be_typed(period: Period) -> None:
    for shown in (period.words, period.label, period.text):
        assert read_period(shown, period.kind) == period


@pytest.mark.parametrize(
    ("typed", "period_type", "text"),
    [
        ("May 2025", "", "2025-05"),
        ("  may-25 ", "", "2025-05"),
        ("Sept 2024", "", "2024-09"),
        ("05/2025", "", "2025-05"),
        ("2025/05", "", "2025-05"),
        ("2024/25", "financial_year", "FY2025"),
        ("2024-25", "academic_year", "AY2025"),
        ("2011-12", "financial_year", "FY2012"),
        ("academic year 2024/25", "", "AY2025"),
        ("FY 2024/25", "", "FY2025"),
        ("2024 to 2025", "financial_year", "FY2025"),
        ("202425", "academic_year", "AY2025"),
        ("1999/2000", "financial_year", "FY2000"),
        ("academic year ending August 2025", "", "AY2025"),
        ("Jan-Oct 2024", "", "YTD-2024-10"),
        ("Jan–May 2024", "calendar_ytd", "YTD-2024-05"),
        ("Apr-Jun 2025", "", "2025-Q2"),
        ("Apr 2024 to Mar 2025", "", "FY2025"),
        ("Sep to May 2025", "academic_ytd", "AYTD-2025-05"),
        ("Mar-Jul 2024", "", "2024-03..2024-07"),
        ("2025 YTD to May", "", "YTD-2025-05"),
        ("YTD May 2025", "financial_ytd", "FYTD-2025-05"),
        ("May 2025 YTD", "", "YTD-2025-05"),
        ("May 2025", "calendar_ytd", "YTD-2025-05"),
        ("May 2025", "rolling12", "R12-2025-05"),
        ("year ending May 2025", "", "R12-2025-05"),
        ("rolling 12 months to May 2025", "", "R12-2025-05"),
        ("Q1 2024/25", "", "2024-Q2"),
        ("Q4 2024-25", "", "2025-Q1"),
        ("Q1 2024", "", "2024-Q1"),
        ("summer 2025", "", "2025-summer"),
        ("as at 31 May 2025", "", "2025-05-31"),
        ("31/05/2025", "month", "2025-05"),
        ("2025-05-01 00:00:00", "month", "2025-05"),
        ("01/05/2025", "calendar_ytd", "YTD-2025-05"),
        ("31/03/2025", "financial_year", "FY2025"),
        ("2023", "calendar_ytd", "2023"),
    ],
)
def test_what_people_type(typed: str, period_type: str, text: str) -> None:
    assert read_period(typed, period_type).text == text


@pytest.mark.parametrize(
    ("typed", "period_type", "why"),
    [
        ("2024/25", "", "could be a financial or an academic year"),
        ("2025", "academic_year", "could be two years: write 2024/25 or 2025/26"),
        ("2025 year to date", "", "needs its last month"),
        ("15/05/2025", "month", "is a day within May 2025"),
        ("2024/26", "financial_year", "is not a period"),
        ("Juneuary 2025", "", "is not a period"),
        ("start of programme", "", "is not a period"),
        ("13/2025", "", "is not a period"),
        ("", "", "is not a period"),
    ],
)
def test_what_cannot_be_read_says_why(typed: str, period_type: str, why: str) -> None:
    with pytest.raises(Problem, match=why):
        read_period(typed, period_type)
