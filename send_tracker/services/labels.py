"""What an edit is called: rendered from its verb and its changes, never stored."""

from __future__ import annotations

from collections.abc import Sequence

from send_tracker.domain.dates import show
from send_tracker.domain.kinds import (
    APPROVERS,
    ENDINGS,
    EVIDENCE_TYPES,
    EXISTS,
    FRAMEWORKS,
    IMPACT_LABELS,
    KINDS,
    REVIEWS,
    SENSITIVITIES,
    STRENGTHS,
    FieldType,
    field_of,
)
from send_tracker.domain.log import Change, Edit, decode
from send_tracker.domain.text import plural
from send_tracker.services.board_labels import board_label
from send_tracker.services.measure_labels import figure_words, measure_label, measure_words
from send_tracker.services.session import Session

_NOUNS = {
    "action": "action",
    "area": "priority area",
    "outcome": "outcome",
    "evidence": "evidence",
    "milestone": "milestone",
    "person": "person",
    "organisation": "organisation",
    "theme": "theme",
    "meeting": "meeting",
    "status": "status scale",
    "programme": "programme",
    "extra_field": "column",
}

_OF_EVIDENCE = {
    **{f"{verb}-evidence": f"{verb} evidence" for verb in ("add", "change", "link", "withdraw", "review")},
    "replace-file": "file of evidence",
    "set-strength": "strength of evidence",
}
_PLAIN = {
    "set-threshold": "challenge rules",
    "set-closed-days": "closed days of the council",
    "waive-challenge": "waiver of a challenge",
    "unwaive-challenge": "waiver taken back",
    "add-view": "saved view",
    "change-view": "change of a saved view",
    "remove-view": "removal of a saved view",
}
_CODES = {
    "impact": IMPACT_LABELS,
    "review": REVIEWS,
    "strength": STRENGTHS,
    "type": EVIDENCE_TYPES,
    "sensitivity": SENSITIVITIES,
    "framework": FRAMEWORKS,
    "approver": APPROVERS,
    "ending": ENDINGS,
}
"""What the codes of a field are called, by the field."""


_OF_ACTIONS = {
    "set-status": "status",
    "set-impact": "impact",
    "set-verifier": "verifier",
    "set-handover": "handover",
    "record-check": "check",
    "move-date": "approved date",
    "correct-date": "correction of the approved date",
    "withdraw-action": "withdrawal",
    "explain-withdrawal": "reason for the withdrawal",
    "supersede-action": "superseding",
    "merge-action": "merger",
    "restore-action": "return",
}
"""What an edit is called that says one thing of some actions."""


def edit_label(session: Session, number: int) -> str:
    """Return a short name for an edit of this file, such as "status of 4.3"."""
    return label(session, session.file.log.edit(number))


def label(session: Session, edit: Edit) -> str:
    """Return a short name for an edit: what was done, to what."""
    actions = list(dict.fromkeys(c.entity for c in edit.changes if c.kind == "action"))
    whose = _whose(session, actions)
    if edit.verb in _OF_ACTIONS:
        return f"{_OF_ACTIONS[edit.verb]} of {whose}"
    match edit.verb:
        case "update":
            named = _named(session, _action_of(session, edit)) if not actions else whose
            return f"update of {named}"
        case "change-action":
            return f"{_fields_of(edit.changes)} of {whose}"
        case "add-action":
            return f"new action {whose}"
        case "reassign":
            return "reassignment of actions"
        case "set-leads" | "set-themes" | "set-extra":
            what = {"set-leads": "lead", "set-themes": "themes", "set-extra": "column"}[edit.verb]
            return f"{what} of {_named(session, _action_of(session, edit))}"
        case verb if verb in _OF_EVIDENCE:
            return f"{_OF_EVIDENCE[verb]} {_evidence(session, edit)}".strip()
        case verb if verb in _PLAIN:
            return _PLAIN[verb]
    if named := measure_label(session, edit) or board_label(session, edit):
        return named
    verb, _, noun = edit.verb.partition("-")
    return f"{verb} {_NOUNS.get(noun, noun.replace('-', ' '))}".strip()


def _fields_of(changes: Sequence[Change]) -> str:
    names = dict.fromkeys(field_of(c.kind, c.field).label.lower() for c in changes)
    return " and ".join(names) if len(names) <= 2 else "details"


def _action_of(session: Session, edit: Edit) -> str:
    """Return the action that a link or an update of this edit belongs to; a link that was cut still names it."""
    for change in edit.changes:
        if change.field in ("action", "target") and isinstance(value := decode(change.value), str):
            return value
    for change in edit.changes:
        row = session.file.reading.row(change.kind, change.entity)
        if row and (found := row.get("action") or row.get("target")):
            return str(found)
    return ""


def _whose(session: Session, actions: Sequence[str]) -> str:
    return _named(session, actions[0]) if len(actions) == 1 else plural(len(actions), "action")


def _named(session: Session, action: str) -> str:
    return _reference(session, "action", action) or "an action"


def _reference(session: Session, kind: str, id: str) -> str:
    """Return the reference of one entity, read by itself: undo is named after every edit."""
    row = session.file.reading.row(kind, id) if id else None
    return str(row["ref"] or "") if row else ""


def _evidence(session: Session, edit: Edit) -> str:
    ids = [c.entity for c in edit.changes if c.kind == "evidence"]
    ids += [
        str(decode(c.value)) for c in edit.changes if c.kind == "evidence_link" and c.field == "evidence" and c.value
    ]
    return next((ref for ref in (_reference(session, "evidence", id) for id in dict.fromkeys(ids)) if ref), "")


def value_words(session: Session, change: Change) -> str:
    """Return a change's value as people read it, texts at their full length."""
    if change.value is None:
        return "redacted" if change.value_hash else ""
    value = decode(change.value)
    if value is None:
        return "nothing"
    if change.field == EXISTS:
        return "in the plan" if value else "withdrawn"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if words := measure_words(change.kind, change.field, value):
        return words
    known = field_of(change.kind, change.field) if change.field in KINDS[change.kind] else None
    if change.kind == "action" and change.field == "status":
        return session.scale[str(value)].label
    if change.field in _CODES:
        return _CODES[change.field].get(str(value), str(value))
    if known and known.type is FieldType.DATE:
        return show(str(value))
    if known and known.type is FieldType.ENTITY:
        return entity_words(session, str(value))
    return str(value)


def entity_words(session: Session, entity: str) -> str:
    """Return what people call an entity: its reference and title, or its name."""
    kind = session.file.reading.kind(entity)
    row = session.file.reading.row(kind, entity) if kind in KINDS else None
    if row is None:
        return ""
    if words := figure_words(session, kind, entity):
        return words
    if "name" in row:
        return str(row["name"] or "")
    return f"{row.get('ref') or ''} {row.get('title') or ''}".strip()
