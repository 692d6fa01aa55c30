from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.board import board_dates, is_held
from send_tracker.domain.board_calendar import coming
from send_tracker.domain.positions import early_words
from send_tracker.domain.register import Meeting

days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def boards(*held: date, type: str = "board") -> list[Meeting]:
    return [Meeting(str(n), d.isoformat(), type) for n, d in enumerate(held)]


def test_in_the_week_after_a_board_change_is_shown_since_the_board_before() -> None:
    meetings = boards(date(2025, 7, 3), date(2025, 5, 22))
    found = board_dates(meetings, date(2025, 7, 4), 6)
    assert (found.last, found.compared, found.next) == (date(2025, 7, 3), date(2025, 5, 22), date(2025, 8, 14))
    assert board_dates(meetings, date(2025, 7, 9), 6).compared == date(2025, 5, 22)
    assert board_dates(meetings, date(2025, 7, 10), 6).compared == date(2025, 7, 3)


def test_on_the_day_of_a_board_it_was_held() -> None:
    found = board_dates(boards(date(2025, 7, 3)), date(2025, 7, 3), 6)
    assert (found.last, found.compared, found.next) == (date(2025, 7, 3), date(2025, 7, 3), date(2025, 8, 14))


def test_a_recorded_meeting_goes_before_the_cycle_and_other_meetings_do_not_count() -> None:
    meetings = boards(date(2025, 7, 3), date(2025, 9, 1)) + boards(date(2025, 7, 20), type="subgroup")
    assert board_dates(meetings, date(2025, 7, 15), 6).next == date(2025, 9, 1)
    assert board_dates(meetings, date(2025, 7, 15), 6).last == date(2025, 7, 3)


def test_nothing_is_known_without_meetings_and_nothing_proposed_without_a_cycle() -> None:
    assert board_dates([], date(2025, 7, 4), 6).next is None
    assert board_dates(boards(date(2025, 7, 3)), date(2025, 7, 4), 0).next is None


@given(st.lists(days, max_size=8), days, st.integers(0, 20))
def test_the_boards_lie_around_the_day(held: list[date], today: date, weeks: int) -> None:
    found = board_dates(boards(*held), today, weeks)
    assert found.last == max((d for d in held if d <= today), default=None)
    assert found.next is None or found.next > today
    if found.last and weeks and not any(d > today for d in held):
        assert found.next
        assert (found.next - found.last) % timedelta(weeks=weeks) == timedelta(0)
    assert (found.compared is None) == (found.last is None)
    assert found.compared is None or found.compared in held


@given(st.lists(days, max_size=6), days)
def test_every_meeting_is_either_held_or_to_come_and_the_next_board_is_to_come(held: list[date], today: date) -> None:
    meetings = boards(*held)
    ahead = coming(meetings, today)
    assert [m for m in meetings if is_held(m.day, today) == (m in ahead)] == []
    found = board_dates(meetings, today, 6)
    assert found.next is None or not is_held(found.next, today)
    assert not ahead or found.next == ahead[0].day
    assert found.last is None or is_held(found.last, today)


def test_freezing_before_the_day_is_said_and_never_from_the_day_on() -> None:
    board = date(2025, 8, 14)
    words = early_words(board, date(2025, 7, 4))
    assert "14 August 2025, in 41 days" in words and "will not be in its position" in words
    assert not early_words(board, board) and not early_words(board, date(2025, 8, 20))
