"""A comparison as a list of differences, one a line, in words: what a screen filters and a sheet prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from send_tracker.domain.compare import TRAVEL_ARROWS, Comparison, StatusMove, Travel
from send_tracker.domain.dates import show
from send_tracker.domain.kinds import KINDS
from send_tracker.domain.register import Action
from send_tracker.domain.row_diff import Changed
from send_tracker.domain.status import StatusLevel
from send_tracker.domain.text import plural


class Difference(StrEnum):
    """The kinds of difference, in the order in which they are told."""

    WORSE = "worse"
    BETTER = "better"
    SIDEWAYS = "sideways"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    DATE = "date"
    LEAD = "lead"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    EVIDENCE = "evidence"
    EVIDENCE_GONE = "evidence_gone"
    MEASURE = "measure"


DIFFERENCE_WORDS: Final = {
    Difference.WORSE: "Status worse",
    Difference.BETTER: "Status better",
    Difference.SIDEWAYS: "Status changed",
    Difference.ADDED: "Added",
    Difference.WITHDRAWN: "Withdrawn",
    Difference.DATE: "Date moved",
    Difference.LEAD: "Lead changed",
    Difference.MOVED: "Moved to another outcome",
    Difference.RENUMBERED: "Renumbered",
    Difference.REWORDED: "Reworded",
    Difference.EVIDENCE: "Evidence added",
    Difference.EVIDENCE_GONE: "Evidence withdrawn",
    Difference.MEASURE: "Measure moved",
}
_ARROWS: Final = {
    Difference.WORSE: TRAVEL_ARROWS[Travel.WORSE],
    Difference.BETTER: TRAVEL_ARROWS[Travel.BETTER],
    Difference.SIDEWAYS: TRAVEL_ARROWS[Travel.SIDEWAYS],
    Difference.ADDED: TRAVEL_ARROWS[Travel.NEW],
}


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: its kind, what it is of, and what was and is, in words.

    Attributes:
        subject: the id of the action, item or measure. what: the field, or which way a measure went.
        was, now: the statuses that the words before and after are of, each of the scale of its own day.
    """

    kind: Difference
    subject: str
    ref: str
    title: str
    what: str
    before: str
    after: str
    was: StatusLevel | None = None
    now: StatusLevel | None = None

    @property
    def arrow(self) -> str:
        """A shape for the direction, never without the word; empty where there is no direction."""
        if self.kind is Difference.MEASURE:
            way = {"Better": Travel.BETTER, "Worse": Travel.WORSE}.get(self.what)
            return TRAVEL_ARROWS[way] if way else ""
        return _ARROWS.get(self.kind, "")


def lines_of(found: Comparison) -> list[Line]:
    """Return every difference, the kinds in their order and each kind in the order of the plan."""
    order = list(Difference)
    return sorted(_lines(found), key=lambda line: order.index(line.kind))


def _lines(found: Comparison) -> Iterator[Line]:
    for kind, moves in (
        (Difference.WORSE, found.worse),
        (Difference.BETTER, found.better),
        (Difference.SIDEWAYS, found.sideways),
    ):
        yield from (_status(kind, move, found) for move in moves)
    for kind, actions in ((Difference.ADDED, found.added), (Difference.WITHDRAWN, found.withdrawn)):
        for action in actions:
            gone = kind is Difference.WITHDRAWN
            level = (found.was if gone else found.now)[action.status]
            yield _levels(kind, action, "", level if gone else None, None if gone else level)
    for move in found.dates_moved:
        late = (
            "" if move.days is None else f", {plural(abs(move.days), 'day')} {'later' if move.days > 0 else 'earlier'}"
        )
        yield _line(Difference.DATE, move.action, f"{_label(move.field)}{late}", show(move.before), show(move.after))
    yield from _changed(found)
    for kind, items in (
        (Difference.EVIDENCE, found.evidence.added),
        (Difference.EVIDENCE_GONE, found.evidence.removed),
    ):
        yield from (Line(kind, e.id, e.ref, e.title, "", "", "") for e in items)
    for m in found.measures:
        yield Line(Difference.MEASURE, m.measure.id, m.measure.ref, m.measure.title, m.words, m.before, m.after)


def _later(days: int | None) -> str:
    """Say by how much a date moved: ", 14 days later"; nothing for one that was set or cleared."""
    return f", {plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}" if days else ""


def _changed(found: Comparison) -> Iterator[Line]:
    for kind, names, changed in (
        (Difference.LEAD, ("leads", "accountable"), found.leads_changed),
        (Difference.MOVED, ("outcome",), found.moved),
        (Difference.RENUMBERED, ("ref",), found.renumbered),
        (Difference.REWORDED, ("title", "description", "success"), found.reworded),
    ):
        for change in changed:
            yield from _fields(kind, names, change, found)


def _fields(kind: Difference, names: tuple[str, ...], change: Changed[Action], found: Comparison) -> Iterator[Line]:
    for field in change.named(*names):
        label = "Leads" if field.field == "leads" else _label(field.field)
        yield _line(kind, change.after, label, _words(field.before, found), _words(field.after, found))


def _words(value: object, found: Comparison) -> str:
    """Return a value as people read it: ids by what they are called."""
    if isinstance(value, tuple):
        return "; ".join(found.called.get(str(v), "") for v in value)
    text = str(value or "")
    return found.called.get(text, text)


def _label(field: str) -> str:
    return KINDS["action"][field].label


def _status(kind: Difference, move: StatusMove, found: Comparison) -> Line:
    return _levels(kind, move.action, "Status", found.was[move.before], found.now[move.after])


def _levels(kind: Difference, action: Action, what: str, was: StatusLevel | None, now: StatusLevel | None) -> Line:
    before, after = (level.label if level else "" for level in (was, now))
    return Line(kind, action.id, action.ref, action.title, what, before, after, was, now)


def _line(kind: Difference, action: Action, what: str, before: str, after: str) -> Line:
    return Line(kind, action.id, action.ref, action.title, what, before, after)
