"""Reading whole edits out of the file, as they were hashed. Never writes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping

from send_tracker.domain.log import Change, ChangeRef, Edit

_BLOCK = 2_000
_EDITS = (
    "SELECT n, id, author, recorded_at, verb, reason, reason_salt, reason_hash, meeting FROM edit "
    "WHERE n BETWEEN ? AND ? ORDER BY n"
)
_PARENTS = "SELECT p.edit, edit.id FROM edit_parent p CROSS JOIN edit ON edit.n = p.parent WHERE p.edit BETWEEN ? AND ?"
_CHANGES = (
    "SELECT c.edit, c.n, entity.kind, entity.id, field.name, c.value, c.salt, c.value_hash, c.as_at FROM change c "
    "CROSS JOIN entity ON entity.n = c.entity CROSS JOIN field ON field.n = c.field "
    "WHERE c.edit BETWEEN ? AND ? ORDER BY c.edit, c.idx"
)
_REFS = (
    "SELECT x.change, edit.id, target.idx FROM change c CROSS JOIN {0} x ON x.change = c.n "
    "CROSS JOIN change target ON target.n = x.target CROSS JOIN edit ON edit.n = target.edit "
    "WHERE c.edit BETWEEN ? AND ?"
)
_NO_REFS: tuple[ChangeRef, ...] = ()


class LogReader:
    """Reads edits one at a time or in blocks, by the same queries."""

    def __init__(self, connection: sqlite3.Connection, tracker: str) -> None:
        self._db = connection
        self._tracker = tracker

    def edit(self, number: int) -> Edit:
        """Return one edit, whole."""
        return self._between(number, number)[0][1]

    def since(self, number: int = 0) -> Iterator[tuple[int, Edit]]:
        """Yield the edits after ``number`` in this file's order, each with its number here."""
        last = self._db.execute("SELECT coalesce(max(n), 0) FROM edit").fetchone()[0]
        for first in range(number + 1, last + 1, _BLOCK):
            yield from self._between(first, min(first + _BLOCK - 1, last))

    def _between(self, first: int, last: int) -> list[tuple[int, Edit]]:
        parents: dict[int, list[str]] = defaultdict(list)
        for number, id in self._db.execute(_PARENTS, (first, last)):
            parents[number].append(id.hex())
        changes = self._changes(first, last)
        return [
            (
                n,
                Edit(
                    self._tracker,
                    tuple(sorted(parents[n])),
                    author,
                    recorded_at,
                    verb,
                    reason,
                    salt,
                    reason_hash.hex() if reason_hash else None,
                    meeting,
                    tuple(changes[n]),
                    id.hex(),
                ),
            )
            for n, id, author, recorded_at, verb, reason, salt, reason_hash, meeting in self._db.execute(
                _EDITS, (first, last)
            )
        ]

    def _changes(self, first: int, last: int) -> Mapping[int, list[Change]]:
        follows, strikes = self._refs("follows", first, last), self._refs("strikes", first, last)
        found: dict[int, list[Change]] = defaultdict(list)
        for edit, n, kind, id, field, value, salt, value_hash, as_at in self._db.execute(_CHANGES, (first, last)):
            found[edit].append(
                Change(
                    kind,
                    id.hex(),
                    field.partition(".")[2],
                    value,
                    salt,
                    value_hash.hex() if value_hash else None,
                    as_at,
                    follows.get(n, _NO_REFS),
                    strikes.get(n, _NO_REFS),
                )
            )
        return found

    def _refs(self, table: str, first: int, last: int) -> dict[int, tuple[ChangeRef, ...]]:
        found: dict[int, tuple[ChangeRef, ...]] = {}
        for change, id, idx in self._db.execute(_REFS.format(table), (first, last)):
            found[change] = (*found.get(change, ()), ChangeRef(id.hex(), idx))
        return found
