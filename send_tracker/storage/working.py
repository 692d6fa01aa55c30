"""Working copies: where the copy of a shared file lies on this computer, and how it gets there the first time."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import closing
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.into_place import move_into_place
from send_tracker.storage.evidence_files import bring
from send_tracker.storage.opening import inspect, open_checked
from send_tracker.storage.parts import clean_parts, part_of
from send_tracker.storage.publisher import files_folder


def working_path(folder: Path, origin: Path) -> Path:
    """Return where the working copy of a shared file lies: a folder of its own, so that two of one name do not meet."""
    place = hashlib.sha256(str(origin).encode()).hexdigest()[:12]
    return folder / place / origin.name


def fetch(folder: Path, origin: Path) -> Path:
    """Return the working copy of a shared file, making it if there is none. Part files of a kill are removed.

    Raises:
        Problem: the shared file is missing or unsound, and there is no working copy of it yet.
    """
    target = working_path(folder, origin)
    clean_parts(origin.parent, files_folder(origin), target.parent)
    if target.exists():
        return target
    inspect(origin)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(target, "fetch")
    try:
        shutil.copyfile(origin, part)
        inspect(part)
        with closing(open_checked(part, foreign=True)) as copy:
            bring(copy, files_folder(origin))
        move_into_place(part, target)
    except OSError as error:
        raise Problem(f"“{origin.name}” could not be copied to this computer: {error.strerror}.", "fetch") from error
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + "-journal").unlink(missing_ok=True)
    return target
