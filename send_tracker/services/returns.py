"""Which owner returns were sent, which came back, which are outstanding.

Kept with this copy of the file and not in the programme's history: that a workbook was sent changes nothing of the
plan, and what came back is in the history as the edit that took it in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from send_tracker.domain.dates import long_date, show_short
from send_tracker.domain.intake.preview import PreviewRow
from send_tracker.domain.status import Group
from send_tracker.services.intake import apply_rows
from send_tracker.services.session import Edited, Session

_MARK = "returns"
_KEPT = 200


@dataclass(frozen=True, slots=True)
class SentReturn:
    """One return: whose, when it went out and came back, and what each action stood at when it was sent."""

    id: str
    lead: str
    name: str
    sent_on: str
    file: str = ""
    back_on: str = ""
    base: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def is_outstanding(self) -> bool:
        """Tell whether it has not come back."""
        return not self.back_on


def sent_returns(session: Session) -> list[SentReturn]:
    """Return every return that this copy remembers, the newest first."""
    try:
        found = json.loads(session.file.mark(_MARK) or "[]")
        return [SentReturn(**row) for row in found] if isinstance(found, list) else []
    except (ValueError, TypeError):
        return []


def board_of_returns(session: Session) -> list[SentReturn]:
    """Return the newest return of each lead, outstanding ones first, then by name."""
    newest: dict[str, SentReturn] = {}
    for row in sent_returns(session):
        newest.setdefault(row.lead, row)
    return sorted(newest.values(), key=lambda r: (not r.is_outstanding, r.name.casefold()))


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A line of the board of returns: a lead, how many open actions they have, and their newest return."""

    lead: str
    name: str
    actions: int
    sent: SentReturn | None = None

    @property
    def state(self) -> str:
        """Return what to say of it: outstanding since when, back when, or not sent yet."""
        if self.sent is None:
            return "Not sent"
        if self.sent.back_on:
            return f"Back {show_short(self.sent.back_on)}"
        return "Outstanding"


def lead_rows(session: Session) -> list[LeadRow]:
    """Return every lead of an open action, and whoever was sent a return before; outstanding ones first."""
    register = session.register()
    newest = {r.lead: r for r in board_of_returns(session)}
    names = {p.id: p.name for p in register.people}
    counts: Counter[str] = Counter()
    for action in register.actions:
        if register.scale[action.status].group is Group.OPEN:
            counts.update(action.leads)
    leads = {**dict.fromkeys(counts), **dict.fromkeys(newest)}
    rows = [
        LeadRow(lead, names.get(lead) or newest[lead].name, counts[lead], newest.get(lead))
        for lead in leads
        if lead in names or lead in newest
    ]
    return sorted(rows, key=lambda r: (r.state != "Outstanding", r.name.casefold()))


def record_sent(session: Session, sent: Sequence[SentReturn]) -> None:
    """Remember returns that went out. A file that cannot be written to remembers nothing."""
    if not session.read_only:
        _write(session, [*sent, *sent_returns(session)])


def take_back(session: Session, rows: Sequence[PreviewRow], id: str, lead: str) -> Edited | None:
    """Apply what was accepted of a return as one edit, and remember that it came back.

    Raises:
        Problem: a value cannot be kept, or the file cannot be written. Nothing was changed then.
    """
    reason = f"Owner return{f' of {lead}' if lead else ''}, {long_date(session.today)}"
    edited = apply_rows(session, rows, "take-return", reason)
    if id and not session.read_only:
        day = session.today.isoformat()
        _write(session, [replace(r, back_on=day) if r.id == id else r for r in sent_returns(session)])
    return edited


def _write(session: Session, rows: Sequence[SentReturn]) -> None:
    kept = [asdict(row) for row in rows[:_KEPT]]
    session.file.set_mark(_MARK, json.dumps(kept, ensure_ascii=False) if kept else None)


def sent_from_json(rows: Sequence[dict[str, Any]]) -> list[SentReturn]:
    """Return the returns that another process wrote and named in JSON."""
    return [SentReturn(**row) for row in rows]
