"""Reading the rows of a damaged table: around what cannot be read, not only up to it. Never writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

Row = tuple[object, ...]

_LAST = 1 << 24
"""No tracker has numbers as high; where the highest cannot be read, everything below is tried."""

_FAILURES = 20_000
"""Failed queries after which the rest of a table is given up: its root is gone, and nothing below it can be found."""


def source_of(path: Path) -> sqlite3.Connection:
    """Open a file whose pages nobody vouches for, so that only what is asked for is read of it.

    Raises:
        sqlite3.Error: it cannot be opened at all.
    """
    source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.25, isolation_level=None)
    source.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):  # none of them reads the file
        source.execute(f"PRAGMA {pragma}")
    return source


def readable_rows(
    source: sqlite3.Connection, table: str, columns: Sequence[str], key: str = ""
) -> tuple[list[Row], int]:
    """Return the rows that can be read, and how many keys could not.

    Args:
        source: the file. table: the table. columns: what is read. key: a number by which it is ordered; the first
            column, if none is given.
    """
    by = key or columns[0]
    query = f"SELECT {', '.join(columns)} FROM {table} WHERE {by} BETWEEN ? AND ? ORDER BY {by}"
    found: list[Row] = []
    lost = failures = 0
    waiting = [(0, _highest(source, table, by))]
    while waiting and failures < _FAILURES:
        first, last = waiting.pop()
        try:
            rows = source.execute(query, (first, last)).fetchall()
        except (sqlite3.DatabaseError, UnicodeError, OverflowError):
            failures += 1
            if first == last:
                lost += 1
            else:
                middle = (first + last) // 2
                waiting += [(middle + 1, last), (first, middle)]
            continue
        found += rows
    return found, max(lost, int(failures > 0))


def _highest(source: sqlite3.Connection, table: str, by: str) -> int:
    try:
        highest = source.execute(f"SELECT max({by}) FROM {table}").fetchone()[0]
    except sqlite3.DatabaseError:
        return _LAST
    return min(int(highest or 0), _LAST) if isinstance(highest, int | None) else _LAST
