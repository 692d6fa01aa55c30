"""The history of one entity: who changed what, when, from what, to what, why, and at which meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from send_tracker.domain.history import HistoryLine, point
from send_tracker.domain.kinds import EXISTS, KINDS, field_of
from send_tracker.domain.log import decode
from send_tracker.domain.text import one_line
from send_tracker.services.labels import value_words
from send_tracker.services.session import Session
from send_tracker.storage.history import Record
from send_tracker.storage.undo import REDO, UNDO

if TYPE_CHECKING:
    from send_tracker.domain.live_facts import LiveFacts

__all__ = ["HistoryLine", "history"]

_WORDINGS = frozenset({"statement.internal", "statement.board", "statement.public"})

_MOST = 300
"""Characters of a value on one line."""


def history(session: Session, entity: str, undone: bool = False) -> list[HistoryLine]:
    """Return what happened to an entity and to what hangs on it, newest first; looking back, up to that day.

    What a value was before is what held until its day, whenever it was typed.

    Args:
        session: the open file.
        entity: an action, an outcome, an item of evidence, a measure, or any other.
        undone: with notes and links too whose making was undone.
    """
    facts: dict[str, LiveFacts] = {}
    last_day = session.as_at.isoformat() if session.as_at else "9999"
    lines = [
        _read(session, _line(session, record), facts)
        for record in session.file.history_of(entity, undone)
        if _is_told(record, entity) and (record.change.as_at or "") <= last_day
    ]
    lines.sort(key=point)
    last: dict[str, HistoryLine] = {}
    found = []
    for line in lines:
        key = f"{line.entity}.{line.field}"
        before = last.get(key)
        whole = replace(line, before=before.after, codes=(before.codes[1], line.codes[1])) if before else line
        if line.counts:
            last[key] = whole
        found.append(whole)
    return found[::-1]


def _read(session: Session, line: HistoryLine, facts: dict[str, LiveFacts]) -> HistoryLine:
    """Return a wording with live fields as it read on its day, with the fields named; any other line as it is."""
    if line.field not in _WORDINGS or ("{" not in line.text and "}" not in line.text):
        return line
    from send_tracker.domain.live_text import fields_in
    from send_tracker.domain.live_words import field_words, readable
    from send_tracker.services.statements import live_facts

    if line.as_at not in facts:
        facts[line.as_at] = live_facts(session, date.fromisoformat(line.as_at))
    text = readable(line.text, facts[line.as_at])
    figures = tuple(field_words(field) for field in fields_in(line.text))
    return replace(line, text=text, after=one_line(text, _MOST), figures=figures)


def _is_told(record: Record, entity: str) -> bool:
    """Leave out undoing itself, fields of newer versions, and the end of a part that is the entity."""
    change = record.change
    if change.as_at is None or record.verb in (UNDO, REDO) or change.kind not in KINDS:
        return False
    if change.field not in KINDS[change.kind] and change.field != EXISTS:
        return False
    return change.entity == entity or change.value != f'"{entity}"'


def _line(session: Session, record: Record) -> HistoryLine:
    """Return a change in words, without what was before."""
    change = record.change
    text = value_words(session, change)
    is_status = (change.kind, change.field) == ("action", "status")
    return HistoryLine(
        change.as_at or "",
        record.recorded_at,
        record.author,
        field_of(change.kind, change.field).label,
        f"{change.kind}.{change.field}",
        "",
        one_line(text, _MOST),
        record.reason,
        record.verb,
        record.meeting,
        record.counts,
        change.entity,
        record.edit,
        record.number,
        text,
        ("", str(decode(change.value) or "") if is_status else ""),
    )
