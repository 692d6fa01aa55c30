"""Conflicts: two officers gave one field different values without seeing each other's; a person settles it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, Value, field_of
from send_tracker.domain.log import Change, Draft, decode
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import joined, plural
from send_tracker.services.labels import value_words
from send_tracker.services.session import Edited, Session
from send_tracker.storage.conflict_rows import Slot


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that stand: as it is stored, in words, from which day, by whom, when typed (UTC) and why."""

    value: Value
    words: str
    as_at: str
    author: str
    recorded_at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with several values. ``ref`` names what it is a field of, ``label`` the field in words."""

    kind: str
    entity: str
    field: str
    ref: str
    title: str
    label: str
    claims: tuple[Claim, ...]


def conflicts(session: Session, entity: str = "") -> list[Conflict]:
    """Return the open conflicts, or those of one entity: statuses first, then dates, then the rest, by reference."""
    found = [_conflict(session, slot) for slot in session.file.conflict_rows.open(entity)]
    return sorted(found, key=lambda c: (_weight(c), c.ref, c.label))


def entity_conflict_words(session: Session, entity: str) -> str:
    """Say which fields of one entity are in conflict and what is shown until they are settled; empty for none."""
    labels = [conflict.label for conflict in conflicts(session, entity)]
    if not labels:
        return ""
    shown = "the worst status is" if "Status" in labels else "one of the values is"
    named = joined([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])
    return f"{named} {'is' if len(labels) == 1 else 'are'} in conflict: {shown} shown until a person settles it."


def open_words(session: Session, as_at: date | None = None) -> str:
    """Say how many conflicts are open and what is shown until they are settled; empty for none.

    Every place that announces them says this: Overview, the first sheet of a pack.
    """
    count = session.file.conflict_rows.count(as_at.isoformat() if as_at else None)
    if not count:
        return ""
    return (
        f"{plural(count, 'conflict')} {'is' if count == 1 else 'are'} open: officers gave one field different values. "
        "Until a person settles it, the worst status is shown and counted."
    )


def _weight(conflict: Conflict) -> int:
    if conflict.field == "status":
        return 0
    return 1 if _type(conflict.kind, conflict.field) is FieldType.DATE else 2


def _type(kind: str, name: str) -> FieldType:
    known = name in KINDS.get(kind, {}) or name == EXISTS
    return field_of(kind, name).type if known else FieldType.TEXT


def _conflict(session: Session, slot: Slot) -> Conflict:
    row = session.file.reading.row(slot.kind, slot.entity) or {} if slot.kind in KINDS else {}
    title = str(row.get("title") or row.get("name") or row.get("note") or slot.kind.replace("_", " "))
    known = slot.field in KINDS.get(slot.kind, {}) or slot.field == EXISTS
    label = field_of(slot.kind, slot.field).label if known else slot.field
    claims = tuple(
        Claim(
            decode(said.value),
            _words(session, slot, said.value) if known else str(decode(said.value)),
            said.as_at,
            said.author,
            said.recorded_at,
            said.reason,
        )
        for said in slot.said
    )
    return Conflict(slot.kind, slot.entity, slot.field, str(row.get("ref") or title), title, label, claims)


def _words(session: Session, slot: Slot, value: str | None) -> str:
    return value_words(session, Change(slot.kind, slot.entity, slot.field, value)) or "empty"


def settle(session: Session, kind: str, entity: str, name: str, value: Value, reason: str | None = None) -> Edited:
    """Settle a conflict by an ordinary change, dated at the latest day from which one of the values holds.

    Args:
        kind, entity, name: the field. value: one of the values that stand, or a third one.

    Raises:
        Problem: the field is not in conflict, or cannot hold the value.
    """
    for slot in session.file.conflict_rows.open():
        if (slot.kind, slot.entity, slot.field) == (kind, entity, name):
            latest = max(said.as_at for said in slot.said)
            draft = Draft(kind, entity, name, value, latest)
            # A copy whose clock ran ahead may have dated its value later than today; settling it must not be refused.
            return session.edit("settle-conflict", [draft], reason, latest=date.fromisoformat(latest))
    raise Problem("That is not in conflict any more. Nothing was changed.", "not-in-conflict")
