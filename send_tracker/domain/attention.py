"""What needs attention before the next board. Each row names its action and says why in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from send_tracker.domain.dates import PartialDate, day_month, show
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action
from send_tracker.domain.status import Group, StatusScale
from send_tracker.domain.text import plural


class Reason(StrEnum):
    """Why an action is listed, worst first."""

    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    OBSTACLE = "obstacle"
    STALE = "stale"
    NO_EVIDENCE = "no_evidence"


REASON_LABELS = {
    Reason.AT_RISK: "At risk",
    Reason.OVERDUE: "Past its date",
    Reason.OBSTACLE: "Has an obstacle",
    Reason.STALE: "Not updated since the last board",
    Reason.NO_EVIDENCE: "Done without evidence",
}


@dataclass(frozen=True, slots=True)
class Attention:
    """One reason to look at one action: a title and a second line."""

    reason: Reason
    action: str
    ref: str
    status: str
    title: str
    detail: str


def reasons(action: Action, scale: StatusScale, today: date, since: date | None, evidence_count: int) -> list[Reason]:
    """Return why an action needs attention, worst first.

    Args:
        action: the action.
        scale: what its status means. The lowest rank that is open is "at risk"; other open statuses that ask
            for a path to green are obstacles.
        today: the programme's today.
        since: the last board; an open action with nothing recorded after it is stale.
        evidence_count: evidence items linked to the action.
    """
    level = scale[action.status]
    found: list[Reason] = []
    if level.group is Group.OPEN:
        worst = scale.worst_open
        if level.rank <= worst:
            found.append(Reason.AT_RISK)
        if action.days_late(today) > 0:
            found.append(Reason.OVERDUE)
        if level.needs_path_to_green and level.rank > worst:
            found.append(Reason.OBSTACLE)
        if since is not None and (action.updated_on or "") < since.isoformat():
            found.append(Reason.STALE)
    elif level.group is Group.DONE and level.needs_evidence and evidence_count == 0:
        found.append(Reason.NO_EVIDENCE)
    return found


def attention(
    actions: Iterable[Action],
    scale: StatusScale,
    today: date,
    since: date | None,
    evidence_counts: Mapping[str, int],
) -> list[Attention]:
    """Return a row for each action that needs attention, by its worst reason, worst first."""
    rows = []
    for action in actions:
        found = reasons(action, scale, today, since, evidence_counts.get(action.id, 0))
        if found:
            rows.append(_row(action, found, today, since))
    order = list(Reason)
    return sorted(rows, key=lambda r: (order.index(r.reason), sort_key(r.ref)))


def _row(action: Action, found: list[Reason], today: date, since: date | None) -> Attention:
    """Say the worst reason; the second line adds what helps to decide."""
    title = {
        Reason.AT_RISK: "At risk",
        Reason.OVERDUE: f"{plural(action.days_late(today), 'day')} past its date",
        Reason.OBSTACLE: "Has an obstacle",
        Reason.STALE: f"Not updated since the board of {day_month(since)}" if since else "",
        Reason.NO_EVIDENCE: "Done with no evidence attached",
    }[found[0]]
    detail = action.title
    if action.obstacle and found[0] is not Reason.NO_EVIDENCE:
        detail = action.obstacle
    if found[0] is Reason.OVERDUE and action.recovery_date:
        detail = f"Back on track by {show(action.recovery_date)}"
    elif found[0] is Reason.OBSTACLE and action.due:
        detail = f"{detail.rstrip('.')}; due {show(action.due)}"
    return Attention(found[0], action.id, action.ref, action.status, title, detail)


def misses_board(recovery: str | None, board: date | None) -> bool:
    """Tell whether a recovery date falls after the next board."""
    return bool(recovery and board and PartialDate.parse(recovery).last > board)
