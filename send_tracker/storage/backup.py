"""Dated copies of a tracker file, each checked before it counts. Attached files lie once beside them, by hash."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.storage.connection import connect, write_problem
from send_tracker.storage.evidence_files import bring

NEWEST = 10
FILES = "files"
"""The folder beside the backups in which the attached files lie."""


def snapshot(connection: sqlite3.Connection, target: Path) -> None:
    """Write a whole, compact copy of the open file to ``target``, which must not exist.

    Raises:
        Problem: there is no room, or the place cannot be written to. Nothing half-written is left.
    """
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
    except OSError as error:
        raise Problem(f"No backup could be made in “{folder}”: {error.strerror}.", "backup") from error
    with closing(connect(part, read_only=True)) as copy:
        sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    if not sound:
        part.unlink()
        raise Problem(
            "The backup did not pass its check, so it was not kept. The file itself was not changed.", "backup"
        )
    part.rename(target)
    prune(folder)
    return target


def prune(folder: Path) -> None:
    """Keep the ten newest backups, and of each month the newest. Attached files are kept whatever goes."""
    found = backups(folder)
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

    if target.exists():
        raise Problem(f"“{target.name}” exists already and was left as it is. Choose another name.", "exists")
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
    part.replace(target)


def backups(folder: Path) -> list[Path]:
    """Return the backups in a folder, newest first."""
    found = folder.glob("*.sendtracker") if folder.is_dir() else ()
    return sorted(found, key=lambda path: path.stem, reverse=True)  # of one second, the one with a number is later
