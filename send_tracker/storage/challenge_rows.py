"""The history that challenge rules need, of all actions at once: plain SQL over spans. Never writes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from send_tracker.domain.log import decode
from send_tracker.storage.days import holding_at


class ChallengeRows:
    """Queries behind the challenges. Days are ISO text; ids are hexadecimal."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def held(
        self, name: str, as_at: str | None = None, statuses: Sequence[str] = ()
    ) -> dict[str, list[tuple[str, str | None]]]:
        """Return what a field of each action has held: (since, value), oldest first, up to a day or to now.

        Args:
            name: the field. as_at: leave out what began after this day.
            statuses: only actions that have one of these statuses on that day. They are compared as they are
                written in the file, which is the code in quotation marks.
        """
        holds, days = holding_at(as_at, "rated")
        marks = ", ".join("?" * len(statuses))
        query = (
            "SELECT entity.id, span.since, span.value FROM span rated "
            "CROSS JOIN span ON span.field = (SELECT n FROM field WHERE name = ?) AND span.entity = rated.entity "
            "AND span.since <= ? CROSS JOIN entity ON entity.n = rated.entity "
            f"WHERE rated.field = (SELECT n FROM field WHERE name = 'action.status') AND {holds} "
            f"AND rated.value IN ({marks}) ORDER BY rated.entity, span.since"
        )
        values = (f"action.{name}", as_at or "9999", *days, *(f'"{code}"' for code in statuses))
        found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for id, since, value in self._db.execute(query, values):
            text = decode(value)
            found[id.hex()].append((since, text if isinstance(text, str) else None))
        return dict(found)
