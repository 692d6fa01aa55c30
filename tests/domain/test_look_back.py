from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.look_back import Stop, neighbours, stops

days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def test_boards_and_month_ends_newest_first() -> None:
    found = stops(date(2025, 3, 5), date(2025, 5, 20), [date(2025, 4, 10), date(2025, 3, 31), date(2025, 6, 5)])
    assert found == [
        Stop(date(2025, 4, 30), "month end"),
        Stop(date(2025, 4, 10), "board"),
        Stop(date(2025, 3, 31), "board, month end"),
    ]


def test_a_plan_that_began_today_has_nothing_behind_it() -> None:
    assert stops(date(2025, 3, 31), date(2025, 3, 31), [date(2025, 3, 31)]) == []


@given(first=days, today=days, boards=st.lists(days, max_size=6), day=days)
def test_every_stop_lies_in_the_plans_life_and_neighbours_are_the_nearest(
    first: date, today: date, boards: list[date], day: date
) -> None:
    found = stops(first, today, boards)
    assert all(first <= stop.day < today for stop in found)
    assert [s.day for s in found] == sorted({s.day for s in found}, reverse=True)
    before, after = neighbours(found, day)
    assert (before.day if before else None) == max((s.day for s in found if s.day < day), default=None)
    assert (after.day if after else None) == min((s.day for s in found if s.day > day), default=None)
