"""Dates as the field writes them: a day, a month or a school term.

In the file a date is text: ``2025-07-03`` (day), ``2025-05`` (month) or ``2025-summer`` (term).
People read "3 July 2025", "May 2025" and "summer term 2025" (ONS house style).
Terms end, for the purpose of being late, on 31 December, 30 April and 31 August: schools' own dates
differ from area to area, and the last day that anyone could mean is the fair one.
"""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from send_tracker.domain.problem import Problem

MONTHS: Final = tuple(calendar.month_name)[1:]
_TERM_ENDS: Final = {"spring": (4, 30), "summer": (8, 31), "autumn": (12, 31)}
_TERM_STARTS: Final = {"spring": (1, 1), "summer": (5, 1), "autumn": (9, 1)}
# No programme has dates outside these three centuries, but typing errors do.
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"((?:19|20|21)[0-9]{2})-([0-9]{2})")
_TERM = re.compile(r"((?:19|20|21)[0-9]{2})-(spring|summer|autumn)")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision it was given in.

    Attributes:
        text: the ISO form kept in the file.
        first: the first day it can mean.
        last: the last day it can mean; lateness is counted from here.
    """

    text: str
    first: date
    last: date

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> PartialDate:
        """Read the stored form.

        Raises:
            Problem: ``text`` is not a day, a month or a term.
        """
        try:
            if _DAY.fullmatch(text):
                day = date.fromisoformat(text)
                return cls(text, day, day)
            if found := _MONTH.fullmatch(text):
                year, month = int(found[1]), int(found[2])
                return cls(text, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
            if found := _TERM.fullmatch(text):
                year = int(found[1])
                return cls(text, date(year, *_TERM_STARTS[found[2]]), date(year, *_TERM_ENDS[found[2]]))
        except ValueError:
            pass
        raise Problem(f"“{text}” is not a date. Write it as 3 July 2025, July 2025 or summer term 2025.", "bad-date")

    def __str__(self) -> str:
        """Return the form people read."""
        if found := _TERM.fullmatch(self.text):
            return f"{found[2]} term {found[1]}"
        if _MONTH.fullmatch(self.text):
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        return long_date(self.first)


def long_date(day: date) -> str:
    """Return "3 July 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return "3 Jul 2025", for narrow columns."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_month(day: date) -> str:
    """Return "3 July", where the year is plain from the context."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def show(text: str | None) -> str:
    """Return the reading form of a stored date, or an empty string for none."""
    return str(PartialDate.parse(text)) if text else ""


def show_short(text: str | None) -> str:
    """Return the reading form cut for table columns: "3 Jul 2025", "Jul 2025", "summer 2025"."""
    if not text:
        return ""
    if _DAY.fullmatch(text):
        return short_date(date.fromisoformat(text))
    if _MONTH.fullmatch(text):
        first = PartialDate.parse(text).first
        return f"{MONTHS[first.month - 1][:3]} {first.year}"
    return show(text).replace(" term", "")


_TYPED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*[ /.-]\s*([A-Za-z]{3,9}|\d{1,2})\s*[ /.,-]\s*(\d{4}|\d{2})")
_NEAR = timedelta(days=122)
_TYPED_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*[ /.-]?\s*([A-Za-z]{3,9})")
_TYPED_MONTH = re.compile(r"([A-Za-z]{3,9})\s+(\d{4}|\d{2})")
_TYPED_TERM = re.compile(r"(?:end of )?(spring|summer|autumn)(?: term)?\s+(\d{4})", re.IGNORECASE)


def read_typed(text: str, today: date | None = None, *, past: bool = False) -> PartialDate:
    """Read what a person typed: "3 July 2025", "3/7/25", "May 2025", "summer term 2025" or ISO.

    Day comes before month, as it does in the United Kingdom. With ``today``, "22 May" is taken too: the one that is
    nearest to today, if it is within four months; with ``past`` the last one that was, today among them.

    Raises:
        Problem: it is none of these.
    """
    tidy = " ".join(text.split())
    try:
        if found := _TYPED_TERM.fullmatch(tidy):
            return PartialDate.parse(f"{found[2]}-{found[1].lower()}")
        if found := _TYPED_DAY.fullmatch(tidy):
            day = date(_year(found[3]), _month(found[2]), int(found[1]))
            return PartialDate.parse(day.isoformat())
        if today and (found := _TYPED_DAY_MONTH.fullmatch(tidy)):
            return PartialDate.parse(_nearest(int(found[1]), _month(found[2]), today, past).isoformat())
        if found := _TYPED_MONTH.fullmatch(tidy):
            return PartialDate.parse(f"{_year(found[2]):04}-{_month(found[1]):02}")
    except ValueError:
        pass
    return PartialDate.parse(tidy.lower())


def _nearest(day: int, month: int, today: date, past: bool) -> date:
    """Return the day of that month that is nearest to today, or the last one; ValueError where the year is a guess."""
    found = []
    for year in range(today.year - 1, today.year + 2):
        with suppress(ValueError):  # 29 February
            found.append(date(year, month, day))
    if past:
        return max(one for one in found if one <= today)
    return min(one for one in found if abs(one - today) <= _NEAR)


def _month(word: str) -> int:
    """Return the month's number from its number or its name; ValueError for anything else."""
    if word.isdigit():
        return int(word)
    for number, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and name.lower().startswith(word.lower()):
            return number
    raise ValueError(word)


def _year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)
