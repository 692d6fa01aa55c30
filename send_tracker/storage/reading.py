"""Rows of the register out of the spans, as they stand or stood on a day. Never writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, redacted_value
from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER
from send_tracker.storage.days import holding_at, progress_days
from send_tracker.storage.tallies import Tally, tally_of_days

Row = dict[str, Any]
"""A row of one kind: its fields by name, with ``id``, ``n`` and ``since``."""


class Reading:
    """Reads whole kinds at once; one code path for now and for any day."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def rows(self, kind: str, as_at: str | None = None) -> tuple[list[Row], list[Row]]:
        """Return the rows of a kind that are in the plan, and those that were withdrawn from it.

        What never began, by that day or because its making was undone, is in neither.
        """
        fields = self._fields(kind)
        where, days = holding_at(as_at)
        found: dict[int, Row] = {}
        for name, number in fields.items():
            query = f"SELECT entity, value, since, conflict FROM span WHERE field = ? AND {where}"
            for entity, value, since, conflict in self._db.execute(query, (number, *days)):
                row = found.setdefault(entity, {"n": entity, "conflicts": ()})
                row[name] = redacted_value(kind, name) if value is None else decode(value)
                if name == EXISTS:
                    row["since"] = since
                if conflict:
                    row["conflicts"] += (name,)
        self._add_ids(kind, found)
        present = [r for r in found.values() if r.get(EXISTS)]
        return present, [r for r in found.values() if EXISTS in r and not r[EXISTS]]

    def _fields(self, kind: str) -> dict[str, int]:
        names = {f"{kind}.{f}": f for f in (EXISTS, *KINDS[kind])}
        marks = ", ".join("?" * len(names))
        rows = self._db.execute(f"SELECT name, n FROM field WHERE name IN ({marks})", tuple(names))
        return {names[name]: n for name, n in rows}

    def _add_ids(self, kind: str, found: Mapping[int, Row]) -> None:
        for n, id in self._db.execute("SELECT n, id FROM entity WHERE kind = ?", (kind,)):
            if n in found:
                found[n]["id"] = id.hex()

    def row(self, kind: str, id: str) -> Row | None:
        """Return one entity as it stands now, in the plan or not; None where the file has none of this id."""
        return next(iter(self._current(kind, "n = (SELECT n FROM entity WHERE id = ?)", bytes.fromhex(id))), None)

    def kind(self, id: str) -> str:
        """Return the kind of an entity; empty where the file has none of this id."""
        row = self._db.execute("SELECT kind FROM entity WHERE id = ?", (bytes.fromhex(id),)).fetchone()
        return str(row[0]) if row else ""

    def related(self, kind: str, column: str, id: str) -> list[Row]:
        """Return the entities of a kind, in the plan now, that name another in one of their fields."""
        where = f"present AND {column} = (SELECT n FROM entity WHERE id = ?) ORDER BY n"
        return self._current(kind, where, bytes.fromhex(id))

    def listed(self, kind: str) -> list[Row]:
        """Return every entity of a kind that is in the plan now, from its current table."""
        return self._current(kind, "present ORDER BY n")

    def refs(self, kind: str) -> list[str]:
        """Return every reference that a kind has in use or had when it was withdrawn."""
        return [ref for (ref,) in self._db.execute(f"SELECT ref FROM {kind} WHERE ref IS NOT NULL")]

    def _current(self, kind: str, where: str, *values: object) -> list[Row]:
        """Return rows of a kind's current table in the form of :meth:`rows`, with its computed columns."""
        cursor = self._db.execute(f"SELECT * FROM {kind} WHERE {where}", values)
        names = [column[0] for column in cursor.description]
        found: list[Row] = [dict(zip(names, row, strict=True)) for row in cursor]
        # A backup that was made before a field was known is read as it is.
        known = {name: field for name, field in KINDS[kind].items() if name in names}
        ends = [name for name, field in known.items() if field.type is FieldType.ENTITY]
        ids = self._ids({row[name] for row in found for name in ("n", *ends) if row[name] is not None})
        for row in found:
            row["id"] = ids[row["n"]]
            row[EXISTS] = bool(row.pop("present"))
            for name in ends:
                row[name] = ids.get(row[name])
        return found

    def _ids(self, numbers: set[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        wanted = sorted(numbers)
        for start in range(0, len(wanted), 500):
            block = wanted[start : start + 500]
            marks = ", ".join("?" * len(block))
            rows = self._db.execute(f"SELECT n, id FROM entity WHERE n IN ({marks})", block)
            found |= {n: id.hex() for n, id in rows}
        return found

    def reason(self, kind: str, name: str, id: str) -> str:
        """Return the reason of the edit whose value of a field holds now; empty where none was given."""
        row = self._db.execute(
            "SELECT edit.reason FROM span JOIN change ON change.n = span.change JOIN edit ON edit.n = change.edit "
            "WHERE span.field = (SELECT n FROM field WHERE name = ?) "
            "AND span.entity = (SELECT n FROM entity WHERE id = ?) AND until = ?",
            (f"{kind}.{name}", bytes.fromhex(id), FOREVER),
        ).fetchone()
        return str(row[0]) if row and row[0] else ""

    def since(self, kind: str, name: str, id: str) -> str | None:
        """Return the day from which the value of a field holds that is in force now."""
        row = self._db.execute(
            "SELECT since FROM span WHERE field = (SELECT n FROM field WHERE name = ?) "
            "AND entity = (SELECT n FROM entity WHERE id = ?) AND until = ?",
            (f"{kind}.{name}", bytes.fromhex(id), FOREVER),
        ).fetchone()
        return str(row[0]) if row else None

    def holding(self, kind: str, name: str, as_at: str | None = None) -> dict[str, tuple[str, str]]:
        """Return, for each entity, the day since when a field's value holds and the reason of that edit."""
        where, days = holding_at(as_at)
        query = (
            "SELECT entity.id, span.since, edit.reason FROM span JOIN field ON field.n = span.field "
            "JOIN entity ON entity.n = span.entity JOIN change ON change.n = span.change "
            f"JOIN edit ON edit.n = change.edit WHERE field.name = ? AND {where}"
        )
        rows = self._db.execute(query, (f"{kind}.{name}", *days))
        return {id.hex(): (since, reason or "") for id, since, reason in rows}

    def authors(self, kind: str, name: str, as_at: str | None = None) -> dict[str, tuple[str, str]]:
        """Return, for each entity, who made the change that holds for a field, and when it was typed."""
        where, days = holding_at(as_at)
        query = (
            "SELECT entity.id, edit.author, edit.recorded_at FROM span JOIN field ON field.n = span.field "
            "JOIN entity ON entity.n = span.entity JOIN change ON change.n = span.change "
            f"JOIN edit ON edit.n = change.edit WHERE field.name = ? AND {where}"
        )
        rows = self._db.execute(query, (f"{kind}.{name}", *days))
        return {id.hex(): (author, recorded) for id, author, recorded in rows}

    def progress_days(self, as_at: str | None = None) -> dict[int, str]:
        """Return, by number, the last day for which anything about each action's progress was recorded."""
        return progress_days(self._db, as_at)

    def tallies(self, days: list[str]) -> dict[str, Tally]:
        """Return, for each day, how many actions of each outcome have each status (None: withdrawn)."""
        return tally_of_days(self._db, days)

    def values_ever(self, kind: str, name: str) -> set[str]:
        """Return every text that a field of a kind has held at any time, of withdrawn entities too."""
        query = "SELECT DISTINCT value FROM span WHERE field = (SELECT n FROM field WHERE name = ?)"
        values = (decode(value) for (value,) in self._db.execute(query, (f"{kind}.{name}",)))
        return {value for value in values if isinstance(value, str)}

    def values_given(self, kind: str, name: str) -> set[str]:
        """Return every text that was ever given to a field of a kind: those undone or replaced the same day too."""
        query = 'SELECT DISTINCT value FROM "change" WHERE field = (SELECT n FROM field WHERE name = ?)'
        values = (decode(value) for (value,) in self._db.execute(query, (f"{kind}.{name}",)) if value is not None)
        return {value for value in values if isinstance(value, str)}

    def linked(self, kind: str, end: str, id: str, other: str) -> set[str]:
        """Return the ids at the ``other`` end of an entity's links of a kind that stand now."""
        rows = self._db.execute(
            f'SELECT far.id FROM entity near CROSS JOIN "{kind}" l ON l."{end}" = near.n AND l.present '
            f'CROSS JOIN entity far ON far.n = l."{other}" WHERE near.id = ?',
            (bytes.fromhex(id),),
        )
        return {far.hex() for (far,) in rows}

    def start(self, id: str) -> str | None:
        """Return the first day on which an entity is in the plan."""
        row = self._db.execute(
            "SELECT min(span.since) FROM entity CROSS JOIN field ON field.name = entity.kind || '.exists' "
            "CROSS JOIN span ON span.field = field.n AND span.entity = entity.n AND span.value = 'true' "
            "WHERE entity.id = ?",
            (bytes.fromhex(id),),
        ).fetchone()
        return str(row[0]) if row[0] else None

    def first_day(self, kind: str) -> str | None:
        """Return the first day on which there was an entity of a kind; None where there never was."""
        row = self._db.execute(
            "SELECT min(since) FROM span WHERE field = (SELECT n FROM field WHERE name = ?) AND value = 'true'",
            (f"{kind}.{EXISTS}",),
        ).fetchone()
        return str(row[0]) if row[0] else None

    def values_on(self, id: str, day: str) -> dict[str, tuple[str, Any]]:
        """Return, for each field of an entity that has a value on a day, since when, and the value."""
        holds, days = holding_at(day)
        rows = self._db.execute(
            "SELECT field.name, span.since, span.value FROM entity CROSS JOIN field "
            "ON field.name LIKE entity.kind || '.%' CROSS JOIN span ON span.field = field.n "
            f"AND span.entity = entity.n AND {holds} WHERE entity.id = ?",
            (*days, bytes.fromhex(id)),
        )
        return {name.partition(".")[2]: (since, decode(value)) for name, since, value in rows}

    def is_known(self, kind: str, id: str) -> bool:
        """Tell whether the file has heard of an entity, withdrawn or not."""
        query = "SELECT 1 FROM entity WHERE id = ? AND kind = ?"
        try:
            return self._db.execute(query, (bytes.fromhex(id), kind)).fetchone() is not None
        except ValueError:
            return False
