"""Reading the changes that tell the story of one entity. Never writes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from send_tracker.domain.log import Change, Edit
from send_tracker.storage.log import ChangeLog

_PARTS = {
    "progress_update": "action",
    "milestone": "action",
    "lead": "action",
    "evidence_link": "target",
    "theme_link": "target",
    "extra_value": "action",
}


@dataclass(frozen=True, slots=True)
class Record:
    """A change with its edit, and whether it still counts."""

    change: Change
    edit: Edit
    counts: bool


def history_of(connection: sqlite3.Connection, log: ChangeLog, entity: str) -> list[Record]:
    """Return the changes of an entity and of what hangs on it, in the order they were written."""
    number = log.names.known_entity(entity)
    entities = {number}
    for kind, column in _PARTS.items():
        entities |= {r[0] for r in connection.execute(f"SELECT n FROM {kind} WHERE {column} = ?", (number,))}
    marks = ", ".join("?" * len(entities))
    rows = connection.execute(
        f"SELECT edit, idx, entity, field, n FROM change WHERE entity IN ({marks}) ORDER BY n", tuple(entities)
    ).fetchall()
    counting: dict[int, bool] = {}
    for slot in {(r[2], r[3]) for r in rows}:
        counting |= {e.n: e.counts for e in log.slots.entries(*slot)}
    edits: dict[int, Edit] = {}
    found = []
    for edit_number, idx, _entity, _field, n in rows:
        if edit_number not in edits:
            edits[edit_number] = log.edit(edit_number)
        edit = edits[edit_number]
        found.append(Record(edit.changes[idx], edit, counting.get(n, True)))
    return found
