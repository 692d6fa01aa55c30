"""From rows to the register. The only place that builds the dataclasses of :mod:`send_tracker.domain.register`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, TypeVar

from send_tracker.domain.references import sort_key
from send_tracker.domain.register import (
    Action,
    Area,
    Evidence,
    Meeting,
    Milestone,
    Organisation,
    Outcome,
    Person,
    Programme,
    ProgressUpdate,
    Register,
    Theme,
    Waiver,
)
from send_tracker.domain.status import UNKNOWN_SOLID, Group, Shape, StatusLevel, StatusScale
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.reading import Reading, Row

T = TypeVar("T")


def build(cls: type[T], row: Mapping[str, Any], **more: Any) -> T:
    """Return a dataclass from a row: fields it lacks, and cleared ones, take the default of the class."""
    names, required = _shape(cls)  # type: ignore[arg-type]
    given = {k: v for k, v in row.items() if k in names and v is not None}
    return cls(**{**required, **given, **more})


@cache
def _shape(cls: type[Any]) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return the names of a dataclass's fields, and empty values for those without a default."""
    return frozenset(f.name for f in fields(cls)), {f.name: "" for f in fields(cls) if f.default is f.default_factory}


def read_programme(reading: Reading, as_at: str | None = None) -> Programme:
    """Return the programme as it was described on a day; before its first description, as it is now."""
    rows = reading.rows("programme", as_at)[0] or reading.rows("programme")[0]
    return build(Programme, rows[0]) if rows else Programme()


def read_scale(reading: Reading, as_at: str | None = None) -> StatusScale:
    """Return the status scale in force on a day; before the first one was set, the scale of now."""
    rows = reading.rows("status", as_at)[0] or reading.rows("status")[0]
    return StatusScale(tuple(_level(row) for row in rows))


def _level(row: Row) -> StatusLevel:
    """Return a level; what a newer program or a strange file put in, and we do not know, becomes the plainest."""
    code = row.get("code") or ""
    shape, group = row.get("shape"), row.get("group")
    return StatusLevel(
        code,
        row.get("label") or code,
        row.get("letter") or "?",
        Shape(shape) if shape in set(Shape) else Shape.CROSS,
        _colours(row.get("solid")),
        row.get("contrast") or "#FFFFFF",
        Group(group) if group in set(Group) else Group.OPEN,
        row.get("rank") or 0,
        row.get("order") or 0,
        row.get("definition") or "",
        bool(row.get("needs_reason")),
        bool(row.get("needs_path_to_green")),
        bool(row.get("needs_evidence")),
    )


def _colours(text: str | None) -> tuple[str, str, str, str, str, str]:
    try:
        light, light_chip, light_text, dark, dark_chip, dark_text = json.loads(text or "[]")
    except ValueError:
        return UNKNOWN_SOLID
    return str(light), str(light_chip), str(light_text), str(dark), str(dark_chip), str(dark_text)


def read_meetings(reading: Reading, as_at: str | None = None) -> tuple[Meeting, ...]:
    """Return all meetings by date; one whose date was cleared is left out until it has another."""
    found = [build(Meeting, row) for row in reading.rows("meeting", as_at)[0] if row.get("date")]
    return tuple(sorted(found, key=lambda m: m.date))


def read_register(file: TrackerFile, day: date, as_at: str | None) -> Register:
    """Return the whole register; ``as_at`` None means all that holds now."""
    return build_register(file.reading, day, as_at, file.log.heads(), file.log.count())


