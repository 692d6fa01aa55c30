"""The small integers that stand inside the file for entity ids and field names."""

from __future__ import annotations

import sqlite3


class Names:
    """Looks numbers up and gives out new ones, remembering what it has seen."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._fields: dict[str, int] = {}
        self._entities: dict[str, int] = {}
        self._parts: dict[int, tuple[str, str]] = {}

    def forget(self) -> None:
        """Drop what was remembered, after a rollback may have taken numbers back."""
        self._fields.clear()
        self._entities.clear()
        self._parts.clear()

    def remember_all(self) -> None:
        """Read every entity at once, for a rebuild that asks for all of them."""
        self._entities = {id.hex(): n for n, id in self._db.execute("SELECT n, id FROM entity")}

    def field(self, kind: str, name: str) -> int:
        """Return the number of a kind's field, giving it one if it has none."""
        key = f"{kind}.{name}"
        number = self._fields.get(key) or self._find("SELECT n FROM field WHERE name = ?", key)
        if number is None:
            number = self._added("INSERT INTO field (name) VALUES (?)", (key,))
        self._fields[key] = number
        return number

    def known_field(self, kind: str, name: str) -> int:
        """Return the number of a field, or 0 if nothing was ever written to it. Never writes."""
        key = f"{kind}.{name}"
        number = self._fields.get(key) or self._find("SELECT n FROM field WHERE name = ?", key)
        if number:
            self._fields[key] = number
        return number or 0

    def entity(self, kind: str, id: str) -> int:
        """Return the number of an entity, giving it one if it is new."""
        number = self._entities.get(id) or self._find("SELECT n FROM entity WHERE id = ?", bytes.fromhex(id))
        if number is None:
            number = self._added("INSERT INTO entity (kind, id) VALUES (?, ?)", (kind, bytes.fromhex(id)))
        self._entities[id] = number
        return number

    def known_entity(self, id: str) -> int:
        """Return the number of an entity, or 0 if the file does not know it. Never writes."""
        try:
            return self._entities.get(id) or self._find("SELECT n FROM entity WHERE id = ?", bytes.fromhex(id)) or 0
        except ValueError:
            return 0

    def id(self, number: int) -> str:
        """Return the id of an entity's number."""
        row = self._db.execute("SELECT id FROM entity WHERE n = ?", (number,)).fetchone()
        return str(row[0].hex())

    def field_names(self) -> dict[int, tuple[str, str]]:
        """Return (kind, field) for every number given out."""
        rows = self._db.execute("SELECT n, name FROM field").fetchall()
        return {n: (name.partition(".")[0], name.partition(".")[2]) for n, name in rows}

    def parts(self, field: int) -> tuple[str, str]:
        """Return the kind and the field that a number stands for."""
        if field not in self._parts:
            self._parts = self.field_names()
        return self._parts[field]

    def _find(self, query: str, key: str | bytes) -> int | None:
        row = self._db.execute(query, (key,)).fetchone()
        return int(row[0]) if row else None

    def _added(self, statement: str, values: tuple[object, ...]) -> int:
        number = self._db.execute(statement, values).lastrowid
        assert number is not None, "an insert into a rowid table always gives a number"
        return number
