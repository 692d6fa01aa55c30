"""Everything that is worked out from the log: spans, the current tables, the search index.

Written in the same transaction as the edit, slot by slot, and rebuilt from the log to the same rows.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, field_of
from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER, Entry, Span, smallest_id, spans, worst_of
from send_tracker.storage.compose import Slot
from send_tracker.storage.computed import Computed
from send_tracker.storage.connection import transaction
from send_tracker.storage.names import Names
from send_tracker.storage.slots import Slots

SpanRow = tuple[int, int, str, str, int, int, str | None]
"""A row of the table of spans: field, entity, since, until, change, conflict, value."""

_INSERT_SPAN = "INSERT OR REPLACE INTO span VALUES (?, ?, ?, ?, ?, ?, ?)"


class Derived:
    """Keeps the derived tables equal to what the log says."""

    def __init__(self, connection: sqlite3.Connection, names: Names, slots: Slots) -> None:
        self._db = connection
        self._names = names
        self._slots = slots
        self._computed = Computed(connection)

    def refresh(self, touched: Mapping[Slot, Sequence[Entry]]) -> None:
        """Work the touched slots, given with all their entries, out again, and all that is computed from them."""
        kinds = {entity: self._names.parts(field)[0] for entity, field in touched}
        before = self._computed.dependants(kinds)
        self._rewrite(touched)
        if "status" in kinds.values():
            self._settle_conflicted_statuses()
        self._computed.refresh(before | self._computed.dependants(kinds))

    def rebuild(self) -> None:
        """Throw every derived row away and work all of it out from the log, in one transaction."""
        with transaction(self._db):
            for table in ("span", "search", "head", *KINDS):
                self._db.execute(f'DELETE FROM "{table}"')
            self._db.execute("INSERT INTO head SELECT n FROM edit WHERE n NOT IN (SELECT parent FROM edit_parent)")
            self._names.remember_all()
            current = _Current(self._db, self._names)
            rows: list[SpanRow] = []
            for entity, field, entries in self._slots.every():
                found = self._spans(field, entries)
                rows += _span_rows((entity, field), found)
                current.add((entity, field), found, int(_in_conflict(found)))
            self._db.executemany(_INSERT_SPAN, sorted(rows, key=itemgetter(0, 1, 2)))
            current.write()
            self._settle_conflicted_statuses()
            self._computed.refresh_all()

    def refill(self) -> None:
        """Write the current tables again, all that is computed and the search index, from the spans that hold."""
        with transaction(self._db):
            for table in ("search", *KINDS):
                self._db.execute(f'DELETE FROM "{table}"')
            self._names.remember_all()
            current = _Current(self._db, self._names)
            rows = self._db.execute(
                "SELECT entity, field, since, until, change, value, conflict FROM span WHERE until = ?", (FOREVER,)
            )
            for entity, field, since, until, change, value, conflict in rows:
                current.add((entity, field), [Span(since, until, change, value, bool(conflict))], conflict)
            current.write()
            self._computed.refresh_all()

    def _rewrite(self, touched: Mapping[Slot, Sequence[Entry]]) -> None:
        current = _Current(self._db, self._names)
        for slot, entries in touched.items():
            found = self._spans(slot[1], entries)
            current.add(slot, found, self._write_spans(slot, found))
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


class _Current:
    """Gathers the current values of entities by table, and writes each entity's row once."""

    def __init__(self, connection: sqlite3.Connection, names: Names) -> None:
        self._db = connection
        self._names = names
        self._rows: dict[str, dict[int, dict[str, str | int | None]]] = defaultdict(dict)
        self._conflicts: dict[int, int] = defaultdict(int)

    def add(self, slot: Slot, found: Sequence[Span], conflicts: int) -> None:
        """Take in a slot's value now, and by how much its entity's number of conflicts changes."""
        entity, field = slot
        kind, name = self._names.parts(field)
        if name not in KINDS.get(kind, ()) and not (name == EXISTS and kind in KINDS):
            return  # of a newer version: kept in the log, and in no table of this one
        row = self._rows[kind].setdefault(entity, {})
        value = decode(found[-1].value) if found else None
        if name == EXISTS:
            row["present"] = int(value is True)
        else:
            row[name] = self._column(kind, name, value)
        self._conflicts[entity] += conflicts

    def _column(self, kind: str, name: str, value: str | int | bool | None) -> str | int | None:
        """Return a value as its column holds it: entities by number, flags as 0 and 1."""
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, str) and field_of(kind, name).type is FieldType.ENTITY:
            return self._names.known_entity(value) or None
        return value

    def write(self) -> None:
        """Write the gathered rows, leaving alone the columns that were not touched."""
        for kind, entities in self._rows.items():
            by_columns: dict[tuple[str, ...], list[tuple[str | int | None, ...]]] = defaultdict(list)
            for entity, row in entities.items():
                by_columns[tuple(row)].append((entity, self._conflicts[entity], *row.values()))
            for columns, rows in by_columns.items():
                names = "".join(f', "{c}"' for c in columns)
                updates = "".join(f', "{c}" = excluded."{c}"' for c in columns)
                self._db.executemany(
                    f'INSERT INTO "{kind}" (n, conflicts{names}) VALUES (?, ?{", ?" * len(columns)}) '
                    f"ON CONFLICT (n) DO UPDATE SET conflicts = conflicts + excluded.conflicts{updates}",
                    rows,
                )


def _in_conflict(found: Sequence[Span]) -> bool:
    return bool(found) and found[-1].conflict


def _span_rows(slot: Slot, found: Sequence[Span]) -> list[SpanRow]:
    entity, field = slot
    return [(field, entity, s.since, s.until, s.change, int(s.conflict), s.value) for s in found]
