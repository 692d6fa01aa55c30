"""What a column of somebody's tracker can mean: every field of an action, with the names that the field uses for it.

The names were gathered from published plans and action trackers (Devon, Herefordshire, Staffordshire, Birmingham,
Slough, Cheshire East and others); each stands here in its plainest form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

EXTRA: Final = "extra"
"""The column becomes one of the programme's own."""
IGNORE: Final = "ignore"
"""The column is left out: it can be worked out from the others, or the officer said so."""


@dataclass(frozen=True, slots=True)
class Target:
    """One field that a column can be matched to.

    ``kind`` says how its cells are read: line, text, date, status, impact, people, person, organisation, ref, part,
    refs or day (a date that belongs to another field).
    """

    name: str
    label: str
    kind: str
    names: tuple[str, ...]


def _target(name: str, label: str, kind: str, names: str) -> Target:
    return Target(name, label, kind, (label.lower(), *(n.strip() for n in names.split("|"))))


TARGETS: Final = (
    _target("ref", "Reference", "ref",
            "ref|ref no|reference no|reference number|no|number|action no|action number|action ref|id|action id|item|"
            "item no|#|action reference"),
    _target("title", "Action", "line",
            "actions|title|action title|action required|actions required|agreed action|key action|improvement action|"
            "what we will do|what will we do|task|activity|deliverable|action description|"
            "planned action|proposed action|what needs to happen|action to be taken"),
    _target("description", "Description", "text",
            "detail|details|further detail|action detail|more detail|background|how we will do it"),
    _target("area", "Priority area", "part",
            "area|apa|area for priority action|priority action|priority|area of weakness|area of significant weakness|"
            "workstream|work stream|theme|area title|priority action area|finding|area for improvement|strand"),
    _target("outcome", "Outcome", "part",
            "outcomes|objective|objectives|intended outcome|aim|goal|outcome title|strategic objective|outcome ref"),
    _target("success", "Success criteria", "text",
            "success measure|success measures|measure of success|measures of success|success|intended impact|kpi|"
            "expected impact|how will we know|how we will know|what good looks like|impact measure|impact measures|"
            "success criterion|expected outcome"),
    _target("paragraph", "Inspection paragraph", "line",
            "ofsted paragraph|ofsted paragraph no|report paragraph|paragraph|ofsted ref|inspection ref|para"),
    _target("status", "Status", "status",
            "rag|rag rating|rag status|r a g|brag|brag rating|brag status|current rag|current status|action status|"
            "rating|delivery status|status code|state|progress rag|rag rating and status|latest rag|overall rag"),
    _target("obstacle", "Obstacle", "text",
            "obstacles|issue|issues|barriers|barrier|risks and issues|risks issues|challenges|blockers|"
            "what is in the way|risk issue"),
    _target("path_to_green", "Path to green", "text",
            "mitigation|mitigations|mitigating action|mitigating actions|recovery plan|road to green|recovery action|"
            "actions to get back on track|corrective action"),
    _target("recovery_date", "Back on track by", "date", "recovery date|back on track|date back on track|green by"),
    _target("ask", "Ask of the board", "text",
            "ask|board ask|decision required|decision needed|escalation|support needed|ask of board|support required"),
    _target("impact", "Impact rating", "impact",
            "impact|impact code|impact rag|impact status|evidence of impact rating"),
    _target("leads", "Leads", "people",
            "lead|action lead|lead officer|lead officers|owner|action owner|responsible|responsible officer|"
            "responsible officers|responsible lead|who|by whom|assigned to|responsibility|named lead|officer|"
            "responsible person|person responsible|lead name"),
    _target("accountable", "Accountable officer", "person",
            "accountable|sro|senior responsible officer|senior responsible owner|accountable lead|exec lead|"
            "executive lead|sponsor|executive sponsor|strategic lead"),
    _target("partner", "Partner", "organisation",
            "partners|organisation|agency|lead agency|lead organisation|partner organisation|lead partner"),
    _target("body", "Responsible body", "organisation", "responsible organisation|accountable body|owning body"),
    _target("due", "Due", "date",
            "due date|deadline|target date|by when|when|timescale|timescales|completion date|end date|end|timeframe|"
            "date due|target completion date|to be completed by|due by|complete by|target completion|finish date|"
            "planned end date|target"),
    _target("original_date", "Original date", "date",
            "original due date|original deadline|original target date|original|baseline date|original completion date"),
    _target("approved_date", "Approved date", "date",
            "revised date|revised due date|revised deadline|new date|agreed date|revised|revised target date|"
            "approved due date|extended date|revised completion date"),
    _target("forecast_date", "Forecast date", "date",
            "forecast|expected date|expected completion|projected date|forecast completion|estimated completion date"),
    _target("actual_date", "Delivered on", "date",
            "date completed|actual date|actual|completed on|actual completion date|date closed|delivered|closed on|"
            "date of completion|completed date|actual completion"),
    _target("note", "Latest note for the board", "text",
            "progress|update|latest update|progress update|comments|comment|commentary|notes|narrative|"
            "current position|progress to date|progress notes|latest position|latest progress|status update|"
            "progress commentary|what has happened|updates|summary of progress"),
    _target("note_day", "Note as at", "day", "update date|date of update|date updated|last update|position as at"),
    _target("status_since", "Status since", "day", "rag since|date of rag"),
    _target("themes", "Themes", "refs", "afi|cross cutting themes|framework refs"),
    _target("verifier", "Verified by", "person", "verified by|signed off by|verifier"),
    _target("bau_owner", "Business-as-usual owner", "person", "bau owner|business as usual owner"),
    _target("bau_forum", "Business-as-usual forum", "line", "bau forum|business as usual forum"),
    _target("check_date", "Check date", "date", "next check|check date"),
    _target("embedded_without", "Why embedded without its measure at target", "text",
            "why embedded without|embedded without its measure because"),
    _target("checked_on", "Last checked on", "date", "last checked"),
    _target("ending", "How it left the plan", "ending", "left the plan"),
    _target("successor", "Carried on by", "successor", "superseded by"),
)  # fmt: skip

