"""The tracker file: open, create, check, close. Everything else in storage hangs on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.storage.checks import Checks
from send_tracker.storage.connection import SCHEMA_VERSION, connect, transaction, write_problem
from send_tracker.storage.evidence_files import EvidenceFiles, bring, named_files
from send_tracker.storage.opened import Key, forget, is_open_here, remember
from send_tracker.storage.opening import UNREADABLE, hot_journal, inspect, not_whole, open_checked, with_holder
from send_tracker.storage.presence import leave_note, read_note, remove_note
from send_tracker.storage.readers import Readers
from send_tracker.storage.underneath import Watch

if TYPE_CHECKING:
    from send_tracker.storage.combine import Arrived, Copy
    from send_tracker.storage.undo import Steps


class TrackerFile(Readers, Checks):
    """One open tracker file. Make it with :meth:`open` or :meth:`create`, and close it.

    ``was_cut_off`` tells that the program that had it last ended in the middle of its work.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        super().__init__(connection)
        self.path = path
        self.read_only = read_only
        self._key: Key | None = None
        self.evidence_files = EvidenceFiles(connection, _beside(path))
        self.watch = Watch(path, connection)
        self.was_cut_off = False

    @classmethod
    def create(cls, path: Path) -> TrackerFile:
        """Make a new, empty file and open it.

        Raises:
            Problem: there is a file of that name, or the place cannot be written to.
        """
        from send_tracker.into_place import move_into_place
        from send_tracker.storage.schema import migrate

        path = path.absolute()
        if path.exists():
            raise Problem(f"“{path.name}” exists already and was left as it is. Choose another name.", "exists")
        part = path.with_name(path.name + ".tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            part.touch()
            connection = connect(part)
            try:
                migrate(connection)
            finally:
                connection.close()
            move_into_place(part, path)
        except (OSError, sqlite3.Error) as error:
            with suppress(OSError):
                part.unlink()
            raise Problem(f"“{path.name}” could not be made here: {error}.", "cannot-create") from error
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, backup_folder: Path | None = None) -> TrackerFile:
        """Open a file, bringing an older one up to date after a verified backup.

        Raises:
            Problem: it cannot be opened; its code says why, and the file is untouched.
        """
        path = path.absolute()
        if is_open_here(path):
            raise Problem(f"“{path.name}” is open already in this window.", "locked")
        header = inspect(path)
        cut_off = hot_journal(path) or ((note := read_note(path)) is not None and note.is_stale)
        try:
            connection = open_checked(path, read_only=read_only)
        except Problem as problem:
            raise with_holder(problem, path) from problem
        try:
            if header.user_version < SCHEMA_VERSION and not read_only:
                _migrate(connection, backup_folder or path.parent / "backups")
            if cut_off and not read_only:
                _end_journal(connection)
            file = cls(connection, path, read_only=read_only)
            file._key = remember(path, file.log.tracker)
            file.was_cut_off = cut_off
        except (*UNREADABLE, TypeError) as error:
            connection.close()
            raise not_whole(error, path) from error
        except BaseException:
            connection.close()
            raise
        if not read_only:
            leave_note(path)
        return file

    def close(self) -> None:
        """Let the file go. Everything in it was saved when it was done."""
        if self._key and not self.read_only:
            remove_note(self.path)
        forget(self._key)
        self._key = None
        self._db.close()

    def as_at(self, day: str) -> TrackerFile:
        """Return this file as it stood at the end of a day, to be read and closed. It must not outlive this one.

        Raises:
            Problem: this is a copy of an older version, which lacks tables.
        """
        self._can_look_back()
        from send_tracker.storage.past import copy_as_at
        from send_tracker.storage.past_file import PastFile

        return PastFile(copy_as_at(self._db, day), self)

    def as_known(self, heads: Iterable[str], day: str | None = None) -> TrackerFile:
        """Return this file as it was known when some edits were its newest: nothing that arrived later counts.

        Raises:
            Problem: this is a copy of an older version, which lacks tables.
        """
        self._can_look_back()
        from send_tracker.storage.past import copy_as_known
        from send_tracker.storage.past_file import PastFile

        return PastFile(copy_as_known(self._db, heads, day), self)

    def _can_look_back(self) -> None:
        if self._db.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
            raise Problem(
                "This copy was made by an older version of SEND Tracker, so it can only be shown as it is. "
                "Open the file itself to look back.",
                "older-copy",
            )

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Do many edits as one transaction, as a sample or an import wants."""
        try:
            with transaction(self._db):
                yield
        except BaseException:
            self.log.names.forget()
            raise

    def steps(self, author: str) -> Steps:
        """Return what this officer can undo and redo here."""
        from send_tracker.storage.undo import steps

        return steps(self._db, author)

    def snapshot(self, target: Path, *, with_files: bool = True) -> None:
        """Write a whole copy to ``target``, which must not exist; if so wished without the bytes of attached files."""
        from send_tracker.storage import backup
        from send_tracker.storage.slim import slim_copy

        (backup.snapshot if with_files else slim_copy)(self._db, target)

    def back_up(self, folder: Path) -> Path:
        """Write a verified, dated backup."""
        from send_tracker.storage import backup

        return backup.back_up(self._db, folder, datetime.now(UTC).astimezone())

    def mark(self, key: str) -> str | None:
        """Return a mark of this copy, which is not part of the programme's history.

        Raises:
            Problem: the file cannot be read now; after a write that failed SQLite has to write before it reads.
        """
        try:
            row = self._db.execute("SELECT value FROM local WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            problem = write_problem(error)
            if problem is error:
                raise
            raise problem from error
        return str(row[0]) if row else None

    def set_mark(self, key: str, value: str | None) -> None:
        """Set or clear a mark of this copy."""
        with transaction(self._db):
            if value is None:
                self._db.execute("DELETE FROM local WHERE key = ?", (key,))
            else:
                self._db.execute("INSERT OR REPLACE INTO local VALUES (?, ?)", (key, value))

    def make_derived_again(self) -> None:
        """Throw away all that is worked out from the log, and work it out again; attached and typed things stay."""
        self.log.derived.rebuild()
        self.positions.forget()

    def combine(self, path: Path, today: str, *, rehearse: bool, look: Callable[[Arrived], None]) -> None:
        """Take in what another copy has and this file lacks; see :func:`send_tracker.storage.combine.combine`."""
        from send_tracker.storage.combine import Other, combine

        with closing(Other(path)) as other:
            combine(self._db, self.log, other, today, look, rehearse=rehearse)
        self.positions.forget_values()  # what the other copy redacted was taken out here, too

    def take_copy(self, other: Copy) -> Arrived:
        """Take in what is sound of a copy that is open, whatever days it holds from; for recovering."""
        from send_tracker.storage.combine import combine

        arrived: list[Arrived] = []
        combine(self._db, self.log, other, "9999-12-31", arrived.append, rehearse=False)
        return arrived[0]

    def publish(self, target: Path, workshop: Path) -> str:
        """Share the whole file at ``target``, by swap; see :func:`send_tracker.storage.publisher.publish`."""
        from send_tracker.storage.publisher import publish

        return publish(self._db, target, workshop)

    def bring_files(self, copy: Path) -> int:
        """Take in the attached files that are missing here and lie beside a shared copy."""
        from send_tracker.storage.publisher import files_folder

        return bring(self._db, files_folder(copy))

    def bring_from(self, *folders: Path) -> None:
        """Take in the attached files that are missing here and lie in folders by hash."""
        for folder in folders:
            bring(self._db, folder)

    def redact(self, named: Iterable[str]) -> set[str]:
        """Blank what is named, and all that was derived from it; return the attached files that went with it."""
        from send_tracker.storage.redaction import blank, drop_words

        with transaction(self._db):
            files = named_files(self._db)
            touched = blank(self._db, set(named))
            self.log.derived.refresh({slot: self.log.slots.entries(*slot) for slot in touched})
            drop_words(self._db)
            self.positions.forget_values()
            return files - named_files(self._db)

    def wipe(self) -> None:
        """Write the file anew, so that what was taken out is not in its free pages either."""
        self._db.execute("VACUUM")
        self.watch.forgive()

    def kept_by(self, number: int) -> list[str] | None:
        """Return whose later values keep an undo of an edit from showing; None where it will show."""
        from send_tracker.storage.undo import kept_by

        return kept_by(self._db, number)

    def strike(self, number: int) -> tuple[Draft, ...]:
        """Return the drafts that strike an edit."""
        from send_tracker.storage.undo import strike_edit

        return strike_edit(self._db, self.log.names, number)


def _beside(path: Path) -> tuple[Path, ...]:
    """Return where the attached files of a shared copy and of a backup lie."""
    return path.with_name(f"{path.stem} files"), path.parent / "files"


def _end_journal(connection: sqlite3.Connection) -> None:
    """Write something that changes nothing: the journal that a kill left, done with by now, then goes with closing."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA user_version = {int(version)}")


def _migrate(connection: sqlite3.Connection, folder: Path) -> None:
    from send_tracker.storage import backup
    from send_tracker.storage.schema import migrate

    backup.back_up(connection, folder, datetime.now(UTC).astimezone())
    migrate(connection)
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("the migrated file does not pass its check")
