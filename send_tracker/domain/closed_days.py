"""Days on which a council is closed besides weekends and bank holidays: how they are typed and read back.

Between Christmas and New Year many councils close. Nobody publishes that in a library, so the programme is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from send_tracker.domain.dates import long_date, read_typed
from send_tracker.domain.problem import Problem

MOST: Final = 366
"""Closed days that a programme can name; more would leave the counting back no working day to find."""
_LONGEST = 31
_DAY = timedelta(days=1)
_SEPARATOR = re.compile(r"[,;\n]| and ")
_RANGE = re.compile(r"(.+?)(?:\s+(?:to|until)\s+|\s+[-–]\s+|\s*–\s*)(.+)")
_BARE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+([A-Za-z]{3,9}))?")


def read_closed_days(text: str) -> tuple[date, ...]:
    """Read what a person typed: "29 to 31 December 2025, 2 January 2026".

    Raises:
        Problem: a part of it is no day, a stretch runs backwards or over more than a month, or there are too many.
    """
    found = {day for part in _SEPARATOR.split(text) if part.strip() for day in _part(" ".join(part.split()))}
    if len(found) > MOST:
        raise Problem(f"That is {len(found):,} closed days; there can be {MOST}.", "too-many")
    return tuple(sorted(found))


def _part(text: str) -> Iterator[date]:
    stretch = _RANGE.fullmatch(text)
    last = _day(stretch[2] if stretch else text)
    first = _first(stretch[1], last) if stretch else last
    if first > last:
        raise Problem(f"“{text}” runs backwards. Write the first day first.", "bad-date")
    if last - first >= timedelta(days=_LONGEST):
        raise Problem(f"“{text}” is longer than a month. Write the days on which the council is closed.", "bad-date")
    while first <= last:
        yield first
        first += _DAY


def _first(text: str, last: date) -> date:
    """Return the first day of a stretch, which may leave to the last one its month and year: "29 to 31 December"."""
    bare = _BARE.fullmatch(text)
    if bare is None:
        return _day(text)
    month = bare[2] or str(last.month)
    found = _day(f"{bare[1]} {month} {last.year}")
    return found if found <= last or not bare[2] else _day(f"{bare[1]} {month} {last.year - 1}")


def _day(text: str) -> date:
    try:
        found = read_typed(text)
    except Problem:
        found = None
    if found is None or found.first != found.last:
        raise Problem(f"“{text}” is not a day. Write it as 29 December 2025 or 29 to 31 December 2025.", "bad-date")
    return found.first


def closed_words(days: Iterable[date]) -> str:
    """Return days as they can be typed again, days in a row as one stretch."""
    return ", ".join(_stretch(first, last) for first, last in _stretches(sorted(set(days))))


def _stretches(days: list[date]) -> Iterator[tuple[date, date]]:
    start = 0
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else None
        if following != day + _DAY or (following - days[start]).days >= _LONGEST:
            yield days[start], day
            start = place + 1


def _stretch(first: date, last: date) -> str:
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {long_date(last)}"
    return f"{long_date(first)} to {long_date(last)}"
