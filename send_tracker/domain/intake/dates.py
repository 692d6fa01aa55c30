"""Dates as people write them in trackers: "May 25", "by 31/05/2025", "end of summer term", "ongoing", "TBC".

What is read is a day, a month or a term, as :mod:`send_tracker.domain.dates` keeps it. What cannot be read is said,
never guessed in silence: a doubtful reading comes with the reason that a person is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from send_tracker.domain.dates import PartialDate, read_typed, show
from send_tracker.domain.problem import Problem

_NO_DATE: Final = frozenset(
    [
        "tbc",
        "tba",
        "tbd",
        "n/a",
        "na",
        "none",
        "nil",
        "-",
        "–",
        "—",
        "?",
        "ongoing",
        "continuous",
        "rolling",
        "various",
        "asap",
        "immediate",
        "immediately",
        "complete",
        "completed",
        "done",
        "on-going",
    ]
)
_NO_DATE_PHRASES: Final = frozenset(
    ("to be confirmed", "to be agreed", "not set", "no date", "not applicable", "business as usual", "bau", "on going")
)
_BEFORE: Final = re.compile(
    r"^(?:(?:no later than|not later than|due|by|before|until|from|target|revised|the|w/c|w/e|"
    r"week (?:commencing|ending)|"
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)[\s,:]+)+"
)
_ENDS: Final = re.compile(r"^(?:(?:the )?(?:end|start|beginning|middle)(?: of)?|early|late|mid)[\s-]+(?:of )?(?:the )?")
_TERM: Final = re.compile(
    r"(?:(spring|summer|autumn)(?: term)?|term (spring|summer|autumn))(?:[\s,]+|\s*['’]?)((?:20)?\d{2})"
    r"(?:\s*[/–-]\s*(\d{2,4}))?"
)
_YEAR_TERM: Final = re.compile(r"(20\d{2})\s+(spring|summer|autumn)(?: term)?")
_BARE_TERM: Final = re.compile(r"(spring|summer|autumn)(?: term)?")
_MONTH_FIRST: Final = re.compile(r"([a-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DASHED_MONTH: Final = re.compile(r"([a-z]{3,9})\.?\s*[-/'’]?\s*(\d{4}|\d{2})")
_NUMERIC_MONTH: Final = re.compile(r"(\d{1,2})\s*/\s*(\d{4})")
_AMERICAN: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_QUARTER: Final = re.compile(r"(?:q|quarter )([1-4])[\s,of]*(20\d{2})(?:\s*[/–-]\s*(?:20)?(\d{2}))?")
_STAMP: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[ t]\d{2}:\d{2}.*")
_SERIAL: Final = re.compile(r"[34]\d{4}(?:\.0+)?|5[0-4]\d{3}(?:\.0+)?")
_EPOCH: Final = date(1899, 12, 30)
_SOMEWHERE: Final = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{2,4}|\d{4}-\d{2}-\d{2}"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell's text was read as.

    Attributes:
        text: the stored date, None for none.
        words: the text itself where it says more than the date holds, such as "ongoing"; worth keeping.
        doubt: why a person should look, nothing where the reading is plain.
    """

    text: str | None = None
    words: str = ""
    doubt: str = ""


def read_date(given: str | date | None, today: date) -> DateReading:
    """Read a cell as a date. ``today`` is the programme's, for a term without a year."""
    if isinstance(given, date):
        if 1900 <= given.year <= 2199:
            return DateReading(given.isoformat())
        return DateReading(None, given.isoformat(), f"the year {given.year} cannot be meant")
    text = " ".join((given or "").split())
    plain = text.lower().strip(" .,;:()[]")
    if not plain or plain in _NO_DATE or plain in _NO_DATE_PHRASES:
        return DateReading(None, text if plain not in ("", "-", "–", "—", "n/a", "na", "none", "nil", "?") else "")
    found = _plain(_strip(plain))
    if found:
        return DateReading(found)
    return _doubtful(text, _strip(plain), today)


def _strip(text: str) -> str:
    """Return the text without what stands before a date and changes nothing."""
    return _ENDS.sub("", _BEFORE.sub("", text)).strip()


def _plain(text: str) -> str | None:
    """Return a date that is written without doubt."""
    for read in (_typed, _term, _month, _quarter):
        found = read(text)
        if found:
            return found
    return None


def _typed(text: str) -> str | None:
    if stamp := _STAMP.fullmatch(text):
        text = stamp[1]
    if _SERIAL.fullmatch(text):
        return (_EPOCH + timedelta(days=int(float(text)))).isoformat()
    if found := _MONTH_FIRST.fullmatch(text):
        text = f"{found[2]} {found[1]} {found[3]}"
    try:
        return read_typed(text).text
    except (Problem, OverflowError):
        return None


def _term(text: str) -> str | None:
    if found := _YEAR_TERM.fullmatch(text):
        return f"{found[1]}-{found[2]}"
    found = _TERM.fullmatch(text)
    if not found:
        return None
    term, first = found[1] or found[2], int(found[3]) % 100
    # A school year has two numbers: its autumn lies in the first, its spring and summer in the second.
    year = int(found[4]) % 100 if found[4] and term != "autumn" else first
    return _checked(f"{2000 + year}-{term}")


def _month(text: str) -> str | None:
    if found := _NUMERIC_MONTH.fullmatch(text):
        return _checked(f"{found[2]}-{int(found[1]):02}")
    if found := _DASHED_MONTH.fullmatch(text):
        return _typed_only(f"{found[1].removesuffix('t') if found[1] == 'sept' else found[1]} {found[2]}")
    return None


def _typed_only(text: str) -> str | None:
    try:
        return read_typed(text).text
    except Problem:
        return None


def _quarter(text: str) -> str | None:
    """Return the last month of a quarter: of a financial year where two years stand, else of the calendar year."""
    found = _QUARTER.fullmatch(text)
    if not found:
        return None
    quarter, year = int(found[1]), int(found[2])
    if not found[3]:
        return f"{year}-{quarter * 3:02}"
    return f"{year}-{3 + quarter * 3:02}" if quarter < 4 else f"{year + 1}-03"


def _checked(text: str) -> str | None:
    try:
        return PartialDate.parse(text).text
    except Problem:
        return None


def _doubtful(text: str, plain: str, today: date) -> DateReading:
    """Return what may be meant, with the reason why a person should look."""
    if found := _BARE_TERM.fullmatch(plain):
        guess = _next_term(found[1], today)
        return DateReading(guess, text, f"“{text}” names no year; it was read as {show(guess)}")
    if found := _AMERICAN.fullmatch(plain):
        turned = _checked(f"{_century(found[3])}-{int(found[1]):02}-{int(found[2]):02}")
        if turned:
            return DateReading(turned, text, f"“{text}” has no such month; month before day gives {show(turned)}")
    if re.fullmatch(r"20\d{2}", plain):
        return DateReading(None, text, f"“{text}” is a year without a month")
    inside = [d for m in _SOMEWHERE.finditer(plain) if (d := _typed(m[0]))]
    if inside:
        return DateReading(inside[0], text, f"“{text}” was read as {show(inside[0])}; the words beside it are kept")
    return DateReading(None, text, f"“{text}” is not a date that can be read; the words are kept")


def _century(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def _next_term(term: str, today: date) -> str:
    this = PartialDate.parse(f"{today.year}-{term}")
    return this.text if this.last >= today else f"{today.year + 1}-{term}"
