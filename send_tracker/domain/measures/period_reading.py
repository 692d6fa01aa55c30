"""Reading a period as people type it, paste it from a workbook or find it in a published file."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from send_tracker.domain.dates import MONTHS, PartialDate, read_typed
from send_tracker.domain.measures.periods import NOT_A_PERIOD, SPAN, TO_DATE, YEARS, Period, period_containing, span
from send_tracker.domain.problem import Problem

_MON = r"([a-z]{3,9})\.?"
_YEAR = r"((?:19|20|21)\d{2})"
_YEAR_ANY = rf"({_YEAR[1:-1]}|\d{{2}})"
_TO = r"\s*(?:-|to|until)\s*"
_TO_DATE_WORDS = r"(?:year to date|ytd)"
_PLAIN_YEARS: Final = re.compile(r"\d{4}(-\d{2})?")
_TO_DATE_TYPES: Final = tuple(TO_DATE.values())
_YEAR_TYPES: Final = ("financial_year", "academic_year")

_Reader = Callable[["re.Match[str]", str], Period | None]


def read_period(typed: str, period_type: str = "") -> Period:
    """Read a period from what a person typed or pasted.

    Args:
        typed: for example "May 2025", "2024/25", "Jan-Oct 2024", "2025 YTD to May", "Q1 2024/25" or a canonical text.
        period_type: that of the measure; it decides what could mean several things. "May 2025" of a measure that runs
            by year to date is January to May 2025, and 2024/25 needs it to be a financial or an academic year.

    Raises:
        Problem: it is none, or it could mean several periods.
    """
    tidy = " ".join(typed.replace("–", "-").replace("—", "-").split())
    tidy = re.sub(r"^(?:as at|as of|at)\s+", "", tidy, flags=re.IGNORECASE)
    found = _canonical(tidy, period_type)
    small = tidy.casefold().removesuffix(" 00:00:00").removesuffix("t00:00:00")
    readers = iter(_READERS)
    while found is None and (reader := next(readers, None)):
        pattern, read = reader
        if match := pattern.fullmatch(small):
            found = read(match, period_type)
    if found is None:
        found = _day(small)
    if found is None:
        raise Problem(NOT_A_PERIOD.format(typed.strip()), "bad-period")
    return _fitted(found, period_type)


def _canonical(text: str, wanted: str) -> Period | None:
    """Read a canonical text in any letters; of a measure by years over two, 2024 and 2024-25 are left to be asked."""
    if wanted in _YEAR_TYPES and _PLAIN_YEARS.fullmatch(text):
        return None
    for form in (text, text.upper(), text.lower()):
        try:
            return Period.parse(form)
        except Problem:
            continue
    return None


def _day(text: str) -> Period | None:
    try:
        return Period.parse(read_typed(text).text)
    except Problem:
        return None


def _fitted(found: Period, wanted: str) -> Period:
    """Return the period of the measure's own type that was meant; what is coarser or finer stays what it is.

    Workbooks write a month as its first or last day, and a year to date is often called by its last month.
    """
    if found.kind == "month" and wanted in (*_TO_DATE_TYPES, "rolling12"):
        return period_containing(wanted, found.first)
    if found.kind == "snapshot" and wanted not in ("", "snapshot"):
        meant = period_containing(wanted, found.first)
        if found.first == meant.last or (found.first == meant.first and wanted not in (*_TO_DATE_TYPES, "rolling12")):
            return meant
        if wanted in (*_TO_DATE_TYPES, "rolling12") and found.first.day == 1:
            return meant
        raise Problem(
            f"“{found.words}” is a day within {meant.words}; this measure has one figure for it.", "bad-period"
        )
    if found.kind == SPAN and wanted in (*_TO_DATE_TYPES, "rolling12"):
        meant = period_containing(wanted, found.last)
        return meant if meant.first == found.first else found
    return found


def _month_number(word: str) -> int | None:
    """Return a month's number from its name or the beginning of it."""
    for number, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and name.lower().startswith(word):
            return number
    return 9 if word == "sept" else None


