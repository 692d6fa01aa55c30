"""Everything that is worked out from the log: spans, the current tables, the search index.

Written in the same transaction as the edit, slot by slot, and rebuilt from the log to the same rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter

from send_tracker.domain.kinds import KINDS
from send_tracker.domain.standing import Entry, Span, smallest_id, spans, worst_of
from send_tracker.storage.compose import Slot
from send_tracker.storage.computed import Computed
from send_tracker.storage.connection import transaction
from send_tracker.storage.current import Current, fill_current
from send_tracker.storage.names import Names
from send_tracker.storage.plain_slots import knotted_slots, write_plain_spans
from send_tracker.storage.slots import Slots

SpanRow = tuple[int, int, str, str, int, int, str | None]
"""A row of the table of spans: field, entity, since, until, change, conflict, value."""

_FEW = 5_000
"""Up to so many slots are read one by one; more are read in one pass over the whole log."""

_INSERT_SPAN = "INSERT OR REPLACE INTO span VALUES (?, ?, ?, ?, ?, ?, ?)"


class Derived:
    """Keeps the derived tables equal to what the log says."""

    def __init__(self, connection: sqlite3.Connection, names: Names, slots: Slots) -> None:
        self._db = connection
        self._names = names
        self._slots = slots
        self._computed = Computed(connection)

    def refresh(self, touched: Mapping[Slot, Sequence[Entry]], newest: int | None = None) -> None:
        """Work the touched slots, given with all their entries, out again, and all that is computed from them.

        Entities after ``newest`` are made by this edit, so that nothing of them was derived before.
        """
        kinds = {entity: self._names.parts(field)[0] for entity, field in touched}
        before = self._computed.dependants(kinds)
        self._rewrite(touched, newest)
        if "status" in kinds.values():
            self._settle_conflicted_statuses()
        self._computed.refresh(before | self._computed.dependants(kinds))

    def rebuild(self) -> None:
        """Throw every derived row away and work all of it out from the log, in one transaction."""
        with transaction(self._db):
            for table in ("span", "search", "head", *KINDS):
                self._db.execute(f'DELETE FROM "{table}"')
            self._db.execute("INSERT INTO head SELECT n FROM edit WHERE n NOT IN (SELECT parent FROM edit_parent)")
            knotted = knotted_slots(self._db)
            write_plain_spans(self._db, knotted)
            vanished = self._write_knotted(knotted)
            fill_current(self._db, self._names)
            vanished.write()
            self._settle_conflicted_statuses()
            self._computed.refresh_all()

    def refill(self) -> None:
        """Write the current tables again, all that is computed and the search index, from the spans that hold."""
        with transaction(self._db):
            for table in ("search", *KINDS):
                self._db.execute(f'DELETE FROM "{table}"')
            fill_current(self._db, self._names)
            self._computed.refresh_all()

    def _write_knotted(self, knotted: Collection[Slot]) -> Current:
        """Write the spans of the slots that the rule decides; return those where nothing counts any more."""
        vanished = Current(self._db, self._names)
        rows: list[SpanRow] = []
        for slot, entries in self._entries_of(knotted):
            found = self._spans(slot[1], entries)
            rows += _span_rows(slot, found)
            if not found:
                vanished.add(slot, found, 0)
        self._db.executemany(_INSERT_SPAN, sorted(rows, key=itemgetter(0, 1, 2)))
        return vanished

    def _entries_of(self, slots: Collection[Slot]) -> Iterator[tuple[Slot, list[Entry]]]:
        if len(slots) <= _FEW:
            for slot in sorted(slots):
                yield slot, self._slots.entries(*slot)
            return
        for entity, field, entries in self._slots.every():
            if (entity, field) in slots:
                yield (entity, field), entries

    def _rewrite(self, touched: Mapping[Slot, Sequence[Entry]], newest: int | None = None) -> None:
        current = Current(self._db, self._names)
        rows: list[SpanRow] = []
        for slot, entries in touched.items():
            found = self._spans(slot[1], entries)
            if newest is not None and slot[0] > newest:
                rows += _span_rows(slot, found)
                current.add(slot, found, int(_in_conflict(found)))
            else:
                current.add(slot, found, self._write_spans(slot, found))
        self._db.executemany(_INSERT_SPAN, rows)
        current.write()

    def _spans(self, field: int, entries: Sequence[Entry]) -> list[Span]:
        is_rating = self._names.parts(field) == ("action", "status")
        return spans(entries, self._worst_rank if is_rating else smallest_id)

    def _write_spans(self, slot: Slot, found: Sequence[Span]) -> int:
        """Write what differs from the rows that are there; return 1 for a new conflict now, -1 for a settled one."""
        entity, field = slot
        query = "SELECT field, entity, since, until, change, conflict, value FROM span WHERE field = ? AND entity = ?"
        kept = {row[2]: row for row in self._db.execute(query, (field, entity))}
        wanted = {row[2]: row for row in _span_rows(slot, found)}
        gone = [(field, entity, since) for since in kept if since not in wanted]
        self._db.executemany("DELETE FROM span WHERE field = ? AND entity = ? AND since = ?", gone)
        self._db.executemany(_INSERT_SPAN, [row for since, row in wanted.items() if kept.get(since) != row])
        was = kept[max(kept)][5] if kept else 0
        return int(_in_conflict(found)) - int(was)

    def _worst_rank(self, standing: Sequence[Entry]) -> Entry:
        """Show the worst of several standing statuses; a code that the scale lacks is worst of all."""
        ranks = dict(self._db.execute("SELECT code, min(rank) FROM status WHERE present GROUP BY code").fetchall())
        return worst_of(standing, ranks)

    def _settle_conflicted_statuses(self) -> None:
        """Choose again wherever statuses conflict, since the ranks may have changed."""
        field = self._names.known_field("action", "status")
        rows = self._db.execute("SELECT DISTINCT entity FROM span WHERE field = ? AND conflict", (field,)).fetchall()
        self._rewrite({(entity, field): self._slots.entries(entity, field) for (entity,) in rows})


def _in_conflict(found: Sequence[Span]) -> bool:
    return bool(found) and found[-1].conflict


def _span_rows(slot: Slot, found: Sequence[Span]) -> list[SpanRow]:
    entity, field = slot
    return [(field, entity, s.since, s.until, s.change, int(s.conflict), s.value) for s in found]
