"""What ratings ask for, action by action or of many at once. Every place that sets a status asks here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from send_tracker.domain.challenge.thresholds import THRESHOLDS, Thresholds
from send_tracker.domain.gates import GATE_FIELDS, OUTCOME_STRENGTHS, Asked, Backing, LinkedMeasure, asked_of
from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.register import Action
from send_tracker.domain.text import plural
from send_tracker.services.reading import build
from send_tracker.services.reopening import linked_results
from send_tracker.services.session import Session
from send_tracker.services.status import Update


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that a rating of several actions asks for: how many of them lack it."""

    asked: Asked
    actions: int
    of: int

    @property
    def words(self) -> str:
        """What is asked for; of some of several actions, how many lack it."""
        return self.asked.words if self.actions == self.of else f"{self.asked.words} ({self.actions} of {self.of})"

    @property
    def sentence(self) -> str:
        """The whole sentence; of several actions, how many lack it."""
        return self.asked.sentence if self.of == 1 else f"{self.asked.sentence} {plural(self.actions, 'action')}."


def gates(session: Session, action: str, update: Update) -> list[Asked]:
    """Return what an update of one action asks for and lacks; nothing where it sets no status.

    Warnings, never a block. A caller that has the action already uses the same rule through
    :func:`send_tracker.domain.gates.asked_of`.
    """
    if update.status is None:
        return []
    found = _read(session, action)
    if found is None:
        return []
    given: dict[str, str | None] = {name: getattr(update, name) for name in GATE_FIELDS}
    proof = backing_of(session, action, update.status)
    return asked_of(found, update.status, update.reason, given, proof, session.scale)


def gates_of_many(session: Session, actions: Sequence[str], update: Update) -> list[Lacking]:
    """Return what an update of several actions asks for, each thing once, in the order of the gates."""
    counted: dict[str, Lacking] = {}
    for action in actions:
        for asked in gates(session, action, update):
            known = counted.get(asked.field, Lacking(asked, 0, len(actions)))
            counted[asked.field] = replace(known, actions=known.actions + 1)
    order = ("reason", *GATE_FIELDS[:4], "evidence", *GATE_FIELDS[4:])
    return [counted[field] for field in order if field in counted]


def standing_gates(session: Session, action: Action) -> list[Asked]:
    """Return what the status that an action has now asks for and lacks."""
    proof = backing_of(session, action.id, action.status)
    return asked_of(action, action.status, action.status_reason, {}, proof, session.scale)


def _read(session: Session, action: str) -> Action | None:
    """Return an action with what the gates look at, by two queries: many may be rated at once."""
    row = session.file.reading.row("action", action)
    if row is None:
        return None
    leads = tuple(r["person"] for r in session.file.reading.related("lead", "action", action))
    return build(Action, row, leads=leads)


def backing_of(session: Session, action: str, status: str) -> Backing:
    """Return what stands behind an action, as far as a status asks for it."""
    reading, level = session.file.reading, session.scale[status]
    if not level.needs_evidence and not session.scale.is_embedded(status):
        return Backing()
    links = reading.related("evidence_link", "target", action)
    items = [(link, reading.row("evidence", link["evidence"])) for link in links if link["evidence"]]
    tied = [(link, item) for link, item in items if item and item[EXISTS]]
    shows = any(link["strength"] in OUTCOME_STRENGTHS and item["review"] == "accepted" for link, item in tied)
    if not session.scale.is_embedded(status):
        return Backing(len(tied), shows)
    return Backing(len(tied), shows, linked_measures(session, action), periods_wanted(session))


def periods_wanted(session: Session) -> int:
    """Return for how many periods a linked measure has to have been at target."""
    rows = session.file.reading.listed("threshold")
    names = {t.name for t in THRESHOLDS}
    return Thresholds((r["name"], r["value"]) for r in rows if r["name"] in names and r["value"])["embedded_periods"]


def linked_measures(session: Session, action: str) -> tuple[LinkedMeasure, ...]:
    """Return the measures that an action was meant to move, with their periods at target running to now."""
    found = linked_results(session, action)
    return tuple(LinkedMeasure(r.measure.ref or r.measure.title, r.at_target) for r in found)
