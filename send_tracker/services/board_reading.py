"""From rows to the board cycle. The only place that builds :mod:`send_tracker.domain.board_rows`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from send_tracker.domain.board_calendar import DEFAULT_STEPS
from send_tracker.domain.board_rows import (
    Activity,
    AgendaItem,
    BoardBook,
    Commitment,
    Decision,
    Inspection,
    Question,
    Risk,
    Statement,
    TimetableStep,
)
from send_tracker.domain.references import sort_key
from send_tracker.services.reading import build
from send_tracker.services.session import Session
from send_tracker.storage.reading import Reading, Row

T = TypeVar("T")


def read_board(session: Session, as_at: date | None = None, reading: Reading | None = None) -> BoardBook:
    """Return everything of the board cycle: now, on a day, or as another reader gives it (a frozen position's)."""
    source, day = reading or session.file.reading, as_at.isoformat() if as_at else None

    def rows(kind: str) -> list[Row]:
        return source.rows(kind, day)[0]

    def listed(cls: type[T], kind: str, key: Callable[[T], Any], **links: dict[str, tuple[str, ...]]) -> tuple[T, ...]:
        found = (build(cls, r, **{name: ids.get(r["id"], ()) for name, ids in links.items()}) for r in rows(kind))
        return tuple(sorted(found, key=key))

    return BoardBook(
        _steps(rows("timetable_step")),
        listed(AgendaItem, "agenda_item", lambda i: (i.meeting, i.order, i.id)),
        listed(Decision, "decision", _by_ref, links=_ends(rows("decision_link"), "decision")),
        listed(Commitment, "commitment", _by_ref),
        listed(Question, "question", _by_ref),
        listed(Risk, "risk", _by_ref, links=_ends(rows("risk_link"), "risk")),
        _inspections(rows),
        _statements(rows("statement"), source.holding("statement", "board", day)),
    )


def _by_ref(row: Any) -> tuple[str, str]:
    return sort_key(row.ref), row.id


def _ends(rows: list[Row], owner: str) -> dict[str, tuple[str, ...]]:
    """Return the targets of links by the end that shows them, in the order in which they were made."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: int(r["n"])):
        if row.get(owner) and row.get("target"):
            found[row[owner]].append(row["target"])
    return {id: tuple(targets) for id, targets in found.items()}


def _steps(rows: list[Row]) -> tuple[TimetableStep, ...]:
    """Return the programme's own steps, or the usual ones until it has any."""
    if not rows:
        return tuple(TimetableStep("", title, days, place) for place, (title, days) in enumerate(DEFAULT_STEPS))
    steps = (build(TimetableStep, {"days": 0, **row}) for row in rows)
    return tuple(sorted(steps, key=lambda s: (s.order, -s.days, s.id)))


def _inspections(rows: Callable[[str], list[Row]]) -> tuple[Inspection, ...]:
    activities: dict[str, list[Activity]] = defaultdict(list)
    for row in rows("inspection_activity"):
        activities[row.get("inspection") or ""].append(build(Activity, row))
    focus = _ends(rows("inspection_focus"), "inspection")
    found = [
        build(
            Inspection,
            row,
            activities=tuple(sorted(activities[row["id"]], key=lambda a: (a.order, a.id))),
            focus=focus.get(row["id"], ()),
        )
        for row in rows("inspection")
    ]
    return tuple(sorted(found, key=lambda i: (i.starts or i.notified or "", i.id)))


def _statements(rows: list[Row], worded: dict[str, tuple[str, str]]) -> tuple[Statement, ...]:
    """Return the statements, each with the day from which its wording for the board holds."""
    found = (build(Statement, {**row, "since": worded.get(row["id"], ("", ""))[0]}) for row in rows)
    return tuple(sorted(found, key=lambda s: s.id))