def build_register(reading: Reading, day: date, as_at: str | None, heads: tuple[str, ...], edits: int) -> Register:
    """Return the register that a reader gives: that of now and of days, or that of a frozen position."""

    def rows(kind: str) -> list[Row]:
        return reading.rows(kind, as_at)[0]

    def listed(cls: type[T], kind: str, key: Callable[[T], Any]) -> tuple[T, ...]:
        return tuple(sorted((build(cls, r) for r in rows(kind)), key=key))

    people = listed(Person, "person", lambda p: p.name)
    links = _Links(rows, {p.id for p in people})
    present, gone = reading.rows("action", as_at)
    make = _action_maker(reading, as_at, links)
    outcomes = listed(Outcome, "outcome", lambda o: sort_key(o.ref))
    order = {o.id: place for place, o in enumerate(outcomes)}

    def by_outcome(action: Action) -> tuple[int, str]:
        return order.get(action.outcome, len(order)), sort_key(action.ref)

    return Register(
        read_programme(reading, as_at),
        read_scale(reading, as_at),
        day,
        listed(Area, "area", lambda a: sort_key(a.ref)),
        outcomes,
        tuple(sorted(map(make, present), key=by_outcome)),
        listed(Milestone, "milestone", lambda m: (m.due or "", m.title)),
        listed(Theme, "theme", lambda t: (t.framework, sort_key(t.ref))),
        people,
        listed(Organisation, "organisation", lambda o: o.name),
        tuple(sorted(map(links.evidence, rows("evidence")), key=lambda e: (sort_key(e.ref), e.id))),
        _updates(reading, as_at),
        read_meetings(reading, as_at),
        tuple((r["id"], r.get("name") or "") for r in sorted(rows("extra_field"), key=lambda r: r.get("order") or 0)),
        tuple(sorted(map(make, gone), key=by_outcome)),
        heads,
        edits,
        listed(Waiver, "waiver", lambda w: (w.rule, w.subject)),
        settings_of(rows("threshold")),
    )


def settings_of(rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    """Return the numbers in the rules that the programme has set, by name."""
    return tuple(sorted((r["name"], r["value"]) for r in rows if r.get("name") and r.get("value") is not None))


class _Links:
    """The many-to-many links, gathered by the end that the register shows them on."""

    def __init__(self, rows: Callable[[str], list[Row]], people: Container[str]) -> None:
        self.leads: dict[str, list[str]] = defaultdict(list)
        self.themes: dict[str, list[str]] = defaultdict(list)
        self.targets: dict[str, list[str]] = defaultdict(list)
        self.strengths: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.extras: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in sorted(rows("lead"), key=lambda r: int(r["n"])):
            if row.get("person") in people:
                self.leads[row.get("action", "")].append(row["person"])
        for row in rows("theme_link"):
            self.themes[row.get("target", "")].append(row.get("theme", ""))
        for row in rows("evidence_link"):
            self.targets[row.get("evidence", "")].append(row.get("target", ""))
            if row.get("strength"):
                self.strengths[row.get("evidence", "")].append((row.get("target", ""), row["strength"]))
        for row in rows("extra_value"):
            if row.get("value"):
                self.extras[row.get("action", "")].append((row.get("extra_field", ""), row["value"]))

    def evidence(self, row: Row) -> Evidence:
        """Return an item of evidence with what it supports."""
        id = row["id"]
        return build(Evidence, row, targets=tuple(self.targets[id]), strengths=tuple(self.strengths[id]))


def _action_maker(reading: Reading, as_at: str | None, links: _Links) -> Callable[[Row], Action]:
    """Return a function from an action's row to the action, with what other rows say of it."""
    status = reading.holding("action", "status", as_at)
    updated = reading.progress_days(as_at)

    def make(row: Row) -> Action:
        id = row["id"]
        since, reason = status.get(id, (None, ""))
        return build(
            Action,
            row,
            leads=tuple(links.leads.get(id, ())),
            themes=tuple(links.themes.get(id, ())),
            extras=tuple(links.extras.get(id, ())),
            status_since=since,
            status_reason=reason,
            updated_on=updated.get(row["n"]),
            conflict=bool(row["conflicts"]),
        )

    return make


def _updates(reading: Reading, as_at: str | None) -> tuple[ProgressUpdate, ...]:
    """Return the progress updates that stand, each with the day for which it was given and who gave it."""
    authors = reading.authors("progress_update", "action", as_at)
    given = reading.holding("progress_update", "action", as_at)
    found = []
    for row in reading.rows("progress_update", as_at)[0]:
        author, recorded = authors.get(row["id"], ("", ""))
        day, _ = given.get(row["id"], (row["since"], ""))
        found.append(build(ProgressUpdate, row, as_at=day, author=author, recorded_at=recorded))
    return tuple(sorted(found, key=lambda u: (u.as_at, u.recorded_at, u.id)))
