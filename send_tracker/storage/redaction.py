"""Redaction: a value or a reason is taken out of the log for good, and its hash stays, so that the chain still holds.

The order to do so is itself an edit, which names the change: it travels to every copy, and each copy that holds the
value blanks it. It is the one update that the guards of the log allow.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from send_tracker.domain.log import Change, Edit, decode, decode_unjudged
from send_tracker.domain.scrub import Held
from send_tracker.storage.compose import Slot
from send_tracker.storage.evidence_files import drop_unnamed, named_files

REASON = "reason"
_VALUE = (
    "SELECT entity.kind, entity.id, field.name, value FROM change CROSS JOIN edit ON edit.n = change.edit "
    "CROSS JOIN entity ON entity.n = change.entity CROSS JOIN field ON field.n = change.field "
    "WHERE edit.id = ? AND idx = ? AND value NOTNULL"
)

_DIGITS = 10
"""No edit has so many changes, and SQLite counts no further than 19 digits."""


def redactions(connection: sqlite3.Connection) -> set[str]:
    """Return what the redactions of this file name: ``EDIT:INDEX`` or ``EDIT:reason``."""
    rows = connection.execute(
        "SELECT value FROM change WHERE field = (SELECT n FROM field WHERE name = 'redaction.change')"
    )
    return {str(decode(value)) for (value,) in rows if value is not None}


def redacted_by(edits: Iterable[Edit]) -> set[str]:
    """Return what redactions among some edits name. Nobody has judged those edits, so anything may stand there."""
    found = (decode_unjudged(c.value) for e in edits for c in e.changes if (c.kind, c.field) == ("redaction", "change"))
    return {str(name) for name in found if name}


def still_held(connection: sqlite3.Connection, named: Collection[str]) -> list[Held]:
    """Return what this file still says of what is named."""
    found: list[Held] = []
    for name in sorted(named):
        edit, _, place = name.partition(":")
        id = _id(edit)
        if id is None:
            continue
        if place == REASON:
            row = connection.execute("SELECT reason FROM edit WHERE id = ? AND reason NOTNULL", (id,)).fetchone()
            found += [Held(None, str(row[0]))] if row else []
        elif place.isdecimal() and len(place) < _DIGITS:
            row = connection.execute(_VALUE, (id, int(place))).fetchone()
            if row:
                kind, entity, field, value = row
                change = Change(str(kind), entity.hex(), str(field).partition(".")[2], str(value))
                found.append(Held(change, str(decode(change.value) or "")))
    return found


def blank(connection: sqlite3.Connection, named: Collection[str]) -> set[Slot]:
    """Blank what is named and still has its text; return the slots that this touches.

    The bytes of an attached file go with their hash.
    """
    touched: set[Slot] = set()
    files = named_files(connection) if named else set()
    for name in sorted(named):
        edit, _, place = name.partition(":")
        id = _id(edit)
        if id is None:
            continue
        if place == REASON:
            connection.execute(
                "UPDATE edit SET reason = NULL, reason_salt = NULL WHERE id = ? AND reason NOTNULL", (id,)
            )
        elif place.isdecimal() and len(place) < _DIGITS:
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


def drop_words(connection: sqlite3.Connection) -> None:
    """Write the search index anew: what it was told to forget stays in its older parts until they are merged."""
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def _id(edit: str) -> bytes | None:
    """Return an edit's id as the file has it; None for what is no id."""
    try:
        return bytes.fromhex(edit)
    except ValueError:
        return None
