"""Looking at a file before it is opened: each thing that can be wrong has its own plain sentence.

A ladder, the cheap rungs first: the header, the pages (quick_check), the schema against our own. Nothing is written
and the file stays untouched. The long rungs – indexes, every hash, the derived tables against the log – are
:func:`send_tracker.services.checking.ladder`: climbed at once by the command line, and by a window once it is painted.
A file is never believed: a query that does not end is stopped, and a value that is too long is not read.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.storage.blueprint import unlike_ours
from send_tracker.storage.connection import APPLICATION_ID, SCHEMA_VERSION, connect, write_problem
from send_tracker.storage.presence import read_note

ACCESS_TELLS = sys.platform != "win32"
"""Whether the system can be asked if a folder takes files: Windows says yes to every folder."""

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100

STEPS = 50_000_000
"""Virtual machine steps after which a query is stopped: an endless view, not a large file."""

LONGEST = 200_000_000
"""Bytes of one value; an attached file is the longest that there is."""

UNREADABLE = (sqlite3.Error, UnicodeError, OverflowError)
"""What a damaged file can raise: Python reads SQLite's texts, and its messages, as UTF-8."""


@dataclass(frozen=True, slots=True)
class Header:
    """The few facts of a SQLite header that tell whose file it is and whether it is whole."""

    application_id: int
    user_version: int
    page_size: int
    pages: int


def inspect(path: Path) -> Header:
    """Read the header of a tracker file.

    Must not be called for a file that this process has open: closing it would drop SQLite's lock on POSIX.

    Raises:
        Problem: the file is missing, empty, foreign, made by a newer version, or cut short.
    """
    start, size = _read_start(path)
    if size == 0:
        raise Problem(
            f"“{path.name}” is empty: it has no programme in it. Open a backup, or start a new file.", "empty"
        )
    if not start.startswith(_MAGIC) or len(start) < _HEADER_BYTES:
        raise Problem(f"“{path.name}” is not a SEND Tracker file. Nothing in it was changed.", "not-a-tracker")
    header = _parse(start)
    if header.application_id != APPLICATION_ID:
        raise Problem(
            f"“{path.name}” is a database of another program. Nothing in it was changed.", "other-application"
        )
    if header.user_version > SCHEMA_VERSION:
        raise Problem(
            f"“{path.name}” was made by a newer version of SEND Tracker. Update the program to open it; "
            "nothing in it was changed.",
            "newer-version",
        )
    if size < header.page_size * header.pages and not hot_journal(path):
        raise Problem(
            f"“{path.name}” is cut short: {size:,} of {header.page_size * header.pages:,} bytes are there. "
            "It may still be copying. Try again, or restore a backup.",
            "truncated",
        )
    return header


def _read_start(path: Path) -> tuple[bytes, int]:
    try:
        if path.is_dir():
            raise Problem(f"“{path.name}” is a folder, not a tracker file.", "not-a-tracker")
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES), path.stat().st_size
    except FileNotFoundError:
        raise Problem(f"There is no file “{path}”.", "missing") from None
    except PermissionError:
        raise Problem(f"You have no permission to read “{path.name}”.", "no-permission") from None
    except OSError as error:
        raise Problem(f"“{path.name}” cannot be read: {error.strerror}.", "unreadable") from None


def _parse(start: bytes) -> Header:
    page_size = struct.unpack(">H", start[16:18])[0]
    pages, user_version, application_id = (struct.unpack(">I", start[at : at + 4])[0] for at in (28, 60, 68))
    return Header(application_id, user_version, 65_536 if page_size == 1 else page_size, pages)


def hot_journal(path: Path) -> bool:
    """Tell whether a kill left a journal that SQLite will roll back on opening."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def open_checked(path: Path, *, read_only: bool = False, foreign: bool = False) -> sqlite3.Connection:
    """Open a file that :func:`inspect` accepted, after a quick check of its pages and of its schema.

    Args:
        path: the file. read_only: open it for reading. foreign: it is another's, so that the limits stay in force.

    Raises:
        Problem: it is open elsewhere, damaged, altered, or the folder or file cannot be used.
    """
    if not (read_only or _may_be_edited(path)):
        raise _read_only(path)
    try:
        connection = connect(path, read_only=read_only)
    except UNREADABLE as error:
        raise _opening_problem(path, error) from error
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        connection.set_progress_handler(lambda: 1, STEPS)
        _look(path, connection)
        if not foreign:
            connection.set_progress_handler(None, 0)
    except UNREADABLE as error:
        connection.close()
        raise _opening_problem(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _look(path: Path, connection: sqlite3.Connection) -> None:
    """Look at pages and schema."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _damaged(path)
    is_current = connection.execute("PRAGMA user_version").fetchone()[0] >= SCHEMA_VERSION
    unlike = unlike_ours(connection, is_current=is_current)
    if unlike:
        raise _altered(path, unlike)


def _altered(path: Path, how: str) -> Problem:
    return Problem(
        f"“{path.name}” was altered by another program, and is not as SEND Tracker makes a file: {how}. It was not "
        "opened, and nothing in it was changed.",
        "altered",
    )


def _may_be_edited(path: Path) -> bool:
    """Tell whether a file and its folder can be written to. SQLite would say that they cannot at the first edit."""
    if not ACCESS_TELLS:
        from send_tracker.into_place import takes_files

        return os.access(path, os.W_OK) and takes_files(path.parent)
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _read_only(path: Path) -> Problem:
    return Problem(f"“{path.name}” cannot be written to where it is. Copy it to a folder of your own.", "read-only")


def _damaged(path: Path) -> Problem:
    return Problem(
        f"“{path.name}” is damaged and was not opened. Nothing in it was changed. Restore the last backup.", "corrupt"
    )


def _opening_problem(path: Path, error: Exception) -> Problem:
    if not isinstance(error, sqlite3.Error):
        return _damaged(path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Problem(f"“{path.name}” is open in another window or by another officer.", "locked")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return _read_only(path)
    if code in (sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_TOOBIG):
        return Problem(
            f"“{path.name}” cannot be read in any sensible time or space, so it was not opened. It may have been made "
            "to do harm. Nothing in it was changed.",
            "altered",
        )
    if code == sqlite3.SQLITE_FULL:
        return Problem("The disk is full. Free some space, then open the file again.", "disk-full")
    return Problem(f"“{path.name}” cannot be reached: {error}.", "unreachable")


def not_whole(error: Exception, path: Path) -> Problem:
    """Return the sentence for a file whose tables are not what they should be, or cannot be brought up to date."""
    found = write_problem(error) if isinstance(error, sqlite3.Error) else error
    if isinstance(found, Problem) and found.code != "corrupt":
        return found
    return Problem(f"“{path.name}” is not a whole tracker file and was not opened. Restore the last backup.", "corrupt")


_LET_GO = "If it no longer runs there, the drive lets go of the file by itself: try again in a few minutes."
"""Of another computer nobody here can tell; a server ends the lock of one that it hears nothing of any more."""


def with_holder(problem: Problem, path: Path) -> Problem:
    """Add to a "locked" sentence who has the file open."""
    found = read_note(path) if problem.code == "locked" else None
    known = found is not None and not found.is_stale  # or it says who had it, not who has it
    if not (found and known):
        return problem
    told = f"“{path.name}” cannot be opened to work on it just now. {found.sentence()}"
    return Problem(told if found.is_here else f"{told} {_LET_GO}", problem.code)
