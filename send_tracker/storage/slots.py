"""Reading slots (one field of one entity) out of the log, as the rule of standing values wants them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from send_tracker.domain.log import ChangeRef
from send_tracker.domain.standing import Entry, struck

_COLUMNS = "c.n, c.edit, edit.id, c.idx, c.as_at, c.value, c.entity, c.field"
_PAIRS = (
    "SELECT {0}.change, {0}.target FROM change c CROSS JOIN {0} ON {0}.change = c.n WHERE c.entity = ? AND c.field = ?"
)


class Slots:
    """A reader of entries, one slot at a time or all of them in one pass."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def has_several(self, entity: int, field: int) -> bool:
        """Tell whether a slot has more than one change."""
        query = "SELECT 1 FROM change WHERE entity = ? AND field = ? LIMIT 1 OFFSET 1"
        return self._db.execute(query, (entity, field)).fetchone() is not None

    def ref(self, change: int) -> ChangeRef:
        """Return where a change stands in the whole graph."""
        row = self._db.execute(
            "SELECT edit.id, c.idx FROM change c CROSS JOIN edit ON edit.n = c.edit WHERE c.n = ?", (change,)
        ).fetchone()
        return ChangeRef(row[0].hex(), row[1])

    def entries(self, entity: int, field: int, known: Container[int] | None = None) -> list[Entry]:
        """Return a slot's entries by ascending number; with ``known``, as if only these edits were in the log."""
        slot = (entity, field)
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM change c CROSS JOIN edit ON edit.n = c.edit "
            "WHERE c.entity = ? AND c.field = ? ORDER BY c.n",
            slot,
        ).fetchall()
        if known is not None:
            rows = [row for row in rows if row[1] in known]
        if not rows:
            return []
        follows, strikes = (_pairs(self._db.execute(_PAIRS.format(table), slot)) for table in ("follows", "strikes"))
        if known is not None:
            strikes = {n: strikes[n] for n in strikes.keys() & {row[0] for row in rows}}
        return _entries(rows, follows, struck(strikes))

    def every(self, known: Container[int] | None = None) -> Iterator[tuple[int, int, list[Entry]]]:
        """Yield (entity, field, entries) for all slots of the log, in one pass.

        With ``known``, as if only these edits were in the log.
        """
        follows = _pairs(self._db.execute("SELECT change, target FROM follows"))
        strikes = self._db.execute(
            "SELECT s.change, s.target, c.edit FROM strikes s CROSS JOIN change c ON c.n = s.change"
        )
        gone = struck(_pairs((n, target) for n, target, edit in strikes if known is None or edit in known))
        rows: Iterable[Any] = self._db.execute(
            f"SELECT {_COLUMNS} FROM change c CROSS JOIN edit ON edit.n = c.edit ORDER BY c.entity, c.field, c.n"
        )
        if known is not None:
            rows = (row for row in rows if row[1] in known)
        for (entity, field), group in groupby(rows, key=lambda r: (r[6], r[7])):
            yield entity, field, _entries(list(group), follows, gone)


def _pairs(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for change, target in rows:
        found[change].append(target)
    return found


def _entries(rows: list[Any], follows: Mapping[int, list[int]], gone: set[int]) -> list[Entry]:
    """Build entries; of what a change follows, other slots (``exists`` follows all fields) are left out."""
    own = {r[0] for r in rows} if len(rows) > 1 else ()
    return [
        Entry(
            n,
            edit,
            entry_id(id.hex(), idx),
            as_at,
            value,
            tuple(t for t in follows.get(n, ()) if t in own),
            n not in gone,
        )
        for n, edit, id, idx, as_at, value, _entity, _field in rows
    ]


def entry_id(edit: str, idx: int) -> str:
    """Return the text that orders an entry alike in every copy."""
    return f"{edit}:{idx:06}"
