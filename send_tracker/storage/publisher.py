"""Putting a whole snapshot in a synced or network folder, by swap: whoever reads there sees the old or the new one.

The snapshot is made and checked on this computer, written beside its target under a name of its own, read back,
and swapped in. A client that holds the target makes the swap wait; it is never replaced by writing in place.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.into_place import is_held, move_into_place
from send_tracker.storage.connection import connect
from send_tracker.storage.evidence_files import EvidenceFiles
from send_tracker.storage.parts import part_of
from send_tracker.storage.slim import slim_copy

WAITS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.85)
"""Seconds between the tries of a swap, five in all: an indexer or a virus scanner lets go within that."""

_SHARE = "share"


def files_folder(target: Path) -> Path:
    """Return where the attached files of a shared copy lie, each once, by hash."""
    return target.with_name(f"{target.stem} files")


def publish(
    connection: sqlite3.Connection, target: Path, workshop: Path, sleep: Callable[[float], None] = time.sleep
) -> str:
    """Share the whole file as it is now, and return the SHA-256 of what was shared.

    Args:
        connection: the open file. target: where the shared copy lies. workshop: a folder on this computer.
        sleep: waits between the tries of a swap.

    Raises:
        Problem: the folder cannot be reached or written to, the disk is full, or another program holds the target.
            Everything stays safe in the working copy.
    """
    workshop.mkdir(parents=True, exist_ok=True)
    made = part_of(workshop / target.name, "snapshot")
    try:
        slim_copy(connection, made)
        _check(made)
        share_files(connection, files_folder(target), sleep)
        return _put(made, target, sleep)
    except OSError as error:
        raise _not_shared(target, error) from error
    finally:
        made.unlink(missing_ok=True)


def _check(made: Path) -> None:
    with closing(connect(made, read_only=True)) as copy:
        if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Problem(
                "The snapshot did not pass its check, so it was not shared. Your work is safe on this computer.",
                "share",
            )


def share_files(connection: sqlite3.Connection, folder: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """Put the attached files into a folder, each under its hash, that are not there yet.

    Raises:
        OSError: the folder cannot be reached or written to.
    """
    kept = EvidenceFiles(connection)
    for name in kept.names():
        if not (folder / name).exists():
            put_file(kept.raw(name), name, folder, sleep)


def put_file(content: bytes, name: str, folder: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """Put one attached file into a folder under its hash. Touches no tracker, so a thread may do it.

    Raises:
        OSError: the folder cannot be reached or written to.
        Problem: what is read back there is not what was sent.
    """
    folder.mkdir(exist_ok=True)  # never its parents: a shared folder that is gone must not be made anew here
    _put_bytes(content, name, folder / name, sleep)


def _put(made: Path, target: Path, sleep: Callable[[float], None]) -> str:
    part = part_of(target, _SHARE)
    try:
        shutil.copyfile(made, part)
        return _swap_in(part, target, _digest(made), sleep)
    finally:
        with suppress(OSError):
            part.unlink()


def _put_bytes(content: bytes, name: str, target: Path, sleep: Callable[[float], None]) -> None:
    """Put an attached file in its place. What is read back must have its name for a hash, so one hash proves all.

    One that is damaged here stays behind, and does not keep the edits from being shared; the check names it.
    """
    part = part_of(target, _SHARE)
    try:
        part.write_bytes(content)
        _swap_in(part, target, name, sleep)
    except Problem:
        if hashlib.sha256(content).hexdigest() == name:
            raise
    finally:
        with suppress(OSError):
            part.unlink()


def _swap_in(part: Path, target: Path, wanted: str, sleep: Callable[[float], None]) -> str:
    """Flush, read back, compare, swap; wait while another program holds the target."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if _digest(part) != wanted:
        raise Problem("What was written there is not what was sent. Your work is safe on this computer.", "share")
    move_into_place(part, target, WAITS, sleep=sleep, held=_is_held)
    return wanted


def _is_held(error: OSError) -> bool:
    """Tell whether the target is held; a network folder says it by refusing, on every system."""
    return isinstance(error, PermissionError) or is_held(error)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _not_shared(target: Path, error: OSError) -> Problem:
    why = (error.strerror or str(error)) if target.parent.is_dir() else "the folder is not there"
    return Problem(
        f"“{target.name}” could not be shared in “{target.parent}”: {why}. Your work is safe on this computer; "
        "it is shared as soon as the folder can be written to.",
        "share",
    )
