"""The tables of a tracker file, and the steps that bring an older file up to date.

Imported only to create or migrate a file: sqlite_utils is too slow to import before the first paint.
The log's tables refuse updates and deletes by trigger; everything else is derived from them, except the
stored evidence files (named by hash) and ``local``, which holds marks of this copy.
"""

from __future__ import annotations

import sqlite3
import uuid

from sqlite_utils import Database, Migrations

from send_tracker.domain.kinds import KINDS
from send_tracker.storage.blueprint import INDEXES, LOG, POSITION_CACHE, SEARCH, SPAN, columns_of
from send_tracker.storage.connection import APPLICATION_ID
from send_tracker.storage.guards import TRIGGERS

steps = Migrations("tracker")


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
    for statement in LOG:
        db.execute(statement)


def _derived_tables(db: Database) -> None:
    db.execute(SPAN)
    _current_tables(db)
    db.execute(SEARCH)


def _current_tables(db: Database) -> None:
    """Make what the vocabulary has and the file lacks: a table of current values a kind, a column a field, an index."""
    for kind in KINDS:
        wanted = columns_of(kind)
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
    db.execute(POSITION_CACHE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
    db.execute("PRAGMA user_version = 2")
