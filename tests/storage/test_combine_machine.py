"""Officers with copies of one tracker, clocks that differ, and combining in any direction, against brute force.

The model knows nothing of ``follows``: who had seen what is worked out from the graph of edits alone, as sets.
``HYPOTHESIS_PROFILE=long`` runs far more of it.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.log import Draft, decode
from send_tracker.services.checking import check
from send_tracker.services.combine import combine
from send_tracker.services.conflicts import conflicts, settle
from send_tracker.services.ending import withdraw
from send_tracker.services.session import FixedClock, Session
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import redo, undo
from send_tracker.storage.file import TrackerFile
from tests.builders import at_ten, small_programme

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
PROFILE = settings(
    max_examples=300 if LONG else 8,
    stateful_step_count=60 if LONG else 20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
NAMES = ("Ana", "Ben", "Cat", "Dee")
DAY = date(2025, 3, 3)
Slot = tuple[str, str]
who = st.integers(0, len(NAMES) - 1)
statuses = st.sampled_from(["not_started", "on_track", "obstacles", "at_risk", "complete", "embedded"])


@dataclass
class Said:
    """One change as the model sees it: by its place in the whole graph."""

    place: tuple[str, int]
    slot: Slot
    value: object
    as_at: str
    strikes: tuple[tuple[str, int], ...]


@dataclass
class World:
    """Every edit that was ever made: what it said, and which edits its author had seen."""

    said: dict[str, list[Said]] = field(default_factory=dict)
    seen: dict[str, frozenset[str]] = field(default_factory=dict)

    def values(self, known: set[str], day: str) -> dict[Slot, set[object]]:
        """Return, for each slot, the values that stand on a day in a file that holds these edits."""
        changes = [s for edit in known for s in self.said[edit]]
        counting = self._counting(changes)
        live = [s for s in changes if s.as_at and s.as_at <= day and s.place in counting]
        found: dict[Slot, set[object]] = {}
        for slot, group in itertools.groupby(sorted(live, key=lambda s: s.slot), key=lambda s: s.slot):
            mine = list(group)
            found[slot] = {a.value for a in mine if not any(self._beats(b, a) for b in mine)}
        return found

    def _counting(self, changes: list[Said]) -> set[tuple[str, int]]:
        by_target: dict[tuple[str, int], list[Said]] = {}
        for change in changes:
            for target in change.strikes:
                by_target.setdefault(target, []).append(change)

        def counts(place: tuple[str, int]) -> bool:
            return not any(counts(s.place) for s in by_target.get(place, ()))

        return {s.place for s in changes if counts(s.place)}

    def _saw(self, a: Said, b: Said) -> bool:
        if a.place[0] == b.place[0]:
            return a.place[1] > b.place[1]
        return b.place[0] in self.seen[a.place[0]]

    def _beats(self, b: Said, a: Said) -> bool:
        if b.as_at > a.as_at:
            return self._saw(a, b) or self._saw(b, a)
        return b.as_at == a.as_at and self._saw(b, a)


class Copies(RuleBasedStateMachine):
    """Four officers at four copies, with clocks days apart."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World()
        self.sessions: list[Session] = []
        self.known: list[set[str]] = []
        with small_programme(self.folder / "first.sendtracker", actions=2) as small:
            self.actions = small.actions
            for name in NAMES:
                small.session.file.snapshot(self.folder / f"{name}.sendtracker")
        for place, name in enumerate(NAMES):
            clock = FixedClock(at_ten(DAY + timedelta(days=7 * place - 10)))
            self.sessions.append(Session(TrackerFile.open(self.folder / f"{name}.sendtracker"), name, clock))
            self.known.append(set())
            self._learn(place, 0)

    def _learn(self, place: int, since: int) -> None:
        """Tell the model what an officer did: these edits had seen all that this file held before them."""
        for _, edit in self.sessions[place].file.log.read_since(since):
            if edit.id not in self.world.said:
                self.world.seen[edit.id] = frozenset(self.known[place])
                self.world.said[edit.id] = [
                    Said(
                        (edit.id, index),
                        (c.entity, f"{c.kind}.{c.field}"),
                        decode(c.value),
                        c.as_at or "",
                        tuple((s.edit, s.index) for s in c.strikes),
                    )
                    for index, c in enumerate(edit.changes)
                ]
            self.known[place].add(edit.id)

    def _did(self, place: int, before: int) -> None:
        self._learn(place, before)
        self._same(place)

    @rule(place=who, status=statuses, at=st.integers(0, 1), ago=st.integers(0, 20))
    def rate(self, place: int, status: str, at: int, ago: int) -> None:
        session = self.sessions[place]
        before = session.file.log.count()
        update_actions(session, self.actions[at], Update(status=status, as_at=session.today - timedelta(days=ago)))
        self._did(place, before)

    @rule(place=who, text=st.sampled_from(["One", "Two", ""]), at=st.integers(0, 1))
    def explain(self, place: int, text: str, at: int) -> None:
        before = self.sessions[place].file.log.count()
        update_actions(self.sessions[place], self.actions[at], Update(obstacle=text))
        self._did(place, before)

    @rule(place=who, again=st.booleans())
    def take_back(self, place: int, again: bool) -> None:
        before = self.sessions[place].file.log.count()
        (redo if again else undo)(self.sessions[place])
        self._did(place, before)

    @rule(place=who, at=st.integers(0, 1))
    def withdraw_or_restore(self, place: int, at: int) -> None:
        session, before = self.sessions[place], self.sessions[place].file.log.count()
        there = {a.id for a in session.register().actions}
        if self.actions[at] in there:
            withdraw(session, self.actions[at])
        else:
            session.edit("restore-action", [Draft("action", self.actions[at], EXISTS, True)])
        self._did(place, before)

    @rule(place=who, value=statuses)
    def settle_a_conflict(self, place: int, value: str) -> None:
        session, before = self.sessions[place], self.sessions[place].file.log.count()
        for conflict in conflicts(session)[:1]:
            chosen = value if conflict.field == "status" else conflict.claims[0].value
            settle(session, conflict.kind, conflict.entity, conflict.field, chosen)
        self._did(place, before)

    @rule(place=who, other=who, rehearse=st.booleans())
    def combine(self, place: int, other: int, rehearse: bool) -> None:
        if place != other:
            self._take(place, other, rehearse)

    def _take(self, place: int, other: int, rehearse: bool = False) -> None:
        snapshot = self.folder / "shared.sendtracker"
        snapshot.unlink(missing_ok=True)
        self.sessions[other].file.snapshot(snapshot)
        new = self.known[other] - self.known[place]
        found = combine(self.sessions[place], snapshot, rehearse=rehearse)
        assert (found.edits, found.refused) == (len(new), ())
        assert found.changes == sum(len(self.world.said[e]) for e in new)
        if not rehearse:
            self.known[place] |= self.known[other]
        self._same(place)

    def _same(self, place: int) -> None:
        session = self.sessions[place]
        assert session.file.log.count() == len(self.known[place])
        heads = {e for e in self.known[place] if not any(e in self.world.seen[o] for o in self.known[place])}
        assert set(session.file.log.heads()) == heads
        wanted = self.world.values(self.known[place], "9999")
        conflicting = {slot for slot, values in wanted.items() if len(values) > 1}
        found = {(c.entity, f"{c.kind}.{c.field}"): {x.value for x in c.claims} for c in conflicts(session)}
        assert found == {slot: wanted[slot] for slot in conflicting}
        for day in ("2025-02-20", "2025-03-01", "9999-12-30"):
            values = self.world.values(self.known[place], day)
            for action in self.actions:
                shown = session.file.reading.values_on(action, day)
                for name in (EXISTS, "status", "obstacle"):
                    standing = values.get((action, f"action.{name}"), set())
                    assert shown[name][1] in standing if standing else name not in shown

    def teardown(self) -> None:
        order = [(a, b) for a in range(len(NAMES)) for b in range(len(NAMES)) if a != b] * 2
        random.Random(len(self.world.said)).shuffle(order)
        for place, other in (*order, *((a, b) for a in range(4) for b in range(4) if a != b)):
            self._take(place, other)
        registers = []
        for session in self.sessions:
            assert check(session) == []
            register = session.register()
            registers.append((register.actions, register.withdrawn, register.updates, register.heads, register.people))
        assert all(r[0] == registers[0][0] for r in registers), "every copy shows the same plan"
        assert all(r == registers[0] for r in registers)
        for session in self.sessions:
            session.close()
        shutil.rmtree(self.folder)


TestCopies = Copies.TestCase
TestCopies.settings = PROFILE
