"""The change log in the file: append an edit, read edits, read heads. Nothing else writes history."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from send_tracker.domain.kinds import EXISTS, KINDS, field_of
from send_tracker.domain.log import (
    SALT_BYTES,
    Change,
    ChangeRef,
    Draft,
    Edit,
    EditRequest,
    canonical,
    salted_hash,
)
from send_tracker.domain.standing import tips
from send_tracker.storage.connection import transaction
from send_tracker.storage.derive import Derived
from send_tracker.storage.names import Names
from send_tracker.storage.slots import Slots


@dataclass(frozen=True, slots=True)
class Written:
    """An edit that is committed: its number here, its id, and the entities it touched as (kind, id)."""

    n: int
    id: str
    verb: str
    touched: tuple[tuple[str, str], ...]
    recorded_at: str


@dataclass(slots=True)
class _Row:
    """A change on its way into the table."""

    change: Change
    entity: int
    field: int
    follows: list[int]
    strikes: tuple[int, ...]


class ChangeLog:
    """The spine of a tracker file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.names = Names(connection)
        self.slots = Slots(connection)
        self.derived = Derived(connection, self.names, self.slots)
        self.deferred = False
        found = connection.execute("SELECT value FROM meta WHERE key = 'tracker'").fetchone()
        self.tracker: str = found[0]

    # Writing

    def append(self, request: EditRequest) -> Written:
        """Write one edit and all that is derived from it, in one transaction.

        Raises:
            Problem: a value cannot be kept, or the file cannot be written. Nothing was changed then.
        """
        with transaction(self._db):
            try:
                return self._append(request)
            except BaseException:
                self.names.forget()
                raise

    def _append(self, request: EditRequest) -> Written:
        number = self._next("edit")
        rows = self._rows(request, number, self._next("change"))
        salt = secrets.token_bytes(SALT_BYTES) if request.reason else None
        reason_hash = salted_hash(salt, request.reason) if salt and request.reason else None
        heads = self._db.execute(
            "SELECT edit.n, edit.id FROM head CROSS JOIN edit ON edit.n = head.edit ORDER BY edit.id"
        ).fetchall()
        edit = Edit(
            self.tracker,
            tuple(h[1].hex() for h in heads),
            request.author,
            request.recorded_at,
            request.verb,
            request.reason or None,
            salt,
            reason_hash,
            request.meeting,
            tuple(r.change for r in rows),
        ).sealed()
        self._insert(edit, number, rows, [h[0] for h in heads])
        slots = {(r.entity, r.field) for r in rows}
        if not self.deferred:
            self.derived.refresh(slots)
        touched = tuple(dict.fromkeys((r.change.kind, r.change.entity) for r in rows))
        return Written(number, edit.id, edit.verb, touched, edit.recorded_at)

    def _rows(self, request: EditRequest, number: int, first: int) -> list[_Row]:
        """Give each draft its place, its salt and what it follows; refuse what a field cannot hold."""
        rows: list[_Row] = []
        pending: set[tuple[int, int]] = set()
        for draft in request.drafts:
            entity = self.names.entity(draft.kind, draft.entity)
            field = self.names.field(draft.kind, draft.field)
            follows = [] if (entity, field) in pending else self._follows(draft, entity, field)
            pending.add((entity, field))
            change = self._change(draft, request.day, follows)
            rows.append(_Row(change, entity, field, follows, draft.strikes))
        if not rows:
            raise ValueError("an edit needs at least one change")
        return rows

    def _follows(self, draft: Draft, entity: int, field: int) -> list[int]:
        """Return the tips in front of the officer; a withdrawal has all fields of its entity in front of it."""
        own = tips(self.slots.entries(entity, field))
        exists = self.names.field(draft.kind, EXISTS)
        if draft.field == EXISTS and own:
            for name in KINDS[draft.kind]:
                other = self.names.field(draft.kind, name)
                own = own + tips(self.slots.entries(entity, other))
        elif draft.field != EXISTS and self.slots.size(entity, exists) > 1:
            own = own + tips(self.slots.entries(entity, exists))
        return sorted(set(own))

    def _change(self, draft: Draft, day: str, follows: list[int]) -> Change:
        refs = tuple(self.slots.ref(n) for n in follows)
        strikes = tuple(self.slots.ref(n) for n in draft.strikes)
        if draft.strike_only:
            return Change(draft.kind, draft.entity, draft.field, follows=refs, strikes=strikes)
        text = canonical(field_of(draft.kind, draft.field).check(draft.value))
        salt = secrets.token_bytes(SALT_BYTES)
        return Change(
            draft.kind,
            draft.entity,
            draft.field,
            text,
            salt,
            salted_hash(salt, text),
            draft.as_at or day,
            refs,
            strikes,
        )

    def _insert(self, edit: Edit, number: int, rows: list[_Row], parents: list[int]) -> None:
        first = self._next("change")
        self._db.execute(
            "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
            (
                number,
                bytes.fromhex(edit.id),
                edit.author,
                edit.recorded_at,
                edit.verb,
                edit.reason,
                edit.reason_salt,
                bytes.fromhex(edit.reason_hash) if edit.reason_hash else None,
                edit.meeting,
                first,
            ),
        )
        self._db.executemany(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    first + idx,
                    number,
                    idx,
                    row.entity,
                    row.field,
                    row.change.as_at,
                    row.change.salt,
                    row.change.value,
                    bytes.fromhex(row.change.value_hash) if row.change.value_hash else None,
                )
                for idx, row in enumerate(rows)
            ],
        )
        for table, column in (("follows", "follows"), ("strikes", "strikes")):
            pairs = [(first + idx, n) for idx, row in enumerate(rows) for n in getattr(row, column)]
            self._db.executemany(f"INSERT INTO {table} VALUES (?, ?)", pairs)
        self._db.executemany("INSERT INTO edit_parent VALUES (?, ?)", [(number, p) for p in parents])
        self._db.execute("DELETE FROM head")
        self._db.execute("INSERT INTO head VALUES (?)", (number,))

    def _next(self, table: str) -> int:
        found = self._db.execute(f"SELECT coalesce(max(n), 0) + 1 FROM {table}").fetchone()
        return int(found[0])

    # Reading

    def heads(self) -> tuple[str, ...]:
        """Return the ids of the edits that no other edit has as a parent, sorted."""
        rows = self._db.execute("SELECT edit.id FROM head CROSS JOIN edit ON edit.n = head.edit").fetchall()
        return tuple(sorted(r[0].hex() for r in rows))

    def count(self) -> int:
        """Return how many edits the log holds."""
        return int(self._db.execute("SELECT count(*) FROM edit").fetchone()[0])

    def read_since(self, number: int = 0) -> Iterator[tuple[int, Edit]]:
        """Yield the edits after ``number`` in this file's order, each with its number here."""
        for row in self._db.execute("SELECT n FROM edit WHERE n > ? ORDER BY n", (number,)).fetchall():
            yield row[0], self.edit(row[0])

    def edit(self, number: int) -> Edit:
        """Return one edit, whole."""
        row = self._db.execute(
            "SELECT id, author, recorded_at, verb, reason, reason_salt, reason_hash, meeting FROM edit WHERE n = ?",
            (number,),
        ).fetchone()
        parents = self._db.execute(
            "SELECT edit.id FROM edit_parent CROSS JOIN edit ON edit.n = edit_parent.parent WHERE edit_parent.edit = ?",
            (number,),
        ).fetchall()
        return Edit(
            self.tracker,
            tuple(sorted(p[0].hex() for p in parents)),
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            row[6].hex() if row[6] else None,
            row[7],
            tuple(self._changes(number)),
            row[0].hex(),
        )

    def _changes(self, number: int) -> Iterator[Change]:
        rows = self._db.execute(
            """SELECT c.n, entity.kind, entity.id, field.name, c.value, c.salt, c.value_hash, c.as_at
               FROM change c JOIN entity ON entity.n = c.entity JOIN field ON field.n = c.field
               WHERE c.edit = ? ORDER BY c.idx""",
            (number,),
        ).fetchall()
        for n, kind, entity, field, value, salt, value_hash, as_at in rows:
            yield Change(
                kind,
                entity.hex(),
                field.partition(".")[2],
                value,
                salt,
                value_hash.hex() if value_hash else None,
                as_at,
                self._refs("follows", n),
                self._refs("strikes", n),
            )

    def _refs(self, table: str, change: int) -> tuple[ChangeRef, ...]:
        targets = self._db.execute(f"SELECT target FROM {table} WHERE change = ?", (change,)).fetchall()
        return tuple(self.slots.ref(t[0]) for t in targets)
