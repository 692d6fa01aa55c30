"""What two copies have in common, found without hashing it: the edits from before they were parted.

A copy is a copied file, so until then its log is ours to the byte, numbers included. Where it is, there is nothing to
judge and nothing to take; only what differs from ours, or came later, has to be read edit by edit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_BLOCK = 20_000
_HEADS = "SELECT n, id FROM edit ORDER BY n"
_ROWS = {
    "edit": (
        "SELECT n, id, author, recorded_at, verb, reason, reason_salt, reason_hash, meeting, first_change FROM edit "
        "WHERE n > ? AND n <= ? ORDER BY n"
    ),
    "edit_parent": "SELECT edit, parent FROM edit_parent WHERE edit > ? AND edit <= ? ORDER BY edit, parent",
    "change": (
        "SELECT edit, n, idx, entity, field, as_at, salt, value, value_hash FROM change "
        "WHERE n > ? AND n <= ? ORDER BY n"
    ),
    "follows": "SELECT change, target FROM follows WHERE change > ? AND change <= ? ORDER BY change, target",
    "strikes": "SELECT change, target FROM strikes WHERE change > ? AND change <= ? ORDER BY change, target",
    "entity": "SELECT n, kind, id FROM entity WHERE n > ? AND n <= ? ORDER BY n",
    "field": "SELECT n, name FROM field WHERE n > ? AND n <= ? ORDER BY n",
}
"""All that an edit's id is a hash of, by the number up to which it is looked at. What is only of a copy is left out."""


def in_common(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> tuple[int, set[int]]:
    """Return up to which number the two have the same edits, and those of them that are not the same in every byte."""
    last = 0
    for mine, other in zip(ours.execute(_HEADS), theirs.execute(_HEADS), strict=False):
        if mine != other:
            break
        last = mine[0]
    inside, theirs_inside = _extent(ours, last), _extent(theirs, last)
    if inside != theirs_inside:
        return 0, set()  # rows were added or taken away, so the numbers say nothing
    changes, entities, fields, _ = inside
    unlike = _unlike(ours, theirs, "edit", last) | _unlike(ours, theirs, "edit_parent", last)
    unlike |= _unlike(ours, theirs, "change", changes)
    loose = _unlike(ours, theirs, "follows", changes) | _unlike(ours, theirs, "strikes", changes)
    unlike |= _edits_of(ours, "n", loose)
    unlike |= _edits_of(ours, "entity", _unlike(ours, theirs, "entity", entities))
    unlike |= _edits_of(ours, "field", _unlike(ours, theirs, "field", fields))
    return last, {edit for edit in unlike if edit <= last}


def _extent(connection: sqlite3.Connection, last: int) -> tuple[int, int, int, int]:
    """Return the last change, entity and field of the edits up to one, and how many changes they have."""
    row = connection.execute(
        "SELECT coalesce(max(n), 0), coalesce(max(entity), 0), coalesce(max(field), 0), count(*) FROM change "
        "WHERE edit <= ?",
        (last,),
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2]), int(row[3])


def _unlike(ours: sqlite3.Connection, theirs: sqlite3.Connection, table: str, last: int) -> set[int]:
    """Return the numbers under which two tables hold different rows."""
    found: set[int] = set()
    for mine, other in zip(_blocks(ours, table, last), _blocks(theirs, table, last), strict=True):
        if mine != other:
            found |= {row[0] for row in set(mine) ^ set(other)}
    return found


def _blocks(connection: sqlite3.Connection, table: str, last: int) -> Iterator[list[tuple[int, ...]]]:
    for first in range(0, last, _BLOCK):
        yield connection.execute(_ROWS[table], (first, min(first + _BLOCK, last))).fetchall()


def _edits_of(connection: sqlite3.Connection, column: str, numbers: set[int]) -> set[int]:
    """Return the edits with a change that has one of these numbers in a column."""
    query = f"SELECT edit FROM change WHERE {column} = ?"
    return {edit for number in numbers for (edit,) in connection.execute(query, (number,))}
