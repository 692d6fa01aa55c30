"""The tables of a tracker file, and the steps that bring an older file up to date.

Imported only to create or migrate a file: sqlite_utils is too slow to import before the first paint.
The log's tables refuse updates and deletes by trigger; everything else is derived from them, except the
stored evidence files (named by hash) and ``local``, which holds marks of this copy.
"""

from __future__ import annotations

import sqlite3
import uuid

from sqlite_utils import Database, Migrations

from send_tracker.domain.kinds import KINDS, FieldType
from send_tracker.storage.connection import APPLICATION_ID, SCHEMA_VERSION

steps = Migrations("tracker")

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
}
"""Columns that are worked out from several fields, so that the plan can be sorted and filtered by SQL."""

_APPEND_ONLY = ("edit", "edit_parent", "change", "follows", "strikes", "entity", "field")


def migrate(connection: sqlite3.Connection) -> None:
    """Apply every step that the file lacks, each in one transaction with its record."""
    steps.apply(Database(connection, strict=True))


@steps(name="0001_log_and_register")
def _first(db: Database) -> None:
    _log_tables(db)
    _append_only(db)
    _derived_tables(db)
    db["meta"].create({"key": str, "value": str}, pk="key", strict=True)
    db["local"].create({"key": str, "value": str}, pk="key", strict=True)
    db["stored_file"].create({"hash": str, "size": int, "bytes": bytes}, pk="hash", strict=True)
    db["meta"].insert({"key": "tracker", "value": uuid.uuid4().hex})
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _log_tables(db: Database) -> None:
    for statement in (
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
    ):
        db.execute(statement)


def _append_only(db: Database) -> None:
    """Refuse every update and delete of the log but the one that redacts a value."""
    for table in _APPEND_ONLY:
        db.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
        )
        if table != "change":
            db.execute(
                f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
            )
    db.execute(
        """CREATE TRIGGER change_is_final BEFORE UPDATE ON change
           WHEN NEW.value IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.n IS NOT OLD.n OR NEW.edit IS NOT OLD.edit
             OR NEW.idx IS NOT OLD.idx OR NEW.entity IS NOT OLD.entity OR NEW.field IS NOT OLD.field
             OR NEW.as_at IS NOT OLD.as_at OR NEW.value_hash IS NOT OLD.value_hash
           BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"""
    )


def _derived_tables(db: Database) -> None:
    db.execute(
        """CREATE TABLE span (field INTEGER, entity INTEGER, since TEXT, until TEXT NOT NULL, change INTEGER NOT NULL,
           conflict INTEGER NOT NULL, value TEXT, PRIMARY KEY (field, entity, since)) STRICT, WITHOUT ROWID"""
    )
    for kind, fields in KINDS.items():
        columns: dict[str, type] = {"n": int, "present": int, "conflicts": int}
        columns |= {f.name: _COLUMN_TYPES.get(f.type, str) for f in fields.values()}
        columns |= COMPUTED.get(kind, {})
        db[kind].create(columns, pk="n", strict=True, not_null={"present", "conflicts"}, defaults={"present": 0, "conflicts": 0})
    for table, column in (
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
    ):
        db[table].create_index([column])
    db.execute("CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize='unicode61 remove_diacritics 2', prefix='2 3')")

