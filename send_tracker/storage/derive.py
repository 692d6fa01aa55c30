"""Everything that is worked out from the log: spans, the current tables, the search index.

Written in the same transaction as the edit, slot by slot, and rebuilt from the log to the same rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, field_of
from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER, Entry, Span, smallest_id, spans
from send_tracker.storage.computed import Computed
from send_tracker.storage.connection import transaction
from send_tracker.storage.names import Names
from send_tracker.storage.slots import Slots

Slot = tuple[int, int]


class Derived:
    """Keeps the derived tables equal to what the log says."""

    def __init__(self, connection: sqlite3.Connection, names: Names, slots: Slots) -> None:
        self._db = connection
        self._names = names
        self._slots = slots
        self._computed = Computed(connection, names)
        self._kinds: dict[int, tuple[str, str]] = {}

    def refresh(self, touched: Iterable[Slot]) -> None:
        """Work the touched slots out again, and all that is computed from them."""
        before = self._computed.dependants({entity for entity, _ in touched})
        ranks_moved = False
        for entity, field in sorted(touched):
            kind, name = self._field(field)
            ranks_moved |= kind == "status"
            self._write_slot(entity, field, kind, name, self._slots.entries(entity, field))
        if ranks_moved:
            self._settle_conflicted_statuses()
        after = self._computed.dependants({entity for entity, _ in touched})
        self._computed.refresh(before | after)

    def rebuild(self) -> None:
        """Throw every derived row away and work all of it out from the log, in one transaction."""
        with transaction(self._db):
            for table in ("span", "search", *KINDS):
                self._db.execute(f'DELETE FROM "{table}"')
            for entity, field, entries in self._slots.every():
                kind, name = self._field(field)
                self._write_slot(entity, field, kind, name, entries)
            self._settle_conflicted_statuses()
            self._computed.refresh_all()

    def _field(self, number: int) -> tuple[str, str]:
        if number not in self._kinds:
            self._kinds = self._names.field_names()
        return self._kinds[number]

    def _write_slot(self, entity: int, field: int, kind: str, name: str, entries: Sequence[Entry]) -> None:
        choose = self._worst_rank if (kind, name) == ("action", "status") else smallest_id
        found = spans(entries, choose)
        was = self._db.execute(
            "SELECT conflict FROM span WHERE field = ? AND entity = ? AND until = ?", (field, entity, FOREVER)
        ).fetchone()
        self._db.execute("DELETE FROM span WHERE field = ? AND entity = ?", (field, entity))
        self._db.executemany(
            "INSERT INTO span VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(field, entity, s.since, s.until, s.change, int(s.conflict), s.value) for s in found],
        )
        self._write_current(entity, kind, name, found[-1] if found else None)
        change = int(bool(found and found[-1].conflict)) - int(bool(was and was[0]))
        if change:
            self._db.execute(f'UPDATE "{kind}" SET conflicts = conflicts + ? WHERE n = ?', (change, entity))

    def _write_current(self, entity: int, kind: str, name: str, last: Span | None) -> None:
        value = self._column(kind, name, last.value if last else None)
        column = "present" if name == EXISTS else name
        if column == "present":
            value = int(bool(value))
        self._db.execute(f'INSERT OR IGNORE INTO "{kind}" (n) VALUES (?)', (entity,))
        self._db.execute(f'UPDATE "{kind}" SET "{column}" = ? WHERE n = ?', (value, entity))

    def _column(self, kind: str, name: str, text: str | None) -> str | int | None:
        """Return a value as its column holds it: entities by number, flags as 0 and 1."""
        value = decode(text)
        if field_of(kind, name).type is FieldType.ENTITY and isinstance(value, str):
            return self._names.known_entity(value) or None
        return int(value) if isinstance(value, bool) else value

    def _worst_rank(self, standing: Sequence[Entry]) -> Entry:
        """Show the worst of several standing statuses; a code that the scale lacks is worst of all."""
        ranks = dict(self._db.execute("SELECT code, rank FROM status WHERE present").fetchall())

        def worst_first(entry: Entry) -> tuple[bool, int, str]:
            rank = ranks.get(decode(entry.value))
            return rank is not None, rank if rank is not None else 0, entry.id

        return min(standing, key=worst_first)

    def _settle_conflicted_statuses(self) -> None:
        """Choose again wherever statuses conflict, since the ranks may have changed."""
        field = self._names.known_field("action", "status")
        rows = self._db.execute("SELECT DISTINCT entity FROM span WHERE field = ? AND conflict", (field,)).fetchall()
        for (entity,) in rows:
            self._write_slot(entity, field, "action", "status", self._slots.entries(entity, field))

