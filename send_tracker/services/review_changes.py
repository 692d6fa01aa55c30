"""What changed in a sitting, ready for the minutes: each action once, from what to what, why, and the notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.review import Sitting
from send_tracker.services.action_view import read_action
from send_tracker.services.history import HistoryLine, history
from send_tracker.services.session import Session

_STATUS = "action.status"
_NOTHING = ("", "nothing")
_LINKS = {"evidence_link.evidence": "Evidence added", "lead.person": "Lead added", "milestone.title": "Milestone"}


@dataclass(frozen=True, slots=True)
class SittingChange:
    """What a sitting did to one action.

    Attributes:
        before, after: its status at the start of the sitting and now, in words; both empty where it was not rated.
        why: the reason of the last rating. other: what else was changed, a sentence each.
        note: the note for the minutes.
    """

    action: str
    ref: str
    title: str
    before: str = ""
    after: str = ""
    why: str = ""
    note: str = ""
    other: tuple[str, ...] = ()

    @property
    def moved(self) -> str:
        """The change of status in words: "On track to Obstacles"; the same again says so."""
        if not self.after:
            return ""
        return f"{self.before} to {self.after}" if self.before != self.after else f"{self.after}, as before"


def sitting_changes(session: Session, sitting: Sitting, order: Sequence[str] = ()) -> list[SittingChange]:
    """Return what changed in a sitting and still counts, in the order of the plan.

    Args:
        session: the open file. sitting: the sitting.
        order: all actions in the order of the plan; those that are not among them come last.
    """
    edits = {edit: n for n, edit in enumerate(sitting.edits)}
    place = {id: n for n, id in enumerate(order)}
    ids = sorted(sitting.changed, key=lambda id: (place.get(id, len(place)), id))
    found = (_change(session, id, edits, sitting.notes.get(id)) for id in ids)
    return [change for change in found if change is not None]


def _change(session: Session, id: str, edits: Mapping[str, int], note: str | None) -> SittingChange | None:
    action = read_action(session, id)
    if action is None:
        return None
    lines = [line for line in history(session, id) if line.counts and line.edit in edits]
    lines.sort(key=lambda line: edits[line.edit])
    rated = [line for line in lines if line.field == _STATUS]
    return SittingChange(
        id,
        action.ref,
        action.title,
        rated[0].before if rated else "",
        rated[-1].after if rated else "",
        next((line.reason for line in reversed(rated) if line.reason), ""),
        _note(session, note),
        tuple(_others(lines)),
    )


def _note(session: Session, id: str | None) -> str:
    """Return the note for the minutes, whole, as it stands now."""
    row = session.file.reading.row("progress_update", id) if id else None
    return str(row["note"] or "") if row is not None and row[EXISTS] else ""


def _others(lines: Sequence[HistoryLine]) -> list[str]:
    """Return what was changed besides status and note, the last value of each field."""
    last: dict[tuple[str, str], str] = {}
    for line in lines:
        kind, _, name = line.field.partition(".")
        if line.field in _LINKS:
            last[line.entity, line.field] = f"{_LINKS[line.field]}: {line.after}"
        elif kind == "action" and name not in ("status", "exists"):
            last[line.entity, line.field] = (
                f"{line.what} cleared" if line.after in _NOTHING else f"{line.what}: {line.after}"
            )
    return list(last.values())