def _full_year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def _month_index(word: str, digits: str) -> int | None:
    number = _month_number(word)
    return None if number is None else _full_year(digits) * 12 + number - 1


def _month_of(index: int | None) -> Period | None:
    return None if index is None else Period.parse(f"{index // 12:04}-{index % 12 + 1:02}")


def _named_month(found: re.Match[str], _type: str) -> Period | None:
    return _month_of(_month_index(found[1], found[2]))


def _numbered_month(found: re.Match[str], _type: str) -> Period | None:
    month, year = found["month"], found["year"]
    return _month_of(int(year) * 12 + int(month) - 1) if 1 <= int(month) <= 12 else None


def _to_date(found: re.Match[str], wanted: str) -> Period | None:
    month = _month_of(_month_index(found["month"], found["year"]))
    return month and period_containing(_to_date_type(found.group(0), wanted), month.first)


def _to_date_type(text: str, wanted: str) -> str:
    if text.startswith(("financial", "fytd")):
        return "financial_ytd"
    if text.startswith(("academic", "aytd")):
        return "academic_ytd"
    return wanted if wanted in _TO_DATE_TYPES else "calendar_ytd"


def _open_to_date(found: re.Match[str], _type: str) -> Period | None:
    year = found[1] or found[2]
    raise Problem(f"“{year} year to date” needs its last month: write {year} year to date, to May.", "bad-period")


def _rolling(found: re.Match[str], _type: str) -> Period | None:
    month = _month_of(_month_index(found[1], found[2]))
    return month and period_containing("rolling12", month.first)


def _two_years(found: re.Match[str], wanted: str) -> Period | None:
    """Read 2024/25: a year that runs over two, financial or academic."""
    first, last = int(found["first"]), found["last"]
    if (first + 1) % 100 != int(last[-2:]) or (len(last) == 4 and int(last) != first + 1):
        return None
    named = found["kind"] or ""
    kind = _year_type(named) or (wanted if wanted in _YEAR_TYPES else "")
    if not kind and wanted.endswith("_ytd"):
        kind = wanted.replace("_ytd", "_year") if not wanted.startswith("calendar") else ""
    if not kind:
        raise Problem(
            f"“{found.group(0)}” could be a financial or an academic year: write “financial year {first}/{last[-2:]}” "
            f"or “academic year {first}/{last[-2:]}”.",
            "bad-period",
        )
    prefix = next(p for p, k in YEARS.items() if k == kind)
    return Period.parse(f"{prefix}{first + 1}")


def _year_type(word: str) -> str:
    return {"f": "financial_year", "a": "academic_year"}.get(word[:1], "")


def _year_ending(found: re.Match[str], _type: str) -> Period | None:
    month = _month_of(_month_index(found["month"], found["year"]))
    if month is None:
        return None
    kind = _year_type(found["kind"] or "")
    if kind == "academic_year" and month.first.month in (6, 7, 8):
        return Period.parse(f"AY{month.first.year}")
    if kind == "financial_year" and month.first.month == 3:
        return Period.parse(f"FY{month.first.year}")
    return None if kind else period_containing("rolling12", month.first)


def _quarter(found: re.Match[str], _type: str) -> Period | None:
    number, year = int(found["q1"] or found["q2"]), int(found["y1"] or found["y2"])
    if found["to"]:  # quarters of a financial year begin in April
        start = year * 12 + 3 + (number - 1) * 3
        return Period.parse(f"{start // 12}-Q{start % 12 // 3 + 1}")
    return Period.parse(f"{year}-Q{number}")


def _months(found: re.Match[str], wanted: str) -> Period | None:
    last = _month_index(found["m2"], found["y2"])
    first = _month_index(found["m1"], found["y1"] or found["y2"])
    if first is None or last is None:
        return None
    if not found["y1"] and first > last:
        first -= 12
    return whole_months(first, last, wanted) if first <= last else None


