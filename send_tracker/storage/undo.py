"""What Ctrl+Z and Ctrl+Y would do, worked out from the log, so that it survives a restart."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from send_tracker.domain.log import Draft
from send_tracker.domain.standing import FOREVER
from send_tracker.storage.names import Names

UNDO = "undo"
REDO = "redo"
MOST = 100
"""Steps that are listed; the log is read backwards only as far as that takes."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Edits of this officer in this file: those that can be undone, those that can be redone; last first.

    ``redo`` pairs the edit that comes back with the undo that is to be struck.
    """

    undo: tuple[int, ...]
    redo: tuple[tuple[int, int], ...]


def steps(connection: sqlite3.Connection, author: str, most: int = MOST) -> Steps:
    """Read the stacks, newest first: an ordinary edit can be undone and clears what could be redone."""
    undo: list[int] = []
    redo: list[tuple[int, int]] = []
    struck: set[int] = set()
    before_any_edit = True
    for n, verb in connection.execute("SELECT n, verb FROM edit WHERE here AND author = ? ORDER BY n DESC", (author,)):
        if len(undo) >= most:
            break
        if n in struck:  # an edit that was undone, or an undo that was redone
            before_any_edit = before_any_edit and verb in (UNDO, REDO)
        elif verb in (UNDO, REDO):
            target = _struck_edit(connection, n)
            struck.add(target)
            if verb == UNDO and before_any_edit:
                redo.append((target, n))
        else:
            undo.append(n)
            before_any_edit = False
    return Steps(tuple(undo), tuple(redo))


def _struck_edit(connection: sqlite3.Connection, number: int) -> int:
    """Return the edit whose changes an undo or redo strikes."""
    row = connection.execute(
        "SELECT t.edit FROM change c CROSS JOIN strikes s ON s.change = c.n CROSS JOIN change t ON t.n = s.target "
        "WHERE c.edit = ? LIMIT 1",
        (number,),
    ).fetchone()
    return int(row[0]) if row else 0


def kept_by(connection: sqlite3.Connection, number: int) -> list[str] | None:
    """Return the authors of what stands now where an edit gave values, or None if one of its own stands."""
    rows = connection.execute(
        "SELECT s.change = c.n, edit.author FROM change c "
        "CROSS JOIN span s ON s.field = c.field AND s.entity = c.entity AND s.until = ? "
        "CROSS JOIN change t ON t.n = s.change CROSS JOIN edit ON edit.n = t.edit "
        "WHERE c.edit = ? AND c.value_hash IS NOT NULL",
        (FOREVER, number),
    ).fetchall()
    return None if not rows or any(own for own, _ in rows) else sorted({author for _, author in rows})


def strike_edit(connection: sqlite3.Connection, names: Names, number: int) -> tuple[Draft, ...]:
    """Return the drafts that strike every change of an edit."""
    rows = connection.execute(
        "SELECT c.n, entity.kind, entity.id, c.field FROM change c CROSS JOIN entity ON entity.n = c.entity "
        "WHERE c.edit = ? ORDER BY c.idx",
        (number,),
    ).fetchall()
    return tuple(
        Draft(kind, id.hex(), names.parts(field)[1], strikes=(n,), strike_only=True) for n, kind, id, field in rows
    )
