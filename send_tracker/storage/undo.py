"""What Ctrl+Z and Ctrl+Y would do, worked out from the log, so that it survives a restart."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from send_tracker.domain.log import Draft
from send_tracker.storage.names import Names

UNDO = "undo"
REDO = "redo"


@dataclass(frozen=True, slots=True)
class Steps:
    """Edits of this officer in this file: those that can be undone, those that can be redone; last first.

    ``redo`` pairs the edit that comes back with the undo that is to be struck.
    """

    undo: tuple[int, ...]
    redo: tuple[tuple[int, int], ...]


def steps(connection: sqlite3.Connection, author: str) -> Steps:
    """Read the stacks: an ordinary edit can be undone and clears what could be redone."""
    undo: list[int] = []
    redo: list[tuple[int, int]] = []
    rows = connection.execute("SELECT n, verb FROM edit WHERE here AND author = ? ORDER BY n", (author,)).fetchall()
    for n, verb in rows:
        if verb == UNDO:
            target = _struck_edit(connection, n)
            if target in undo:
                undo.remove(target)
                redo.append((target, n))
        elif verb == REDO:
            undone = _struck_edit(connection, n)
            found = next((pair for pair in redo if pair[1] == undone), None)
            if found:
                redo.remove(found)
                undo.append(found[0])
        else:
            undo.append(n)
            redo.clear()
    return Steps(tuple(reversed(undo)), tuple(reversed(redo)))


def _struck_edit(connection: sqlite3.Connection, number: int) -> int:
    """Return the edit whose changes an undo or redo strikes."""
    row = connection.execute(
        "SELECT t.edit FROM change c JOIN strikes s ON s.change = c.n JOIN change t ON t.n = s.target "
        "WHERE c.edit = ? LIMIT 1",
        (number,),
    ).fetchone()
    return int(row[0]) if row else 0


def strike_edit(connection: sqlite3.Connection, names: Names, number: int) -> tuple[Draft, ...]:
    """Return the drafts that strike every change of an edit."""
    rows = connection.execute(
        "SELECT c.n, entity.kind, entity.id, c.field FROM change c JOIN entity ON entity.n = c.entity "
        "WHERE c.edit = ? ORDER BY c.idx",
        (number,),
    ).fetchall()
    fields = names.field_names()
    return tuple(
        Draft(kind, id.hex(), fields[field][1], strikes=(n,), strike_only=True) for n, kind, id, field in rows
    )
