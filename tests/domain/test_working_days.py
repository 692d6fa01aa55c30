"""Counting in working days, with England's real bank holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.board_calendar import (
    DEFAULT_STEPS,
    deadlines,
    inspection_clock,
    proposed_dates,
)
from send_tracker.domain.board_rows import Inspection, TimetableStep
from send_tracker.domain.register import Meeting
from send_tracker.domain.working_days import WorkingDays
from send_tracker.services.bank_holidays import bank_holidays

ENGLAND = WorkingDays(bank_holidays())
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_the_inspection_clock_of_july_2025_is_ten_working_days() -> None:
    assert ENGLAND.between(date(2025, 6, 30), date(2025, 7, 14)) == 10
    assert ENGLAND.after(date(2025, 6, 30), 10) == date(2025, 7, 14)
    assert ENGLAND.before(date(2025, 7, 14), 10) == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("first", "number", "last"),
    [
        (date(2024, 12, 23), 3, date(2024, 12, 30)),  # Christmas Eve, then 27 December, then the Monday
        (date(2024, 12, 24), 1, date(2024, 12, 27)),
        (date(2024, 12, 31), 1, date(2025, 1, 2)),  # New Year's Day
        (date(2021, 12, 24), 1, date(2021, 12, 29)),  # both holidays fell on a weekend and moved to 27 and 28
        (date(2025, 4, 17), 1, date(2025, 4, 22)),  # Good Friday to Easter Monday
        (date(2025, 5, 2), 1, date(2025, 5, 6)),  # early May
        (date(2022, 6, 1), 1, date(2022, 6, 6)),  # the jubilee: two days
        (date(2022, 9, 16), 1, date(2022, 9, 20)),  # a one-off day
        (date(2023, 5, 5), 1, date(2023, 5, 9)),  # the coronation
    ],
)
def test_across_holidays(first: date, number: int, last: date) -> None:
    assert ENGLAND.after(first, number) == last
    assert ENGLAND.before(last, number) == first
    assert ENGLAND.between(first, last) == number


def test_the_holidays_are_englands() -> None:
    held = bank_holidays()
    assert date(2025, 8, 25) in held  # the last Monday of August
    assert date(2025, 8, 4) not in held  # Scotland's
    assert date(2025, 3, 17) not in held  # Northern Ireland's
    assert len([d for d in held if d.year == 2025]) == 8


@settings(max_examples=60, deadline=None)
@given(day=days, number=st.integers(1, 60))
def test_after_and_before_are_each_others_way_back(day: date, number: int) -> None:
    start = ENGLAND.on_or_after(day)
    end = ENGLAND.after(start, number)
    assert ENGLAND.is_working(end)
    assert ENGLAND.before(end, number) == start
    assert ENGLAND.between(start, end) == number
    by_hand = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(d.weekday() < 5 and d not in bank_holidays() for d in by_hand) == number


def test_a_boards_timetable_is_counted_back_over_christmas() -> None:
    board = Meeting("m", "2026-01-08")
    steps = [TimetableStep("", title, n, place) for place, (title, n) in enumerate(DEFAULT_STEPS)]
    found = {d.title: d.day for d in deadlines(board, steps, ENGLAND)}
    assert found["Papers despatched"] == date(2025, 12, 30)  # 7, 6, 5, 2 January, 31 and 30 December
    assert list(found.values()) == sorted(found.values())
    assert [d.words for d in deadlines(board, [TimetableStep("", "x", 1), TimetableStep("", "y", 0)], ENGLAND)] == [
        "1 working day before",
        "on the day",
    ]


def test_the_cycle_proposes_working_days_and_keeps_its_rhythm() -> None:
    boards = [Meeting("a", "2025-07-03"), Meeting("b", "2025-08-14"), Meeting("c", "2025-09-01", type="stocktake")]
    found = proposed_dates(boards, date(2025, 7, 4), 6, 4, ENGLAND)
    assert [p.day for p in found] == [date(2025, 9, 25), date(2025, 11, 6), date(2025, 12, 18), date(2026, 1, 29)]
    assert not any(p.was_moved for p in found)
    moved = proposed_dates([Meeting("a", "2025-11-13")], date(2025, 11, 14), 6, 2, ENGLAND)
    assert [(p.day, p.cycle_day) for p in moved] == [
        (date(2025, 12, 29), date(2025, 12, 25)),
        (date(2026, 2, 5), date(2026, 2, 5)),
    ]
    assert proposed_dates([], date(2025, 7, 4), 6, 3, ENGLAND) == ()
    assert proposed_dates(boards, date(2025, 7, 4), 0, 3, ENGLAND) == ()


@pytest.mark.parametrize(
    ("today", "left", "words"),
    [
        (date(2025, 7, 4), 6, "6 working days until inspectors are on site"),
        (date(2025, 7, 11), 1, "1 working day until inspectors are on site"),
        (date(2025, 7, 14), 0, "Inspectors are on site"),
        (date(2025, 7, 16), 0, "Inspectors are on site"),
        (date(2025, 7, 17), 0, ""),
    ],
)
def test_the_clock_of_an_inspection(today: date, left: int, words: str) -> None:
    inspection = Inspection("i", "Visit", notified="2025-06-30", starts="2025-07-14", ends="2025-07-16")
    clock = inspection_clock(inspection, today, ENGLAND)
    assert (clock.notice, clock.left, clock.words) == (10, left, words)
    assert inspection_clock(Inspection("i", "Visit"), today, ENGLAND).words == ""


def test_without_holidays_only_weekends_count() -> None:
    assert WorkingDays().after(date(2025, 12, 24), 1) == date(2025, 12, 25)
    assert WorkingDays().before(date(2025, 7, 6), 0) == date(2025, 7, 4)
