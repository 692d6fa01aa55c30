"""Finding the table on a sheet: its header row, also under titles and merged cells and over two rows.

A header row is the row whose cells are most of all names that the field uses for columns. Where the row beneath
completes it ("Dates" over "Original" and "Revised"), the two are read together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from send_tracker.exchange.intake.fields import DERIVED, NAMES, NO_FIELD, plain_head
from send_tracker.exchange.reading.cells import EMPTY, SourceCell, SourceSheet, column_letters

_LOOKED_AT: Final = 60
_MERGED_CELLS: Final = 200_000
_LONGEST_HEAD: Final = 70
_CHOICES: Final = tuple(NAMES)
ALIKE: Final = 84.0


@dataclass(frozen=True, slots=True)
class Head:
    """One column of the table: its number on the sheet and what stands at its head, none twice."""

    column: int
    title: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table is. ``header`` is 0 for a table without heads; ``first`` is its first row of data."""

    header: int
    header_rows: int
    first: int
    heads: tuple[Head, ...]


class View:
    """A sheet with its merges spread: every cell of a merged block shows what its first cell holds."""

    def __init__(self, sheet: SourceSheet) -> None:
        self.sheet = sheet
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        last_row, last_column = max(sheet.rows, default=0), sheet.last_column
        self.last_column = last_column
        for merge in sheet.merges:
            bottom, right = min(merge.bottom, last_row), min(merge.right, last_column)
            if (bottom - merge.top + 1) * (right - merge.left + 1) + len(self._origin) > _MERGED_CELLS:
                continue
            for row in range(merge.top, bottom + 1):
                for column in range(merge.left, right + 1):
                    if (row, column) != (merge.top, merge.left):
                        self._origin[row, column] = (merge.top, merge.left)

    def origin(self, row: int, column: int) -> tuple[int, int] | None:
        """Return the first cell of the block that covers a cell; None for a cell of its own."""
        return self._origin.get((row, column))

    def cell(self, row: int, column: int) -> SourceCell:
        """Return what a cell shows."""
        row, column = self._origin.get((row, column), (row, column))
        return self.sheet.rows.get(row, {}).get(column, EMPTY)

    def down(self, row: int, column: int) -> SourceCell:
        """Return what a cell shows where merges downwards are spread, and those across are not."""
        origin = self._origin.get((row, column))
        return self.sheet.cell(origin[0] if origin and origin[1] == column else row, column)

    def width(self, row: int, column: int) -> int:
        """Return over how many columns a cell is merged."""
        wide = 1
        while self._origin.get((row, column + wide)) == (row, column):
            wide += 1
        return wide


@lru_cache(maxsize=4096)
def field_for(head: str) -> tuple[str, float]:
    """Return the field that a column's head names, and how surely (0 to 100); an empty name for none."""
    plain = plain_head(head)
    if not plain or plain in NO_FIELD or plain in DERIVED:
        return "", 0.0
    if plain in NAMES:
        return NAMES[plain], 100.0
    aside = plain_head(re.sub(r"[(\[].*", "", head))
    if aside in NAMES:
        return NAMES[aside], 95.0
    begins = [n for n in _CHOICES if " " in n and plain.startswith(f"{n} ")]
    if begins:
        return NAMES[max(begins, key=len)], 90.0
    for piece in (plain.rpartition(" date")[0] if plain.endswith(" date") else "", plain.removesuffix("s")):
        if piece in NAMES:
            return NAMES[piece], 92.0
    found = process.extractOne(plain, _CHOICES, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return (NAMES[found[0]], found[1] * 0.95) if found else ("", 0.0)


def find_layout(sheet: SourceSheet, header: int | None = None, header_rows: int = 1) -> Layout:
    """Find the table of a sheet; with ``header``, the one under that row."""
    view = View(sheet)
    if header is not None:
        titles = _titles(view, header, header_rows)
        return _layout(view, titles, header, header_rows)
    best: tuple[float, int, int, dict[int, str]] = (0.0, 0, 0, {})
    for number in list(sheet.numbers())[:_LOOKED_AT]:
        for rows in (1, 2):
            titles = _titles(view, number, rows)
            if rows == 2 and not _completes(view, number):
                continue
            score = _score(titles)
            if score > best[0]:
                best = (score, number, rows, titles)
    if best[0] < 2:
        return _without_heads(view)
    return _layout(view, best[3], best[1], best[2])


def _titles(view: View, row: int, rows: int) -> dict[int, str]:
    """Return the heads of a row by column, or of two rows read together."""
    found: dict[int, str] = {}
    over = ""
    for column in range(1, view.last_column + 1):
        upper = view.cell(row, column).text
        over = upper or (over if rows == 2 else "")
        parts = [over]
        if rows == 2:
            lower = view.cell(row + 1, column).text
            parts = [upper] if not lower else ([over, lower] if over != lower else [lower])
        words = ": ".join(" ".join(p.split()) for p in parts if p)
        if words:
            found[column] = words
    return found


def _completes(view: View, row: int) -> bool:
    """Tell whether the next row completes a header row: short words under a merged head or under a gap."""
    below = view.sheet.rows.get(row + 1, {})
    texts = {c: cell.text for c, cell in below.items() if cell.text}
    own = {c: t for c, t in texts.items() if view.origin(row + 1, c) is None}
    if not own or any(len(t) > _LONGEST_HEAD or any(ch.isdigit() for ch in t[:2]) for t in own.values()):
        return False
    return all(not view.sheet.cell(row, c).text or view.width(row, c) > 1 for c in own)


def _score(titles: Mapping[int, str]) -> float:
    """Return how much a row looks like a header: the fields it names, less what no header holds."""
    fields: dict[str, float] = {}
    other = 0
    for text in titles.values():
        name, sure = best_field(text) if len(text) <= _LONGEST_HEAD else ("", 0.0)
        if name:
            fields[name] = max(fields.get(name, 0.0), sure)
        elif len(text) > _LONGEST_HEAD:
            other += 2
    if len(titles) < 2:
        return 0.0
    return sum(sure / 100 for sure in fields.values()) - other * 0.5


def best_field(text: str) -> tuple[str, float]:
    """Return the field of a head; of a head over two rows, that of the whole or of its lower row."""
    lower = text.rpartition(": ")[2]
    whole = field_for(text)
    return whole if whole[0] or lower == text else field_for(lower)


def _layout(view: View, titles: Mapping[int, str], header: int, rows: int) -> Layout:
    first = header + rows
    used = {c for n, row in view.sheet.rows.items() if n >= first for c, cell in row.items() if cell.value is not None}
    taken: set[str] = set()
    heads = []
    for column in sorted(used | set(titles)):
        title = titles.get(column) or f"Column {column_letters(column)}"
        name, again = title, 2
        while name.casefold() in taken:
            name, again = f"{title} ({again})", again + 1
        taken.add(name.casefold())
        heads.append(Head(column, name))
    return Layout(header, rows if header else 0, first, tuple(heads))


def _without_heads(view: View) -> Layout:
    """Return the layout of rows without heads, as a paste may be: columns are told by what they hold."""
    first = min(view.sheet.rows, default=1)
    heads = tuple(
        Head(c, f"Column {column_letters(c)}")
        for c in sorted({c for row in view.sheet.rows.values() for c, cell in row.items() if cell.value is not None})
    )
    return Layout(0, 0, first, heads)
