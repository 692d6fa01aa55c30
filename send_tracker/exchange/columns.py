"""What a sheet is before it is written anywhere: a title, columns, rows and charts, as plain data.

A sheet of the pack and a register export are both described with these classes, so that neither knows
how a workbook is made, and the workbook does not know what an action is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.status import StatusLevel

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another sheet of the same workbook, or to a row of it."""

    text: str
    sheet: str
    row: int = 1


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that counts something again: the only formulas that a workbook of ours holds, and never a person's text.

    ``text`` begins without the equals sign.
    """

    text: str


Cell = str | int | bool | Decimal | date | PartialDate | StatusLevel | Link | Formula | tuple[str, ...] | None
"""What a cell can hold. The writer decides by the type how it looks; a tuple is a list of short texts."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column of a table of ``T``.

    Attributes:
        title: what people read at its head.
        value: takes a row and returns what its cell holds.
        width: in characters of the workbook's font.
        number: True for counts and shares, which stand on the right, under their head.
        key: its name in JSON. group: the JSON object that it belongs to, none for most.
    """

    title: str
    value: Callable[[T], Cell]
    width: float = 14
    number: bool = False
    key: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one part of each bar: a column's title, and the status that gives shape and colour.

    A line of a measure has no status: it is the figures themselves, or the ``target`` beside them.
    """

    column: str
    level: StatusLevel | None = None
    target: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart of columns of its sheet's own table.

    Attributes:
        kind: ``bars`` for horizontal bars that each add up to 100 per cent, ``lines`` for lines over dates,
            ``measure`` for the figures of one measure over dates, joined where dates have none.
        title: stands above it. across, up: the titles of its axes.
        labels: the title of the column that names the bars or dates.
        series: what is drawn, in drawing order.
        description: the alternative text, which says what the picture shows.
    """

    kind: str
    title: str
    across: str
    up: str
    labels: str
    series: Sequence[Series]
    description: str


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One sheet: a title, a line that says what it holds, a line that says when, and one table.

    Attributes:
        name: on its tab. title: in A1. about: in A2.
        empty: stands in the table when there are no rows.
        strong: tells which rows are totals.
        filtered: whether its table has filter buttons.
        frozen: columns that stay in view beside the header row, and are printed on every page.
        pages_wide: printed pages across. pages_high: printed pages down, 0 for as many as it takes.
    """

    name: str
    title: str
    about: str
    columns: Sequence[Column[T]]
    rows: Sequence[T]
    empty: str = "There is nothing to list."
    strong: Callable[[T], bool] | None = None
    filtered: bool = False
    frozen: int = 0
    pages_wide: int = 1
    pages_high: int = 0
    charts: Sequence[Chart] = field(default=())

    def place(self, title: str) -> int:
        """Return the number of a column, from 1."""
        return [c.title for c in self.columns].index(title) + 1
