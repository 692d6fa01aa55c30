"""What happened to an action as an officer would tell it: an edit is an entry, its changes are sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from send_tracker.domain.text import one_line
from send_tracker.services.history import HistoryLine, history
from send_tracker.services.session import Session

_ADDED = "in the plan"
_NOTHING = ("", "nothing")
_LINKS = {
    "lead": ("lead.person", "Lead"),
    "evidence_link": ("evidence_link.evidence", "Evidence"),
    "theme_link": ("theme_link.theme", "Theme"),
}
_NOTES = {
    "progress_update.note": "Note",
    "progress_update.internal_note": "Internal note",
    "progress_update.public_note": "Public wording",
}
_FIRST = ("action.exists", "action.status", "progress_update.note", "action.recovery_date")
_DATES = ("original_date", "approved_date", "forecast_date", "actual_date", "recovery_date")
_CLEARED = {
    "action.obstacle": "obstacle",
    "action.path_to_green": "path to green",
    "action.recovery_date": "date",
    "action.ask": "ask",
}
"""What goes together when an action is back on track or done."""
_LONG = 60


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One edit, or what it did on one day.

    Attributes:
        day: the day it holds from, ISO. recorded_on: the day it was typed, where that is another.
        sentences: what changed. counts: False for what was undone.
    """

    day: str
    recorded_on: str
    author: str
    sentences: tuple[str, ...]
    reason: str
    counts: bool = True

    @property
    def headline(self) -> str:
        """All of it on one line."""
        return "; ".join(self.sentences)


def story(session: Session, action: str) -> list[StoryEntry]:
    """Return what happened to an action, newest first."""
    lines = history(session, action)
    names = _names(lines)
    found = []
    for _, group in groupby(lines, key=lambda line: (line.as_at, line.edit, line.counts)):
        parts = list(group)
        told = sorted(_told(parts), key=lambda line: _FIRST.index(line.field) if line.field in _FIRST else len(_FIRST))
        sentences = _sentences(told, names)
        if sentences:
            first = parts[0]
            typed = first.recorded_at[:10]
            late = typed if typed != first.as_at else ""
            found.append(StoryEntry(first.as_at, late, first.author, tuple(sentences), first.reason, first.counts))
    return found


def _told(lines: Sequence[HistoryLine]) -> Sequence[HistoryLine]:
    """Leave the fields of a new action out: that it was added says enough."""
    if any(line.field == "action.exists" and line.after == _ADDED and not line.before for line in lines):
        return [line for line in lines if line.field in ("action.exists", "lead.person")]
    return lines


def _names(lines: Sequence[HistoryLine]) -> dict[str, str]:
    """Return what each link leads to, by the link."""
    ends = {field for field, _ in _LINKS.values()} | {"milestone.title"}
    return {line.entity: line.after for line in reversed(lines) if line.field in ends}


def _sentences(lines: Sequence[HistoryLine], names: dict[str, str]) -> list[str]:
    """Return what changed; several answers to an obstacle that went at once are one sentence."""
    gone = [ln for ln in lines if ln.field in _CLEARED and ln.after in _NOTHING and ln.before not in _NOTHING]
    if len(gone) < 2:
        gone = []
    found = [s for s in (_sentence(line, names) for line in lines if line not in gone) if s]
    if gone:
        fields = {line.field for line in gone}
        words = [word for field, word in _CLEARED.items() if field in fields]
        listed = f"{', '.join(words[:-1])} and {words[-1]}"
        found.append(f"{listed[:1].upper()}{listed[1:]} cleared")
    return found


def _sentence(line: HistoryLine, names: dict[str, str]) -> str:
    kind, _, name = line.field.partition(".")
    if name == "exists":
        return _existence(line, kind, names)
    if kind in _LINKS:
        return f"{_LINKS[kind][1]} added: {line.after}" if line.field == _LINKS[kind][0] else ""
    if line.field in _NOTES:
        return f"{_NOTES[line.field]}: {line.after}"
    if kind == "milestone":
        return _milestone(line, name, names)
    if kind == "extra_value":
        return f"Column set to {line.after}" if name == "value" else ""
    return _change(line) if kind == "action" else ""


def _existence(line: HistoryLine, kind: str, names: dict[str, str]) -> str:
    added = line.after == _ADDED
    if kind == "action":
        again = "Brought back into the plan" if line.before else "Added to the plan"
        return again if added else "Withdrawn from the plan"
    known = {"milestone": "Milestone", **{k: word for k, (_, word) in _LINKS.items()}}
    if added or kind not in known:
        return ""
    return f"{known[kind]} taken away: {names.get(line.entity, '')}".rstrip(": ")


def _milestone(line: HistoryLine, name: str, names: dict[str, str]) -> str:
    title = names.get(line.entity, "")
    match name:
        case "title":
            return f"Milestone: {line.after}"
        case "reached":
            return f"Milestone reached on {line.after}: {title}" if line.after not in _NOTHING else ""
        case "due" if line.before:
            return f"Milestone moved to {line.after}: {title}"
    return ""


def _change(line: HistoryLine) -> str:
    before, after = one_line(line.before, _LONG), line.after
    if line.field == "action.status":
        return f"Status moved from {before} to {after}" if line.before else f"Status set to {after}"
    if after in _NOTHING:
        return f"{line.what} removed" if line.before not in _NOTHING else ""
    colon = "" if line.field.partition(".")[2] in _DATES else ":"
    if line.before in _NOTHING or max(len(line.before), len(after)) > _LONG:
        return f"{line.what}{colon} {after}"
    return f"{line.what}{colon} {after} (was {before})"
