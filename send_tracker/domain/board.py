"""The board's rhythm: which meeting was last, which is next, which one to compare against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.register import Meeting

WRITING_UP = timedelta(days=7)
"""After a board the officer is still writing it up: for a week, change is shown since the board before."""


@dataclass(frozen=True, slots=True)
class BoardDates:
    """The boards around a day; any of them may be unknown.

    Attributes:
        last: the last board held on or before the day.
        compared: the board that "since the last board" means on that day.
        next: the next one recorded, else the next one that the cycle gives.
    """

    last: date | None = None
    compared: date | None = None
    next: date | None = None


def is_held(day: date, today: date) -> bool:
    """Tell whether a meeting of a day counts as held: from its own day on, everywhere.

    On the day its papers are out, it is minuted, frozen and packed, and "the next board" is the one after it.
    """
    return day <= today


def board_dates(meetings: Iterable[Meeting], today: date, cycle_weeks: int) -> BoardDates:
    """Return the boards around ``today``. A cycle of 0 weeks proposes nothing."""
    days = sorted(m.day for m in meetings if m.type == "board")
    held = [d for d in days if is_held(d, today)]
    coming = [d for d in days if not is_held(d, today)]
    last = held[-1] if held else None
    compared = last
    if len(held) > 1 and held[-1] + WRITING_UP > today:
        compared = held[-2]
    following = coming[0] if coming else None
    if following is None and last is not None and cycle_weeks > 0:
        step = timedelta(weeks=cycle_weeks)
        following = last + step
        while following <= today:
            following += step
    return BoardDates(last, compared, following)


def misses_board(recovery: str | None, board: date | None) -> bool:
    """Tell whether a recovery date falls after the next board."""
    return bool(recovery and board and PartialDate.parse(recovery).last > board)