BY_NAME: Final = {t.name: t for t in TARGETS}

FIELD_CHOICES: Final = (
    (EXTRA, "A column of our own"),
    (IGNORE, "Leave out"),
    *((t.name, t.label) for t in TARGETS),
)
"""What a column can go into, with the words that a window offers."""

DERIVED: Final = frozenset(
    (
        "status code",
        "impact code",
        "status label",
        "impact label",
        "last updated",
        "evidence items",
        "direction of travel",
        "days late",
        "milestones",
        "carries on",
    )
)
"""Columns of our own outputs that are worked out from others; they are offered as left out."""

OWN_EXPORT: Final = frozenset(("status code", "evidence items", "last updated"))
"""Heads that together only our own export has."""
OWN_EXPORT_DERIVED: Final = frozenset(("due", "why this status"))
"""What our own export holds besides, and what is kept elsewhere in a file."""

NO_FIELD: Final = frozenset(
    (
        "start date", "start", "date started", "priority level", "evidence", "rag rationale", "budget", "cost",
        "resources", "dependencies", "milestone", "date added", "date raised", "sort", "why this status", "last rag",
        "previous rag", "previous status", "last month rag", "last month", "evidence of impact", "year",
    )
)  # fmt: skip
"""Names that look like those of a field and are none: such a column becomes one of the programme's own."""


def plain_head(text: str) -> str:
    """Return a column's head as it is compared: small letters, no punctuation, single spaces."""
    return " ".join(re.findall(r"[\w#]+", text.casefold().replace("_", " ").replace("/", " ")))


NAMES: Final[dict[str, str]] = {plain_head(n): t.name for t in reversed(TARGETS) for n in reversed(t.names)}
"""Every known name with its field; of two fields with one name, the one that stands first."""
