"""One action with all that belongs to it, read by itself: the panel follows the selection and cannot wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.board import misses_board
from send_tracker.domain.dates import day_month
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action, Evidence, Milestone, ProgressUpdate
from send_tracker.domain.status import Group, StatusLevel
from send_tracker.services.compared_board import BoardRatings
from send_tracker.services.conflicts import entity_conflict_words
from send_tracker.services.reading import build
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class ActionDetail:
    """An action and its surroundings.

    Attributes:
        group: its outcome in words: "O4 Joint commissioning and data".
        before: its status at the board that is compared with, of the scale of then; None if it was not in the plan.
        board: that board.
        notes: the last update with each kind of note: note, internal_note, public_note.
        leads: the names of its leads.
        warning: what deserves a banner, in one sentence, or nothing.
        withdrawn: whether it is no longer in the plan.
        conflict: which of its fields officers gave different values, in one sentence, or nothing.
    """

    action: Action
    group: str
    before: StatusLevel | None
    board: date | None
    leads: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    milestones: tuple[Milestone, ...]
    notes: Mapping[str, ProgressUpdate]
    warning: str
    withdrawn: bool = False
    conflict: str = ""

    @property
    def moved(self) -> bool:
        """Whether its status changed after the board, even if it is now what it was there."""
        since = self.action.status_since
        later = bool(since and self.board and since > self.board.isoformat())
        return later or self.before is None or self.before.code != self.action.status


def read_action(session: Session, id: str) -> Action | None:
    """Return one action as the register would, without reading the register; None if there is none."""
    reading = session.file.reading
    row = reading.row("action", id)
    if row is None:
        return None
    extras = [(r["extra_field"], r["value"]) for r in reading.related("extra_value", "action", id) if r["value"]]
    return build(
        Action,
        row,
        leads=tuple(r["person"] for r in reading.related("lead", "action", id)),
        themes=tuple(r["theme"] for r in reading.related("theme_link", "target", id)),
        extras=tuple(extras),
        status_reason=reading.reason("action", "status", id),
        conflict=bool(row["conflicts"]),
    )


def action_detail(session: Session, id: str) -> ActionDetail | None:
    """Return one action with what belongs to it; None if there is none."""
    action = read_action(session, id)
    if action is None:
        return None
    reading = session.file.reading
    row = reading.row("action", id) or {}
    board = session.boards.compared
    outcome = reading.row("outcome", action.outcome) if action.outcome else None
    before = BoardRatings(session).ratings([row["n"]]).get(row["n"]) if "n" in row else None
    people = [reading.row("person", person) for person in action.leads]
    evidence = evidence_of(session, id)
    return ActionDetail(
        action,
        f"{outcome['ref'] or ''} {outcome['short'] or outcome['title'] or ''}".strip() if outcome else "",
        before,
        board,
        tuple(p["name"] or "" for p in people if p),
        evidence,
        _milestones(session, id),
        _notes(session, id),
        warning(session, action),
        not row.get("exists", False),
        entity_conflict_words(session, id) if action.conflict else "",
    )


def evidence_of(session: Session, target: str) -> tuple[Evidence, ...]:
    """Return the evidence that is linked to an action, an outcome or a theme, by reference."""
    reading = session.file.reading
    found = []
    for link in reading.related("evidence_link", "target", target):
        row = reading.row("evidence", link["evidence"])
        if row is not None and row["exists"]:
            strengths = ((target, link["strength"]),) if link["strength"] else ()
            found.append(build(Evidence, row, targets=(target,), strengths=strengths))
    return tuple(sorted(found, key=lambda e: sort_key(e.ref)))


def _milestones(session: Session, id: str) -> tuple[Milestone, ...]:
    found = [build(Milestone, row) for row in session.file.reading.related("milestone", "action", id)]
    return tuple(sorted(found, key=lambda m: (m.due or "9999", m.title)))


def _notes(session: Session, id: str) -> dict[str, ProgressUpdate]:
    """Return the last update with each kind of note."""
    reading = session.file.reading
    rows = reading.related("progress_update", "action", id)
    rows.sort(key=lambda r: int(r["n"]), reverse=True)
    found: dict[str, ProgressUpdate] = {}
    for name in ("note", "internal_note", "public_note"):
        row = next((r for r in rows if r[name]), None)
        if row is not None:
            since = reading.since("progress_update", name, row["id"])
            found[name] = build(ProgressUpdate, row, as_at=since or "")
    return found


def warning(session: Session, action: Action) -> str:
    """Return what about an action deserves a banner beside its challenges: one sentence, or nothing."""
    board = session.boards.next
    is_open = session.scale[action.status].group is Group.OPEN
    if board is not None and is_open and misses_board(action.recovery_date, board):
        return f"It will be back on track only after the board of {day_month(board)}."
    return ""


def extra_fields(session: Session) -> list[tuple[str, str]]:
    """Return the officers' own columns in order, by id and name."""
    rows = session.file.reading.listed("extra_field")
    return [(row["id"], row["name"] or "") for row in sorted(rows, key=lambda r: r["order"] or 0)]
