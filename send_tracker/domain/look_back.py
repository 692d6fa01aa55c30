"""Which days are worth looking back to: each board, and the end of each month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Stop:
    """A day to look back to, and what is special about it: "board", "month end"."""

    day: date
    words: str


def stops(first: date, today: date, boards: Iterable[date]) -> list[Stop]:
    """Return the boards and the month ends from ``first`` on that are before ``today``, newest first.

    A board on the last day of a month is one stop.
    """
    found = dict.fromkeys(_month_ends(first, today), "month end")
    for day in boards:
        if first <= day < today:
            found[day] = "board, month end" if day in found else "board"
    return [Stop(day, found[day]) for day in sorted(found, reverse=True)]


def _month_ends(first: date, today: date) -> Iterable[date]:
    end = first.replace(day=monthrange(first.year, first.month)[1])
    while end < today:
        yield end
        start = end + timedelta(days=1)
        end = start.replace(day=monthrange(start.year, start.month)[1])


def neighbours(found: Iterable[Stop], day: date) -> tuple[Stop | None, Stop | None]:
    """Return the nearest stop before a day, and the nearest after it."""
    ordered = sorted(found, key=lambda stop: stop.day)
    before = [stop for stop in ordered if stop.day < day]
    after = [stop for stop in ordered if stop.day > day]
    return before[-1] if before else None, after[0] if after else None
