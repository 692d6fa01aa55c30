"""Noticing that an open file was changed, replaced or moved by another program.

SQLite's lock keeps programs out that ask for it; a sync client, a restore by hand or a rename do not ask.
"""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from pathlib import Path


class Underneath(StrEnum):
    """What became of the file in its place."""

    SAME = ""
    GONE = "gone"
    REPLACED = "replaced"
    CHANGED = "changed"


class Watch:
    """Looks at the place of an open file, and opens nothing: that would drop the lock."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._db = connection
        self._first = self._key()
        self._seen = self._stamp(), connection.total_changes

    def forgive(self) -> None:
        """Take the file as it is now: it was just written in a way that is not counted as a change."""
        self._seen = self._stamp(), self._db.total_changes

    def look(self) -> Underneath:
        """Return what became of the file since the last look. What this connection wrote is none of it."""
        key = self._key()
        if key is None:
            return Underneath.GONE
        if self._first is not None and key != self._first:
            return Underneath.REPLACED
        before, self._seen = self._seen, (self._stamp(), self._db.total_changes)
        changed = before[1] == self._seen[1] and before[0] != self._seen[0]
        return Underneath.CHANGED if changed else Underneath.SAME

    def _key(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if found.st_ino else (0, 0)

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns
