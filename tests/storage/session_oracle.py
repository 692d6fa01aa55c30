"""What SQLite's own session extension finds in conflict between two copies: an oracle that shares nothing with ours.

It knows no log: what one copy changed in its current tables, against those of the copy that both began with, is
applied to the tables of the other. It comes with APSW, a second SQLite in this process, so it must only ever see
files that nobody has open.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import apsw

from send_tracker.domain.kinds import KINDS, FieldType

Fields: TypeAlias = dict[tuple[str, str, str], frozenset[object]]
"""By kind, entity and field: the values that differ."""

Entities: TypeAlias = set[tuple[str, str]]
"""Kind and entity."""

_FLAGS = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI


def conflicts(base: Path, mine: Path, theirs: Path) -> tuple[Fields, Entities]:
    """Return the fields that both sides gave different values, and the entities that one changed and one took away."""
    with closing(apsw.Connection(":memory:", flags=_FLAGS)) as db:
        _take_over(db, "main", mine)
        return _applied(db, _changes(base, theirs))


def _changes(base: Path, copy: Path) -> bytes:
    with closing(apsw.Connection(":memory:", flags=_FLAGS)) as db:
        db.execute("ATTACH ':memory:' AS base")
        _take_over(db, "main", copy)
        _take_over(db, "base", base)
        with closing(apsw.Session(db, "main")) as session:
            session.attach()
            for kind in KINDS:
                session.diff("base", kind)
            return session.changeset()


def _take_over(db: apsw.Connection, schema: str, path: Path) -> None:
    """Copy the current tables, keyed by the entities' ids: the numbers in a file are its own business."""
    db.execute("ATTACH ? AS file", (f"{path.as_uri()}?mode=ro",))
    for kind, fields in KINDS.items():
        values = [
            f'(SELECT lower(hex(id)) FROM file.entity WHERE n = t."{name}")'
            if field.type is FieldType.ENTITY
            else f't."{name}"'
            for name, field in fields.items()
        ]
        names = ", ".join(f'"{name}"' for name in fields)
        db.execute(f'CREATE TABLE {schema}."{kind}" (id TEXT PRIMARY KEY, {names})')
        db.execute(
            f'INSERT INTO {schema}."{kind}" SELECT lower(hex(e.id)), {", ".join(values)} FROM file."{kind}" AS t '
            "JOIN file.entity AS e ON e.n = t.n WHERE t.present"
        )
    db.execute("DETACH file")


def _applied(db: apsw.Connection, changes: bytes) -> tuple[Fields, Entities]:
    """Apply the changes, and note what stands in their way."""
    fields: Fields = {}
    entities: Entities = set()

    def look(reason: int, change: apsw.TableChange) -> int:
        new, held = change.new or (), change.conflict or ()
        kind, entity = change.name, str((change.old or new)[0])
        gone_on_both = change.op == "DELETE" and not held
        if change.op == "DELETE" or not held:
            entities.update(() if gone_on_both else [(kind, entity)])
        else:
            old = change.old or new  # of a row that both sides added, every field is theirs and ours
            for place, name in enumerate(KINDS[kind], 1):
                if (
                    new[place] is not apsw.no_change
                    and new[place] != held[place]
                    and (change.op == "INSERT" or held[place] != old[place])
                ):
                    fields[kind, entity, name] = frozenset((new[place], held[place]))
        return apsw.SQLITE_CHANGESET_OMIT

    apsw.Changeset.apply(changes, db, conflict=look)
    return fields, entities
