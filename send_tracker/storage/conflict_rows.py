"""What two officers said without seeing each other's: open conflicts, edits of what was withdrawn. Never writes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.standing import FOREVER, Entry, standing, tips
from send_tracker.storage.days import holding_at
from send_tracker.storage.names import Names
from send_tracker.storage.slots import Slots
from send_tracker.storage.touched import among


@dataclass(frozen=True, slots=True)
class Said:
    """One of the values that stand: its canonical text, the day it holds from, who typed it, when (UTC) and why."""

    value: str | None
    as_at: str
    author: str
    recorded_at: str
    edit: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A field in conflict, with the values that stand, the first typed first."""

    kind: str
    entity: str
    field: str
    said: tuple[Said, ...]


class ConflictRows:
    """Queries behind the list of conflicts."""

    def __init__(self, connection: sqlite3.Connection, names: Names, slots: Slots) -> None:
        self._db = connection
        self._names = names
        self._slots = slots

    def count(self, as_at: str | None = None) -> int:
        """Return how many fields are in conflict on a day, or now."""
        where, days = holding_at(as_at)
        return int(self._db.execute(f"SELECT count(*) FROM span WHERE conflict AND {where}", days).fetchone()[0])

    def open(self, entity: str = "") -> list[Slot]:
        """Return the fields in conflict now, or those of one entity."""
        narrow, ids = ("AND entity.id = ? ", [bytes.fromhex(entity)]) if entity else ("", [])
        rows = self._db.execute(
            "SELECT entity.kind, entity.id, span.entity, span.field FROM span CROSS JOIN entity ON "
            f"entity.n = span.entity WHERE conflict AND until = ? {narrow}ORDER BY span.entity, span.field",
            (FOREVER, *ids),
        ).fetchall()
        return [
            Slot(kind, id.hex(), self._names.parts(field)[1], self._said(standing(self._slots.entries(entity, field))))
            for kind, id, entity, field in rows
        ]

    def _said(self, entries: Iterable[Entry]) -> tuple[Said, ...]:
        found = []
        for entry in entries:
            author, recorded, id, reason = self._db.execute(
                "SELECT author, recorded_at, id, reason FROM edit WHERE n = ?", (entry.edit,)
            ).fetchone()
            found.append(Said(entry.value, entry.as_at or "", author, recorded, id.hex(), reason or ""))
        return tuple(sorted(found, key=lambda s: (s.recorded_at, s.edit)))

    def kinds_of(self, entities: Iterable[int]) -> Counter[str]:
        """Return how many of some entities are of which kind."""
        return Counter(kind for (kind,) in among(self._db, "SELECT kind FROM entity WHERE n IN ({0})", set(entities)))

    def edited_while_withdrawn(self, entities: Iterable[int]) -> list[tuple[str, str]]:
        """Return (kind, id) of those entities that one officer withdrew while another, unseen, edited them."""
        found = []
        for entity in sorted(set(entities)):
            kind, id = self._db.execute("SELECT kind, id FROM entity WHERE n = ?", (entity,)).fetchone()
            if self._is_gone(kind, entity) and self._was_edited_unseen(kind, entity):
                found.append((str(kind), id.hex()))
        return found

    def _is_gone(self, kind: str, entity: int) -> bool:
        field = self._names.known_field(kind, EXISTS)
        query = "SELECT 1 FROM span WHERE field = ? AND entity = ? AND until = ? AND value = 'false'"
        return self._db.execute(query, (field, entity, FOREVER)).fetchone() is not None

    def _was_edited_unseen(self, kind: str, entity: int) -> bool:
        gone = standing(self._slots.entries(entity, self._names.known_field(kind, EXISTS)))
        seen = set[int]().union(*(self._ancestors(e.edit) for e in gone))
        for (field,) in self._db.execute("SELECT DISTINCT field FROM change WHERE entity = ?", (entity,)).fetchall():
            if self._names.parts(field)[1] == EXISTS:
                continue
            entries = self._slots.entries(entity, field)
            last = set(tips(entries))
            for tip in entries:
                if tip.n in last and tip.edit not in seen:
                    below = self._ancestors(tip.edit)
                    new = [e for e in entries if e.edit in below and e.edit not in seen]
                    if not any(e.edit in below for e in gone) and any(self._matters(e, seen) for e in new):
                        return True
        return False

    def _matters(self, entry: Entry, seen: Collection[int]) -> bool:
        """Tell whether an edit left something: a value that counts, or that an older one no longer does."""
        if not entry.counts or entry.as_at is not None:
            return entry.counts
        rows = self._db.execute(
            "SELECT change.edit FROM strikes CROSS JOIN change ON change.n = target WHERE strikes.change = ?",
            (entry.n,),
        )
        return any(edit in seen for (edit,) in rows)

    def _ancestors(self, edit: int) -> set[int]:
        """Return an edit and all that its author had seen."""
        rows = self._db.execute(
            "WITH RECURSIVE up(n) AS (SELECT ? UNION SELECT parent FROM up CROSS JOIN edit_parent ON edit = up.n) "
            "SELECT n FROM up",
            (edit,),
        )
        return {n for (n,) in rows}
