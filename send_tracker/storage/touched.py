"""What has to be read to compare two sides: the entities that differ, and what is shown together with them. Only reads.

Most of a plan is the same on both sides, so only the rest is read twice.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from send_tracker.domain.log import decode
from send_tracker.storage.held import Held

_OWNERS: Mapping[str, tuple[str, ...]] = {
    "lead": ("action",),
    "theme_link": ("target",),
    "extra_value": ("action",),
    "progress_update": ("action",),
    "evidence_link": ("evidence", "target"),
}
"""For each kind that is shown as part of another, the columns that name what it is part of."""

_FRAME = ("programme", "status", "area", "outcome", "theme", "person", "organisation", "extra_field")
"""Kinds that are read whole: there are few of them, and everything else refers to them."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Entities, by number, that are enough to compare two sides; and the kinds of those that differ."""

    entities: frozenset[int]
    kinds: frozenset[str]


def touched(connection: sqlite3.Connection, before: Held, after: Held) -> Touched:
    """Return what differs between two sides, with all that is shown as part of it."""
    changes = (before.changes ^ after.changes) | (before.conflicts ^ after.conflicts)
    changes |= {n for n in before.since.keys() | after.since.keys() if before.since.get(n) != after.since.get(n)}
    differ = {n for (n,) in among(connection, "SELECT DISTINCT entity FROM change WHERE n IN ({0})", changes)}
    by_kind: dict[str, set[int]] = defaultdict(set)
    for n, kind in among(connection, "SELECT n, kind FROM entity WHERE n IN ({0})", differ):
        by_kind[kind].add(n)
    shown = set(differ)
    for kind, columns in _OWNERS.items():
        query = f"SELECT {', '.join(columns)} FROM {kind} WHERE n IN ({{0}})"
        shown.update(n for row in among(connection, query, by_kind[kind]) for n in row if n is not None)
    led = "SELECT action FROM lead WHERE person IN ({0})"
    shown.update(n for (n,) in among(connection, led, by_kind["person"]) if n is not None)
    parts = set(shown)
    for kind, columns in _OWNERS.items():
        query = f"SELECT n FROM {kind} WHERE {columns[0]} IN ({{0}})"
        parts.update(n for (n,) in among(connection, query, shown))
    for kind in _FRAME:
        parts.update(n for (n,) in connection.execute(f"SELECT n FROM {kind}"))
    return Touched(frozenset(parts), frozenset(kind for kind, found in by_kind.items() if found))


def present_actions(connection: sqlite3.Connection, held: Held) -> set[int]:
    """Return the numbers of the actions that are in the plan on one side."""
    rows = connection.execute(
        "SELECT c.n, a.n FROM action a CROSS JOIN change c ON c.entity = a.n "
        "AND c.field = (SELECT n FROM field WHERE name = 'action.exists') WHERE c.value = 'true'"
    )
    return {action for change, action in rows if change in held.changes}


def statuses_held(connection: sqlite3.Connection, held: Held) -> dict[str, str]:
    """Return the status code, as it is written, of each action that is in the plan on one side, by id."""
    present = present_actions(connection, held)
    rows = connection.execute(
        "SELECT c.n, a.n, entity.id, c.value FROM action a CROSS JOIN change c ON c.entity = a.n "
        "AND c.field = (SELECT n FROM field WHERE name = 'action.status') CROSS JOIN entity ON entity.n = a.n"
    )
    return {id.hex(): value for n, action, id, value in rows if n in held.changes and action in present and value}


def statuses_of(connection: sqlite3.Connection, held: Held, keys: Collection[int]) -> dict[int, str]:
    """Return the status code of some actions that are in the plan on one side, by number: for a block of rows."""
    query = (
        "SELECT c.entity, c.n, c.value, f.name FROM change c CROSS JOIN field f ON f.n = c.field "
        "WHERE c.entity IN ({0}) AND c.field IN (SELECT n FROM field WHERE name IN ('action.status', 'action.exists'))"
    )
    found: dict[str, dict[int, str]] = {"action.status": {}, "action.exists": {}}
    for entity, n, value, field in among(connection, query, keys):
        if n in held.changes and value:
            found[field][entity] = value
    present = found["action.exists"]
    return {n: str(decode(v)) for n, v in found["action.status"].items() if present.get(n) == "true"}


def among(connection: sqlite3.Connection, query: str, numbers: Collection[int]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query with ``IN ({0})`` for numbers, block by block."""
    for block in _blocks(sorted(numbers)):
        yield from connection.execute(query.format(", ".join(map(str, block))))


def _blocks(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[start : start + 1_000] for start in range(0, len(numbers), 1_000))
