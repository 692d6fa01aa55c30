"""Taking in another copy of the same tracker: the union of the edits, in one transaction.

In any order and any number of times it comes to the same state: ids are hashes, known ids are skipped, and what
holds is worked out from the union alone. No clock decides anything.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from send_tracker.domain.arrival import Known, Refused, judge
from send_tracker.domain.log import ChangeRef, Edit, broken_hashes
from send_tracker.domain.problem import Problem
from send_tracker.domain.scrub import Held, held
from send_tracker.storage.common import in_common
from send_tracker.storage.compose import Slot
from send_tracker.storage.connection import transaction
from send_tracker.storage.evidence_files import named_files
from send_tracker.storage.log import ChangeLog
from send_tracker.storage.log_reader import LogReader
from send_tracker.storage.opened import is_open_here
from send_tracker.storage.opening import inspect, open_checked
from send_tracker.storage.redaction import blank, drop_words, redacted_by, redactions, still_held


@dataclass(slots=True)
class Arrived:
    """What came of combining.

    Attributes:
        edits: how many edits are new here. changes: how many they hold.
        refused: what was not taken. slots: what the new changes touch. files: how many attached files came along.
        late: how many new edits hold from a day after today. authors: who made the new edits.
        known: up to which number entities were known here before.
        gone: what is taken out because either copy redacted it, as far as one of the two still had it.
    """

    edits: int = 0
    changes: int = 0
    refused: list[Refused] = field(default_factory=list)
    slots: set[Slot] = field(default_factory=set)
    files: int = 0
    late: int = 0
    authors: set[str] = field(default_factory=set)
    last: str = ""
    gone: list[Held] = field(default_factory=list)
    known: int = 0


class Other:
    """Another copy, open for reading only and never believed."""

    def __init__(self, path: Path) -> None:
        path = path.absolute()
        if is_open_here(path):
            raise Problem(f"“{path.name}” is the file that is open. Choose another copy of it.", "same-file")
        inspect(path)
        self.path = path
        self.db = open_checked(path, read_only=True, foreign=True)
        try:
            row = self.db.execute("SELECT value FROM meta WHERE key = 'tracker'").fetchone()
            self.tracker = str(row[0]) if row else ""
        except sqlite3.Error as error:
            self.close()
            raise Problem(f"“{path.name}” is not a whole tracker file, so it was not combined.", "corrupt") from error

    def edits(self, ours: sqlite3.Connection) -> Iterator[Edit]:
        """Yield every edit that is not the same in our file, parents first."""
        reader = LogReader(self.db, self.tracker)
        last, unlike = in_common(ours, self.db)
        for number in sorted(unlike):
            yield reader.edit(number)
        for _, edit in reader.since(last):
            yield edit

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the attached files whose bytes fit their hash."""
        for name, content in self.db.execute("SELECT hash, bytes FROM stored_file"):
            if hashlib.sha256(content).hexdigest() == name:
                yield name, content

    def close(self) -> None:
        """Let it go."""
        self.db.close()


class Copy(Protocol):
    """What can be taken in: another copy, or what can still be read of a damaged one."""

    path: Path
    tracker: str

    def edits(self, ours: sqlite3.Connection) -> Iterator[Edit]:
        """Yield every edit, parents first; those that are the same in our file may be left out."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the attached files whose bytes fit their hash."""


class _Taken(Exception):
    """Ends the transaction of a rehearsal."""


class _Unnamed(Exception):
    """Ends an attempt in which a redaction was refused; ``held`` is what the others name."""

    def __init__(self, held: set[str]) -> None:
        super().__init__()
        self.held = held


def combine(
    connection: sqlite3.Connection,
    log: ChangeLog,
    other: Copy,
    today: str,
    look: Callable[[Arrived], None],
    *,
    rehearse: bool,
) -> None:
    """Take in what another copy has and this file lacks.

    Args:
        connection: this file. log: its log. other: the copy. today: ISO; a change from a later day is kept and told.
        look: is shown what came of it while the file holds it, before it is committed or taken back.
        rehearse: work everything out and keep nothing.

    Raises:
        Problem: it is no copy of this tracker, or the file cannot be written. Nothing was changed then.
    """
    if other.tracker != log.tracker:
        raise Problem(f"“{other.path.name}” is another programme’s file, not a copy of this one.", "other-tracker")
    try:
        with transaction(connection):
            look(_take(connection, log, other, today))
            if rehearse:
                raise _Taken
    except _Taken:
        log.names.forget()
    except BaseException as error:
        log.names.forget()
        if isinstance(error, sqlite3.DatabaseError | UnicodeError | OverflowError):
            raise Problem(f"“{other.path.name}” is damaged, so nothing of it was taken.", "corrupt") from error
        raise


