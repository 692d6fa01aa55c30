"""The cells of a pack as text, in one form for what was written and what is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.status import StatusLevel
from send_tracker.domain.text import one_line
from send_tracker.exchange.columns import Cell, Formula, Link
from send_tracker.exchange.workbook import cell_text

ANYTHING: Final = "\x00any"
"""Stands for a cell that may say anything: a formula's result, the moment at which a pack was written again."""

_LONGEST: Final = 200


def said_then(value: Cell) -> str:
    """Return what a cell said when it was written."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return _number(Decimal(value))
        case PartialDate():
            return value.first.isoformat() if value.first == value.last else in_a_book(str(value))
        case date():
            return value.isoformat()
        case StatusLevel() | Link():
            return in_a_book(value.text)
        case Formula():
            return ANYTHING
        case tuple():
            return in_a_book("; ".join(value))
    return in_a_book(value)


def said_now(value: object) -> str:
    """Return what a cell says now, as it was read."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _number(Decimal(repr(value)))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    return in_a_book(str(value))


def _number(value: Decimal) -> str:
    """Return a number in one form: twelve digits, which is what survives a program that keeps it in binary."""
    return f"{float(value):.12g}"


def in_a_book(text: str) -> str:
    """Return a text as a workbook gives it back: without what it cannot hold, and spaces as they come."""
    return " ".join(cell_text(text).replace("_x005F_", "_").split())


def is_same(before: str, after: str) -> bool:
    """Tell whether a cell says what it said."""
    return before in (after, ANYTHING)


def named(row: Sequence[str]) -> str:
    """Return what a row is known by."""
    return one_line(", ".join(text for text in row[:4] if text and text != ANYTHING), _LONGEST)


def shortened(text: str) -> str:
    """Return a text that is not too long to be told."""
    return one_line(text, _LONGEST)
