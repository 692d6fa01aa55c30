"""Frozen positions in the file: which there are, and what was in force at each, from the cache or from the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from send_tracker.domain.log import decode
from send_tracker.storage.connection import transaction
from send_tracker.storage.held import Held, digest_of, held_on, packed, unpacked
from send_tracker.storage.held_reading import HeldReading
from send_tracker.storage.known import Known, ancestors
from send_tracker.storage.names import Names
from send_tracker.storage.overview_rows import PastAction
from send_tracker.storage.slots import Slots
from send_tracker.storage.touched import Touched, present_actions, statuses_held, statuses_of, touched

_REMEMBERED = 4
"""Positions whose changes in force stay in memory: two are compared, and the last two are asked for again."""

_MADE_BY = (
    "SELECT entity.id, (SELECT min(c.edit) FROM change c WHERE c.entity = p.n) FROM position p "
    "CROSS JOIN entity ON entity.n = p.n"
)


@dataclass(frozen=True, slots=True)
class Freezing:
    """The edit that froze a position: its number and id here, the heads it froze, when it was typed and by whom."""

    n: int
    id: str
    heads: tuple[str, ...]
    recorded_at: str
    author: str


class Positions:
    """Reads positions. What it keeps besides is a cache of this copy that can be thrown away."""

    def __init__(self, connection: sqlite3.Connection, names: Names, slots: Slots) -> None:
        self._db = connection
        self._names = names
        self._slots = slots
        self._read: dict[bytes, Held] = {}
        self._past: tuple[Held, list[PastAction]] | None = None

    def freezings(self) -> dict[str, Freezing]:
        """Return the edit that made each position, withdrawn ones too, by the position's id."""
        found = {}
        for position, n in self._db.execute(_MADE_BY).fetchall():
            id, recorded_at, author = self._db.execute(
                "SELECT id, recorded_at, author FROM edit WHERE n = ?", (n,)
            ).fetchone()
            parents = self._db.execute(
                "SELECT edit.id FROM edit_parent p CROSS JOIN edit ON edit.n = p.parent WHERE p.edit = ?", (n,)
            )
            heads = tuple(sorted(parent.hex() for (parent,) in parents))
            found[position.hex()] = Freezing(n, id.hex(), heads, recorded_at, author)
        return found

    def held_now(self, day: str) -> Held:
        """Return what is in force at the end of a day by all that the file knows: what a freeze would freeze."""
        return held_on(self._db, day)

    def held(self, freezing: int, day: str) -> Held:
        """Return what was in force at a position.

        Args:
            freezing: the number of the edit that froze it. day: its data cut-off.
        """
        # By the edit's id: a number may be given to another edit after a rehearsal of combining was taken back.
        row = self._db.execute("SELECT id FROM edit WHERE n = ?", (freezing,)).fetchone()
        id = bytes(row[0]) if row else b""
        if id not in self._read:
            found = self._cached(freezing)
            if found is None or found.day != day:
                found = self.from_log(freezing, day)
            while len(self._read) >= _REMEMBERED:
                self._read.pop(next(iter(self._read)))
            self._read[id] = found
        return self._read[id]

    def from_log(self, freezing: int, day: str) -> Held:
        """Work out from the log what was in force at a position, whatever the cache says."""
        return Known(self._db, self._names, self._slots, freezing).held(day)

    def keep(self, freezing: int, held: Held) -> None:
        """Keep what was in force, so that it need not be worked out again."""
        with transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO position_cache VALUES (?, ?)", (freezing, packed(held)))
        self._read.clear()
        self.forget_values()

    def forget(self) -> None:
        """Throw away all that was kept; everything is worked out from the log again when it is asked for."""
        with transaction(self._db):
            self._db.execute("DELETE FROM position_cache")
        self._read.clear()
        self.forget_values()

    def _cached(self, freezing: int) -> Held | None:
        row = self._db.execute("SELECT held FROM position_cache WHERE edit = ?", (freezing,)).fetchone()
        try:
            return unpacked(row[0]) if row else None
        except ValueError:
            return None

    def digest(self, held: Held) -> str:
        """Return the digest that a position carries."""
        return digest_of(self._db, held)

    def edits(self, freezing: int) -> int:
        """Return how many edits a position stands on."""
        return len(ancestors(self._db, freezing))

    def reading(self, held: Held, entities: Collection[int] | None = None) -> HeldReading:
        """Return a reader of the register as it stood, or of these entities alone."""
        return HeldReading(self._db, held, entities)

    def readings(self, before: Held, after: Held, entities: Collection[int]) -> tuple[HeldReading, HeldReading]:
        """Return readers of these entities as they stood on each of two sides."""
        return HeldReading.pair(self._db, (before, after), entities)

    def touched(self, before: Held, after: Held) -> Touched:
        """Return what has to be read to compare two sides."""
        return touched(self._db, before, after)

    def present_actions(self, held: Held) -> set[int]:
        """Return the numbers of the actions that are in the plan on one side."""
        return present_actions(self._db, held)

    def statuses(self, held: Held) -> dict[str, str]:
        """Return the status code of each action that was in the plan, by id."""
        return {id: str(decode(value)) for id, value in statuses_held(self._db, held).items()}

    def statuses_of(self, held: Held, keys: Collection[int]) -> dict[int, str]:
        """Return the status code of some actions that were in the plan, by number."""
        return statuses_of(self._db, held, keys)

    def past_actions(self, held: Held) -> list[PastAction]:
        """Return every action that was in the plan on one side: its status, its date, its accepted evidence.

        Those of the last side asked for stay in memory: Overview asks for the same board after every edit.
        """
        from send_tracker.storage.held_actions import past_actions  # for Overview alone

        if self._past is None or self._past[0] is not held:
            self._past = held, past_actions(self._db, held)
        return self._past[1]

    def forget_values(self) -> None:
        """Read values again when they are asked for: a text was taken out, which is all that can change them."""
        self._past = None

    def kinds(self, held: Held, kinds: Iterable[str]) -> HeldReading:
        """Return a reader of some kinds as they were, and of nothing else."""
        return HeldReading(self._db, held, {n for kind in kinds for (n,) in self._db.execute(f"SELECT n FROM {kind}")})

    def frame(self, held: Held) -> HeldReading:
        """Return a reader of what everything else refers to: programme, scale, areas, outcomes and people."""
        return HeldReading(self._db, held, touched(self._db, held, held).entities)
