"""What a tracker file is made of: the statements of the log's tables, and the columns of the current ones.

A file is made from this (``schema.py``, which needs sqlite_utils), and held against it when it is opened: a table,
column, index, trigger or view that is not ours could rewrite what officers see. sqlite_utils is not needed here.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache, lru_cache
from typing import Final

from send_tracker.domain.kinds import KINDS, FieldType
from send_tracker.storage.guards import TRIGGERS

_COLUMN_TYPES = {FieldType.INTEGER: int, FieldType.FLAG: int, FieldType.ENTITY: int}

COMPUTED: dict[str, dict[str, type]] = {
    "action": {
        "ref_key": str,
        "due_on": str,
        "status_since": str,
        "updated_on": str,
        "lead_names": str,
        "evidence_count": int,
    },
    "area": {"ref_key": str},
    "outcome": {"ref_key": str},
    "theme": {"ref_key": str},
    "evidence": {"ref_key": str},
    "measure": {"ref_key": str},
}
"""Columns that are worked out from several fields, so that the plan can be sorted and filtered by SQL."""

INDEXES = (
    ("action", "outcome"),
    ("action", "status"),
    ("lead", "action"),
    ("lead", "person"),
    ("evidence_link", "evidence"),
    ("evidence_link", "target"),
    ("theme_link", "target"),
    ("progress_update", "action"),
    ("milestone", "action"),
    ("extra_value", "action"),
    ("date_move", "action"),
    ("measure_link", "measure"),
    ("measure_link", "action"),
    ("observation", "measure"),
    ("target", "measure"),
    ("benchmark", "measure"),
    ("series_mark", "measure"),
    ("position", "meeting"),
    ("issued_part", "issue"),
    ("agenda_item", "meeting"),
    ("decision_link", "decision"),
    ("decision_link", "target"),
    ("risk_link", "risk"),
    ("risk_link", "target"),
)
"""The columns by which rows of a kind are looked up."""


LOG: Final = (
    """CREATE TABLE edit (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, author TEXT NOT NULL,
       recorded_at TEXT NOT NULL, verb TEXT NOT NULL, reason TEXT, reason_salt BLOB, reason_hash BLOB,
       meeting TEXT, here INTEGER NOT NULL, first_change INTEGER NOT NULL) STRICT""",
    "CREATE TABLE edit_parent (edit INTEGER, parent INTEGER, PRIMARY KEY (edit, parent)) STRICT, WITHOUT ROWID",
    "CREATE TABLE head (edit INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE entity (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id BLOB NOT NULL UNIQUE) STRICT",
    "CREATE TABLE field (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE change (n INTEGER PRIMARY KEY, edit INTEGER NOT NULL, idx INTEGER NOT NULL,
       entity INTEGER NOT NULL, field INTEGER NOT NULL, as_at TEXT, salt BLOB, value TEXT,
       value_hash BLOB) STRICT""",
    "CREATE INDEX change_slot ON change (entity, field)",
    "CREATE INDEX change_edit ON change (edit)",
    "CREATE TABLE follows (change INTEGER, target INTEGER, PRIMARY KEY (change, target)) STRICT, WITHOUT ROWID",
    "CREATE TABLE strikes (change INTEGER, target INTEGER, PRIMARY KEY (change, target)) STRICT, WITHOUT ROWID",
)

LOG_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "edit": (
        *("n", "id", "author", "recorded_at", "verb", "reason", "reason_salt", "reason_hash", "meeting", "here"),
        "first_change",
    ),
    "edit_parent": ("edit", "parent"),
    "entity": ("n", "kind", "id"),
    "field": ("n", "name"),
    "change": ("n", "edit", "idx", "entity", "field", "as_at", "salt", "value", "value_hash"),
    "follows": ("change", "target"),
    "strikes": ("change", "target"),
}
"""The tables of the log that cannot be worked out from others, by name, each with the number it is ordered by first."""

SPAN: Final = """CREATE TABLE span (field INTEGER, entity INTEGER, since TEXT, until TEXT NOT NULL,
    change INTEGER NOT NULL, conflict INTEGER NOT NULL, value TEXT,
    PRIMARY KEY (field, entity, since)) STRICT, WITHOUT ROWID"""
SEARCH: Final = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
POSITION_CACHE: Final = "CREATE TABLE position_cache (edit INTEGER PRIMARY KEY, held BLOB NOT NULL) STRICT"

_OWN: Final = (
    'CREATE TABLE "meta" ("key" TEXT PRIMARY KEY, "value" TEXT) STRICT',
    'CREATE TABLE "local" ("key" TEXT PRIMARY KEY, "value" TEXT) STRICT',
    'CREATE TABLE "stored_file" ("hash" TEXT PRIMARY KEY, "size" INTEGER, "bytes" BLOB) STRICT',
)
"""What sqlite_utils makes of our three small tables."""

_STEPS: Final = (
    """CREATE TABLE "_sqlite_migrations" ("id" INTEGER PRIMARY KEY, "migration_set" TEXT, "name" TEXT,
    "applied_at" TEXT) STRICT""",
    """CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name" ON "_sqlite_migrations"
    ("migration_set", "name")""",
)
"""The record of migrations, which sqlite_utils keeps and a shared copy may lack."""

_SHADOWS: Final = ("search_data", "search_idx", "search_content", "search_docsize", "search_config")
"""What the full text index keeps its words in; SQLite makes them and lets nobody write to them."""

_TYPES: Final[dict[type, str]] = {int: "INTEGER", str: "TEXT"}


def columns_of(kind: str) -> dict[str, type]:
    """Return the columns of a kind's table, apart from those that each has."""
    wanted: dict[str, type] = {f.name: _COLUMN_TYPES.get(f.type, str) for f in KINDS[kind].values()}
    return wanted | COMPUTED.get(kind, {})


def unlike_ours(connection: sqlite3.Connection, *, is_current: bool) -> str:
    """Return what of a file's schema is not as this program makes it, in a few words; empty for nothing.

    Args:
        connection: the file. is_current: whether it was made by this version; an older one may lack something.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    found = {(str(kind), str(name)): _plain(sql) for kind, name, sql in rows if sql is not None}
    known = _known()
    for place, text in found.items():
        if place[1] in _SHADOWS and place[0] == "table":
            continue
        if place not in known:
            return f"the {place[0]} “{place[1]}” is none of its own"
        if place[0] == "table" and place[1] in KINDS:
            if not _is_table_of(place[1], text, is_current):
                return f"the table “{place[1]}” has other columns"
        elif text != known[place]:
            return f"the {place[0]} “{place[1]}” is not the one it made"
    if is_current:
        lacking = known.keys() - found.keys() - _optional()
        if lacking:
            kind, name = min(lacking)
            return f"the {kind} “{name}” is missing"
    return ""


@lru_cache(maxsize=1)
def _known() -> dict[tuple[str, str], str]:
    """Return the plain text of everything that a file may hold, by type and name; of a kind's table, nothing."""
    texts = (*LOG, SPAN, SEARCH, POSITION_CACHE, *_OWN, *_STEPS)
    found = {_place(text): _plain(text) for text in texts}
    found |= {("trigger", name): _plain(text) for name, text in TRIGGERS.items()}
    found |= {("table", kind): "" for kind in KINDS}
    for table, column in INDEXES:
        text = f'CREATE INDEX "idx_{table}_{column}" ON "{table}" ("{column}")'
        found[_place(text)] = _plain(text)
    return found


@lru_cache(maxsize=1)
def _optional() -> frozenset[tuple[str, str]]:
    return frozenset(_place(text) for text in _STEPS)


def _place(text: str) -> tuple[str, str]:
    """Return type and name of what a statement makes."""
    made = re.match(r'CREATE (?:UNIQUE |VIRTUAL )?(TABLE|INDEX) "?(\w+)', text)
    assert made
    return made[1].lower(), made[2]


def _plain(text: str) -> str:
    """Return a statement with its spaces in one form; within our statements none stands in a quoted text."""
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(text.split()))


@cache
def _definitions(kind: str) -> frozenset[str]:
    wanted = {
        '"n" INTEGER PRIMARY KEY',
        '"present" INTEGER NOT NULL DEFAULT 0',
        '"conflicts" INTEGER NOT NULL DEFAULT 0',
    }
    return frozenset(wanted | {f'"{name}" {_TYPES[type]}' for name, type in columns_of(kind).items()})


def _is_table_of(kind: str, text: str, is_current: bool) -> bool:
    """Tell whether a table has our columns and nothing else, in whatever order they were added."""
    begin, end = f'CREATE TABLE "{kind}"(', ")STRICT"
    if not (text.startswith(begin) and text.endswith(end)):
        return False
    found, wanted = set(text[len(begin) : -len(end)].split(",")), _definitions(kind)
    return found == wanted if is_current else found <= wanted
