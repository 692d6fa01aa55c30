"""Recovering: every edit of a damaged file that can still be read and proves sound, into a new file.

An edit is taken whole or not at all, since its id is a hash of all that is in it; and only on top of the edits that it
stands on, since otherwise nobody could say what it replaced. So where a row is lost in the middle, what came after it
would be lost too: backups and other copies of the same tracker fill such a gap first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from send_tracker.domain.log import Edit, edit_id
from send_tracker.domain.problem import Problem
from send_tracker.domain.rescue import Recovered
from send_tracker.storage.backup import FILES, tracker_of
from send_tracker.storage.blueprint import LOG, LOG_COLUMNS
from send_tracker.storage.combine import Other
from send_tracker.storage.connection import connect, transaction
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.log_reader import LogReader
from send_tracker.storage.opened import is_open_here
from send_tracker.storage.opening import LONGEST, STEPS
from send_tracker.storage.publisher import files_folder
from send_tracker.storage.rescue import readable_rows, source_of

_BROKEN = (sqlite3.DatabaseError, UnicodeError, OverflowError, TypeError, ValueError, AttributeError)
"""What a damaged row can raise on its way through SQLite and Python."""


class Damaged:
    """A file that need not be sound: what can be read of it, in memory. It is another copy, for combining."""

    def __init__(self, path: Path, copies: Sequence[Path] = ()) -> None:
        """Read what can be read.

        Args:
            path: the file. copies: where its tracker is looked up, if the file does not say any more.

        Raises:
            Problem: not even that can be told, or it is open here.
        """
        self.path = path.absolute()
        if is_open_here(self.path):
            raise Problem(f"“{path.name}” is open in this window. Close it first.", "locked")
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.unread = 0
        self._files: dict[str, bytes] = {}
        try:
            with closing(source_of(self.path)) as source:
                source.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
                source.set_progress_handler(lambda: 1, STEPS)
                self._read(source)
                self.tracker = self._name(source, copies)
        except _BROKEN as error:
            self.db.close()
            raise _nothing_left(self.path) from error
        except BaseException:
            self.db.close()
            raise

    def _read(self, source: sqlite3.Connection) -> None:
        for statement in LOG:
            self.db.execute(statement)
        self.db.execute("BEGIN")
        for table, columns in LOG_COLUMNS.items():
            rows, lost = readable_rows(source, table, columns)
            self.unread += lost
            marks = ", ".join("?" * len(columns))
            for row in rows:
                with suppress(*_BROKEN):  # a row whose types or keys are no longer ours
                    self.db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
        self.db.execute("COMMIT")
        for name, content in readable_rows(source, "stored_file", ("hash", "bytes"), key="rowid")[0]:
            if isinstance(content, bytes) and sha256(content).hexdigest() == name:
                self._files[str(name)] = content

    def _name(self, source: sqlite3.Connection, copies: Sequence[Path]) -> str:
        """Return the name of the tracker: the first that fits an edit, since backups of others may lie with ours."""
        names: list[str] = []
        for name in _names(source, copies):
            names.append(name)
            self.tracker = name
            if any(edit_id(edit) == edit.id for edit in self.edits()):
                return name
        if not names:
            raise ValueError("no name")
        return names[0]

    def edits(self, _ours: sqlite3.Connection | None = None) -> Iterator[Edit]:
        """Yield every edit that can be put together, parents first."""
        reader = LogReader(self.db, self.tracker)
        for (number,) in self.db.execute("SELECT n FROM edit ORDER BY n").fetchall():
            with suppress(*_BROKEN, IndexError, KeyError):
                yield reader.edit(number)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the attached files whose bytes fit their hash."""
        yield from self._files.items()

    def close(self) -> None:
        """Let it go."""
        self.db.close()


def recover(path: Path, target: Path, copies: Sequence[Path] = ()) -> Recovered:
    """Write what can be read and proves sound into a new file. The damaged file and the copies are only read.

    Args:
        path: the damaged file. target: the new file, which must not exist.
        copies: backups and other copies of the same tracker, which fill the gaps; those that cannot be opened, or are
            of another tracker, are passed over.

    Raises:
        Problem: nothing can be read, or the new file cannot be written. No new file is left then.
    """
    with closing(Damaged(path, copies)) as damaged:
        try:
            with closing(_new_file(target, damaged.tracker)) as file:
                found = _fill(file, damaged, copies)
            if not found.edits:
                raise _nothing_left(damaged.path)
        except Problem as problem:
            if problem.code != "exists":
                target.unlink(missing_ok=True)
            raise
    return found


def _new_file(target: Path, tracker: str) -> TrackerFile:
    """Make an empty file of a tracker that there is already."""
    TrackerFile.create(target).close()
    with closing(connect(target)) as made, transaction(made):
        made.execute("UPDATE meta SET value = ? WHERE key = 'tracker'", (tracker,))
    return TrackerFile.open(target)


def _fill(file: TrackerFile, damaged: Damaged, copies: Sequence[Path]) -> Recovered:
    found = Recovered(file.path, unread=damaged.unread)
    for copy in copies:
        with suppress(Problem), closing(Other(copy)) as other:
            if other.tracker == damaged.tracker:
                file.take_copy(other)
                found.copies.append(copy)
    found.left_out = file.take_copy(damaged).refused
    found.edits = file.log.count()
    read = {edit.id for edit in damaged.edits()}
    found.of_file = sum(edit.id in read for _, edit in file.log.read_since())
    file.bring_from(files_folder(damaged.path), *(copy.parent / FILES for copy in (damaged.path, *copies)))
    found.files = len(file.evidence_files.names())
    return found


def _names(source: sqlite3.Connection, copies: Sequence[Path]) -> Iterator[str]:
    """Yield what the tracker may be called: by the file itself, and by the copies where that does not say or fit."""
    with suppress(*_BROKEN):
        yield str(source.execute("SELECT value FROM meta WHERE key = 'tracker'").fetchone()[0])
    yield from filter(None, map(tracker_of, copies))


def _nothing_left(path: Path) -> Problem:
    return Problem(
        f"Nothing of “{path.name}” can be read any more. It stays as it is. Restore the last backup.", "nothing-left"
    )
