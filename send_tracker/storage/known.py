"""What could be known when an edit was made: the edits it stands on, and the spans that these alone give."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator

from send_tracker.domain.kinds import EXISTS, Value
from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER, Span, smallest_id, spans, worst_of
from send_tracker.storage.compose import Slot
from send_tracker.storage.held import FRAME, Held, held_of
from send_tracker.storage.names import Names
from send_tracker.storage.slots import Slots

_FEW = 500
"""Up to so many slots are read one by one; more are read in one pass over the whole log."""

_SPANS = "SELECT entity, field, since, until, change, conflict, value FROM span"


class Known:
    """The part of the log that an edit stands on: its parents, theirs, and so on; never the edit itself."""

    def __init__(self, connection: sqlite3.Connection, names: Names, slots: Slots, edit: int) -> None:
        self._db = connection
        self._names = names
        self._slots = slots
        self.edits = ancestors(connection, edit)
        self._later = self._touched_later()

    def held(self, day: str) -> Held:
        """Return what is in force at the end of a day by what was known."""
        days: dict[int, str] = dict(self._db.execute("SELECT n, as_at FROM change WHERE as_at IS NOT NULL"))
        shown, frame = [], defaultdict(list)
        for (_, field), found in self.spans():
            kind = self._names.parts(field)[0]
            for span in found:
                row = (span.change, span.since, int(span.conflict), days.get(span.change))
                if span.since <= day < span.until:
                    shown.append(row)
                if kind in FRAME and span.until == FOREVER:
                    frame[kind].append(row)
        held = {row[0] for row in shown}
        for rows in frame.values():
            if not any(row[0] in held for row in rows):
                shown += rows
        return held_of(day, shown)

    def spans(self, fields: Collection[str] | None = None) -> Iterator[tuple[Slot, list[Span]]]:
        """Yield every slot that was known, or those of some fields ("action.status"), with its spans."""
        numbers = None if fields is None else {self._names.known_field(*name.split(".", 1)) for name in fields}
        status = self._names.known_field("action", "status")
        conflicted: dict[Slot, list[Span]] = {}
        for slot, found in self._unsettled(numbers):
            if slot[1] == status and any(span.conflict for span in found):
                conflicted[slot] = found
            elif found:
                yield slot, found
        if conflicted:
            ranks = self._ranks()
            for slot in conflicted:
                yield slot, spans(self._slots.entries(*slot, self.edits), lambda found: worst_of(found, ranks))

    def _unsettled(self, fields: set[int] | None) -> Iterator[tuple[Slot, list[Span]]]:
        """Yield slots with their spans: from the table where nothing came later, else worked out from the log."""
        later = {slot for slot in self._later if fields is None or slot[1] in fields}
        for slot, found in self._from_table(fields):
            if slot not in later:
                yield slot, found
        if len(later) <= _FEW:
            for slot in sorted(later):
                yield slot, spans(self._slots.entries(*slot, self.edits), smallest_id)
        else:
            for entity, field, entries in self._slots.every(self.edits):
                if (entity, field) in later:
                    yield (entity, field), spans(entries, smallest_id)

    def _from_table(self, fields: set[int] | None) -> Iterator[tuple[Slot, list[Span]]]:
        narrow = "" if fields is None else f" WHERE field IN ({', '.join(map(str, sorted(fields)))})"
        found: dict[Slot, list[Span]] = defaultdict(list)
        for entity, field, since, until, change, conflict, value in self._db.execute(_SPANS + narrow):
            found[entity, field].append(Span(since, until, change, value, bool(conflict)))
        yield from found.items()

    def _touched_later(self) -> set[Slot]:
        rows = self._db.execute("SELECT entity, field, edit FROM change")
        return {(entity, field) for entity, field, edit in rows if edit not in self.edits}

    def _ranks(self) -> dict[Value, int]:
        """Return the rank of each status by what was known; of a code that two levels bear, the lower."""
        levels: dict[int, dict[str, Value]] = defaultdict(dict)
        for (entity, field), found in self.spans([f"status.{name}" for name in ("code", "rank", EXISTS)]):
            levels[entity][self._names.parts(field)[1]] = decode(found[-1].value)
        ranks: dict[Value, int] = {}
        for level in levels.values():
            code, rank = level.get("code"), level.get("rank")
            if level.get(EXISTS) and isinstance(rank, int):
                ranks[code] = min(rank, ranks.get(code, rank))
        return ranks


def ancestors(connection: sqlite3.Connection, edit: int) -> set[int]:
    """Return the edits that an edit stands on. Parents are always written before their children."""
    known: set[int] = set()
    wanted = {edit}
    for child, parent in connection.execute(
        "SELECT edit, parent FROM edit_parent WHERE edit <= ? ORDER BY edit DESC", (edit,)
    ):
        if child in wanted:
            wanted.add(parent)
            known.add(parent)
    return known
