"""What happened to an entity as an officer would tell it: an edit is an entry, its changes are sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from send_tracker.domain.dates import long_date
from send_tracker.domain.history import ADDED, HistoryLine, Point, point, subject
from send_tracker.services.history import history
from send_tracker.services.sentences import names_of_parts, sentences
from send_tracker.services.session import Session

RATING = "action.status"
_LINK = "evidence_link.evidence"


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One edit, or what it did on one day.

    Attributes:
        day: the day it holds from, ISO. recorded_on: the day it was typed, where that is another.
        sentences: what changed. counts: False for what was undone.
        meeting: the meeting it was made at, in words.
        lines: the changes themselves.
        rating: the codes of the status before and after, where it is told as a change of status.
        beside: what came with it: the evidence that was added since the status before; the figures of a wording.
    """

    day: str
    recorded_on: str
    author: str
    sentences: tuple[str, ...]
    reason: str
    counts: bool = True
    meeting: str = ""
    lines: tuple[HistoryLine, ...] = ()
    rating: tuple[str, str] | None = None
    beside: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """All of it on one line."""
        return "; ".join(self.sentences)

    @property
    def point(self) -> Point:
        """Where it stands in the history."""
        return max(point(line) for line in self.lines)


def story(session: Session, entity: str) -> list[StoryEntry]:
    """Return what happened to an entity, newest first."""
    return tell(session, entity, history(session, entity))


def tell(
    session: Session, entity: str, lines: Sequence[HistoryLine], fields: frozenset[str] = frozenset()
) -> list[StoryEntry]:
    """Return a history as entries, newest first.

    Args:
        session: the open file.
        entity: whose history it is.
        lines: as :func:`history` gives them.
        fields: only what is about these, as :func:`send_tracker.domain.history.subject` calls them, each told
            whole; none for everything.
    """
    kind = session.file.reading.kind(entity)
    names = names_of_parts(lines)
    meetings = {m.id: f"{(m.type or 'meeting').capitalize()} of {long_date(m.day)}" for m in session.meetings}
    found = []
    for _, group in groupby(lines, key=lambda line: (line.as_at, line.edit, line.counts)):
        parts = sorted(group, key=point)
        told = (
            [line for line in parts if subject(line, kind) in fields]
            if fields
            else _without_fields_of_a_new_one(parts, kind)
        )
        words = sentences(told, kind, names)
        if words:
            found.append(_entry(parts if not fields else told, words, meetings.get(parts[0].meeting or "", "")))
    return found


def _entry(lines: Sequence[HistoryLine], words: Iterable[str], meeting: str) -> StoryEntry:
    first = lines[0]
    typed = first.recorded_at[:10]
    late = typed if typed != first.as_at else ""
    told = tuple(words)
    figures = dict.fromkeys(words for line in lines for words in line.figures)
    beside = (f"Figures as of {long_date(date.fromisoformat(first.as_at))}: {'; '.join(figures)}",) if figures else ()
    return StoryEntry(
        first.as_at, late, first.author, told, first.reason, first.counts, meeting, tuple(lines), None, beside
    )


def _without_fields_of_a_new_one(lines: Sequence[HistoryLine], kind: str) -> Sequence[HistoryLine]:
    """Leave the fields of a new entity out: that it was added says enough."""
    if any(line.field == f"{kind}.exists" and line.after == ADDED and not line.before for line in lines):
        return [line for line in lines if line.field == f"{kind}.exists" or line.kind not in (kind, "theme_link")]
    return lines


def rating_story(session: Session, action: str, lines: Sequence[HistoryLine]) -> list[StoryEntry]:
    """Return how an action's status came to be what it is, newest first.

    Each change of it comes with its reason, its meeting, and the evidence that was added since the one before.
    """
    rated = [line for line in lines if line.field == RATING]
    linked = [line for line in lines if line.field == _LINK and line.counts]
    entries = tell(session, action, rated, frozenset(line.what for line in rated[:1]))
    found = []
    for place, entry in enumerate(entries):
        earlier = next((other.day for other in entries[place + 1 :] if other.counts), "")
        is_last = not any(other.counts for other in entries[:place])
        beside = []
        for line in linked if entry.counts else ():
            if earlier < line.as_at <= entry.day:
                beside.append(f"Evidence added: {line.after}")
            elif is_last and line.as_at > entry.day:
                beside.append(f"Evidence since: {line.after}")
        last = entry.lines[0]
        codes = entry.lines[-1].codes[0], last.codes[1]
        found.append(replace(entry, rating=codes, beside=tuple(beside)))
    return found
