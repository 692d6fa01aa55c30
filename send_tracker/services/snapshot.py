"""A whole copy of the open file, for a program that works on it meanwhile, or to give away."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.into_place import move_into_place
from send_tracker.services.session import Session
from send_tracker.storage.opened import is_open_here


def write_snapshot(session: Session, path: Path, *, with_files: bool = True) -> None:
    """Write a whole copy of the open file to ``path``, which must not exist; or one without its attached files.

    Raises:
        Problem: there is such a file already, no room, or the place cannot be written to.
    """
    if path.exists():
        raise Problem(f"“{path.name}” exists already and was left as it is. Choose another name.", "exists")
    session.file.snapshot(path, with_files=with_files)


def save_copy(session: Session, path: Path, *, replace: bool = False) -> None:
    """Save a copy under a name of the officer's; an old file of that name is replaced only when asked for.

    The new copy is whole before the old one goes.

    Raises:
        Problem: the file itself was named, there is such a file, or the place cannot be written to.
    """
    if is_open_here(path):
        raise Problem("That is the file you have open. Choose another name for the copy.", "same-file")
    if not replace:
        write_snapshot(session, path)
        return
    part = path.with_name(path.name + ".tmp")
    try:
        part.unlink(missing_ok=True)
        session.file.snapshot(part)
        move_into_place(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Problem(
            f"“{path.name}” could not be replaced: {error.strerror}. It is as it was.", "unwritable"
        ) from error
