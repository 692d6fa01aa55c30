"""The kinds of the board cycle: meetings, what is decided and promised there, what is frozen, feared and said."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.fields import DATE, ENTITY, INTEGER, TEXT, Field, fields_of

BOARD_KINDS: Final[dict[str, dict[str, Field]]] = {
    "meeting": fields_of(
        Field("date", "Date", DATE, whole_day=True),
        Field("type", "Type"),
        Field("title", "Title"),
        Field("chair", "Chair"),
        Field("theme", "Theme or focus", TEXT),
        Field("cutoff", "Data cut-off", DATE, whole_day=True),
        Field("note", "Note", TEXT),
    ),
    "timetable_step": fields_of(
        Field("title", "Step"),
        Field("days", "Working days before the meeting", INTEGER),
        Field("order", "Order", INTEGER),
    ),
    "position": fields_of(
        Field("meeting", "Meeting", ENTITY, "meeting"),
        Field("cutoff", "Data cut-off", DATE, whole_day=True),
        Field("edits", "Edits it stands on", INTEGER),
        Field("digest", "Digest"),
    ),
    "agenda_item": fields_of(
        Field("meeting", "Meeting", ENTITY, "meeting"),
        Field("order", "Order", INTEGER),
        Field("title", "Agenda item"),
        Field("purpose", "For"),
        Field("lead", "Led by", ENTITY, "person"),
        Field("length", "Minutes allowed", INTEGER),
        Field("about", "About", ENTITY),
        Field("note", "Note", TEXT),
    ),
    "decision": fields_of(
        Field("ref", "Reference"),
        Field("meeting", "Meeting", ENTITY, "meeting"),
        Field("item", "Agenda item", ENTITY, "agenda_item"),
        Field("wording", "Decision", TEXT),
        Field("decided_by", "Decided by"),
        Field("note", "Note", TEXT),
    ),
    "decision_link": fields_of(Field("decision", "Decision", ENTITY, "decision"), Field("target", "Concerns", ENTITY)),
    "commitment": fields_of(
        Field("ref", "Reference"),
        Field("wording", "Commitment", TEXT),
        Field("meeting", "Made at", ENTITY, "meeting"),
        Field("owner", "Owner", ENTITY, "person"),
        Field("due", "Due", DATE),
        Field("status", "Status"),
        Field("closed_on", "Closed on", DATE, whole_day=True),
        Field("note", "Note", TEXT),
    ),
    "question": fields_of(
        Field("ref", "Reference"),
        Field("meeting", "Asked at", ENTITY, "meeting"),
        Field("asked_by", "Asked by"),
        Field("wording", "Question", TEXT),
        Field("about", "About", ENTITY),
        Field("answerer", "Who answers", ENTITY, "person"),
        Field("due", "Answer due", DATE),
        Field("answer", "Answer", TEXT),
        Field("answered_on", "Answered on", DATE, whole_day=True),
    ),
    "risk": fields_of(
        Field("ref", "Reference"),
        Field("title", "Risk"),
        Field("cause", "If", TEXT),
        Field("effect", "Then", TEXT),
        Field("likelihood", "Likelihood now", INTEGER),
        Field("impact", "Impact now", INTEGER),
        Field("target_likelihood", "Likelihood aimed at", INTEGER),
        Field("target_impact", "Impact aimed at", INTEGER),
        Field("owner", "Owner", ENTITY, "person"),
        Field("controls", "Controls", TEXT),
        Field("escalation", "Escalated to"),
        Field("status", "Status"),
        Field("note", "Note", TEXT),
    ),
    "risk_link": fields_of(Field("risk", "Risk", ENTITY, "risk"), Field("target", "Threatens", ENTITY)),
    "inspection": fields_of(
        Field("title", "Inspection"),
        Field("type", "Type"),
        Field("notified", "Notified on", DATE, whole_day=True),
        Field("starts", "On site from", DATE, whole_day=True),
        Field("ends", "On site until", DATE, whole_day=True),
        Field("framework", "Framework"),
        Field("question", "What it asks", TEXT),
        Field("note", "Note", TEXT),
    ),
    "inspection_activity": fields_of(
        Field("inspection", "Inspection", ENTITY, "inspection"),
        Field("order", "Order", INTEGER),
        Field("title", "Activity"),
        Field("who", "Who takes part"),
        Field("led_by", "Led by"),
        Field("place", "Where"),
        Field("day", "Day", DATE),
    ),
    "inspection_focus": fields_of(
        Field("inspection", "Inspection", ENTITY, "inspection"), Field("target", "Looks at", ENTITY)
    ),
    "statement": fields_of(
        Field("target", "About", ENTITY),
        Field("date", "Speaks of", DATE),
        Field("internal", "Internal wording", TEXT),
        Field("board", "Wording for the board", TEXT),
        Field("public", "Public wording", TEXT),
    ),
}
