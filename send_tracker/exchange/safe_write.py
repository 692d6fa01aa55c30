"""Writing a file so that it is there whole or not at all, and never in place of another by accident."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from send_tracker.domain.problem import Problem
from send_tracker.into_place import is_held, move_into_place

_REASONS = {
    errno.ENOSPC: ("the disk is full", "disk-full"),
    errno.EDQUOT: ("the disk is full", "disk-full"),
    errno.EFBIG: ("the disk is full", "disk-full"),
    errno.EACCES: ("this place may not be written to", "not-writable"),
    errno.EPERM: ("this place may not be written to", "not-writable"),
    errno.EROFS: ("this place may not be written to", "not-writable"),
    errno.ENOENT: ("there is no such folder", "no-folder"),
    errno.ENOTDIR: ("there is no such folder", "no-folder"),
    errno.ENAMETOOLONG: ("the name is too long", "name-too-long"),
}


@contextmanager
def replacing(target: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write to, and put it at ``target`` when the block ends well.

    It is written beside the target, flushed to the disk and moved there in one step. Whatever is raised in
    the block, also by a cancelled task, leaves the target as it was and nothing beside it.

    Args:
        target: where the file shall be.
        force: replace a file that is there.

    Raises:
        Problem: a file is there already or open elsewhere, or the place cannot be written to.
    """
    try:
        _refuse(target, force)
    except OSError as error:
        raise _problem(target, error) from error
    part = target.with_name(target.name + ".tmp")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _refuse(target, force)
        move_into_place(part, target)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise _problem(target, error) from error
        raise


def _refuse(target: Path, force: bool) -> None:
    """Stop before another file is lost."""
    if target.is_dir():
        raise Problem(f"“{target.name}” is a folder. Give the name of a file.", "is-folder")
    if not target.exists():
        return
    if not force:
        raise Problem(f"“{target.name}” exists already and was left as it is. Choose another name.", "exists")
    # Excel and LibreOffice leave these beside a document that they have open.
    if any(target.with_name(n).exists() for n in (f"~${target.name}", f".~lock.{target.name}#")):
        raise Problem(f"“{target.name}” is open in another program. Close it there, or choose another name.", "open")


def _problem(target: Path, error: OSError) -> Problem:
    """Say in one sentence why the file could not be written."""
    if is_held(error) and target.exists():
        return Problem(
            f"“{target.name}” is open in another program. Close it there, or choose another name.",
            "open",
        )
    why, code = _REASONS.get(error.errno or 0, (error.strerror or str(error), "cannot-write"))
    return Problem(f"“{target.name}” was not written: {why}. Nothing was left half-written.", code)
