"""Contents: every sheet that follows, as a link, with what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from send_tracker.exchange.columns import Column, Link, Sheet


class _Row(NamedTuple):
    number: int
    sheet: Sheet[Any]


def sheet(others: Sequence[Sheet[Any]]) -> Sheet[_Row]:
    """Return the list of the sheets that follow."""
    rows = [_Row(number, other) for number, other in enumerate(others, start=1)]
    return Sheet(
        "Contents",
        "Contents",
        "Every sheet of this pack. The name of a sheet is a link to it.",
        [
            Column("Number", lambda r: r.number, 10, number=True),
            Column("Sheet", lambda r: Link(r.sheet.name, r.sheet.name), 28),
            Column("What it holds", lambda r: r.sheet.about, 90),
            Column("Rows", lambda r: len(r.sheet.rows), 9, number=True),
        ],
        rows,
    )
