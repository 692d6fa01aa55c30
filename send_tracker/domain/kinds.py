"""The vocabulary of the file: every kind of entity and every field it can have.

Storage makes one table a kind from this, services check values against it, and labels and history
read a field's name from it. A new field is a line here and a migration.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import clean_text

Value = str | int | bool | None
"""What a field can hold. No floats: their text form differs from machine to machine, and it is hashed."""

NAMESPACE: Final = uuid.UUID("6a1f0c52-7d3b-4e55-9a61-0f6f2f7b1c11")
"""Namespace of the ids that are made from what they link, so that two copies make the same link once."""

EXISTS: Final = "exists"
MOST: Final = 2**53
"""The largest whole number that every program reads back as it was written."""


class FieldType(StrEnum):
    """How a field's value is checked, stored in its table and shown."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    FLAG = "flag"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind: its name in the file, the words people read, its type, and what it names."""

    name: str
    label: str
    type: FieldType = FieldType.LINE
    of: str = ""
    whole_day: bool = False

    def check(self, value: Value) -> Value:
        """Return ``value`` as it is stored.

        Raises:
            Problem: it is of the wrong type, too long or not a date.
        """
        if value is None and self.name != EXISTS:
            return None
        match self.type:
            case FieldType.FLAG if isinstance(value, bool):
                return value
            case FieldType.INTEGER if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST:
                return value
            case FieldType.LINE if isinstance(value, str):
                return " ".join(clean_text(value, self.label).split()) or None
            case FieldType.TEXT if isinstance(value, str):
                return clean_text(value, self.label) or None
            case FieldType.DATE if isinstance(value, str):
                return self._date(value) if value else None
            case FieldType.ENTITY if isinstance(value, str):
                return self._entity(value) if value else None
        raise self._refusal(value)

    def _date(self, text: str) -> str:
        found = PartialDate.parse(text)
        if self.whole_day and found.first != found.last:
            raise Problem(f"{self.label} needs a day, such as 3 July 2025; “{found}” is not one.", "bad-date")
        return found.text

    def _entity(self, id: str) -> str:
        try:
            return entity_id(id)
        except ValueError:
            raise self._refusal(id) from None

    def _refusal(self, value: Value) -> Problem:
        return Problem(f"{self.label} cannot hold {value!r}.", "bad-value")


def _fields(*fields: Field) -> dict[str, Field]:
    return {f.name: f for f in fields}


LINE, TEXT, DATE, INTEGER, FLAG, ENTITY = FieldType

