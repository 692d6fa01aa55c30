"""The history that challenge rules need, of all actions at once: plain SQL over spans. Never writes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER
from send_tracker.storage.days import holding_at


class ChallengeRows:
    """Queries behind the challenges. Days are ISO text; ids are hexadecimal."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def held(
        self, name: str, as_at: str | None = None, statuses: Sequence[str] = (), among: Iterable[str] | None = None
    ) -> dict[str, list[tuple[str, str | None]]]:
        """Return what a field of each action has held: (since, value), oldest first, up to a day or to now.

        Args:
            name: the field. as_at: leave out what began after this day.
            statuses: only actions that have one of these statuses on that day. They are compared as they are
                written in the file, which is the code in quotation marks.
            among: only these actions, by id; None for all.
        """
        holds, days = holding_at(as_at, "rated")
        marks = _marks(statuses)
        few = [] if among is None else [bytes.fromhex(id) for id in among]
        narrow = "" if among is None else f"AND rated.entity IN (SELECT n FROM entity WHERE id IN ({_marks(few)})) "
        query = (
            "SELECT entity.id, span.since, span.value FROM span rated "
            "CROSS JOIN span ON span.field = (SELECT n FROM field WHERE name = ?) AND span.entity = rated.entity "
            "AND span.since <= ? CROSS JOIN entity ON entity.n = rated.entity "
            f"WHERE rated.field = (SELECT n FROM field WHERE name = 'action.status') AND {holds} "
            f"AND rated.value IN ({marks}) {narrow}ORDER BY rated.entity, span.since"
        )
        values = (f"action.{name}", as_at or "9999", *days, *(f'"{code}"' for code in statuses), *few)
        found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for id, since, value in self._db.execute(query, values):
            text = decode(value)
            found[id.hex()].append((since, text if isinstance(text, str) else None))
        return dict(found)

    def notes(self, action: str) -> list[tuple[str, str, str, str]]:
        """Return the notes for the board on an action that stand now: (id, day, when typed, note)."""
        rows = self._db.execute(
            "SELECT e.id, s.since, edit.recorded_at, u.note FROM progress_update u JOIN entity e ON e.n = u.n "
            "JOIN span s ON s.field = (SELECT n FROM field WHERE name = 'progress_update.action') "
            "AND s.entity = u.n AND s.until = ? JOIN change ON change.n = s.change JOIN edit ON edit.n = change.edit "
            "WHERE u.present AND u.action = (SELECT n FROM entity WHERE id = ?) AND u.note IS NOT NULL",
            (FOREVER, bytes.fromhex(action)),
        )
        return [(id.hex(), since, recorded, note) for id, since, recorded, note in rows]

    def end(self, kind: str, name: str, id: str) -> str | None:
        """Return the id that a field of an entity was first given, even if its making was undone since.

        The ends of a link, and what a note belongs to, never change.
        """
        row = self._db.execute(
            "SELECT value FROM change WHERE entity = (SELECT n FROM entity WHERE id = ?) "
            "AND field = (SELECT n FROM field WHERE name = ?) AND value IS NOT NULL ORDER BY n LIMIT 1",
            (bytes.fromhex(id), f"{kind}.{name}"),
        ).fetchone()
        found = decode(row[0]) if row else None
        return found if isinstance(found, str) else None


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
