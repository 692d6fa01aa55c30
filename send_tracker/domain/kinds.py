"""The vocabulary of the file: every kind of entity and every field it can have.

Storage makes one table a kind from this, services check values against it, and labels and history
read a field's name from it. A new field is a line in one of the modules of ``vocabulary``; the migration that
completes the tables makes its column.
"""

from __future__ import annotations

from typing import Final

from send_tracker.domain.fields import (
    EXISTS,
    EXISTS_FIELD,
    MOST,
    NAMESPACE,
    Field,
    FieldType,
    Value,
    decimal_text,
    entity_id,
    link_id,
    new_id,
)
from send_tracker.domain.vocabulary.board import BOARD_KINDS
from send_tracker.domain.vocabulary.copies import COPY_KINDS
from send_tracker.domain.vocabulary.measures import MEASURE_KINDS
from send_tracker.domain.vocabulary.plan import PLAN_KINDS
from send_tracker.domain.vocabulary.views import VIEW_KINDS

__all__ = [
    "EXISTS",
    "EXISTS_FIELD",
    "KINDS",
    "MOST",
    "NAMESPACE",
    "PROGRESS_FIELDS",
    "Field",
    "FieldType",
    "Value",
    "decimal_text",
    "entity_id",
    "field_of",
    "link_id",
    "new_id",
]

KINDS: Final[dict[str, dict[str, Field]]] = {**PLAN_KINDS, **MEASURE_KINDS, **BOARD_KINDS, **COPY_KINDS, **VIEW_KINDS}

PROGRESS_FIELDS: Final = ("status", "obstacle", "path_to_green", "recovery_date", "ask")
"""The fields of an action that say how it goes; a change of one is news of it."""


def field_of(kind: str, name: str) -> Field:
    """Return a field of a kind, ``exists`` included.

    Raises:
        KeyError: the kind has no such field; that is a bug, not a problem of the officer's.
    """
    return EXISTS_FIELD if name == EXISTS else KINDS[kind][name]


REDACTED: Final = "[redacted]"
"""What stands in a register for a text that was redacted, so that nobody takes it for one that was never given."""

_WORDS_OF_A_LINE: Final = ("title", "name", "sensitivity")


def redacted_value(kind: str, name: str) -> Value:
    """Return what a register shows for a redacted value: a word for texts, nothing for dates, numbers and links.

    An item of evidence whose sensitivity was redacted must not fall back to one that may be shared.
    """
    if name == EXISTS:
        return None
    is_text = KINDS[kind][name].type is FieldType.TEXT or name in _WORDS_OF_A_LINE
    return REDACTED if is_text else None


IMPACT_LABELS: Final = {
    "none": "None yet",
    "emerging": "Emerging",
    "evidenced": "Evidenced",
    "sustained": "Sustained",
}
EVIDENCE_TYPES: Final = {
    "data_report": "Data report",
    "audit": "Audit",
    "survey": "Survey",
    "minutes": "Minutes",
    "policy": "Policy",
    "case_study": "Case study",
    "family_voice": "Family voice",
    "practitioner_voice": "Practitioner voice",
    "training_record": "Training record",
    "other": "Other",
}
REVIEWS: Final = {"draft": "Draft", "accepted": "Accepted", "rejected": "Rejected"}
"""What became of an evidence item when somebody looked at it; a new one is a draft."""

STRENGTHS: Final = {
    "activity": "Activity",
    "output": "Output",
    "outcome": "Outcome",
    "lived_experience": "Lived experience",
}
"""How far an item goes for what it supports, weakest first: it was done, it made something, it changed something,
families and young people feel it."""

SENSITIVITIES: Final = {
    "public": "Public",
    "official": "Official",
    "sensitive": "Official-sensitive",
    "personal": "Holds personal data",
}
FRAMEWORKS: Final = {
    "afi": "Area for improvement",
    "project": "Key project",
    "strategy": "Strategy outcome",
    "criterion": "Inspection criterion",
}
APPROVERS: Final = {"officer": "Officer", "board": "Board", "dfe": "DfE"}
"""Who can approve that a date moves. Source: domain notes 2.2 (3)."""

ENDINGS: Final = {"withdrawn": "Withdrawn", "superseded": "Superseded", "merged": "Merged"}
"""How an action left the plan."""
