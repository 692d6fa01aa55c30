"""A file of figures as one table of texts: separated values, a workbook's first filled sheet, or an export in JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from send_tracker.domain.problem import Problem
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.cells import SourceSheet
from send_tracker.exchange.reading.guard import look
from send_tracker.exchange.reading.opening import open_source, read_text

_LOOKED_AT = 12
"""Rows in which the heads of the columns are looked for: titles and notes stand above many tables."""


@dataclass(frozen=True, slots=True)
class FeedTable:
    """A table: the heads of its columns, and each row by its number in the file as texts by head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_table(path: Path) -> FeedTable:
    """Read a file of figures.

    Raises:
        Problem: it cannot be read, is a trap, or holds no table.
    """
    if look(path) == "json":
        return _json_table(path)
    book = open_source(path)
    sheet = next((s for s in book.sheets if s.rows and not s.hidden), None)
    if sheet is None:
        raise Problem(f"“{path.name}” holds no table. Nothing was changed.", "no-table")
    return _sheet_table(sheet, path.name)


def _sheet_table(sheet: SourceSheet, name: str) -> FeedTable:
    """Return the table whose heads are the fullest of the first rows: there stand the names of all its columns."""
    numbers = list(sheet.numbers())
    top = max(numbers[:_LOOKED_AT], key=lambda n: (_texts_in(sheet, n), -n), default=0)
    places = {c: " ".join(cell.text.split()) for c, cell in sheet.rows.get(top, {}).items() if cell.text.strip()}
    if len(places) < 2:
        raise Problem(f"“{name}” holds no table with heads above its columns. Nothing was changed.", "no-table")
    if doubled := _doubled(list(places.values())):
        raise Problem(f"“{name}” has two columns called “{doubled}”. Rename one of them first.", "doubled-column")
    rows = tuple(
        (n, {head: sheet.cell(n, c).text for c, head in places.items()}) for n in numbers if n > top and sheet.rows[n]
    )
    return FeedTable(tuple(places.values()), rows)


def _texts_in(sheet: SourceSheet, row: int) -> int:
    return sum(isinstance(c.value, str) and bool(c.value.strip()) for c in sheet.rows[row].values())


def _doubled(heads: list[str]) -> str:
    seen: set[str] = set()
    for head in heads:
        if head.casefold() in seen:
            return head
        seen.add(head.casefold())
    return ""


def _json_table(path: Path) -> FeedTable:
    """Read what export wrote as JSON: observations alone, or among other registers."""
    try:
        found: Any = json.loads(read_text(path), parse_float=Decimal)
        rows = found["rows"] if found.get("what") == "observations" else found["observations"]
        texts = [{str(k): _text(v) for k, v in row.items()} for row in rows[: limits.ROWS]]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        raise Problem(
            f"“{path.name}” is not in the shape that export writes. Nothing was changed.", "not-an-export"
        ) from None
    heads = tuple(dict.fromkeys(key for row in texts for key in row))
    return FeedTable(heads, tuple(enumerate(texts, start=1)))


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
    return str(value)
