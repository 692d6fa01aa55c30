"""Exceptions: what the board has to look at, why, and what is asked of it."""

from __future__ import annotations

from typing import Final, NamedTuple

from send_tracker.domain.counted import Count, counted, why_words
from send_tracker.domain.dates import PartialDate
from send_tracker.domain.register import Action
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.material import Material

_EXCEPTIONAL: Final = (Count.AT_RISK, Count.OVERDUE, Count.OBSTACLE)


class _Row(NamedTuple):
    action: Action
    why: tuple[Count, ...]
    late: int


def sheet(material: Material) -> Sheet[_Row]:
    """Return the open actions that are at risk, have an obstacle or are past their date; the worst come first."""
    names, scale = material.names, material.register.scale
    return Sheet(
        "Exceptions",
        "Exceptions",
        "Open actions that are at risk, have an obstacle or are past their date, and what is asked of the board.",
        [
            Column("Reference", lambda r: r.action.ref, 11),
            Column("Action", lambda r: r.action.title, 22),
            Column("Outcome", lambda r: names.outcome(r.action).ref, 10),
            Column("Status", lambda r: scale[r.action.status], 16),
            Column("Listed because", lambda r: why_words(r.why), 15),
            Column("Why this status", lambda r: r.action.status_reason, 18),
            Column("Obstacle", lambda r: r.action.obstacle, 24),
            Column("Path to green", lambda r: r.action.path_to_green, 24),
            Column("Back on track by", lambda r: stored_date(r.action.recovery_date), 18),
            Column("Ask of the board", lambda r: r.action.ask, 17),
            Column("Due", lambda r: stored_date(r.action.due), 18),
            Column("Days late", lambda r: r.late, 9, number=True),
            Column("Leads", lambda r: names.people(r.action.leads), 15),
        ],
        _rows(material),
        empty="No open action is at risk, has an obstacle or is past its date.",
        filtered=True,
        frozen=2,
    )


def _rows(material: Material) -> list[_Row]:
    register = material.register
    rows = []
    for action in register.actions:
        found = counted(action, register.scale, register.as_at, 1)
        why = tuple(r for r in found if r in _EXCEPTIONAL)
        if why:
            rows.append(_Row(action, why, max(0, action.days_late(register.as_at))))
    order = list(Count)
    return sorted(rows, key=lambda r: (order.index(r.why[0]), -r.late))


def stored_date(text: str | None) -> PartialDate | None:
    """Return a stored date as a cell shows it."""
    return PartialDate.parse(text) if text else None
