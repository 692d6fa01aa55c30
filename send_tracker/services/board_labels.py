"""What the edits of the board cycle are called."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.log import Edit, decode
from send_tracker.domain.text import plural
from send_tracker.services.session import Session

_WITH_REFERENCE: Final = {
    "record-decision": "decision",
    "change-decision": "wording of decision",
    "link-decision": "links of decision",
    "withdraw-decision": "withdrawal of decision",
    "promise": "commitment",
    "change-commitment": "wording of commitment",
    "set-commitment": "status of commitment",
    "withdraw-commitment": "withdrawal of commitment",
    "ask": "question",
    "answer": "answer to question",
    "change-question": "wording of question",
    "withdraw-question": "withdrawal of question",
    "add-risk": "risk",
    "rate-risk": "rating of risk",
    "change-risk": "wording of risk",
    "link-risk": "links of risk",
    "close-risk": "closing of risk",
    "withdraw-risk": "withdrawal of risk",
}
_DECIDED: Final = {"decide-action": "action", "decide-commitment": "commitment", "decide-date": "approved date of"}
"""What a decision made. The edit has what was made and the link that leads to it."""
_PLAIN: Final = {
    "freeze": "frozen position",
    "issue-document": "issue of a document",
    "explain-figure": "explanation of a figure",
    "choose-position": "choice of a position",
    "withdraw-position": "withdrawal of a position",
    "set-timetable": "timetable of boards",
    "add-agenda-item": "new agenda item",
    "change-agenda-item": "agenda item",
    "withdraw-agenda-item": "withdrawal of an agenda item",
    "order-agenda": "order of an agenda",
    "add-inspection": "new inspection",
    "change-inspection": "inspection",
    "withdraw-inspection": "withdrawal of an inspection",
    "set-focus": "focus of an inspection",
    "add-activity": "new activity of an inspection",
    "withdraw-inspection-activity": "withdrawal of an activity",
    "word-statement": "position statement",
    "withdraw-statement": "withdrawal of a position statement",
}
_OWN_REFERENCE = ("decision", "commitment", "question", "risk")


def board_label(session: Session, edit: Edit) -> str:
    """Return the name of an edit of the board cycle, with the reference it concerns; empty for any other edit."""
    if edit.verb in _PLAIN:
        return _PLAIN[edit.verb]
    if edit.verb in _DECIDED:
        return _decided(session, edit)
    if edit.verb not in _WITH_REFERENCE:
        return ""
    return f"{_WITH_REFERENCE[edit.verb]} {_reference(session, edit)}".strip()


def _decided(session: Session, edit: Edit) -> str:
    """Return "commitment CM6 from decision D12", or of a date "approved date of 4.3 from decision D12"."""
    kind = "commitment" if edit.verb == "decide-commitment" else "action"
    made = list(dict.fromkeys(c.entity for c in edit.changes if c.kind == kind))
    row = session.file.reading.row(kind, made[0]) if len(made) == 1 else None
    what = str(row["ref"] or "") if row else plural(len(made), kind) if len(made) > 1 else ""
    given = (decode(c.value) for c in edit.changes if c.kind == "decision_link" and c.field == "decision")
    decision = session.file.reading.row("decision", str(next(given, "")))
    words = [_DECIDED[edit.verb], what, "from decision", str(decision["ref"] or "") if decision else ""]
    return " ".join(word for word in words if word)


def _reference(session: Session, edit: Edit) -> str:
    """Return the reference of what the edit changed, or of the end of a link that has one."""
    for change in edit.changes:
        row = session.file.reading.row(change.kind, change.entity)
        if row is None:
            continue
        if change.kind in _OWN_REFERENCE:
            return str(row["ref"] or "")
        for kind in _OWN_REFERENCE:
            owner = session.file.reading.row(kind, row[kind]) if row.get(kind) else None
            if owner:
                return str(owner["ref"] or "")
    return ""
