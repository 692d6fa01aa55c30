"""Periods: what a figure is about, in one canonical text each, and how they follow one another.

The canonical texts, of which a file holds no others::

    2025-05          month                  2025            calendar year
    2025-Q2          quarter (April-June)   FY2025          financial year ending March 2025
    2025-summer      school term            AY2025          academic year ending in summer 2025
    2025-05-31       a day                  R12-2025-05     the twelve months to May 2025
    YTD-2025-05      calendar year to date, January to May 2025
    FYTD-2025-05     financial year to date      AYTD-2025-05   academic year to date
    2024-03..2024-07 a span of whole months

The words are those of the house style of the Office for National Statistics: months rather than quarters, "to" in a
span, "financial year ending March 2025" and "academic year ending July 2025"
(https://style.ons.gov.uk/house-style/dates-and-numbers/). A financial year is 1 April to 31 March. An academic year
is counted from 1 September to 31 August, so that three terms make a year; it is called by July, when schools close.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from send_tracker.domain.dates import MONTHS, PartialDate, long_date, short_date
from send_tracker.domain.problem import Problem

SPAN: Final = "span"
NOT_A_PERIOD: Final = "“{}” is not a period. Write it as May 2025, 2024/25 or January to May 2025."
YEAR_STARTS: Final = {"calendar": 1, "financial": 4, "academic": 9}
"""The month in which each kind of year begins."""

TO_DATE: Final = {"YTD": "calendar_ytd", "FYTD": "financial_ytd", "AYTD": "academic_ytd"}
YEARS: Final = {"": "calendar_year", "FY": "financial_year", "AY": "academic_year"}
_TERMS: Final = ("spring", "summer", "autumn")
_YEAR = r"(?:19|20|21)[0-9]{2}"
_MONTH_TEXT = rf"({_YEAR})-(0[1-9]|1[0-2])"
_PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("month", _MONTH_TEXT),
        ("to_date", rf"(F?YTD|AYTD)-{_MONTH_TEXT}"),
        ("year", rf"(FY|AY|)({_YEAR})"),
        ("quarter", rf"({_YEAR})-Q([1-4])"),
        ("rolling", rf"R12-{_MONTH_TEXT}"),
        ("span", rf"{_MONTH_TEXT}\.\.{_MONTH_TEXT}"),
    )
)


@dataclass(frozen=True, slots=True)
class Period:
    """What a figure is about.

    Attributes:
        text: the canonical form that the file keeps.
        kind: a key of :data:`~send_tracker.domain.measures.rows.PERIOD_TYPES`, or "span".
        first: its first day. last: its last day.
    """

    text: str
    kind: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read the canonical form.

        Raises:
            Problem: it is not one.
        """
        found = _known(text)
        if found is None:
            raise Problem(
                f"“{text}” is not a period. Write it as May 2025, 2024/25 or January to May 2025.", "bad-period"
            )
        return found

    @property
    def key(self) -> tuple[date, date, str]:
        """By which periods are in the order of time: by the last day; of two that end together, the longer first."""
        return self.last, self.first, self.text

    @property
    def starts_year(self) -> bool:
        """Whether it is the first of a year to date: what adds up begins again here."""
        return self.kind in TO_DATE.values() and self._months == 1

    @property
    def _end(self) -> int:
        """Its last month, counted from the year 0."""
        return self.last.year * 12 + self.last.month - 1

    @property
    def _months(self) -> int:
        return self._end - (self.first.year * 12 + self.first.month - 1) + 1

    # How periods follow one another

    def next(self) -> Period | None:
        """Return the period of the same kind that comes after it; None where nothing follows by rule."""
        return self._moved(1)

    def previous(self) -> Period | None:
        """Return the one before it, such as April for May; None for the first of a year to date, a day or a span."""
        return None if self.starts_year else self._moved(-1)

    def year_before(self) -> Period:
        """Return the same period a year earlier; 29 February becomes 28 February."""
        if self.kind == "snapshot":
            year, month = self.last.year - 1, self.last.month
            return day_period(date(year, month, min(self.last.day, calendar.monthrange(year, month)[1])))
        if self.kind == SPAN:
            return span(self._end - 12 - self._months + 1, self._end - 12)
        return _ending(self.kind, self._end - 12)

    def _moved(self, by: int) -> Period | None:
        if self.kind in ("snapshot", SPAN):
            return None
        return _ending(self.kind, self._end + by * _STEPS.get(self.kind, 1))

    # What people read

    @property
    def words(self) -> str:
        """What stands in a sentence: "May 2025", "January to May 2025", "financial year ending March 2025"."""
        match self.kind:
            case "snapshot":
                return long_date(self.last)
            case "month":
                return _month_words(self.last)
            case "term":
                return str(PartialDate.parse(self.text))
            case "calendar_year":
                return str(self.last.year)
            case "financial_year":
                return f"financial year ending March {self.last.year}"
            case "academic_year":
                return f"academic year ending July {self.last.year}"
            case "rolling12":
                return f"12 months to {_month_words(self.last)}"
        return _span_words(self.first, self.last)

    @property
    def named(self) -> str:
        """The words after "for" or "on", with the article that some need: "the financial year ending March 2025"."""
        the = self.kind in ("financial_year", "academic_year", "rolling12", "term")
        return f"the {self.words}" if the else self.words

    @property
    def label(self) -> str:
        """What stands in a table by itself, where a year to date must be known as one."""
        end = MONTHS[self.last.month - 1]
        match self.kind:
            case "calendar_ytd":
                return f"{self.last.year} year to date, to {end}"
            case "financial_ytd" | "academic_ytd":
                return f"{self.kind.partition('_')[0].capitalize()} year to date, to {end} {self.last.year}"
        return self.words[:1].upper() + self.words[1:]

    @property
    def short(self) -> str:
        """What fits under an axis: "May 25", "2024/25", "to May 25"."""
        month = f"{MONTHS[self.last.month - 1][:3]} {self.last:%y}"
        match self.kind:
            case "snapshot":
                return short_date(self.last)
            case "month":
                return month
            case "calendar_year":
                return self.text
            case "financial_year" | "academic_year":
                return f"{self.first.year}/{self.last:%y}"
            case "term":
                return f"{self.text[5:].capitalize()} {self.last:%y}"
            case "quarter" | "span":
                return f"{MONTHS[self.first.month - 1][:3]}–{month}"
        return f"to {month}"

    def __str__(self) -> str:
        """Return the words."""
        return self.words


