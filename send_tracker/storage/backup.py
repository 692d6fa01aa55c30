"""Dated copies of a tracker file, each checked before it counts. Attached files lie once beside them, by hash."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.into_place import move_into_place
from send_tracker.storage.connection import connect, must_be_new, write_problem
from send_tracker.storage.evidence_files import bring
from send_tracker.storage.opened import tracker_here

NEWEST = 10
FILES = "files"
"""The folder beside the backups in which the attached files lie."""


def snapshot(connection: sqlite3.Connection, target: Path) -> None:
    """Write a whole, compact copy of the open file to ``target``, which must not exist.

    Raises:
        Problem: there is no room, or the place cannot be written to. Nothing half-written is left. Or there is a file
            of that name, which stays as it is.
    """
    must_be_new(target)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        with suppress(OSError):
            target.unlink()
        problem = write_problem(error)
        if problem is error:
            raise
        raise problem from error


def back_up(connection: sqlite3.Connection, folder: Path, when: datetime) -> Path:
    """Write a verified backup named after its moment and return where it is.

    Raises:
        Problem: it could not be written or does not pass its check.
    """
    from send_tracker.storage.parts import part_of
    from send_tracker.storage.publisher import share_files
    from send_tracker.storage.slim import slim_copy

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"No backup could be made in “{folder}”: {error.strerror}. The file was not changed."
        raise Problem(sentence, "backup") from error
    target = folder / f"{when:%Y-%m-%d-%H%M%S}.sendtracker"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{when:%Y-%m-%d-%H%M%S}-{number}.sendtracker"
    part = part_of(target, "backup")
    try:
        share_files(connection, folder / FILES)
        slim_copy(connection, part)
        if not _is_sound(part):
            raise Problem(
                "The backup did not pass its check, so it was not kept. The file itself was not changed.", "backup"
            )
        move_into_place(part, target)
    except OSError as error:
        sentence = f"No backup could be made in “{folder}”: {error.strerror}. The file was not changed."
        raise Problem(sentence, "backup") from error
    finally:
        with suppress(OSError):
            part.unlink()
    prune(folder, tracker_of(target))
    return target


def _is_sound(made: Path) -> bool:
    with closing(connect(made, read_only=True)) as copy:
        return bool(copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def prune(folder: Path, tracker: str) -> None:
    """Keep of a tracker the ten newest backups, and of each month the newest.

    Attached files are kept whatever goes, and so is what is of another tracker or cannot be read.
    """
    found = [backup for backup in backups(folder) if tracker and tracker_of(backup) == tracker]
    months: dict[str, Path] = {}
    for backup in reversed(found):
        months[backup.name[:7]] = backup
    for backup in found[NEWEST:]:
        if backup not in months.values():
            with suppress(OSError):
                backup.unlink()


def restore(backup: Path, target: Path) -> None:
    """Write a backup as a new file, which appears whole or not at all.

    Raises:
        Problem: there is no such backup, it is not sound, or the target exists or cannot be written.
    """
    from send_tracker.storage.opening import inspect, open_checked

    must_be_new(target)
    inspect(backup)
    with closing(open_checked(backup, read_only=True)) as copy:
        if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Problem(f"The backup “{backup.name}” is damaged. Choose an earlier one.", "corrupt")
        part = target.with_name(target.name + ".part.tmp")
        try:
            part.unlink(missing_ok=True)
        except OSError as error:
            raise Problem(f"“{target.name}” cannot be written here: {error.strerror}.", "cannot-create") from error
        copy.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        copy.execute("PRAGMA query_only = OFF")  # of the backup itself the connection is read-only all the same
        snapshot(copy, part)
    with closing(connect(part)) as restored:
        bring(restored, backup.parent / FILES)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        move_into_place(part, target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Problem(f"“{target.name}” cannot be written here: {error.strerror}.", "cannot-create") from error


def tracker_of(path: Path) -> str:
    """Return the id of the tracker in a file; empty where it cannot be read, or another program is at work on it."""
    if found := tracker_here(path):
        return found
    try:
        with closing(connect(path, read_only=True)) as read:
            row = read.execute("SELECT value FROM meta WHERE key = 'tracker'").fetchone()
    except (sqlite3.Error, UnicodeError):
        return ""
    return str(row[0]) if row else ""


def backups(folder: Path, tracker: str = "") -> list[Path]:
    """Return the backups in a folder, newest first.

    Args:
        folder: where they lie; files of one name share it. tracker: leave out those that are surely of another one.
    """
    found = folder.glob("*.sendtracker") if folder.is_dir() else ()
    if tracker:
        found = (one for one in tuple(found) if tracker_of(one) in (tracker, ""))
    return sorted(found, key=lambda path: path.stem, reverse=True)  # of one second, the one with a number is later
