"""From rows to the register. The only place that builds the dataclasses of :mod:`send_tracker.domain.register`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
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
)
from send_tracker.domain.status import Group, Shape, StatusLevel, StatusScale
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.reading import Reading, Row

T = TypeVar("T")


def build(cls: type[T], row: Mapping[str, Any], **more: Any) -> T:
    """Return a dataclass from a row: fields it lacks, and cleared ones, take the default of the class."""
    names = {f.name for f in fields(cls)}  # type: ignore[arg-type]
    given = {k: v for k, v in row.items() if k in names and v is not None}
    required = {f.name: "" for f in fields(cls) if f.default is f.default_factory}  # type: ignore[arg-type]
    return cls(**{**required, **given, **more})


def read_programme(reading: Reading, as_at: str | None = None) -> Programme:
    """Return the programme as it was described on a day; before its first description, as it is now."""
    rows = reading.rows("programme", as_at)[0] or reading.rows("programme")[0]
    return build(Programme, rows[0]) if rows else Programme()


def read_scale(reading: Reading, as_at: str | None = None) -> StatusScale:
    """Return the status scale in force on a day; before the first one was set, the scale of now."""
    rows = reading.rows("status", as_at)[0] or reading.rows("status")[0]
    return StatusScale(tuple(_level(row) for row in rows))


def _level(row: Row) -> StatusLevel:
    solid = json.loads(row.get("solid") or "[]")
    return StatusLevel(
        row["code"],
        row.get("label") or row["code"],
        row.get("letter") or "?",
        Shape(row.get("shape") or "cross"),
        tuple(solid) if len(solid) == 6 else ("#8D919C", "#EDEFF2", "#454D59", "#8B8F98", "#2D333B", "#C9D0D9"),
        row.get("contrast") or "#FFFFFF",
        Group(row.get("group") or "open"),
        row.get("rank") or 0,
        row.get("order") or 0,
        row.get("definition") or "",
        bool(row.get("needs_reason")),
        bool(row.get("needs_path_to_green")),
        bool(row.get("needs_evidence")),
    )


def read_meetings(reading: Reading, as_at: str | None = None) -> tuple[Meeting, ...]:
    """Return all meetings by date."""
    found = [build(Meeting, row) for row in reading.rows("meeting", as_at)[0]]
    return tuple(sorted(found, key=lambda m: m.date))


def read_register(file: TrackerFile, day: date, as_at: str | None) -> Register:
    """Return the whole register; ``as_at`` None means all that holds now."""
    reading = file.reading

    def rows(kind: str) -> list[Row]:
        return reading.rows(kind, as_at)[0]

    def listed(cls: type[T], kind: str, key: Callable[[T], Any]) -> tuple[T, ...]:
        return tuple(sorted((build(cls, r) for r in rows(kind)), key=key))

    links = _Links(rows)
    present, gone = reading.rows("action", as_at)
    make = _action_maker(reading, as_at, links)
    updates = _updates(reading, as_at)
    last_note: dict[str, str] = {}
    for update in updates:
        last_note[update.action] = max(last_note.get(update.action, ""), update.as_at)
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
        tuple(sorted((make(r, last_note) for r in present), key=by_outcome)),
        listed(Milestone, "milestone", lambda m: (m.due or "", m.title)),
        listed(Theme, "theme", lambda t: (t.framework, sort_key(t.ref))),
        listed(Person, "person", lambda p: p.name),
        listed(Organisation, "organisation", lambda o: o.name),
        tuple(
            sorted(
                (build(Evidence, r, targets=tuple(links.targets[r["id"]])) for r in rows("evidence")),
                key=lambda e: sort_key(e.ref),
            )
        ),
        updates,
        read_meetings(reading, as_at),
        tuple((r["id"], r.get("name") or "") for r in sorted(rows("extra_field"), key=lambda r: r.get("order") or 0)),
        tuple(sorted((make(r, last_note) for r in gone), key=by_outcome)),
        file.log.heads(),
        file.log.count(),
    )


class _Links:
    """The many-to-many links, gathered by the end that the register shows them on."""

    def __init__(self, rows: Callable[[str], list[Row]]) -> None:
        self.leads: dict[str, list[str]] = defaultdict(list)
        self.themes: dict[str, list[str]] = defaultdict(list)
        self.targets: dict[str, list[str]] = defaultdict(list)
        self.extras: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in sorted(rows("lead"), key=lambda r: int(r["n"])):
            self.leads[row["action"]].append(row["person"])
        for row in rows("theme_link"):
            self.themes[row["target"]].append(row["theme"])
        for row in rows("evidence_link"):
            self.targets[row["evidence"]].append(row["target"])
        for row in rows("extra_value"):
            if row.get("value"):
                self.extras[row["action"]].append((row["extra_field"], row["value"]))


def _action_maker(reading: Reading, as_at: str | None, links: _Links) -> Callable[[Row, Mapping[str, str]], Action]:
    """Return a function from an action's row to the action, with what other rows say of it."""
    status = reading.holding("action", "status", as_at)
    others = [
        reading.holding("action", name, as_at) for name in ("obstacle", "path_to_green", "recovery_date", "ask")
    ]

    def make(row: Row, last_note: Mapping[str, str]) -> Action:
        id = row["id"]
        since, reason = status.get(id, (None, ""))
        days = [since, last_note.get(id), *(o[id][0] for o in others if id in o)]
        return build(
            Action,
            row,
            leads=tuple(links.leads[id]),
            themes=tuple(links.themes[id]),
            extras=tuple(links.extras[id]),
            status_since=since,
            status_reason=reason,
            updated_on=max((d for d in days if d), default=None),
            conflict=bool(row["conflicts"]),
        )

    return make


def _updates(reading: Reading, as_at: str | None) -> tuple[ProgressUpdate, ...]:
    authors = reading.authors("progress_update", "action")
    found = []
    for row in reading.rows("progress_update", as_at)[0]:
        author, recorded = authors.get(row["id"], ("", ""))
        found.append(build(ProgressUpdate, row, as_at=row["since"], author=author, recorded_at=recorded))
    return tuple(sorted(found, key=lambda u: (u.as_at, u.recorded_at, u.id)))
