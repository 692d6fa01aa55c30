from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.dates import PartialDate, day_month, long_date, read_typed, short_date, show, show_short
from send_tracker.domain.problem import Problem

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
texts = st.one_of(
    days.map(date.isoformat),
    days.map(lambda d: f"{d:%Y-%m}"),
    st.tuples(st.integers(1900, 2199), st.sampled_from(["spring", "summer", "autumn"])).map(lambda t: f"{t[0]}-{t[1]}"),
)


@given(texts)
def test_what_is_shown_can_be_typed_again(text: str) -> None:
    assert PartialDate.parse(text).text == text
    assert read_typed(show(text)).text == text
    assert read_typed(text).text == text


@given(texts)
def test_first_and_last_are_the_days_it_can_mean(text: str) -> None:
    found = PartialDate.parse(text)
    assert found.first <= found.last
    if len(text) == 10:
        assert found.first == found.last
    elif len(text) == 7:
        assert found.first.day == 1
        assert (found.last + timedelta(days=1)).day == 1
        assert found.first.month == found.last.month


@given(days)
def test_terms_cover_every_day_once(day: date) -> None:
    terms = [PartialDate.parse(f"{day.year}-{term}") for term in ("spring", "summer", "autumn")]
    assert [t.first <= day <= t.last for t in terms].count(True) == 1


@given(days)
def test_days_are_read_with_the_day_first(day: date) -> None:
    for typed in (
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f" {day.day:02}-{day.month:02}-{day.year} ",
        long_date(day),
        short_date(day),
        long_date(day).upper(),
    ):
        assert read_typed(typed).text == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("3 July 2025", "2025-07-03"),
        ("3rd July 2025", "2025-07-03"),
        ("3/7/25", "2025-07-03"),
        ("3 jul 25", "2025-07-03"),
        ("May 2025", "2025-05"),
        ("sept 2025", "2025-09"),
        ("Summer Term 2025", "2025-summer"),
        ("end of spring 2026", "2026-spring"),
        ("29/2/2024", "2024-02-29"),
    ],
)
def test_how_people_type(typed: str, text: str) -> None:
    assert read_typed(typed).text == text


@pytest.mark.parametrize(
    "typed",
    [
        *("", "tomorrow", "29/2/2025", "31/4/2025", "3/13/2025", "2025-13", "2025-winter", "7/2025", "0025-07-03"),
        *("２０２５-07", "2025-07-03T10:00", "3 July", "3 Ju 2025"),
    ],
)
def test_what_is_not_a_date_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Problem) as raised:
        read_typed(typed)
    assert raised.value.code == "bad-date"
    assert "3 July 2025" in raised.value.sentence


def test_leap_years() -> None:
    assert PartialDate.parse("2024-02").last == date(2024, 2, 29)
    assert PartialDate.parse("2025-02").last == date(2025, 2, 28)
    assert PartialDate.parse("2100-02").last == date(2100, 2, 28)


def test_terms_end_on_the_last_day_that_anyone_could_mean() -> None:
    assert PartialDate.parse("2025-spring").last == date(2025, 4, 30)
    assert PartialDate.parse("2025-summer").last == date(2025, 8, 31)
    assert PartialDate.parse("2025-autumn").last == date(2025, 12, 31)


def test_reading_forms() -> None:
    day = date(2025, 7, 3)
    assert (long_date(day), short_date(day), day_month(day)) == ("3 July 2025", "3 Jul 2025", "3 July")
    assert (show("2025-07"), show("2025-summer"), show(None)) == ("July 2025", "summer term 2025", "")
    assert (show_short("2025-07-03"), show_short("2025-summer"), show_short("")) == ("3 Jul 2025", "summer 2025", "")


@pytest.mark.parametrize(
    ("text", "past", "stored"),
    [
        ("22 May", False, "2025-05-22"),
        ("22may", False, "2025-05-22"),
        ("1st Sep", False, "2025-09-01"),
        ("3 November", False, "2025-11-03"),
        ("10 January", True, "2025-01-10"),
        ("5 July", True, "2024-07-05"),
        ("4 July", True, "2025-07-04"),
        ("May 22", False, "2022-05"),
    ],
)
def test_a_day_without_its_year_is_the_nearest_or_the_last_one(text: str, past: bool, stored: str) -> None:
    assert read_typed(text, date(2025, 7, 4), past=past).text == stored


@pytest.mark.parametrize("text", ["31 June", "29 February", "22 Mai x", "0 May", "10 January"])
def test_a_day_that_no_month_has_or_whose_year_is_a_guess_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        read_typed(text, date(2026, 7, 4))
    with pytest.raises(Problem):
        read_typed("22 May")
