"""The log of changes as rows of a table: raw values, and beside them the words that people use."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from send_tracker.domain.dates import show
from send_tracker.domain.kinds import EXISTS, IMPACT_LABELS, KINDS, FieldType, Value
from send_tracker.domain.log import Change, Edit, canonical, decode
from send_tracker.domain.measures.rows import SUPPRESSED
from send_tracker.domain.register import Register
from send_tracker.services.changes import all_edits
from send_tracker.services.measure_labels import measure_words
from send_tracker.services.measure_reading import FIGURES, guarded_figures, read_measures
from send_tracker.services.session import Session

KEPT_IN_FILE: Final = "[internal note, kept in the file]"
INTERNAL: Final = {("progress_update", "internal_note"), ("statement", "internal")}
"""The fields that are for the team only."""

ISSUED: Final = "[what was issued, kept in the file]"
"""In place of the zipped content of a document, of which nobody could read a word."""

REDACTED: Final = "[redacted]"
STRUCK: Final = "[an earlier value no longer counts]"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change with its edit. ``called`` is what the entity is called now; ``meeting`` the day of the meeting."""

    edit: str
    recorded_at: str
    as_at: str | None
    author: str
    verb: str
    kind: str
    entity: str
    called: str
    field: str
    value: Value
    words: str
    reason: str
    meeting: str | None


def change_rows(session: Session, as_at: date | None) -> list[ChangeRow]:
    """Return every change, oldest first; with a day, those that hold from it or earlier."""
    register = session.register()
    last = as_at.isoformat() if as_at else "9999"
    called = _called(register) | {m.id: f"{m.ref} {m.title}" for m in read_measures(session).measures}
    meetings = {m.id: m.date for m in register.meetings}
    guarded = guarded_figures(session)
    return [
        _row(edit, _covered(change, guarded), called, meetings, register)
        for edit in all_edits(session)
        for change in edit.changes
        if (change.as_at or edit.recorded_at[:10]) <= last
    ]


def _row(edit: Edit, change: Change, called: dict[str, str], meetings: dict[str, str], register: Register) -> ChangeRow:
    value = _value(change)
    return ChangeRow(
        edit.id,
        edit.recorded_at,
        change.as_at,
        edit.author,
        edit.verb,
        change.kind,
        change.entity,
        called.get(change.entity, ""),
        change.field,
        value,
        _words(change, value, called, register),
        edit.reason or (REDACTED if edit.reason_hash else ""),
        meetings.get(edit.meeting or ""),
    )


def _covered(change: Change, guarded: Container[str]) -> Change:
    """Return a change without the number of a figure whose measure has a rule for small numbers.

    What was revised could tell what is suppressed now, so none of them is shown; the register of figures holds those
    that may be.
    """
    if change.kind != "observation" or change.field not in FIGURES or change.entity not in guarded:
        return change
    return replace(change, value=canonical(SUPPRESSED)) if change.value is not None else change


def _value(change: Change) -> Value:
    """Return what a change set its field to, without what may not leave the file."""
    if change.value is None:
        return REDACTED if change.value_hash else None
    if (change.kind, change.field) in INTERNAL:
        return KEPT_IN_FILE
    if (change.kind, change.field) == ("issued_part", "text"):
        return ISSUED
    return decode(change.value)


def _words(change: Change, value: Value, called: dict[str, str], register: Register) -> str:
    """Return the value as people say it; nothing where the value says it already."""
    if change.value is None:
        return "" if change.value_hash else STRUCK
    if value is None:
        return "nothing"
    if change.field == EXISTS:
        return "in the plan" if value else "withdrawn"
    text = str(value)
    if (change.kind, change.field) == ("action", "status"):
        return register.scale[text].label
    if (change.kind, change.field) == ("action", "impact"):
        return IMPACT_LABELS.get(text, "")
    if words := measure_words(change.kind, change.field, value):
        return words
    field = KINDS[change.kind].get(change.field)
    if field and field.type is FieldType.DATE:
        return show(text)
    return called.get(text, "") if field and field.type is FieldType.ENTITY else ""


def _called(register: Register) -> dict[str, str]:
    """Return what entities are called now, by id."""
    found = {e.id: f"{e.ref} {e.title}" for e in register.evidence}
    found |= {t.id: f"{t.ref} {t.title}" for t in register.themes}
    found |= {a.id: f"{a.ref} {a.title}" for a in (*register.withdrawn, *register.actions)}
    found |= {o.id: f"{o.ref} {o.title}" for o in register.outcomes}
    found |= {a.id: f"{a.ref} {a.title}" for a in register.areas}
    found |= {p.id: p.name for p in register.people} | {o.id: o.name for o in register.organisations}
    found |= {m.id: m.title for m in register.milestones} | {m.id: m.title for m in register.meetings}
    updates = {u.id: f"update of {found.get(u.action, '')}".rstrip() for u in register.updates}
    return found | updates | dict(register.extra_fields) | {register.programme.id: register.programme.name}