KINDS: Final[dict[str, dict[str, Field]]] = {
    "programme": _fields(
        Field("name", "Programme"),
        Field("area", "Local area"),
        Field("partnership", "Partnership"),
        Field("board", "Board"),
        Field("chair", "Independent chair"),
        Field("cycle_weeks", "Weeks between boards", INTEGER),
        Field("sample_date", "Sample date", DATE, whole_day=True),
        Field("sample_note", "Sample note", TEXT),
        Field("file_limit_mb", "Largest evidence file, MB", INTEGER),
    ),
    "status": _fields(
        Field("code", "Code"),
        Field("label", "Label"),
        Field("letter", "Letter"),
        Field("shape", "Shape"),
        Field("solid", "Colours"),
        Field("contrast", "High-contrast colour"),
        Field("group", "Counts as"),
        Field("rank", "Rank", INTEGER),
        Field("order", "Order", INTEGER),
        Field("definition", "Definition", TEXT),
        Field("needs_reason", "Asks for a reason", FLAG),
        Field("needs_path_to_green", "Asks for a path to green", FLAG),
        Field("needs_evidence", "Asks for evidence", FLAG),
    ),
    "area": _fields(Field("ref", "Reference"), Field("title", "Title"), Field("short", "Short title")),
    "outcome": _fields(
        Field("ref", "Reference"),
        Field("title", "Title"),
        Field("short", "Short title"),
        Field("report_title", "Title in the data report"),
        Field("area", "Priority area", ENTITY, "area"),
    ),
    "action": _fields(
        Field("ref", "Reference"),
        Field("title", "Action"),
        Field("description", "Description", TEXT),
        Field("outcome", "Outcome", ENTITY, "outcome"),
        Field("status", "Status"),
        Field("obstacle", "Obstacle", TEXT),
        Field("path_to_green", "Path to green", TEXT),
        Field("recovery_date", "Back on track by", DATE),
        Field("ask", "Ask of the board", TEXT),
        Field("impact", "Impact rating"),
        Field("accountable", "Accountable officer", ENTITY, "person"),
        Field("partner", "Partner", ENTITY, "organisation"),
        Field("body", "Responsible body", ENTITY, "organisation"),
        Field("success", "Success criteria", TEXT),
        Field("paragraph", "Inspection paragraph"),
        Field("original_date", "Original date", DATE),
        Field("approved_date", "Approved date", DATE),
        Field("forecast_date", "Forecast date", DATE),
        Field("actual_date", "Delivered on", DATE),
        Field("verifier", "Verified by", ENTITY, "person"),
        Field("bau_owner", "Business-as-usual owner", ENTITY, "person"),
        Field("bau_forum", "Business-as-usual forum"),
        Field("check_date", "Check date", DATE),
    ),
    "progress_update": _fields(
        Field("action", "Action", ENTITY, "action"),
        Field("note", "Note for the board", TEXT),
        Field("internal_note", "Internal note", TEXT),
        Field("public_note", "Public wording", TEXT),
    ),
    "milestone": _fields(
        Field("action", "Action", ENTITY, "action"),
        Field("title", "Milestone"),
        Field("due", "Due", DATE),
        Field("reached", "Reached on", DATE),
    ),
    "theme": _fields(Field("framework", "Framework"), Field("ref", "Reference"), Field("title", "Title")),
    "theme_link": _fields(Field("theme", "Theme", ENTITY, "theme"), Field("target", "Belongs to", ENTITY)),
    "person": _fields(
        Field("name", "Role or name"),
        Field("aliases", "Also known as", TEXT),
        Field("organisation", "Organisation", ENTITY, "organisation"),
    ),
    "organisation": _fields(
        Field("name", "Organisation"), Field("short", "Short name"), Field("aliases", "Also known as", TEXT)
    ),
    "lead": _fields(Field("action", "Action", ENTITY, "action"), Field("person", "Lead", ENTITY, "person")),
    "evidence": _fields(
        Field("ref", "Reference"),
        Field("title", "Title"),
        Field("type", "Type"),
        Field("about_date", "Date it speaks about", DATE),
        Field("logged_date", "Date logged", DATE),
        Field("source", "Source organisation", ENTITY, "organisation"),
        Field("shows", "What it shows", TEXT),
        Field("sensitivity", "Sensitivity"),
        Field("file_hash", "File"),
        Field("file_name", "File name"),
        Field("file_size", "File size", INTEGER),
        Field("link", "Link", TEXT),
        Field("link_hash", "Fingerprint of the linked file"),
        Field("review", "Review"),
        Field("reviewer", "Reviewed by", ENTITY, "person"),
        Field("review_note", "Note of the review", TEXT),
        Field("expires", "Good until", DATE),
    ),
    "evidence_link": _fields(
        Field("evidence", "Evidence", ENTITY, "evidence"),
        Field("target", "Supports", ENTITY),
        Field("strength", "Strength"),
    ),
    "extra_field": _fields(Field("name", "Column"), Field("order", "Order", INTEGER)),
    "extra_value": _fields(
        Field("extra_field", "Column", ENTITY, "extra_field"),
        Field("action", "Action", ENTITY, "action"),
        Field("value", "Value", TEXT),
    ),
    "waiver": _fields(
        Field("rule", "Challenge"),
        Field("subject", "About", ENTITY),
        Field("reason", "Why it is waived", TEXT),
        Field("person", "Waived by", ENTITY, "person"),
        Field("expires", "Waived until", DATE, whole_day=True),
    ),
    "threshold": _fields(Field("name", "Setting"), Field("value", "Number", INTEGER)),
    "meeting": _fields(Field("date", "Date", DATE, whole_day=True), Field("type", "Type"), Field("title", "Title")),
}

PROGRESS_FIELDS: Final = ("status", "obstacle", "path_to_green", "recovery_date", "ask")
"""The fields of an action that say how it goes; a change of one is news of it."""

EXISTS_FIELD: Final = Field(EXISTS, "In the plan", FieldType.FLAG)


def field_of(kind: str, name: str) -> Field:
    """Return a field of a kind, ``exists`` included.

    Raises:
        KeyError: the kind has no such field; that is a bug, not a problem of the officer's.
    """
    return EXISTS_FIELD if name == EXISTS else KINDS[kind][name]


def entity_id(text: str) -> str:
    """Return an entity id in its one form, 32 small hexadecimal digits: ids are hashed as text.

    Raises:
        ValueError: it is not an id.
    """
    found = bytes.fromhex(text)
    if len(found) != 16:
        raise ValueError("an entity id has 32 hexadecimal digits")
    return found.hex()


def new_id() -> str:
    """Return a fresh entity id: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def link_id(kind: str, *ends: str) -> str:
    """Return the id of a link, made from its kind and its ends (UUIDv5), the same in every copy."""
    return uuid.uuid5(NAMESPACE, "\n".join((kind, *ends))).hex


IMPACTS: Final = ("none", "emerging", "evidenced", "sustained")
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
