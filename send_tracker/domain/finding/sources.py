"""What is searched: the kinds of entities, the fields of each, and the group under which they are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Group(StrEnum):
    """What was found stands in groups, in this order."""

    ACTION = "action"
    OUTCOME = "outcome"
    UPDATE = "update"
    EVIDENCE = "evidence"
    ATTACHMENT = "attachment"
    DECISION = "decision"
    COMMITMENT = "commitment"
    QUESTION = "question"
    RISK = "risk"
    MEETING = "meeting"
    STATEMENT = "statement"
    MEASURE = "measure"
    PERSON = "person"


GROUP_WORDS: Final[Mapping[Group, str]] = {
    Group.ACTION: "Actions",
    Group.OUTCOME: "Outcomes and areas",
    Group.UPDATE: "Updates",
    Group.EVIDENCE: "Evidence",
    Group.ATTACHMENT: "In attachments",
    Group.DECISION: "Decisions",
    Group.COMMITMENT: "Commitments",
    Group.QUESTION: "Questions",
    Group.RISK: "Risks",
    Group.MEETING: "Meetings",
    Group.STATEMENT: "Statements",
    Group.MEASURE: "Measures",
    Group.PERSON: "People and partners",
}


@dataclass(frozen=True, slots=True)
class Source:
    """How entities of one kind are searched.

    Attributes:
        group: under which they are found.
        title: the field that names one; empty for a part of something else, which is shown under that one's name.
        fields: the other fields with text, in the order in which the matching one is looked for.
        owner: the field with what it is a part of; what is found leads there.
        date: the field with the day to show.
        day_words: what that day is, in front of it.
        names: fields that hold another entity, whose name is searched as if it stood there.
    """

    group: Group
    title: str = ""
    fields: tuple[str, ...] = ()
    owner: str = ""
    date: str = ""
    day_words: str = ""
    names: tuple[str, ...] = ()


SOURCES: Final[Mapping[str, Source]] = {
    "action": Source(
        Group.ACTION,
        "title",
        ("description", "obstacle", "path_to_green", "ask", "success", "paragraph", "bau_forum", "embedded_without"),
        date="approved_date",
        day_words="due",
    ),
    "milestone": Source(Group.ACTION, fields=("title",), owner="action", date="due", day_words="due"),
    "extra_value": Source(Group.ACTION, fields=("value",), owner="action"),
    "area": Source(Group.OUTCOME, "title", ("short",)),
    "outcome": Source(Group.OUTCOME, "title", ("short", "report_title")),
    "theme": Source(Group.OUTCOME, "title"),
    "progress_update": Source(Group.UPDATE, fields=("note", "internal_note", "public_note"), owner="action"),
    "evidence": Source(
        Group.EVIDENCE,
        "title",
        ("shows", "review_note", "file_name", "link"),
        date="about_date",
        names=("source",),
    ),
    "decision": Source(Group.DECISION, "wording", ("decided_by", "note"), date="meeting.date"),
    "commitment": Source(Group.COMMITMENT, "wording", ("note",), date="due", day_words="due"),
    "question": Source(Group.QUESTION, "wording", ("answer", "asked_by"), date="meeting.date"),
    "risk": Source(Group.RISK, "title", ("cause", "effect", "controls", "escalation", "note")),
    "meeting": Source(Group.MEETING, "title", ("theme", "chair", "note"), date="date"),
    "agenda_item": Source(Group.MEETING, fields=("title", "note"), owner="meeting", date="meeting.date"),
    "inspection": Source(Group.MEETING, "title", ("framework", "question", "note"), date="starts"),
    "inspection_activity": Source(
        Group.MEETING, fields=("title", "who", "led_by", "place"), owner="inspection", date="day"
    ),
    "statement": Source(Group.STATEMENT, fields=("board", "public", "internal"), owner="target", date="date"),
    "measure": Source(
        Group.MEASURE, "title", ("definition", "source", "basis", "note", "rating_reason", "noun", "section")
    ),
    "observation": Source(Group.MEASURE, fields=("note", "basis", "source"), owner="measure"),
    "target": Source(Group.MEASURE, fields=("note",), owner="measure"),
    "benchmark": Source(Group.MEASURE, fields=("name", "basis", "source"), owner="measure"),
    "series_mark": Source(Group.MEASURE, fields=("note",), owner="measure"),
    "person": Source(Group.PERSON, "name", ("aliases", "role"), names=("organisation",)),
    "organisation": Source(Group.PERSON, "name", ("short", "aliases")),
}
"""Every kind that holds words of its own. A kind that is not named here says what belongs to what, or is a setting."""

NOT_SEARCHED: Final = frozenset(
    {
        "programme", "status", "date_move", "theme_link", "lead", "evidence_link", "extra_field", "waiver",
        "threshold", "measure_link", "feed", "timetable_step", "position", "decision_link", "risk_link",
        "inspection_focus", "issue", "issued_part", "figure_note", "redaction", "view",
    }
)  # fmt: skip
"""Links, settings and what is made from the rest. A test holds that every kind is either here or searched."""

REFERRED: Final = ("action", "area", "outcome", "theme", "evidence", "measure", "decision", "commitment", "question",
                   "risk")  # fmt: skip
"""The kinds with references, former ones of which are found too."""

STATUS_REASON: Final = "Reason for the status"
FORMER: Final = "Former reference"
