"""Reading the changes that tell the story of one entity. Never writes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from send_tracker.domain.history import parts_of
from send_tracker.domain.log import Change
from send_tracker.domain.standing import struck

_MOST_MARKS = 500
_CHANGES = (
    "SELECT c.n, edit.id, edit.author, edit.recorded_at, edit.verb, edit.reason, edit.meeting, "
    "entity.kind, entity.id, field.name, c.value, c.value_hash, c.as_at, c.idx FROM change c "
    "CROSS JOIN edit ON edit.n = c.edit CROSS JOIN entity ON entity.n = c.entity CROSS JOIN field ON field.n = c.field "
    "WHERE c.entity IN ({})"
)
_STRIKES = "SELECT s.change, s.target FROM change c CROSS JOIN strikes s ON s.change = c.n WHERE c.entity IN ({})"


@dataclass(frozen=True, slots=True)
class Record:
    """A change with what its edit says, its place in this file and in its edit, and whether it still counts."""

    number: int
    index: int
    change: Change
    edit: str
    author: str
    recorded_at: str
    verb: str
    reason: str
    meeting: str | None
    counts: bool


def history_of(connection: sqlite3.Connection, entity: str, undone: bool = False) -> list[Record]:
    """Return the changes of an entity and of what hangs on it, in the order they were written.

    Args:
        connection: the file.
        entity: whose.
        undone: with those parts too whose making was undone. Only the log itself knows of them, and it has to be
            read from end to end for that.
    """
    row = connection.execute("SELECT n, kind FROM entity WHERE id = ?", (bytes.fromhex(entity),)).fetchone()
    if row is None:
        return []
    number, kind = row
    entities = sorted(
        {number, *_parts(connection, kind, number)} | (_ever(connection, kind, entity) if undone else set())
    )
    rows, pairs = [], defaultdict(list)
    for start in range(0, len(entities), _MOST_MARKS):
        block = entities[start : start + _MOST_MARKS]
        marks = ", ".join("?" * len(block))
        rows += connection.execute(_CHANGES.format(marks), block).fetchall()
        for change, target in connection.execute(_STRIKES.format(marks), block):
            pairs[change].append(target)
    gone = struck(pairs)
    return [_record(values, values[0] not in gone) for values in sorted(rows)]


def _record(values: tuple[object, ...], counts: bool) -> Record:
    n, edit, author, recorded, verb, reason, meeting, kind, id, name, value, hash, as_at, index = values
    change = Change(
        str(kind),
        _hex(id),
        str(name).partition(".")[2],
        None if value is None else str(value),
        value_hash=_hex(hash) if hash else None,
        as_at=None if as_at is None else str(as_at),
    )
    told = (str(author), str(recorded), str(verb), str(reason or ""), None if meeting is None else str(meeting))
    return Record(int(str(n)), int(str(index)), change, _hex(edit), *told, counts)


def _hex(blob: object) -> str:
    assert isinstance(blob, bytes), "ids and hashes are kept as bytes"
    return blob.hex()


def _parts(connection: sqlite3.Connection, kind: str, number: int) -> set[int]:
    """Return what hangs on an entity now, or did when it was withdrawn."""
    found: set[int] = set()
    for part, column in parts_of(kind):
        if column in {row[1] for row in connection.execute(f'PRAGMA table_info("{part}")')}:  # not in an old backup
            found |= {n for (n,) in connection.execute(f'SELECT n FROM "{part}" WHERE "{column}" = ?', (number,))}
    return found


def _ever(connection: sqlite3.Connection, kind: str, entity: str) -> set[int]:
    """Return what was ever said to hang on an entity, undone or not."""
    names = [f"{part}.{column}" for part, column in parts_of(kind)]
    marks = ", ".join("?" * len(names))
    rows = connection.execute(
        f"SELECT DISTINCT entity FROM change WHERE field IN (SELECT n FROM field WHERE name IN ({marks})) "
        "AND value = ?",
        (*names, f'"{entity}"'),
    )
    return {n for (n,) in rows}
