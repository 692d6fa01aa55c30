"""The history of one entity as lines, and what two points of it have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType
from send_tracker.domain.worddiff import Mark, Piece, compare

ADDED = "in the plan"
"""What ``exists`` reads as."""

NOTHING = ("", "nothing")
"""How a field without a value reads: never filled, or cleared."""

_OWN: Final = (
    *("programme", "status", "area", "outcome", "action", "theme", "person", "organisation", "evidence", "meeting"),
    *("measure", "extra_field", "threshold"),
)
"""Kinds that are told of by themselves. Every other kind is a part of what it names."""

PART_NOUNS: Mapping[str, tuple[str, str]] = {
    "progress_update": ("Update", "Latest update"),
    "milestone": ("Milestone", "Milestones"),
    "lead": ("Lead", "Leads"),
    "evidence_link": ("Evidence", "Evidence"),
    "theme_link": ("Theme", "Themes"),
    "extra_value": ("Column", "Columns"),
    "date_move": ("Move of the approved date", "Moves of the approved date"),
    "waiver": ("Waiver", "Waivers"),
    "measure_link": ("Link between measure and action", "Links between measure and action"),
    "observation": ("Figure", "Figures"),
    "target": ("Target", "Targets"),
    "benchmark": ("Comparator", "Comparators"),
    "series_mark": ("Mark on the line", "Marks on the line"),
}
"""What one part is called, and several."""


def part_noun(kind: str) -> tuple[str, str]:
    """Return what a part of a kind is called, and several of them; a newer kind by its own name."""
    word = kind.replace("_", " ").capitalize()
    return PART_NOUNS.get(kind, (word, f"{word}s"))


def parts_of(kind: str) -> list[tuple[str, str]]:
    """Return the kinds whose entities hang on one of a kind, each with the field that names it."""
    return [
        (part, name)
        for part, fields in KINDS.items()
        if part not in _OWN
        for name, field in fields.items()
        if field.type is FieldType.ENTITY and field.of in (kind, "")
    ]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change, in words.

    Attributes:
        as_at: the day it holds from. recorded_at: when it was typed (UTC).
        what: the field. before, after: the values in words, on one line each.
        meeting: the meeting it was made at, by its id.
        counts: False for a change that was undone.
        entity: what was changed: the entity itself, or what hangs on it. edit: the edit it was part of.
        figures: the live fields that were read into the text, in words.
        number: its place in the file, in the order of typing.
        text: the whole of ``after``. codes: the values as they are kept, of a status.
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
    number: int = 0
    text: str = ""
    codes: tuple[str, str] = ("", "")
    figures: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of what was changed."""
        return self.field.partition(".")[0]

    @property
    def name(self) -> str:
        """The field's name in the file."""
        return self.field.partition(".")[2]


def subject(line: HistoryLine, kind: str) -> str:
    """Return what a line is about, for filters: a field of the entity itself, or a part of it, by its noun.

    Args:
        line: the line.
        kind: the kind of the entity whose history it is.
    """
    if line.kind != kind:
        return part_noun(line.kind)[0]
    return "Added or withdrawn" if line.name == EXISTS else line.what


Point = tuple[str, int]
"""A moment in a history: the day that something holds from, and its place in the order of typing."""


def point(line: HistoryLine) -> Point:
    """Return where a line stands; lines hold in this order."""
    return line.as_at, line.number


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two points in one field, word by word."""

    what: str
    pieces: tuple[Piece, ...]


def compare_points(lines: Iterable[HistoryLine], entity: str, first: Point, second: Point) -> list[Difference]:
    """Return what differs between an entity, with its parts, at two points of its history; the earlier comes first.

    A line that was undone counts only where it is one of the points: then it is what the officer asks about.
    """
    ordered = sorted(lines, key=point)
    before, after = (state_at(ordered, entity, at) for at in sorted((first, second)))
    names = list(dict.fromkeys((*before, *after)))
    return [
        Difference(what, tuple(compare(before.get(what, ""), after.get(what, ""))))
        for what in names
        if before.get(what, "") != after.get(what, "")
    ]


def state_at(ordered: Sequence[HistoryLine], entity: str, until: Point) -> dict[str, str]:
    """Return what every field of an entity said at a point, and what hung on it, by the words for each."""
    edit = next((line.edit for line in ordered if point(line) == until), "")
    own: dict[str, str] = {}
    parts: dict[str, dict[str, HistoryLine]] = {}
    for line in ordered:
        if point(line) > until or not (line.counts or line.edit == edit):
            continue
        if line.entity == entity:
            own[line.what] = "" if line.text in NOTHING else line.text
        else:
            parts.setdefault(line.entity, {})[line.name] = line
    return own | _parts_in_words(parts.values())


def _parts_in_words(parts: Iterable[Mapping[str, HistoryLine]]) -> dict[str, str]:
    """Return the parts that are there, a line each under the word for several; of updates, the last one's texts."""
    found: dict[str, list[str]] = {}
    for fields in parts:
        exists = fields.get(EXISTS)
        if exists is None or exists.after != ADDED:
            continue
        told = {name: line for name, line in fields.items() if name != EXISTS and line.text not in NOTHING}
        if exists.kind == "progress_update":
            for line in told.values():
                found[line.what] = [line.text]
        elif told:
            found.setdefault(part_noun(exists.kind)[1], []).append(", ".join(line.text for line in told.values()))
    return {what: "\n".join(sorted(texts)) for what, texts in found.items()}


def compared_in_words(differences: Sequence[Difference]) -> str:
    """Return differences as plain text to be copied: what went and what came stand in brackets."""
    marks = {Mark.SAME: "{}", Mark.GONE: "[removed: {}]", Mark.NEW: "[added: {}]"}
    return "\n".join(f"{d.what}: {''.join(marks[p.mark].format(p.text) for p in d.pieces)}" for d in differences)
