"""What others wrote into the log since an officer last looked. Only reads."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_EDITS = "FROM edit WHERE n > ? AND author <> ?"
_ACTIONS = """
WITH touched AS (
    SELECT DISTINCT entity FROM change WHERE edit IN (SELECT n FROM edit WHERE n > :seen AND author <> :me)
), told AS (
    SELECT entity AS n FROM touched
    UNION SELECT action FROM progress_update WHERE n IN (SELECT entity FROM touched)
    UNION SELECT action FROM lead WHERE n IN (SELECT entity FROM touched)
    UNION SELECT target FROM evidence_link WHERE n IN (SELECT entity FROM touched)
)
SELECT id FROM entity JOIN told USING (n) WHERE kind = 'action' AND n IN (SELECT n FROM action)
"""


@dataclass(frozen=True, slots=True)
class SeenRows:
    """What came since: how many edits, whose they are, and the actions of the plan that they touched, by id."""

    edits: int
    authors: tuple[str, ...]
    actions: tuple[str, ...]


class LookedRows:
    """Reads what came after an edit that somebody had seen."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def last(self) -> int:
        """Return the number of the newest edit in this copy; 0 for none."""
        return int(self._db.execute("SELECT coalesce(max(n), 0) FROM edit").fetchone()[0])

    def since(self, seen: int, me: str) -> SeenRows:
        """Return what others wrote after an edit."""
        edits = int(self._db.execute(f"SELECT count(*) {_EDITS}", (seen, me)).fetchone()[0])
        if not edits:
            return SeenRows(0, (), ())
        authors = self._db.execute(f"SELECT author {_EDITS} GROUP BY author ORDER BY count(*) DESC, author", (seen, me))
        actions = self._db.execute(_ACTIONS, {"seen": seen, "me": me})
        return SeenRows(edits, tuple(a for (a,) in authors), tuple(sorted(id.hex() for (id,) in actions)))
