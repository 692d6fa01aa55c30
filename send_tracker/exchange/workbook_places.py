"""Where things stand on a sheet of ours: a title, two lines, the heads of the table, its rows."""

from __future__ import annotations

from typing import Final

HEADER_ROW: Final = 4


def row_of(number: int) -> int:
    """Return the row of the sheet in which the table's row of a number, from 1, stands."""
    return HEADER_ROW + number
