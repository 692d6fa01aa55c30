"""The current tables: one row for each entity of a kind, with the values that hold now.

After an edit its few fields are written one by one; a rebuild fills whole tables from the spans, within SQLite.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, field_of
from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER, Span
from send_tracker.storage.compose import Slot
from send_tracker.storage.names import Names

_TEXT = (
    "CASE WHEN substr(value, 1, 1) = '\"' AND instr(value, '\\') = 0 AND instr(value, char(0)) = 0 "
    "THEN substr(value, 2, length(value) - 2) ELSE plain_value(value) END"
)
"""A text without escapes, which is nearly every one, is taken out of its quotes by SQLite itself."""

_FLAG = "CASE value WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE plain_value(value) END"
_FROM_SPAN = {
    FieldType.ENTITY: "entity_value(value)",
    FieldType.INTEGER: "plain_value(value)",
    FieldType.FLAG: _FLAG,
}
"""How a column is worked out from the canonical text of a value, by the type of its field."""


class Current:
    """Gathers the current values of entities by table, and writes each entity's row once."""

    def __init__(self, connection: sqlite3.Connection, names: Names) -> None:
        self._db = connection
        self._names = names
        self._rows: dict[str, dict[int, dict[str, str | int | None]]] = defaultdict(dict)
        self._conflicts: dict[int, int] = defaultdict(int)

    def add(self, slot: Slot, found: Sequence[Span], conflicts: int) -> None:
        """Take in a slot's value now, and by how much its entity's number of conflicts changes."""
        entity, field = slot
        kind, name = self._names.parts(field)
        if name not in KINDS.get(kind, ()) and not (name == EXISTS and kind in KINDS):
            return  # of a newer version: kept in the log, and in no table of this one
        row = self._rows[kind].setdefault(entity, {})
        value = decode(found[-1].value) if found else None
        if name == EXISTS:
            row["present"] = int(value is True)
        else:
            row[name] = self._column(kind, name, value)
        self._conflicts[entity] += conflicts

    def _column(self, kind: str, name: str, value: str | int | bool | None) -> str | int | None:
        """Return a value as its column holds it: entities by number, flags as 0 and 1."""
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, str) and field_of(kind, name).type is FieldType.ENTITY:
            return self._names.known_entity(value) or None
        return value

    def write(self) -> None:
        """Write the gathered rows, leaving alone the columns that were not touched."""
        for kind, entities in self._rows.items():
            by_columns: dict[tuple[str, ...], list[tuple[str | int | None, ...]]] = defaultdict(list)
            for entity, row in entities.items():
                by_columns[tuple(row)].append((entity, self._conflicts[entity], *row.values()))
            for columns, rows in by_columns.items():
                names = "".join(f', "{c}"' for c in columns)
                updates = "".join(f', "{c}" = excluded."{c}"' for c in columns)
                self._db.executemany(
                    f'INSERT INTO "{kind}" (n, conflicts{names}) VALUES (?, ?{", ?" * len(columns)}) '
                    f"ON CONFLICT (n) DO UPDATE SET conflicts = conflicts + excluded.conflicts{updates}",
                    rows,
                )


def fill_current(connection: sqlite3.Connection, names: Names) -> None:
    """Fill the current tables, which are empty, from the spans that hold now."""

    def plain_value(text: str | None) -> str | int | None:
        return decode(text)  # a flag is a number to SQLite by itself

    def entity_value(text: str | None) -> str | int | None:
        value = decode(text)
        return (names.known_entity(value) or None) if isinstance(value, str) else value

    connection.create_function("plain_value", 1, plain_value, deterministic=True)
    connection.create_function("entity_value", 1, entity_value, deterministic=True)
    names.remember_all()
    numbers = {name: n for n, name in names.field_names().items()}
    for kind, fields in KINDS.items():
        known = {name: numbers[kind, name] for name in (EXISTS, *fields) if (kind, name) in numbers}
        if known:
            connection.execute(_filling(kind, known), (FOREVER,))


def _filling(kind: str, known: dict[str, int]) -> str:
    """Return the statement that fills the table of a kind, one row for an entity from one span for each field."""
    columns = ["n", "conflicts"]
    values = ["entity", "sum(conflict)"]
    for name, number in known.items():
        if name == EXISTS:
            columns.append("present")
            values.append(f"coalesce(max(CASE field WHEN {number} THEN value = 'true' END), 0)")
        else:
            columns.append(f'"{name}"')
            made = _FROM_SPAN.get(field_of(kind, name).type, _TEXT)
            values.append(f"max(CASE field WHEN {number} THEN {made} END)")
    return (
        f'INSERT INTO "{kind}" ({", ".join(columns)}) SELECT {", ".join(values)} FROM span '
        f"WHERE field IN ({', '.join(map(str, known.values()))}) AND until = ? GROUP BY entity"
    )
