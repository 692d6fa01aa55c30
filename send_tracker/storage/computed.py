"""Columns worked out from several fields or entities, and the search index.

They exist so that ten thousand actions can be sorted, filtered and searched by SQL; each is a pure
function of the spans, so a rebuild gives the same rows.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.references import sort_key
from send_tracker.domain.standing import FOREVER
from send_tracker.storage.days import progress_days

_WITH_REF = ("area", "outcome", "action", "theme", "evidence", "measure")
_LEANS_ON = {
    "lead": "SELECT action FROM lead WHERE n = ?",
    "evidence_link": "SELECT target FROM evidence_link WHERE n = ?",
    "progress_update": "SELECT action FROM progress_update WHERE n = ?",
    "person": "SELECT action FROM lead WHERE person = ?",
    "evidence": "SELECT target FROM evidence_link WHERE evidence = ?",
}
"""For each kind, the entities whose computed columns lean on one of it."""

_SEARCHED = {
    "action": "title, coalesce(description, '') || ' ' || coalesce(success, '') || ' ' || coalesce(obstacle, '') "
    "|| ' ' || coalesce(path_to_green, '') || ' ' || coalesce(lead_names, '') || ' ' || coalesce(paragraph, '')",
    "evidence": "title, coalesce(shows, '') || ' ' || coalesce(file_name, '') || ' ' || coalesce(link, '')",
    "outcome": "title, coalesce(short, '') || ' ' || coalesce(report_title, '')",
    "person": "name, coalesce(aliases, '')",
    "measure": "title, coalesce(definition, '') || ' ' || coalesce(source, '')",
}
_ACTION = f"""
    SELECT n, coalesce(approved_date, original_date),
      (SELECT since FROM span WHERE field = (SELECT n FROM field WHERE name = 'action.status')
         AND entity = action.n AND until = '{FOREVER}'),
      (SELECT count(*) FROM evidence_link l CROSS JOIN evidence e ON e.n = l.evidence
         WHERE l.target = action.n AND l.present AND e.present)
    FROM action"""
_LEADS = (
    "SELECT lead.action, person.name FROM lead CROSS JOIN person ON person.n = lead.person "
    "WHERE lead.present AND person.present"
)


class Computed:
    """Refreshes the computed columns of the entities it is given."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def dependants(self, entities: Mapping[int, str]) -> dict[int, str]:
        """Return the entities themselves and those whose computed columns lean on them, each with its kind."""
        found = dict(entities)
        for entity, kind in entities.items():
            for (other,) in self._db.execute(_LEANS_ON[kind], (entity,)) if kind in _LEANS_ON else ():
                if other is not None and other not in found:
                    found[other] = self._db.execute("SELECT kind FROM entity WHERE n = ?", (other,)).fetchone()[0]
        return found

    def refresh(self, entities: Mapping[int, str]) -> None:
        """Compute the columns and the search text of these entities again."""
        for entity, kind in sorted(entities.items()):
            if kind in _WITH_REF:
                self._sort_keys(kind, entity)
            if kind == "action":
                self._actions(entity)
            if kind in _SEARCHED:
                self._search(kind, entity)

    def refresh_all(self) -> None:
        """Compute everything, for a rebuild; the search index is expected to be empty."""
        for kind in _WITH_REF:
            self._sort_keys(kind)
        self._actions()
        for kind, columns in _SEARCHED.items():
            self._db.execute(
                f"INSERT INTO search (rowid, title, body) SELECT n, {columns} FROM {kind} WHERE present ORDER BY n"
            )

    def _sort_keys(self, kind: str, entity: int | None = None) -> None:
        rows = self._select(f"SELECT n, ref FROM {kind}", " WHERE n = ?", entity)
        self._db.executemany(
            f"UPDATE {kind} SET ref_key = ? WHERE n = ?", [(sort_key(ref or ""), n) for n, ref in rows]
        )

    def _actions(self, action: int | None = None) -> None:
        """Compute the columns of one action, or of all, by the same queries."""
        days = progress_days(self._db, action=action)
        leads: dict[int, list[str]] = defaultdict(list)
        for n, name in self._select(_LEADS, " AND lead.action = ?", action):
            leads[n].append(name or "")
        values = [
            (
                PartialDate.parse(due).last.isoformat() if due else None,
                since,
                days.get(n),
                "; ".join(sorted(leads.get(n, ()))),
                evidence,
                n,
            )
            for n, due, since, evidence in self._select(_ACTION, " WHERE n = ?", action)
        ]
        self._db.executemany(
            "UPDATE action SET due_on = ?, status_since = ?, updated_on = ?, lead_names = ?, evidence_count = ? "
            "WHERE n = ?",
            values,
        )

    def _select(self, query: str, narrow: str, entity: int | None) -> list[tuple[Any, ...]]:
        if entity is None:
            return self._db.execute(query).fetchall()
        return self._db.execute(query + narrow, (entity,)).fetchall()

    def _search(self, kind: str, entity: int) -> None:
        """Write the search text where it has changed: the index is dear to write, and a rating leaves it alone."""
        wanted = self._db.execute(f"SELECT {_SEARCHED[kind]} FROM {kind} WHERE n = ? AND present", (entity,)).fetchone()
        kept = self._db.execute("SELECT title, body FROM search WHERE rowid = ?", (entity,)).fetchone()
        if wanted == kept:
            return
        if kept:
            self._db.execute("DELETE FROM search WHERE rowid = ?", (entity,))
        if wanted:
            self._db.execute("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (entity, *wanted))