def _take(connection: sqlite3.Connection, log: ChangeLog, other: Copy, today: str) -> Arrived:
    """Take everything in.

    A redaction comes after what it blanked, so those of the copy are believed at first. Where one is then refused,
    everything is judged again without it: it must blank nothing here, and be no excuse for what is blank there.
    """
    edits = list(other.edits(connection))
    named = redactions(connection) | redacted_by(edits)
    while True:
        try:
            with transaction(connection):
                return _Intake(connection, log, other).take(edits, named, today)
        except _Unnamed as refused:
            log.names.forget()
            named &= refused.held


class _Intake:
    """Judges and writes the edits of one copy."""

    def __init__(self, connection: sqlite3.Connection, log: ChangeLog, other: Copy) -> None:
        self._db = connection
        self._log = log
        self._other = other
        self._arrived = Arrived(known=connection.execute("SELECT coalesce(max(n), 0) FROM entity").fetchone()[0])
        self._numbers: dict[str, int] = {
            id.hex(): n for n, id in connection.execute("SELECT n, id FROM edit").fetchall()
        }

    def take(self, edits: Sequence[Edit], named: set[str], today: str) -> Arrived:
        """Take everything in: edits, attached files, redactions; then derive what they touch.

        Raises:
            _Unnamed: a redaction that ``named`` counts on was refused.
        """
        known = Known(self._numbers.__contains__, self._slot, self._kind, named, not self._numbers)
        for edit in edits:
            if edit.id in self._numbers:
                self._look_again(edit)
                continue
            refused = judge(edit, self._log.tracker, known)
            if refused is None:
                self._write(edit, today)
            else:
                self._arrived.refused.append(refused)
        named_here = redactions(self._db)
        if not named <= named_here:
            raise _Unnamed(named_here)
        self._heads()
        self._arrived.gone = [*still_held(self._db, named), *held(edits, named)]
        blanked = blank(self._db, named)
        self._arrived.slots |= blanked
        self._files()
        self._derive()
        if blanked:
            drop_words(self._db)
        return self._arrived

    def _look_again(self, edit: Edit) -> None:
        """Name an edit that this file has too and that was altered in the copy; ours is kept."""
        if broken_hashes(edit):
            self._arrived.refused.append(
                Refused(edit.id, "It was altered in that copy. The one in this file was kept.")
            )

    def _slot(self, ref: ChangeRef) -> tuple[str, str, str] | None:
        number = self._numbers.get(ref.edit)
        if number is None:
            return None
        row = self._db.execute(
            "SELECT entity.kind, entity.id, change.field FROM change CROSS JOIN entity ON entity.n = change.entity "
            "WHERE change.n = (SELECT first_change FROM edit WHERE n = ?) + ? AND change.edit = ?",
            (number, ref.index, number),
        ).fetchone()
        return (row[0], row[1].hex(), self._log.names.parts(row[2])[1]) if row else None

    def _kind(self, entity: str) -> str:
        row = self._db.execute("SELECT kind FROM entity WHERE id = ?", (bytes.fromhex(entity),)).fetchone()
        return str(row[0]) if row else ""

    def _write(self, edit: Edit, today: str) -> None:
        number = self._log.take(edit, self._numbers)
        self._numbers[edit.id] = number
        self._arrived.edits += 1
        self._arrived.changes += len(edit.changes)
        self._arrived.authors.add(edit.author)
        self._arrived.last = max(self._arrived.last, edit.recorded_at)
        if any(c.as_at and c.as_at > today for c in edit.changes):
            self._arrived.late += 1
        names = self._log.names
        self._arrived.slots |= {(names.entity(c.kind, c.entity), names.field(c.kind, c.field)) for c in edit.changes}

    def _heads(self) -> None:
        if self._arrived.edits:
            self._db.execute("DELETE FROM head")
            self._db.execute("INSERT INTO head SELECT n FROM edit WHERE n NOT IN (SELECT parent FROM edit_parent)")

    def _files(self) -> None:
        wanted = named_files(self._db)  # not one that was redacted here
        for name, content in self._other.files():
            if name not in wanted:
                continue
            done = self._db.execute(
                "INSERT OR IGNORE INTO stored_file VALUES (?, ?, ?)", (name, len(content), content)
            ).rowcount
            self._arrived.files += max(done, 0)

    def _derive(self) -> None:
        slots = self._log.slots
        self._log.derived.refresh({slot: slots.entries(*slot) for slot in sorted(self._arrived.slots)})
