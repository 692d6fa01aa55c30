"""One connection to one tracker file, with the settings that were found to be safe.

Never WAL: it breaks on network folders and leaves a second file at rest. The exclusive lock is taken at
once, or a second window gets in until the first write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from send_tracker.domain.problem import Problem

APPLICATION_ID = 0x53454E44
"""The four bytes SEND in the header of the file."""

SCHEMA_VERSION = 2
"""Kept in ``user_version``; a file with a higher one was made by a newer program."""

_PRAGMAS = (
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # or INSERT OR REPLACE would overwrite the log behind the triggers' back
    "temp_store = MEMORY",
    "cache_size = -32000",
)
_FULL = (sqlite3.SQLITE_FULL,)
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a file that exists, with transactions under our own control and the exclusive lock held.

    Raises:
        sqlite3.Error: it is locked, damaged or out of reach; the caller says which in words.
    """
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=0.25, isolation_level=None)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0 if read_only else 1)
        if read_only:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            return connection
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except (sqlite3.Error, UnicodeError):
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what happens inside, or nothing of it. Inside another transaction it is a part that can fail alone.

    Raises:
        Problem: the disk is full or the file cannot be written; nothing of the edit was kept.
    """
    begin, end, undo = _INNER if connection.in_transaction else _OUTER
    try:
        connection.execute(begin)
        yield
        connection.execute(end)
    except sqlite3.Error as error:
        _roll_back(connection, undo)
        problem = write_problem(error)
        if problem is error:
            raise
        raise problem from error
    except BaseException:
        _roll_back(connection, undo)
        raise


_OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_INNER = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))


def _roll_back(connection: sqlite3.Connection, statements: tuple[str, ...]) -> None:
    """Undo an open transaction, or the part of it that failed; on a full disk SQLite has already done so."""
    for statement in statements:
        if connection.in_transaction:
            with suppress(sqlite3.OperationalError):
                connection.execute(statement)


def must_be_new(target: Path) -> None:
    """Refuse to write where there is a file: what goes wrong is tidied away, and that must never be somebody's file.

    Raises:
        Problem: there is one. It stays as it is.
    """
    if target.exists():
        raise Problem(f"“{target.name}” exists already and was left as it is. Choose another name.", "exists")


def write_problem(error: sqlite3.Error) -> Problem | sqlite3.Error:
    """Return the plain sentence for an error that an officer can meet, or the error itself for a bug."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _FULL:
        return Problem(
            "The disk is full, so this was not saved. Everything saved before is safe. Free some space and try again.",
            "disk-full",
        )
    if code in _READ_ONLY:
        return Problem(
            "The file cannot be written to, so this was not saved. Everything saved before is safe.", "read-only"
        )
    if code == sqlite3.SQLITE_IOERR:
        return Problem(
            "The file could not be reached, so this was not saved. Check the drive, then try again.", "unreachable"
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Problem("The file is damaged, so this was not saved. Restore the last backup.", "corrupt")
    return error
