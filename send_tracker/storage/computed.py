"""Columns worked out from several fields or entities, and the search index.

They exist so that ten thousand actions can be sorted, filtered and searched by SQL; each is a pure
function of the spans, so a rebuild gives the same rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.references import sort_key
from send_tracker.domain.standing import FOREVER
from send_tracker.storage.names import Names

_WITH_REF = ("area", "outcome", "action", "theme", "evidence")
_PROGRESS = ("status", "obstacle", "path_to_green", "recovery_date", "ask")
_LINKS = {
    "lead": "action",
    "evidence_link": "target",
    "progress_update": "action",
}
_SEARCHED = {
    "action": "title, coalesce(description, '') || ' ' || coalesce(success, '') || ' ' || coalesce(obstacle, '') "
    "|| ' ' || coalesce(path_to_green, '') || ' ' || coalesce(lead_names, '') || ' ' || coalesce(paragraph, '')",
    "evidence": "title, coalesce(shows, '') || ' ' || coalesce(file_name, '') || ' ' || coalesce(link, '')",
    "outcome": "title, coalesce(short, '') || ' ' || coalesce(report_title, '')",
    "person": "name, coalesce(aliases, '')",
}


class Computed:
    """Refreshes the computed columns of the entities it is given."""

    def __init__(self, connection: sqlite3.Connection, names: Names) -> None:
        self._db = connection
        self._names = names

    def dependants(self, entities: Iterable[int]) -> set[int]:
        """Return the entities themselves and the actions whose computed columns lean on them."""
        found = set(entities)
        for entity in tuple(found):
            kind = self._kind(entity)
            if kind in _LINKS:
                found |= self._column(f"SELECT {_LINKS[kind]} FROM {kind} WHERE n = ?", entity)
            elif kind == "person":
                found |= self._column("SELECT action FROM lead WHERE person = ?", entity)
            elif kind == "evidence":
                found |= self._column("SELECT target FROM evidence_link WHERE evidence = ?", entity)
        return found

    def refresh(self, entities: Iterable[int]) -> None:
        """Compute the columns and the search text of these entities again."""
        for entity in sorted(entities):
            kind = self._kind(entity)
            if kind in _WITH_REF:
                self._sort_key(kind, entity)
            if kind == "action":
                self._action(entity)
            if kind in _SEARCHED:
                self._search(kind, entity)

    def refresh_all(self) -> None:
        """Compute everything, for a rebuild."""
        kinds = tuple({*_WITH_REF, *_SEARCHED})
        marks = ", ".join("?" * len(kinds))
        self.refresh(self._column(f"SELECT n FROM entity WHERE kind IN ({marks})", *kinds))

    def _kind(self, entity: int) -> str:
        row = self._db.execute("SELECT kind FROM entity WHERE n = ?", (entity,)).fetchone()
        return str(row[0]) if row else ""

    def _column(self, query: str, *values: object) -> set[int]:
        return {r[0] for r in self._db.execute(query, values) if r[0] is not None}

    def _sort_key(self, kind: str, entity: int) -> None:
        row = self._db.execute(f"SELECT ref FROM {kind} WHERE n = ?", (entity,)).fetchone()
        if row:
            key = sort_key(row[0] or "")
            self._db.execute(f"UPDATE {kind} SET ref_key = ? WHERE n = ?", (key, entity))

    def _action(self, action: int) -> None:
        row = self._db.execute("SELECT coalesce(approved_date, original_date) FROM action WHERE n = ?", (action,)).fetchone()
        if row is None:
            return
        due = PartialDate.parse(row[0]).last.isoformat() if row[0] else None
        names = self._db.execute(
            "SELECT person.name FROM lead JOIN person ON person.n = lead.person "
            "WHERE lead.action = ? AND lead.present AND person.present ORDER BY person.name",
            (action,),
        ).fetchall()
        evidence = self._db.execute(
            "SELECT count(*) FROM evidence_link l JOIN evidence e ON e.n = l.evidence "
            "WHERE l.target = ? AND l.present AND e.present",
            (action,),
        ).fetchone()[0]
        since = self._since("status", action)
        values = (due, since, self._updated_on(action), "; ".join(n[0] or "" for n in names), evidence, action)
        self._db.execute(
            "UPDATE action SET due_on = ?, status_since = ?, updated_on = ?, lead_names = ?, evidence_count = ? "
            "WHERE n = ?",
            values,
        )

    def _since(self, name: str, action: int) -> str | None:
        """Return the day from which the current value of an action's field holds."""
        field = self._names.known_field("action", name)
        row = self._db.execute(
            "SELECT since FROM span WHERE field = ? AND entity = ? AND until = ?", (field, action, FOREVER)
        ).fetchone()
        return str(row[0]) if row else None

    def _updated_on(self, action: int) -> str | None:
        """Return the last day for which the officer recorded anything about the action's progress."""
        days = [self._since(name, action) for name in _PROGRESS]
        field = self._names.known_field("progress_update", "action")
        row = self._db.execute(
            "SELECT max(since) FROM span WHERE field = ? AND entity IN "
            "(SELECT n FROM progress_update WHERE action = ? AND present)",
            (field, action),
        ).fetchone()
        return max((d for d in (*days, row[0]) if d), default=None)

    def _search(self, kind: str, entity: int) -> None:
        self._db.execute("DELETE FROM search WHERE rowid = ?", (entity,))
        self._db.execute(
            f"INSERT INTO search (rowid, title, body) SELECT n, {_SEARCHED[kind]} FROM {kind} WHERE n = ? AND present",
            (entity,),
        )
