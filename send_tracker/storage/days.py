"""Conditions on the days of spans, and the one rule for when an action was last heard of. Never writes."""

from __future__ import annotations

import sqlite3

from send_tracker.domain.kinds import PROGRESS_FIELDS
from send_tracker.domain.standing import FOREVER

_FIELDS = ", ".join(f"'action.{name}'" for name in PROGRESS_FIELDS)


def holding_at(as_at: str | None, span: str = "span") -> tuple[str, tuple[str, ...]]:
    """Return the condition that a span holds on a day, or now, with its values."""
    if as_at is None:
        return f"{span}.until = ?", (FOREVER,)
    return f"{span}.since <= ? AND {span}.until > ?", (as_at, as_at)


def progress_days(
    connection: sqlite3.Connection, as_at: str | None = None, action: int | None = None
) -> dict[int, str]:
    """Return, for each action, the last day for which anything about its progress was recorded.

    That is the latest day from which the value of one of :data:`PROGRESS_FIELDS` holds, or on which a progress
    update that still stands was given. ``action`` narrows it to one.
    """
    holds, days = holding_at(as_at)
    one: tuple[int, ...] = () if action is None else (action,)
    found: dict[int, str] = dict(
        connection.execute(
            f"SELECT entity, max(since) FROM span WHERE field IN (SELECT n FROM field WHERE name IN ({_FIELDS})) "
            f"AND {holds} {'AND entity = ?' if one else ''} GROUP BY entity",
            (*days, *one),
        ).fetchall()
    )
    numbers = {
        f'"{id.hex()}"': n
        for n, id in connection.execute(
            f"SELECT n, id FROM entity WHERE kind = 'action' {'AND n = ?' if one else ''}", one
        )
    }
    for value, since in _notes(connection, as_at, one):
        number = numbers.get(value)
        if number is not None:
            found[number] = max(found.get(number, ""), since)
    return found


def _notes(connection: sqlite3.Connection, as_at: str | None, one: tuple[int, ...]) -> list[tuple[str, str]]:
    """Return the action, as its value is written, and the day of each progress update that stands."""
    (note, note_days), (present, present_days) = holding_at(as_at, "note"), holding_at(as_at, "x")
    narrow = "AND note.entity IN (SELECT n FROM progress_update WHERE action = ?)" if one else ""
    return connection.execute(
        "SELECT note.value, note.since FROM span note "
        "CROSS JOIN span x ON x.field = (SELECT n FROM field WHERE name = 'progress_update.exists') "
        f"AND x.entity = note.entity AND x.value = 'true' AND {present} "
        f"WHERE note.field = (SELECT n FROM field WHERE name = 'progress_update.action') AND {note} {narrow}",
        (*present_days, *note_days, *one),
    ).fetchall()
