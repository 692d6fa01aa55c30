"""Which changes are in force, on a day or at a frozen position: what a position's digest and its reading go by."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from send_tracker.domain.standing import FOREVER
from send_tracker.storage.days import holding_at

_IN_FORCE = (
    "SELECT span.change, span.since, span.conflict, c.as_at FROM span CROSS JOIN change c ON c.n = span.change "
    "WHERE {0}"
)
_NOW_OF_KIND = (
    "SELECT span.change, span.since, span.conflict, c.as_at FROM span CROSS JOIN change c ON c.n = span.change "
    "WHERE span.field IN (SELECT n FROM field WHERE name GLOB ?) AND span.until = ?"
)
FRAME = ("programme", "status")
"""Kinds that are read as they were last known where a day lies before the first of them was described."""

_NAMED = (
    "SELECT c.n, entity.id, field.name, edit.id, c.idx FROM change c CROSS JOIN entity ON entity.n = c.entity "
    "CROSS JOIN field ON field.n = c.field CROSS JOIN edit ON edit.n = c.edit WHERE c.n <= ?"
)


@dataclass(frozen=True, slots=True)
class Held:
    """The changes in force, by their numbers in this file, one for each field of each entity.

    Attributes:
        day: the last day that counts. changes: the change that is shown for each slot.
        conflicts: those beside which a different value stands.
        since: the day since when a change is shown, where that is not the day it was given for.
    """

    day: str
    changes: frozenset[int]
    conflicts: frozenset[int] = frozenset()
    since: Mapping[int, str] = field(default_factory=dict)


Shown = Iterable[tuple[int, str, int, str | None]]
"""Rows of a change, the day since when it is shown, whether it is in conflict, and the day it was given for."""


def held_of(day: str, shown: Shown) -> Held:
    """Gather what is in force."""
    changes, conflicts, since = [], [], {}
    for change, first, conflict, as_at in shown:
        changes.append(change)
        if conflict:
            conflicts.append(change)
        if first != as_at:
            since[change] = first
    return Held(day, frozenset(changes), frozenset(conflicts), since)


def held_on(connection: sqlite3.Connection, day: str) -> Held:
    """Return what is in force at the end of a day, by all that the file knows now.

    A programme or a scale that was described later only is taken as it is: without it nothing can be shown.
    """
    where, days = holding_at(day)
    shown = connection.execute(_IN_FORCE.format(where), days).fetchall()
    held = {row[0] for row in shown}
    for kind in FRAME:
        rows = connection.execute(_NOW_OF_KIND, (f"{kind}.*", FOREVER)).fetchall()
        if not any(row[0] in held for row in rows):
            shown += rows
    return held_of(day, shown)


def digest_of(connection: sqlite3.Connection, held: Held) -> str:
    """Return the digest over entity, field, change id and conflict of what is in force; no value goes into it.

    A change is named by its edit's id and its place there, so the digest is the same in every copy.
    """
    last = max(held.changes, default=0)
    lines = [
        b"\n".join((entity, name.encode(), edit, b"%d %d" % (idx, n in held.conflicts)))
        for n, entity, name, edit, idx in connection.execute(_NAMED, (last,))
        if n in held.changes
    ]
    return hashlib.sha256(b"\n\n".join(sorted(lines))).hexdigest()


def packed(held: Held) -> bytes:
    """Return what is in force as the cache keeps it."""
    document = {
        "day": held.day,
        "changes": sorted(held.changes),
        "conflicts": sorted(held.conflicts),
        "since": {str(n): day for n, day in sorted(held.since.items())},
    }
    return zlib.compress(json.dumps(document, separators=(",", ":")).encode(), 1)


def unpacked(blob: bytes) -> Held:
    """Return what the cache kept.

    Raises:
        ValueError: it is damaged; it can be worked out again.
    """
    try:
        document = json.loads(zlib.decompress(blob))
        return Held(
            document["day"],
            frozenset(document["changes"]),
            frozenset(document["conflicts"]),
            {int(n): day for n, day in document["since"].items()},
        )
    except (zlib.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError("what was kept of a position cannot be read") from error