_STEPS: Final = {"quarter": 3, "term": 4, "calendar_year": 12, "financial_year": 12, "academic_year": 12}
"""How many months lie between a period and the next of its kind; 1 for all others."""


@lru_cache(maxsize=16_384)
def _known(text: str) -> Period | None:
    for name, pattern in _PATTERNS:
        if found := pattern.fullmatch(text):
            return _made(name, found)
    try:
        partial = PartialDate.parse(text)
    except Problem:
        return None
    return Period(text, "snapshot" if partial.first == partial.last else "term", partial.first, partial.last)


def period_or_none(text: str) -> Period | None:
    """Return the period of a canonical text, or None for what a newer program or a strange file put there."""
    return _known(text)


def _made(name: str, found: re.Match[str]) -> Period | None:
    match name:
        case "month":
            return _ending("month", _index(found[1], found[2]))
        case "to_date":
            return _ending(TO_DATE[found[1]], _index(found[2], found[3]))
        case "year":
            kind = YEARS[found[1]]
            return _ending(kind, int(found[2]) * 12 + (YEAR_STARTS[kind.partition("_")[0]] - 2) % 12)
        case "quarter":
            return _ending("quarter", int(found[1]) * 12 + int(found[2]) * 3 - 1)
        case "rolling":
            return _ending("rolling12", _index(found[1], found[2]))
    first, last = _index(found[1], found[2]), _index(found[3], found[4])
    return span(first, last) if first < last else None


def _index(year: str, month: str) -> int:
    return int(year) * 12 + int(month) - 1


def _ending(kind: str, end: int) -> Period:
    """Return the period of a kind that ends with a month, counted from the year 0."""
    year, month = divmod(end, 12)
    tail = f"{year:04}-{month + 1:02}"
    match kind:
        case "month":
            return _of_months(tail, kind, end, end)
        case "quarter":
            return _of_months(f"{year:04}-Q{month // 3 + 1}", kind, end - 2, end)
        case "term":
            return _of_months(f"{year:04}-{_TERMS[month // 4]}", kind, end - 3, end)
        case "rolling12":
            return _of_months(f"R12-{tail}", kind, end - 11, end)
        case "calendar_ytd" | "financial_ytd" | "academic_ytd":
            start = YEAR_STARTS[kind.partition("_")[0]] - 1
            prefix = next(p for p, k in TO_DATE.items() if k == kind)
            return _of_months(f"{prefix}-{tail}", kind, end - (month - start) % 12, end)
    prefix = next(p for p, k in YEARS.items() if k == kind)
    return _of_months(f"{prefix}{year:04}", kind, end - 11, end)


def _of_months(text: str, kind: str, first: int, last: int) -> Period:
    year, month = divmod(last, 12)
    ends = date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    return Period(text, kind, date(first // 12, first % 12 + 1, 1), ends)


def span(first: int, last: int) -> Period:
    """Return the span between two months, each counted from the year 0."""
    texts = [f"{month // 12:04}-{month % 12 + 1:02}" for month in (first, last)]
    return _of_months("..".join(texts), SPAN, first, last)


def day_period(day: date) -> Period:
    """Return the period that is one day."""
    return Period(day.isoformat(), "snapshot", day, day)


def period_containing(period_type: str, day: date) -> Period:
    """Return the period of a type in which a day lies; of a year to date or twelve months, the one to its month."""
    if period_type == "snapshot":
        return day_period(day)
    month = day.year * 12 + day.month - 1
    match period_type:
        case "quarter":
            month += 2 - month % 3
        case "term":
            month += 3 - month % 4
        case "calendar_year" | "financial_year" | "academic_year":
            last = (YEAR_STARTS[period_type.partition("_")[0]] - 2) % 12
            month += (last - month) % 12
    return _ending(period_type, month)


def _month_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _span_words(first: date, last: date) -> str:
    """Return "April to June 2025" or "September 2024 to May 2025"."""
    if (first.year, first.month) == (last.year, last.month):
        return _month_words(last)
    start = MONTHS[first.month - 1] if first.year == last.year else _month_words(first)
    return f"{start} to {_month_words(last)}"