def whole_months(first: int, last: int, wanted: str = "") -> Period | None:
    """Return the simplest period from one month to another: a month, a quarter, a year, a year to date, or a span."""
    if first == last:
        return _month_of(first)
    ends = span(first, last)
    kinds = [wanted] if wanted not in ("", "snapshot") else []
    kinds += ["calendar_year", "financial_year", "academic_year", "quarter", "calendar_ytd"]
    for kind in kinds:
        meant = period_containing(kind, ends.last)
        if (meant.first, meant.last) == (ends.first, ends.last):
            return meant
    return ends


def _term(found: re.Match[str], _type: str) -> Period | None:
    return Period.parse(PartialDate.parse(f"{found[2]}-{found[1]}").text)


def _named_year(found: re.Match[str], wanted: str) -> Period | None:
    """Read a year by itself; of a measure by financial or academic years nobody can tell which is meant."""
    year = int(found["year"])
    if not found["kind"] and wanted in _YEAR_TYPES:
        raise Problem(f"“{year}” could be two years: write {year - 1}/{year % 100:02} or {year}/{(year + 1) % 100:02}.",
                      "bad-period")  # fmt: skip
    return Period.parse(str(year))


_Y = r"(?:19|20|21)\d{2}"
_W = r"[a-z]{3,9}"
_KIND = r"(?P<kind>(?:financial|academic|calendar)(?: year)?|fy|ay)?\s*"
_YEAR_OF = r"(?:financial |academic |calendar )?"
_SHAPES: Final[tuple[tuple[str, _Reader], ...]] = (
    (rf"{_MON}[ -]?{_YEAR_ANY}", _named_month),
    (rf"(?P<month>\d{{1,2}})[/.-](?P<year>{_Y})", _numbered_month),
    (rf"(?P<year>{_Y})[/.](?P<month>\d{{1,2}})", _numbered_month),
    (rf"{_KIND}(?P<first>{_Y})\s*(?:/|-|to)\s*(?P<last>{_Y}|\d{{2}})", _two_years),
    (rf"{_KIND}(?P<first>{_Y})(?P<last>\d{{2}})", _two_years),  # 202425, as the Department for Education writes it
    (rf"{_KIND}ending (?:in )?(?P<month>{_W}) (?P<year>{_Y})", _year_ending),
    (rf"year ending (?P<kind>)(?P<month>{_W}) (?P<year>{_Y})", _year_ending),
    (rf"(?:(?:rolling )?(?:12|twelve)(?: months)?|rolling year) (?:to|ending) {_MON} {_YEAR}", _rolling),
    (rf"{_YEAR_OF}(?:{_Y} )?(?:{_TO_DATE_WORDS}|fytd|aytd),?(?: to)? (?P<month>{_W}) (?P<year>{_Y})", _to_date),
    (rf"(?P<year>{_Y}) {_TO_DATE_WORDS},?(?: to)? (?P<month>{_W})", _to_date),
    (rf"(?P<month>{_W}) (?P<year>{_Y}) {_TO_DATE_WORDS}", _to_date),
    (rf"{_YEAR} {_TO_DATE_WORDS}|{_TO_DATE_WORDS} {_YEAR}", _open_to_date),
    (rf"(?:q(?P<q1>[1-4])[ -]?(?P<y1>{_Y})|(?P<y2>{_Y})[ -]?q(?P<q2>[1-4]))(?P<to>[/-]\d{{2}})?", _quarter),
    (rf"(?P<m1>{_W})\.?(?: (?P<y1>{_Y}))?{_TO}(?P<m2>{_W})\.? (?P<y2>{_Y}|\d{{2}})", _months),
    (rf"(spring|summer|autumn)(?: term)? {_YEAR}", _term),
    (rf"{_KIND}(?P<year>{_Y})", _named_year),
)
_READERS: Final = tuple((re.compile(pattern), reader) for pattern, reader in _SHAPES)
"""What is recognised, in order, and what reads it."""
