"""Reading the register out of what is in force at a position: the same rows as :class:`Reading`, by what was known."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from send_tracker.domain.kinds import EXISTS, PROGRESS_FIELDS
from send_tracker.domain.log import decode
from send_tracker.storage.held import Held
from send_tracker.storage.reading import Reading, Row

_CHANGES = "SELECT n, field, entity, as_at, value FROM change WHERE n <= ?"


@dataclass(frozen=True, slots=True)
class _Value:
    """A value in force: its entity, the day since when it is shown, its text, and its change."""

    entity: int
    since: str
    text: str | None
    change: int


class HeldReading(Reading):
    """Reads whole kinds as they stood at a position.

    The day of a position is part of it: the ``as_at`` of each method is not looked at.
    """

    def __init__(self, connection: sqlite3.Connection, held: Held) -> None:
        super().__init__(connection)
        self._held = held
        self._fields_of: dict[int, list[_Value]] = defaultdict(list)
        last = max(held.changes, default=0)
        for n, field, entity, as_at, value in connection.execute(_CHANGES, (last,)):
            if n in held.changes:
                self._fields_of[field].append(_Value(entity, held.since.get(n, as_at), value, n))
        for values in self._fields_of.values():
            values.sort(key=lambda value: value.entity)  # the order in which the current register is read

    def rows(self, kind: str, as_at: str | None = None) -> tuple[list[Row], list[Row]]:
        """Return the rows of a kind that were in the plan, and those that were withdrawn from it."""
        found: dict[int, Row] = {}
        for name, number in self._fields(kind).items():
            for value in self._fields_of.get(number, ()):
                row = found.setdefault(value.entity, {"n": value.entity, "conflicts": ()})
                row[name] = decode(value.text)
                if name == EXISTS:
                    row["since"] = value.since
                if value.change in self._held.conflicts:
                    row["conflicts"] += (name,)
        self._add_ids(kind, found)
        present = [r for r in found.values() if r.get(EXISTS)]
        return present, [r for r in found.values() if EXISTS in r and not r[EXISTS]]

    def holding(self, kind: str, name: str, as_at: str | None = None) -> dict[str, tuple[str, str]]:
        """Return, for each entity, the day since when a field's value held and the reason of that edit."""
        rows = self._with_edit(kind, name, "edit.reason, ''")
        return {id: (value.since, reason or "") for id, value, reason, _ in rows}

    def authors(self, kind: str, name: str, as_at: str | None = None) -> dict[str, tuple[str, str]]:
        """Return, for each entity, who made the change that held for a field, and when it was typed."""
        rows = self._with_edit(kind, name, "edit.author, edit.recorded_at")
        return {id: (author, recorded) for id, _, author, recorded in rows}

    def _with_edit(self, kind: str, name: str, columns: str) -> list[tuple[str, _Value, str, str]]:
        number = self._fields(kind).get(name, 0)
        values = {value.change: value for value in self._fields_of.get(number, ())}
        rows = self._db.execute(
            f"SELECT c.n, entity.id, {columns} FROM change c CROSS JOIN entity ON entity.n = c.entity "
            "CROSS JOIN edit ON edit.n = c.edit WHERE c.n <= ? AND c.field = ?",
            (max(values, default=0), number),
        )
        return [(id.hex(), values[n], first, second) for n, id, first, second in rows if n in values]

    def progress_days(self, as_at: str | None = None) -> dict[int, str]:
        """Return, by number, the last day for which anything about each action's progress had been recorded."""
        found: dict[int, str] = {}
        fields = self._fields("action")
        for name in PROGRESS_FIELDS:
            for value in self._fields_of.get(fields.get(name, 0), ()):
                found[value.entity] = max(found.get(value.entity, ""), value.since)
        numbers: Mapping[str, int] = {
            f'"{id.hex()}"': n for n, id in self._db.execute("SELECT n, id FROM entity WHERE kind = 'action'")
        }
        notes = self._fields("progress_update")
        present = {v.entity for v in self._fields_of.get(notes.get(EXISTS, 0), ()) if v.text == "true"}
        for value in self._fields_of.get(notes.get("action", 0), ()):
            action = numbers.get(value.text or "")
            if action is not None and value.entity in present:
                found[action] = max(found.get(action, ""), value.since)
        return found
