"""A whole copy of a tracker without the bytes of its attached files: what is shared, and what is kept as a backup.

Attached files are what grows. They lie once, by hash, in a folder beside the copies.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from send_tracker.storage.connection import must_be_new, write_problem

_LEFT_OUT = "stored_file"


def slim_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write the copy to ``target``, which must not exist. The rows go over within SQLite.

    Raises:
        Problem: there is no room, or the place cannot be written to. Nothing half-written is left. Or there is a file
            of that name, which stays as it is.
    """
    must_be_new(target)
    try:
        _make(connection, target, ("table",))
        _fill(connection, target)
        _make(connection, target, ("index", "trigger"))
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException as error:
        with suppress(OSError):
            target.unlink()
        if not isinstance(error, sqlite3.Error):
            raise
        problem = write_problem(error)
        if problem is error:
            raise
        raise problem from error


def _statements(connection: sqlite3.Connection, types: tuple[str, ...]) -> list[str]:
    marks = ", ".join("?" * len(types))
    query = (
        "SELECT sql FROM main.sqlite_master WHERE type IN (" + marks + ") AND sql IS NOT NULL "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
    )
    return [str(sql) for (sql,) in connection.execute(query, types)]


def _make(connection: sqlite3.Connection, target: Path, types: tuple[str, ...]) -> None:
    """Make tables, or what hangs on them, as the file has them."""
    with closing(sqlite3.connect(target, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = OFF")
        made.execute("PRAGMA synchronous = OFF")
        made.execute("BEGIN")
        for statement in _statements(connection, types):
            made.execute(statement)
        for name in ("application_id", "user_version"):
            value = connection.execute(f"PRAGMA main.{name}").fetchone()[0]
            made.execute(f"PRAGMA {name} = {int(value)}")
        made.execute("COMMIT")


def _fill(connection: sqlite3.Connection, target: Path) -> None:
    queries_only = connection.execute("PRAGMA query_only").fetchone()[0]
    attached = connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("ATTACH ? AS slim", (str(target),))
    try:
        connection.execute("PRAGMA slim.journal_mode = OFF")
        connection.execute("PRAGMA slim.synchronous = OFF")
        connection.execute("BEGIN")
        tables = connection.execute(
            "SELECT name FROM slim.sqlite_master WHERE type = 'table' AND name != 'search' "
            "AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        ).fetchall()
        for (table,) in tables:
            if table != _LEFT_OUT:
                connection.execute(f'INSERT INTO slim."{table}" SELECT * FROM main."{table}"')
        connection.execute(
            "INSERT INTO slim.search (rowid, title, body) SELECT rowid, title, body FROM main.search ORDER BY rowid"
        )
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH slim")
        connection.execute(f"PRAGMA query_only = {queries_only}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, attached)
