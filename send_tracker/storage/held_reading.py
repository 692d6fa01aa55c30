"""Reading the register out of what is in force at a position: the same rows as :class:`Reading`, by what was known."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from operator import itemgetter

from send_tracker.domain.kinds import EXISTS, PROGRESS_FIELDS, redacted_value
from send_tracker.domain.log import decode
from send_tracker.storage.held import Held
from send_tracker.storage.reading import Reading, Row
from send_tracker.storage.touched import among

_COLUMNS = "SELECT entity, n, as_at, value, edit, field FROM change WHERE "

_Value = tuple[int, int, str, str | None, int, int]
"""A value in force: entity, change, the day it was given for, its text, its edit, its field."""


class HeldReading(Reading):
    """Reads whole kinds as they stood at a position, or the part of them that differs from another.

    The day of a position is part of it: the ``as_at`` of each method is not looked at.
    """

    def __init__(self, connection: sqlite3.Connection, held: Held, entities: Collection[int] | None = None) -> None:
        """Read what is in force; with ``entities``, of these only."""
        super().__init__(connection)
        self._held = held
        self._of_field: dict[int, list[_Value]] = defaultdict(list)
        if entities is None:
            self._take(connection.execute(_COLUMNS + "n <= ?", (max(held.changes, default=0),)))
        else:
            self._take(among(connection, _COLUMNS + "entity IN ({0})", entities))

    @classmethod
    def pair(
        cls, connection: sqlite3.Connection, sides: tuple[Held, Held], entities: Collection[int]
    ) -> tuple[HeldReading, HeldReading]:
        """Return a reading of some entities on each of two sides. The log is read once for both."""
        either = sides[0].changes | sides[1].changes
        values = [v for v in among(connection, _COLUMNS + "entity IN ({0})", entities) if v[1] in either]
        first, second = (cls(connection, held, ()) for held in sides)
        first._take(values)
        second._take(values)
        return first, second

    def _take(self, values: Iterable[_Value]) -> None:
        """Keep those values that are in force, by field, in the order in which the current register is read."""
        changes, by_field = self._held.changes, self._of_field
        for value in values:
            if value[1] in changes:
                by_field[value[5]].append(value)
        for found in by_field.values():
            found.sort(key=itemgetter(0))

    def rows(self, kind: str, as_at: str | None = None) -> tuple[list[Row], list[Row]]:
        """Return the rows of a kind that were in the plan, and those that were withdrawn from it."""
        found: dict[int, Row] = {}
        conflicts = self._held.conflicts
        for name, number in self._fields(kind).items():
            for entity, change, as_given, text, _, _ in self._of_field.get(number, ()):
                row = found.get(entity)
                if row is None:
                    row = found[entity] = {"n": entity, "conflicts": ()}
                row[name] = redacted_value(kind, name) if text is None else decode(text)
                if name == EXISTS:
                    row["since"] = self._held.since.get(change, as_given)
                if change in conflicts:
                    row["conflicts"] += (name,)
        for n, id in among(self._db, "SELECT n, id FROM entity WHERE n IN ({0})", found):
            found[n]["id"] = id.hex()
        present = [r for r in found.values() if r.get(EXISTS)]
        return present, [r for r in found.values() if EXISTS in r and not r[EXISTS]]

    def holding(self, kind: str, name: str, as_at: str | None = None) -> dict[str, tuple[str, str]]:
        """Return, for each entity, the day since when a field's value held and the reason of that edit."""
        return {
            id: (self._since(value), reason or "") for id, value, (reason,) in self._with_edit(kind, name, "reason")
        }

    def authors(self, kind: str, name: str, as_at: str | None = None) -> dict[str, tuple[str, str]]:
        """Return, for each entity, who made the change that held for a field, and when it was typed."""
        return {
            id: (author, recorded) for id, _, (author, recorded) in self._with_edit(kind, name, "author, recorded_at")
        }

    def _with_edit(self, kind: str, name: str, columns: str) -> list[tuple[str, _Value, tuple[str, ...]]]:
        """Return, for each entity that has a value in a field: its id, the value, and columns of its edit."""
        values = self._of_field.get(self._fields(kind).get(name, 0), [])
        edits = among(self._db, f"SELECT n, {columns} FROM edit WHERE n IN ({{0}})", {v[4] for v in values})
        known = {n: tuple(rest) for n, *rest in edits}
        ids = dict(among(self._db, "SELECT n, id FROM entity WHERE n IN ({0})", {v[0] for v in values}))
        return [(ids[v[0]].hex(), v, known[v[4]]) for v in values]

    def _since(self, value: _Value) -> str:
        return self._held.since.get(value[1], value[2])

    def progress_days(self, as_at: str | None = None) -> dict[int, str]:
        """Return, by number, the last day for which anything about each action's progress had been recorded."""
        found: dict[int, str] = {}
        fields = self._fields("action")
        for name in PROGRESS_FIELDS:
            for value in self._of_field.get(fields.get(name, 0), ()):
                found[value[0]] = max(found.get(value[0], ""), self._since(value))
        rows = self._db.execute("SELECT n, id FROM entity WHERE kind = 'action'")
        numbers: dict[str | None, int] = {f'"{id.hex()}"': n for n, id in rows}
        notes = self._fields("progress_update")
        present = {v[0] for v in self._of_field.get(notes.get(EXISTS, 0), ()) if v[3] == "true"}
        for value in self._of_field.get(notes.get("action", 0), ()):
            action = numbers.get(value[3])
            if action is not None and value[0] in present:
                found[action] = max(found.get(action, ""), self._since(value))
        return found
