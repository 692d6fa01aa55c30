"""Reading slots (one field of one entity) out of the log, as the rule of standing values wants them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from send_tracker.domain.log import ChangeRef
from send_tracker.domain.standing import Entry, struck

_COLUMNS = "c.n, c.edit, edit.id, c.idx, c.as_at, c.value, c.entity, c.field"


class Slots:
    """A reader of entries, one slot at a time or all of them in one pass."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def size(self, entity: int, field: int) -> int:
        """Return how many changes a slot has."""
        query = "SELECT count(*) FROM change WHERE entity = ? AND field = ?"
        return int(self._db.execute(query, (entity, field)).fetchone()[0])

    def ref(self, change: int) -> ChangeRef:
        """Return where a change stands in the whole graph."""
        row = self._db.execute(
            "SELECT edit.id, c.idx FROM change c CROSS JOIN edit ON edit.n = c.edit WHERE c.n = ?", (change,)
        ).fetchone()
        return ChangeRef(row[0].hex(), row[1])

    def entries(self, entity: int, field: int) -> list[Entry]:
        """Return a slot's entries by ascending number."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM change c CROSS JOIN edit ON edit.n = c.edit "
            "WHERE c.entity = ? AND c.field = ? ORDER BY c.n",
            (entity, field),
        ).fetchall()
        if not rows:
            return []
        where = "JOIN change c ON c.n = {0}.change WHERE c.entity = ? AND c.field = ?"
        follows, strikes = (
            _pairs(self._db.execute(f"SELECT {t}.change, {t}.target FROM {t} {where.format(t)}", (entity, field)))
            for t in ("follows", "strikes")
        )
        return _entries(rows, follows, struck(strikes))

    def every(self) -> Iterator[tuple[int, int, list[Entry]]]:
        """Yield (entity, field, entries) for all slots of the log, in one pass."""
        follows = _pairs(self._db.execute("SELECT change, target FROM follows"))
        gone = struck(_pairs(self._db.execute("SELECT change, target FROM strikes")))
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM change c CROSS JOIN edit ON edit.n = c.edit ORDER BY c.entity, c.field, c.n"
        )
        for (entity, field), group in groupby(rows, key=lambda r: (r[6], r[7])):
            yield entity, field, _entries(list(group), follows, gone)


def _pairs(rows: sqlite3.Cursor) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for change, target in rows:
        found[change].append(target)
    return found


def _entries(rows: list[Any], follows: dict[int, list[int]], gone: set[int]) -> list[Entry]:
    own = {r[0] for r in rows}
    return [
        Entry(
            n,
            edit,
            f"{id.hex()}:{idx:06}",
            as_at,
            value,
            tuple(t for t in follows.get(n, ()) if t in own),
            n not in gone,
        )
        for n, edit, id, idx, as_at, value, _entity, _field in rows
    ]
