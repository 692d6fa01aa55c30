"""What an open tracker file can be asked about its own soundness. It is only read."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from send_tracker.storage.redaction import redactions

if TYPE_CHECKING:
    from send_tracker.storage.log import ChangeLog


class Checks:
    """The part of a tracker file that looks at itself."""

    _db: sqlite3.Connection
    log: ChangeLog

    def check_pages(self) -> list[str]:
        """Return what SQLite finds wrong with the pages; nothing for a sound file."""
        rows = self._db.execute("PRAGMA integrity_check(20)").fetchall()
        return [] if rows == [("ok",)] else [str(r[0]) for r in rows]

    def check_indexes(self) -> list[str]:
        """Return what SQLite finds wrong between tables and indexes, after opening has looked at the pages."""
        from send_tracker.storage.trial import damaged_indexes

        return damaged_indexes(self._db)

    def derived_rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Return the rows of every derived table."""
        from send_tracker.storage.trial import derived_rows

        return derived_rows(self._db)

    def tables_unlike_the_log(self) -> list[str]:
        """Return the derived tables that a rebuild would change. The file is only read."""
        from send_tracker.storage.trial import tables_unlike_the_log

        return tables_unlike_the_log(self._db)

    def log_is_sound(self) -> bool:
        """Tell whether every row of the log is what was hashed and stands where it should, in one pass over it."""
        from send_tracker.storage.sound_log import log_is_sound

        return log_is_sound(self._db, self.log.tracker, self.redactions())

    def loose_rows(self) -> dict[str, int]:
        """Return how many rows of which tables of the log refer to something that is not there."""
        from send_tracker.storage.trial import loose_rows

        return loose_rows(self._db)

    def redactions(self) -> set[str]:
        """Return what was redacted, as ``EDIT:INDEX`` or ``EDIT:reason``."""
        return redactions(self._db)
