"""The change log in the file: append an edit, read edits, read heads. Nothing else writes history."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from send_tracker.domain.log import SALT_BYTES, ChangeRef, Edit, EditRequest, salted_hash
from send_tracker.storage.compose import Composer, Row
from send_tracker.storage.connection import transaction
from send_tracker.storage.derive import Derived
from send_tracker.storage.log_reader import LogReader
from send_tracker.storage.names import Names
from send_tracker.storage.slots import Slots

_BLOCK = 5_000
"""Changes between two words of how far an edit has got."""


def _say_nothing(_done: int, _total: int, _words: str) -> None:
    """Be told, and say nothing."""


@dataclass(frozen=True, slots=True)
class Written:
    """An edit that is committed: its number here, its id, and the entities it touched as (kind, id)."""

    n: int
    id: str
    verb: str
    touched: tuple[tuple[str, str], ...]
    recorded_at: str


class ChangeLog:
    """The spine of a tracker file.

    ``deferred`` leaves the derived tables alone, for somebody who writes thousands of edits and rebuilds after.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.names = Names(connection)
        self.slots = Slots(connection)
        self.derived = Derived(connection, self.names, self.slots)
        self.deferred = False
        found = connection.execute("SELECT value FROM meta WHERE key = 'tracker'").fetchone()
        self.tracker: str = found[0]
        self._reader = LogReader(connection, self.tracker)

    # Writing

    def append(self, request: EditRequest, tell: Callable[[int, int, str], None] | None = None) -> Written:
        """Write one edit and all that is derived from it, in one transaction; ``tell`` hears how far it has got.

        Raises:
            Problem: a value cannot be kept, or the file cannot be written. Nothing was changed then.
        """
        try:
            with transaction(self._db):
                return self._append(request, tell or _say_nothing)
        except BaseException:
            self.names.forget()  # numbers given out in vain must not be remembered, not even after a failed commit
            raise

    def _append(self, request: EditRequest, tell: Callable[[int, int, str], None]) -> Written:
        number, first = self._next("edit"), self._next("change")
        newest = self._next("entity") - 1
        composer = Composer(self.names, self.slots, request.day, newest)
        rows: list[Row] = []
        for start in range(0, total := len(request.drafts), _BLOCK):
            tell(start, 3 * total, f"change {start + 1:,} of {total:,}")
            rows += [composer.row(draft) for draft in request.drafts[start : start + _BLOCK]]
        if not rows:
            raise ValueError("an edit needs at least one change")
        tell(total, 3 * total, "writing it down")
        heads = self._db.execute("SELECT edit.n, edit.id FROM head CROSS JOIN edit ON edit.n = head.edit").fetchall()
        edit = self._sealed(request, rows, tuple(sorted(id.hex() for _, id in heads)))
        self._insert_edit(edit, number, first, request.here, [n for n, _ in heads])
        self._db.execute("DELETE FROM head")
        self._db.execute("INSERT INTO head VALUES (?)", (number,))
        self._insert_changes(rows, number, first)
        tell(2 * total, 3 * total, "bringing the plan up to date")
        if not self.deferred:
            self.derived.refresh(composer.written(rows, edit.id, number, first), newest)
        touched = tuple(dict.fromkeys((r.change.kind, r.change.entity) for r in rows))
        return Written(number, edit.id, edit.verb, touched, edit.recorded_at)

    def _sealed(self, request: EditRequest, rows: list[Row], parents: tuple[str, ...]) -> Edit:
        reason = request.reason or None
        salt = os.urandom(SALT_BYTES) if reason else None
        return Edit(
            self.tracker,
            parents,
            request.author,
            request.recorded_at,
            request.verb,
            reason,
            salt,
            salted_hash(salt, reason) if salt and reason else None,
            request.meeting,
            tuple(r.change for r in rows),
        ).sealed()

    def _insert_edit(self, edit: Edit, number: int, first: int, here: bool, parents: list[int]) -> None:
        values = (
            number,
            bytes.fromhex(edit.id),
            edit.author,
            edit.recorded_at,
            edit.verb,
            edit.reason,
            edit.reason_salt,
            bytes.fromhex(edit.reason_hash) if edit.reason_hash else None,
            edit.meeting,
            int(here),
            first,
        )
        self._db.execute("INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._db.executemany("INSERT INTO edit_parent VALUES (?, ?)", [(number, p) for p in parents])

    def _insert_changes(self, rows: list[Row], number: int, first: int) -> None:
        changes = [
            (
                first + idx,
                number,
                idx,
                *row.slot,
                row.change.as_at,
                row.change.salt,
                row.change.value,
                bytes.fromhex(row.change.value_hash) if row.change.value_hash else None,
            )
            for idx, row in enumerate(rows)
        ]
        follows = [(first + idx, n) for idx, row in enumerate(rows) for n in row.follows]
        strikes = [(first + idx, n) for idx, row in enumerate(rows) for n in row.strikes]
        self._db.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", changes)
        self._db.executemany("INSERT INTO follows VALUES (?, ?)", follows)
        self._db.executemany("INSERT INTO strikes VALUES (?, ?)", strikes)

    def take(self, edit: Edit, numbers: Mapping[str, int]) -> int:
        """Write an edit of another copy that was found sound, and return its number here.

        Heads and derived tables are the caller's, who takes many; so is the transaction.

        Args:
            edit: with parents, and changes that it refers to, in this file. numbers: of the edits that are here.
        """
        number, first = self._next("edit"), self._next("change")
        self._insert_edit(edit, number, first, False, [numbers[parent] for parent in edit.parents])
        rows = [
            Row(
                change,
                (self.names.entity(change.kind, change.entity), self.names.field(change.kind, change.field)),
                self._numbers(change.follows, numbers),
                self._numbers(change.strikes, numbers),
            )
            for change in edit.changes
        ]
        self._insert_changes(rows, number, first)
        return number

    def _numbers(self, refs: Sequence[ChangeRef], edits: Mapping[str, int]) -> tuple[int, ...]:
        found = []
        for ref in refs:
            first = self._db.execute("SELECT first_change FROM edit WHERE n = ?", (edits[ref.edit],)).fetchone()[0]
            found.append(first + ref.index)
        return tuple(found)

    def _next(self, table: str) -> int:
        found = self._db.execute(f"SELECT coalesce(max(n), 0) + 1 FROM {table}").fetchone()
        return int(found[0])

    # Reading

    def heads(self) -> tuple[str, ...]:
        """Return the ids of the edits that no other edit has as a parent, sorted."""
        rows = self._db.execute("SELECT edit.id FROM head CROSS JOIN edit ON edit.n = head.edit").fetchall()
        return tuple(sorted(r[0].hex() for r in rows))

    def count(self) -> int:
        """Return how many edits the log holds. Edits are numbered without gaps and never deleted."""
        return self._next("edit") - 1

    def knows(self, id: str) -> bool:
        """Tell whether an edit of this id is in the log."""
        try:
            found = self._db.execute("SELECT 1 FROM edit WHERE id = ?", (bytes.fromhex(id),)).fetchone()
        except ValueError:  # no id at all
            return False
        return found is not None

    def read_since(self, number: int = 0) -> Iterator[tuple[int, Edit]]:
        """Yield the edits after ``number`` in this file's order, each with its number here."""
        return self._reader.since(number)

    def edit(self, number: int) -> Edit:
        """Return one edit, whole."""
        return self._reader.edit(number)
