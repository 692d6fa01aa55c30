"""The story of one entity: who changed what, when, from what, to what, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from send_tracker.domain.kinds import EXISTS, KINDS, field_of
from send_tracker.services.labels import value_words
from send_tracker.services.session import Session
from send_tracker.storage.history import Record
from send_tracker.storage.undo import REDO, UNDO


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change, in words.

    Attributes:
        as_at: the day it holds from. recorded_at: when it was typed (UTC).
        what: the field. before, after: the values in words.
        counts: False for a change that was undone.
        entity: what was changed: the action, or what hangs on it. edit: the edit it was part of.
    """

    as_at: str
    recorded_at: str
    author: str
    what: str
    field: str
    before: str
    after: str
    reason: str
    verb: str
    meeting: str | None = None
    counts: bool = True
    entity: str = ""
    edit: str = ""


def history(session: Session, action: str) -> list[HistoryLine]:
    """Return what happened to an action, its notes and its evidence, newest first."""
    lines: list[HistoryLine] = []
    last: dict[str, str] = {}
    for record in session.file.history_of(action):
        if _is_told(record):
            line = _line(session, record, last)
            lines.append(line)
            if line.counts:
                last[f"{line.entity}.{record.change.field}"] = line.after
    return sorted(lines, key=lambda line: (line.as_at, line.recorded_at), reverse=True)


def _is_told(record: Record) -> bool:
    """Leave out undoing itself, fields of newer versions, and the end of a link that is the action."""
    change = record.change
    if change.field not in KINDS[change.kind] and change.field != EXISTS:
        return False
    return record.edit.verb not in (UNDO, REDO) and (change.kind, change.field) != ("lead", "action")


def _line(session: Session, record: Record, last: Mapping[str, str]) -> HistoryLine:
    """Return a change in words; ``last`` knows what each field was before."""
    change, edit = record.change, record.edit
    return HistoryLine(
        change.as_at or "",
        edit.recorded_at,
        edit.author,
        field_of(change.kind, change.field).label,
        f"{change.kind}.{change.field}",
        last.get(f"{change.entity}.{change.field}", ""),
        value_words(session, change),
        edit.reason or "",
        edit.verb,
        edit.meeting,
        record.counts,
        change.entity,
        edit.id,
    )
