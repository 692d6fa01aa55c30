"""The files that an item of evidence has had, read from the log: two of one day are two. Never writes."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from send_tracker.domain.log import decode
from send_tracker.storage.slots import Slots


class RevisionRow(NamedTuple):
    """One file that was given to an item; name and size are those given with it."""

    hash: str
    name: str
    size: int
    since: str
    recorded_at: str
    author: str


class Revisions:
    """Queries behind the revisions of a file."""

    def __init__(self, connection: sqlite3.Connection, slots: Slots) -> None:
        self._db = connection
        self._slots = slots

    def of(self, evidence: str) -> list[RevisionRow]:
        """Return every file that was given to an item and not taken back, in the order they were given."""
        rows = self._db.execute(
            "SELECT change.n, change.entity, change.field, change.edit, change.value, change.as_at, edit.recorded_at, "
            "edit.author FROM change JOIN edit ON edit.n = change.edit "
            "WHERE change.entity = (SELECT n FROM entity WHERE id = ?) "
            "AND change.field = (SELECT n FROM field WHERE name = 'evidence.file_hash') ORDER BY change.n",
            (bytes.fromhex(evidence),),
        ).fetchall()
        counting: dict[int, bool] = {}
        for entity, field in {(row[1], row[2]) for row in rows}:
            counting |= {entry.n: entry.counts for entry in self._slots.entries(entity, field)}
        found = []
        for n, entity, _field, edit, value, since, recorded, author in rows:
            name = decode(value) if value is not None else None
            if isinstance(name, str) and counting.get(n, True):
                beside = self._beside(entity, edit)
                found.append(
                    RevisionRow(
                        name,
                        str(beside.get("file_name") or ""),
                        int(beside.get("file_size") or 0),
                        since,
                        recorded,
                        author,
                    )
                )
        return found

    def _beside(self, entity: int, edit: int) -> dict[str, str | int | bool | None]:
        """Return name and size, as the same edit gave them."""
        rows = self._db.execute(
            "SELECT field.name, change.value FROM change JOIN field ON field.n = change.field "
            "WHERE change.entity = ? AND change.edit = ? "
            "AND field.name IN ('evidence.file_name', 'evidence.file_size')",
            (entity, edit),
        )
        return {name.partition(".")[2]: decode(value) for name, value in rows if value is not None}
