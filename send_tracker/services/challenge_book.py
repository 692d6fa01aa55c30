"""What the challenge rules look at, kept in memory, so that after an edit only what it touched is read again.

A part of it is cut out as a small register (:meth:`Book.part`), over which the very same rules run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from send_tracker.domain.challenge.facts import Facts, Held, History
from send_tracker.domain.challenge.worsening import Worsening, by_action, by_outcome
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action, Evidence, Outcome, Person, ProgressUpdate, Register
from send_tracker.domain.status import Group
from send_tracker.services.action_view import read_action
from send_tracker.services.reading import build
from send_tracker.services.session import Session
from send_tracker.services.worsening import worsening_of

Row = TypeVar("Row", Action, Outcome, Evidence)
Held_ = dict[str, tuple[Held, ...]]


class Book:
    """The register of an open file by id, with the ways from one thing to those that hang on it."""

    def __init__(self, session: Session, facts: Facts) -> None:
        self._session = session
        register = facts.register
        self.base = replace(register, actions=(), evidence=(), updates=(), outcomes=(), milestones=(), withdrawn=())
        self.actions: dict[str, Action] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.evidence: dict[str, Evidence] = {}
        self.notes: dict[str, tuple[ProgressUpdate, ...]] = {id: tuple(n) for id, n in facts.notes.items()}
        self.led: dict[str, set[str]] = defaultdict(set)
        self.under: dict[str, set[str]] = defaultdict(set)
        self.backing: dict[str, set[str]] = defaultdict(set)
        self.bearing: dict[str, set[str]] = defaultdict(set)
        worse = (*facts.measures.values(), *facts.worsened.values())
        self.worse: dict[str, Worsening] = {w.measure: w for each in worse for w in each}
        self._statuses: Held_ = dict(facts.history.statuses)
        self._approved: Held_ = dict(facts.history.approved)
        for action in register.actions:
            self._put_action(action.id, action)
        for outcome in register.outcomes:
            self._put(self.outcomes, outcome.id, outcome)
        for item in register.evidence:
            self._put_evidence(item.id, item)

    # Taking things in

    def _put(self, rows: dict[str, Row], id: str, now: Row | None) -> None:
        """Put a row in the place of the one that was there; None takes it out."""
        was = rows.pop(id, None)
        if was is not None:
            self.bearing[reference(was)].discard(id)
        if now is not None:
            rows[id] = now
            self.bearing[reference(now)].add(id)

    def _put_action(self, id: str, now: Action | None) -> None:
        was = self.actions.get(id)
        if was is not None:
            self.under[was.outcome].discard(id)
            for person in was.leads:
                self.led[person].discard(id)
        self._put(self.actions, id, now)
        if now is not None:
            self.under[now.outcome].add(id)
            for person in now.leads:
                self.led[person].add(id)

    def _put_evidence(self, id: str, now: Evidence | None) -> None:
        was = self.evidence.get(id)
        for target in was.targets if was is not None else ():
            self.backing[target].discard(id)
        self._put(self.evidence, id, now)
        for target in now.targets if now is not None else ():
            self.backing[target].add(id)

    # Reading again

    def read_people(self) -> None:
        """Read who there is: a lead who is in no list is none."""
        rows = self._session.file.reading.listed("person")
        people = sorted((build(Person, row) for row in rows), key=lambda p: p.name)
        self.base = replace(self.base, people=tuple(people))

    def read_outcome(self, id: str) -> None:
        """Read an outcome again."""
        row = self._session.file.reading.row("outcome", id)
        self._put(self.outcomes, id, build(Outcome, row) if row and row["exists"] else None)

    def read_evidence(self, id: str) -> None:
        """Read an item of evidence again, with what it supports."""
        reading = self._session.file.reading
        row = reading.row("evidence", id)
        now = None
        if row and row["exists"]:
            targets = tuple(r["target"] for r in reading.related("evidence_link", "evidence", id) if r["target"])
            now = build(Evidence, row, targets=targets)
        self._put_evidence(id, now)

    def read_measure(self, id: str) -> None:
        """Look again whether a measure got worse."""
        found = worsening_of(self._session, id)
        if found is None:
            self.worse.pop(id, None)
        else:
            self.worse[id] = found

    def read_actions(self, ids: Collection[str]) -> None:
        """Read some actions again, with their notes and their history."""
        reading = self._session.file.reading
        people = {p.id for p in self.base.people}
        for id in ids:
            row = reading.row("action", id)
            now = read_action(self._session, id) if row and row["exists"] else None
            if now is not None:
                now = replace(now, leads=tuple(p for p in now.leads if p in people))
            self._put_action(id, now)
            self.notes[id] = self._read_notes(id) if now is not None else ()
        history = read_history(self._session, self.base, None, ids)
        for held, read in ((self._statuses, history.statuses), (self._approved, history.approved)):
            for id in ids:
                held.pop(id, None)
            held.update(read)

    def _read_notes(self, action: str) -> tuple[ProgressUpdate, ...]:
        rows = sorted(self._session.file.challenge_rows.notes(action), key=lambda r: (r[1], r[2], r[0]))
        return tuple(ProgressUpdate(id, action, day, note) for id, day, _, note in rows)

    # Cutting a part out

    def part(self, actions: Iterable[str] = (), outcomes: Iterable[str] = (), evidence: Iterable[str] = ()) -> Facts:
        """Return facts of some things alone; what is not in the plan is left out."""
        chosen = [self.actions[id] for id in actions if id in self.actions]
        items = (self.evidence[id] for id in set(evidence) if id in self.evidence)
        register = replace(
            self.base,
            actions=tuple(chosen),
            outcomes=tuple(self.outcomes[id] for id in outcomes if id in self.outcomes),
            evidence=tuple(sorted(items, key=lambda e: (sort_key(e.ref), e.id))),
            updates=tuple(note for action in chosen for note in self.notes.get(action.id, ())),
        )
        worse = self.worse.values()
        return Facts(register, History(self._statuses, self._approved), by_outcome(worse), by_action(worse))

    def everything(self) -> Facts:
        """Return facts of all there is."""
        return self.part(self.actions, self.outcomes, self.evidence)


def reference(row: Action | Outcome | Evidence) -> str:
    """Return a reference as it is compared."""
    return row.ref.strip().casefold()


def read_history(
    session: Session, register: Register, as_at: str | None = None, among: Collection[str] | None = None
) -> History:
    """Return what the rules need of the history of open actions, of all or of some."""
    held = session.file.challenge_rows.held
    scale = register.scale
    opened = [s.code for s in scale.of_group(Group.OPEN)]
    turned = [code for code in opened if not scale.is_green(code)]
    statuses = held("status", as_at, turned, among)
    return History(_spans(statuses), _spans(held("approved_date", as_at, opened, among)))


def _spans(rows: Mapping[str, list[tuple[str, str | None]]]) -> Held_:
    return {id: tuple(Held(since, value) for since, value in held) for id, held in rows.items()}
