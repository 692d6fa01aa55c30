"""Dated copies of a tracker file, each checked before it counts."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.storage.connection import connect, write_problem


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
    part = target.with_suffix(".tmp")
    with suppress(FileNotFoundError):
        part.unlink()
    snapshot(connection, part)
    with closing(connect(part, read_only=True)) as copy:
        sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if not sound:
        part.unlink()
        raise Problem(
            "The backup did not pass its check, so it was not kept. The file itself was not changed.", "backup"
        )
    part.rename(target)
    return target


def backups(folder: Path) -> list[Path]:
    """Return the backups in a folder, newest first."""
    return sorted(folder.glob("*.sendtracker"), reverse=True) if folder.is_dir() else []
