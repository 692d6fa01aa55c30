"""Since when actions have been done: plain SQL over spans. Never writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from send_tracker.domain.log import decode


class CompletionRows:
    """Queries behind the markers of charts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def done_since(self, ids: Iterable[str], done: Collection[str]) -> dict[str, str]:
        """Return, for each action that is done now, the first day of the row of done statuses up to now.

        Args:
            ids: the actions. done: codes of the statuses that count as done.
        """
        return {id: since for id in ids if (since := self._since(id, done)) is not None}

    def _since(self, id: str, done: Collection[str]) -> str | None:
        rows = self._db.execute(
            "SELECT since, value FROM span WHERE field = (SELECT n FROM field WHERE name = 'action.status') "
            "AND entity = (SELECT n FROM entity WHERE id = ?) ORDER BY since DESC",
            (bytes.fromhex(id),),
        )
        first: str | None = None
        for since, value in rows:
            if decode(value) not in done:
                break
            first = str(since)
        return first
