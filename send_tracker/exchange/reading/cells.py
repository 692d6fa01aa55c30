"""What a strange workbook holds, as plain data: cells with their values and fills, sheets with their merges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

CellValue = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell.

    Attributes:
        value: what it holds; a date for a number that the workbook shows as one.
        shown: a number as its format shows it where that differs, such as 4.10.
        fill: its colour as six hexadecimal digits, or nothing.
        error: why its value cannot be relied upon, such as an error that its formula left; else nothing.
    """

    value: CellValue = None
    shown: str = ""
    fill: str = ""
    error: str = ""

    @property
    def text(self) -> str:
        """The value as text: dates as ISO, whole numbers without a point, nothing for an empty cell."""
        if self.shown:
            return self.shown
        value = self.value
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float):
            return f"{value:.12g}"
        return value.isoformat() if isinstance(value, date) else str(value).strip()


EMPTY = SourceCell()


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells, its edges included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SourceSheet:
    """A sheet: rows by number from 1, in each row cells by column from 1; rows without a value are left out."""

    name: str
    rows: dict[int, dict[int, SourceCell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden: bool = False

    def cell(self, row: int, column: int) -> SourceCell:
        """Return a cell, an empty one where there is none."""
        return self.rows.get(row, {}).get(column, EMPTY)

    @property
    def last_column(self) -> int:
        """The last column that holds anything, 0 for an empty sheet."""
        return max((max(cells) for cells in self.rows.values() if cells), default=0)

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of the rows in order."""
        yield from sorted(self.rows)


@dataclass(slots=True)
class SourceBook:
    """A source file: its sheets, and what an officer should know about how it was read."""

    name: str
    sheets: list[SourceSheet]
    notes: list[str] = field(default_factory=list)


def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(row: int, column: int) -> str:
    """Return the name of a cell, such as C12."""
    return f"{column_letters(column)}{row}"
