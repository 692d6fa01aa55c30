"""A tracker file as it stood on another day: read like any other, and only read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from send_tracker.storage.file import TrackerFile


class PastFile(TrackerFile):
    """A reader of a copy in memory. Evidence files, snapshots and checks are the real file's."""

    def __init__(self, connection: sqlite3.Connection, present: TrackerFile) -> None:
        super().__init__(connection, present.path, read_only=True)
        self._present = present
        self.evidence_files = present.evidence_files

    def close(self) -> None:
        """Drop the copy. The real file stays open."""
        self._db.close()

    def snapshot(self, target: Path, *, with_files: bool = True) -> None:
        """Write a whole copy of the real file, as it is now."""
        self._present.snapshot(target, with_files=with_files)

    def back_up(self, folder: Path) -> Path:
        """Write a backup of the real file, as it is now."""
        return self._present.back_up(folder)

    def mark(self, key: str) -> str | None:
        """Return nothing: the marks of the real file, such as what is typed and not saved yet, are of the present."""
        return None

    def check_pages(self) -> list[str]:
        """Return what is wrong with the pages of the real file."""
        return self._present.check_pages()

    def tables_unlike_the_log(self) -> list[str]:
        """Return what is wrong with the tables of the real file."""
        return self._present.tables_unlike_the_log()

    def log_is_sound(self) -> bool:
        """Tell whether the log of the real file is sound."""
        return self._present.log_is_sound()

    def loose_rows(self) -> dict[str, int]:
        """Return what is loose in the log of the real file."""
        return self._present.loose_rows()
