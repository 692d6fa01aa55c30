"""Which actions left the plan, and which carry them on. Never writes."""

from __future__ import annotations

import sqlite3


class EndingRows:
    """Queries behind withdrawn, superseded and merged actions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def successors(self) -> dict[str, str | None]:
        """Return, for each action that is out of the plan and has one, the action that carries it on."""
        rows = self._db.execute(
            "SELECT gone.id, later.id FROM action a JOIN entity gone ON gone.n = a.n "
            "JOIN entity later ON later.n = a.successor WHERE NOT a.present AND a.successor IS NOT NULL"
        )
        return {gone.hex(): later.hex() for gone, later in rows}

    def count(self) -> int:
        """Return how many actions were in the plan once and are no more."""
        row = self._db.execute(
            "SELECT count(*) FROM action WHERE NOT present AND n IN "
            "(SELECT entity FROM span WHERE field = (SELECT n FROM field WHERE name = 'action.exists'))"
        ).fetchone()
        return int(row[0])
