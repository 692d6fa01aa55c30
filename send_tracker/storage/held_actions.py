"""The actions of the plan as they were frozen, for the figures of Overview: light rows, and nothing written."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from send_tracker.domain.log import decode
from send_tracker.storage.held import Held
from send_tracker.storage.overview_rows import PastAction


def past_actions(connection: sqlite3.Connection, held: Held) -> list[PastAction]:
    """Return every action that was in the plan when a position was frozen: status, date, accepted evidence."""
    present = _in_force(connection, held, "action", "exists")
    status = _in_force(connection, held, "action", "status")
    approved = _in_force(connection, held, "action", "approved_date")
    original = _in_force(connection, held, "action", "original_date")
    backed = _accepted(connection, held)
    ids = connection.execute("SELECT a.n, e.id FROM action a JOIN entity e ON e.n = a.n")
    return [
        PastAction(id.hex(), str(status.get(n) or ""), approved.get(n) or original.get(n) or None, backed[n])
        for n, id in ids
        if present.get(n) is True
    ]


def _accepted(connection: sqlite3.Connection, held: Held) -> Counter[int]:
    """Return how many accepted evidence items each action had, by the action's number."""
    linked = _in_force(connection, held, "evidence_link", "exists")
    owned = _in_force(connection, held, "evidence", "exists")
    review = _in_force(connection, held, "evidence", "review")
    # The ends of a link never change, so that they are read from its table.
    ends = connection.execute("SELECT n, evidence, target FROM evidence_link WHERE target IS NOT NULL")
    return Counter(
        target
        for link, item, target in ends
        if linked.get(link) is True and owned.get(item) is True and review.get(item) == "accepted"
    )


def _in_force(connection: sqlite3.Connection, held: Held, kind: str, name: str) -> dict[int, Any]:
    """Return the value of one field of each entity of a kind, by the entity's number; one that was redacted is None."""
    rows = connection.execute(
        f"SELECT c.n, c.entity, c.value FROM {kind} k CROSS JOIN change c ON c.entity = k.n "
        "AND c.field = (SELECT n FROM field WHERE name = ?)",
        (f"{kind}.{name}",),
    )
    return {entity: decode(value) for n, entity, value in rows if n in held.changes}
