"""Rows of the register out of the spans, as they stand or stood on a day. Never writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from send_tracker.domain.kinds import EXISTS, KINDS
from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER

Row = dict[str, Any]
"""A row of one kind: its fields by name, with ``id``, ``n`` and ``since``."""


class Reading:
    """Reads whole kinds at once; one code path for now and for any day."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def _where(self, as_at: str | None) -> tuple[str, tuple[str, ...]]:
        if as_at is None:
            return "until = ?", (FOREVER,)
        return "since <= ? AND until > ?", (as_at, as_at)

    def rows(self, kind: str, as_at: str | None = None) -> tuple[list[Row], list[Row]]:
        """Return the rows of a kind that are in the plan, and those that were withdrawn from it."""
        fields = self._fields(kind)
        where, days = self._where(as_at)
        found: dict[int, Row] = {}
        for name, number in fields.items():
            query = f"SELECT entity, value, since, conflict FROM span WHERE field = ? AND {where}"
            for entity, value, since, conflict in self._db.execute(query, (number, *days)):
                row = found.setdefault(entity, {"n": entity, "conflicts": ()})
                row[name] = decode(value)
                if name == EXISTS:
                    row["since"] = since
                if conflict:
                    row["conflicts"] += (name,)
        self._add_ids(kind, found)
        present = [r for r in found.values() if r.get(EXISTS)]
        return present, [r for r in found.values() if r.get(EXISTS) is False]

    def _fields(self, kind: str) -> dict[str, int]:
        names = {f"{kind}.{f}": f for f in (EXISTS, *KINDS[kind])}
        marks = ", ".join("?" * len(names))
        rows = self._db.execute(f"SELECT name, n FROM field WHERE name IN ({marks})", tuple(names))
        return {names[name]: n for name, n in rows}

    def _add_ids(self, kind: str, found: Mapping[int, Row]) -> None:
        for n, id in self._db.execute("SELECT n, id FROM entity WHERE kind = ?", (kind,)):
            if n in found:
                found[n]["id"] = id.hex()

    def holding(self, kind: str, name: str, as_at: str | None = None) -> dict[str, tuple[str, str]]:
        """Return, for each entity, the day since when a field's value holds and the reason of that edit."""
        where, days = self._where(as_at)
        query = (
            "SELECT entity.id, span.since, edit.reason FROM span JOIN field ON field.n = span.field "
            "JOIN entity ON entity.n = span.entity JOIN change ON change.n = span.change "
            f"JOIN edit ON edit.n = change.edit WHERE field.name = ? AND {where}"
        )
        rows = self._db.execute(query, (f"{kind}.{name}", *days))
        return {id.hex(): (since, reason or "") for id, since, reason in rows}

    def authors(self, kind: str, name: str) -> dict[str, tuple[str, str]]:
        """Return, for each entity, who made the change that holds for a field, and when it was typed."""
        query = (
            "SELECT entity.id, edit.author, edit.recorded_at FROM span JOIN field ON field.n = span.field "
            "JOIN entity ON entity.n = span.entity JOIN change ON change.n = span.change "
            "JOIN edit ON edit.n = change.edit WHERE field.name = ? AND until = ?"
        )
        rows = self._db.execute(query, (f"{kind}.{name}", FOREVER))
        return {id.hex(): (author, recorded) for id, author, recorded in rows}

    def tallies(self, days: list[str]) -> dict[str, dict[tuple[str, str | None], int]]:
        """Return, for each day, how many actions of each outcome have each status (None: withdrawn)."""
        names = dict(self._db.execute("SELECT name, n FROM field WHERE name LIKE 'action.%'").fetchall())
        ids = {id.hex(): id.hex() for (id,) in self._db.execute("SELECT id FROM entity WHERE kind = 'outcome'")}
        numbers = [names.get(f"action.{f}", 0) for f in ("exists", "status", "outcome")]
        query = (
            "SELECT x.value, s.value, o.value, count(*) FROM span x "
            "LEFT JOIN span s ON s.field = ? AND s.entity = x.entity AND s.since <= ? AND s.until > ? "
            "LEFT JOIN span o ON o.field = ? AND o.entity = x.entity AND o.since <= ? AND o.until > ? "
            "WHERE x.field = ? AND x.since <= ? AND x.until > ? GROUP BY 1, 2, 3"
        )
        found: dict[str, dict[tuple[str, str | None], int]] = {}
        for day in days:
            tally = found.setdefault(day, {})
            values = (numbers[1], day, day, numbers[2], day, day, numbers[0], day, day)
            for exists, status, outcome, number in self._db.execute(query, values):
                owner = ids.get(str(decode(outcome)), "")
                code = str(decode(status)) if decode(exists) else None
                tally[owner, code] = tally.get((owner, code), 0) + number
        return found
