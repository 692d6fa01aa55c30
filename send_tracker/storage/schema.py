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
from send_tracker.storage.connection import APPLICATION_ID
from send_tracker.storage.guards import TRIGGERS

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


def migrate(connection: sqlite3.Connection) -> None:
    """Apply every step that the file lacks, each in one transaction with its record."""
    steps.apply(Database(connection, strict=True))


@steps(name="0001_log_and_register")
def _first(db: Database) -> None:
    _log_tables(db)
    for statement in TRIGGERS.values():
        db.execute(statement)
    _derived_tables(db)
    db.table("meta").create({"key": str, "value": str}, pk="key", strict=True)
    db.table("local").create({"key": str, "value": str}, pk="key", strict=True)
    db.table("stored_file").create({"hash": str, "size": int, "bytes": bytes}, pk="hash", strict=True)
    db.table("meta").insert({"key": "tracker", "value": uuid.uuid4().hex})
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")  # each step sets its own, so that a kill between two leaves the truth


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


def _derived_tables(db: Database) -> None:
    db.execute(
        """CREATE TABLE span (field INTEGER, entity INTEGER, since TEXT, until TEXT NOT NULL, change INTEGER NOT NULL,
           conflict INTEGER NOT NULL, value TEXT, PRIMARY KEY (field, entity, since)) STRICT, WITHOUT ROWID"""
    )
    _current_tables(db)
    options = "tokenize='unicode61 remove_diacritics 2', prefix='2 3'"
    db.execute(f"CREATE VIRTUAL TABLE search USING fts5(title, body, {options})")


def _current_tables(db: Database) -> None:
    """Make what the vocabulary has and the file lacks: a table of current values a kind, a column a field, an index."""
    for kind, fields in KINDS.items():
        wanted: dict[str, type] = {f.name: _COLUMN_TYPES.get(f.type, str) for f in fields.values()}
        wanted |= COMPUTED.get(kind, {})
        table = db.table(kind)
        if table.exists():
            for column in wanted.keys() - table.columns_dict.keys():
                table.add_column(column, wanted[column])
        else:
            columns: dict[str, type] = {"n": int, "present": int, "conflicts": int, **wanted}
            counted = {"present", "conflicts"}
            table.create(columns, pk="n", strict=True, not_null=counted, defaults=dict.fromkeys(counted, 0))
    for name, column in INDEXES:
        db.table(name).create_index([column], if_not_exists=True)


@steps(name="0002_complete_vocabulary")
def _second(db: Database) -> None:
    """Add the tables and columns of measures, of dates that moved, of actions with successors and of the board cycle.

    No released program wrote a value of theirs before, so there is nothing to derive.
    """
    _current_tables(db)
    # What was in force at each frozen position, so that it need not be worked out from the log each time.
    db.execute("CREATE TABLE IF NOT EXISTS position_cache (edit INTEGER PRIMARY KEY, held BLOB NOT NULL) STRICT")
    db.execute("PRAGMA user_version = 2")
