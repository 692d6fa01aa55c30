"""What edits of measures and their values are called, for undo and for histories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from send_tracker.domain.kinds import Value, field_of
from send_tracker.domain.log import Change, Edit, decode
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.rows import (
    DIRECTIONS,
    FREQUENCIES,
    KINDS_OF_MEASURE,
    MARKS,
    PERIOD_TYPES,
    RATINGS,
    SECTIONS,
    STATES,
    TOLERANCES,
    TRAJECTORIES,
    UNITS,
)
from send_tracker.domain.text import plural
from send_tracker.services.session import Session

KINDS_HERE: Final = frozenset(("measure", "measure_link", "observation", "target", "benchmark", "series_mark"))
_VERBS: Final = {
    "add-measure": "new measure {}",
    "withdraw-measure": "withdrawal of {}",
    "link-measure": "linked actions of {}",
    "set-measure-themes": "themes of {}",
    "set-rating": "rating of {}",
    "withdraw-figure": "withdrawal of a figure of {}",
    "set-headline": "quoted figure of {}",
    "set-target": "target of {}",
    "withdraw-target": "target of {}",
    "set-benchmark": "benchmark of {}",
    "withdraw-benchmark": "benchmark of {}",
    "mark-series": "mark on the line of {}",
    "unmark-series": "mark on the line of {}",
}
_CODES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("measure", "section"): SECTIONS,
    ("measure", "unit"): UNITS,
    ("measure", "kind"): KINDS_OF_MEASURE,
    ("measure", "direction"): DIRECTIONS,
    ("measure", "frequency"): FREQUENCIES,
    ("measure", "period_type"): PERIOD_TYPES,
    ("measure", "tolerance_kind"): TOLERANCES,
    ("measure", "trajectory"): TRAJECTORIES,
    ("measure", "rating"): RATINGS,
    ("observation", "state"): STATES,
    ("series_mark", "type"): MARKS,
}


def measure_label(session: Session, edit: Edit) -> str:
    """Return a short name for an edit of measures, such as "figure of M3 for May 2025"; nothing for another edit."""
    if edit.verb == "record-figures":
        return _figures(session, edit)
    if edit.verb == "change-measure":
        return f"{_fields(edit.changes)} of {_of(session, edit.changes)}"
    if edit.verb in _VERBS:
        return _VERBS[edit.verb].format(_of(session, edit.changes))
    return ""


def _figures(session: Session, edit: Edit) -> str:
    told = [c for c in edit.changes if c.kind == "observation" and c.field != "headline"]
    figures = list(dict.fromkeys(c.entity for c in told)) or [c.entity for c in edit.changes if c.kind == "observation"]
    if len(figures) != 1:
        return plural(len(figures), "figure")
    row = session.file.reading.row("observation", figures[0]) or {}
    period = period_or_none(str(row.get("period") or ""))
    of = _of(session, [c for c in edit.changes if c.entity == figures[0]])
    return f"figure of {of} for {period.named}" if period else f"figure of {of}"


def _fields(changes: Sequence[Change]) -> str:
    names = dict.fromkeys(field_of(c.kind, c.field).label.lower() for c in changes)
    return " and ".join(names) if len(names) <= 2 else "details"


def _of(session: Session, changes: Sequence[Change]) -> str:
    """Return the reference of the measure that changes belong to."""
    for change in changes:
        if change.kind == "measure":
            return _ref(session, change.entity)
        if change.field == "measure" and isinstance(value := decode(change.value), str):
            return _ref(session, value)
        row = session.file.reading.row(change.kind, change.entity) if change.kind in KINDS_HERE else None
        if row and row.get("measure"):
            return _ref(session, str(row["measure"]))
    return "a measure"


def _ref(session: Session, measure: str) -> str:
    row = session.file.reading.row("measure", measure)
    return str(row["ref"] or row["title"] or "") if row else "a measure"


def measure_words(kind: str, field: str, value: Value) -> str:
    """Return a value of a measure or of what belongs to it as people read it; nothing where it is read as it is."""
    if field == "period" and kind in KINDS_HERE:
        found = period_or_none(str(value))
        return found.label if found else ""
    return _CODES.get((kind, field), {}).get(str(value), "")


def figure_words(session: Session, kind: str, entity: str) -> str:
    """Return what a figure, a target, a benchmark or a mark is called: its measure and its period."""
    row = session.file.reading.row(kind, entity)
    if row is None or kind == "measure" or not row.get("measure"):
        return ""
    period = period_or_none(str(row.get("period") or ""))
    named = f"{_ref(session, str(row['measure']))} {row.get('name') or ''}".strip()
    return f"{named}, {period.words}" if period else named
