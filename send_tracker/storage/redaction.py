"""Redaction: a value or a reason is taken out of the log for good, and its hash stays, so that the chain still holds.

The order to do so is itself an edit, which names the change: it travels to every copy, and each copy that holds the
value blanks it. It is the one update that the guards of the log allow.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from send_tracker.domain.log import Edit, decode
from send_tracker.storage.compose import Slot
from send_tracker.storage.evidence_files import drop_unnamed, named_files

REASON = "reason"


def redactions(connection: sqlite3.Connection) -> set[str]:
    """Return what the redactions of this file name: ``EDIT:INDEX`` or ``EDIT:reason``."""
    rows = connection.execute(
        "SELECT value FROM change WHERE field = (SELECT n FROM field WHERE name = 'redaction.change')"
    )
    return {str(decode(value)) for (value,) in rows if value is not None}


def redacted_by(edits: Iterable[Edit]) -> set[str]:
    """Return what redactions among some edits name."""
    return {
        str(decode(c.value))
        for e in edits
        for c in e.changes
        if (c.kind, c.field) == ("redaction", "change") and c.value
    }


def blank(connection: sqlite3.Connection, named: Collection[str]) -> set[Slot]:
    """Blank what is named and still has its text; return the slots that this touches.

    The bytes of an attached file go with their hash.
    """
    touched: set[Slot] = set()
    files = named_files(connection) if named else set()
    for name in sorted(named):
        edit, _, place = name.partition(":")
        try:
            id = bytes.fromhex(edit)
        except ValueError:
            continue
        if place == REASON:
            connection.execute(
                "UPDATE edit SET reason = NULL, reason_salt = NULL WHERE id = ? AND reason NOTNULL", (id,)
            )
        elif place.isdecimal():
            row = connection.execute(
                "SELECT change.n, entity, field FROM change CROSS JOIN edit ON edit.n = change.edit "
                "WHERE edit.id = ? AND idx = ? AND value NOTNULL",
                (id, int(place)),
            ).fetchone()
            if row:
                connection.execute("UPDATE change SET value = NULL, salt = NULL WHERE n = ?", (row[0],))
                touched.add((row[1], row[2]))
    drop_unnamed(connection, files)
    return touched
