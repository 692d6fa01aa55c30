"""Spans of the slots in which there is nothing to combine: by far the most, so a rebuild writes them within SQLite.

The rule is :func:`send_tracker.domain.standing.spans`; a slot in which each officer had seen what was there, and
nothing was struck, comes down to the last change of each day. Every other slot is left to that rule.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from send_tracker.domain.standing import FOREVER
from send_tracker.storage.compose import Slot

_STRUCK = (
    "SELECT c.entity, c.field FROM strikes s CROSS JOIN change c ON c.n IN (s.change, s.target) "
    "UNION SELECT entity, field FROM change WHERE as_at IS NULL"
)
_UNSEEN = """
    SELECT DISTINCT c.entity, c.field
    FROM (SELECT n, lag(n) OVER (PARTITION BY entity, field ORDER BY n) AS earlier FROM change) pair
    CROSS JOIN change c ON c.n = pair.n CROSS JOIN change e ON e.n = pair.earlier
    WHERE c.edit != e.edit
      AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.change = pair.n AND f.target = pair.earlier)"""
"""Slots with a change that had not seen the one before it."""

_SLOTS = """(SELECT entity, field, max(n) AS newest FROM change WHERE (entity, field) NOT IN
      (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))
    GROUP BY entity, field HAVING count(*) {0}) slot"""
_ONE = f"""
    INSERT INTO span SELECT c.field, c.entity, c.as_at, '{FOREVER}', c.n, 0, c.value
    FROM {_SLOTS.format("= 1")} CROSS JOIN change c ON c.n = slot.newest ORDER BY c.field, c.entity"""
_SEVERAL = f"""
    INSERT INTO span SELECT field, entity, as_at, coalesce(next, '{FOREVER}'), n, 0, value
    FROM (SELECT c.field, c.entity, c.as_at, c.n, c.value,
        lead(c.as_at) OVER (PARTITION BY c.field, c.entity ORDER BY c.as_at, c.n) AS next
      FROM {_SLOTS.format("> 1")} CROSS JOIN change c ON c.entity = slot.entity AND c.field = slot.field)
    WHERE next IS NULL OR next != as_at"""
"""Of the changes of one day the last typed holds, up to the next day on which there is one."""


def knotted_slots(connection: sqlite3.Connection) -> set[Slot]:
    """Return the slots of which the rule must be asked: something was struck, or somebody had not seen all."""
    return {(entity, field) for query in (_STRUCK, _UNSEEN) for entity, field in connection.execute(query)}


def write_plain_spans(connection: sqlite3.Connection, knotted: Collection[Slot]) -> None:
    """Write the spans of all slots but the knotted ones into the table, which holds none of them."""
    without = json.dumps(sorted(knotted))
    connection.execute(_ONE, (without,))
    connection.execute(_SEVERAL, (without,))
