"""What is not finished yet: how it is named, so that the next start can tell what a kill left behind, and remove it."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import uuid
from contextlib import suppress
from pathlib import Path

from send_tracker.storage.processes import is_running

_ENDING = ".tmp"
"""Sync clients leave it alone."""


def own_mark() -> str:
    """Return what tells this computer's part files from others'."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def part_of(target: Path, what: str) -> Path:
    """Return a path beside a target for what is not finished yet.

    Args:
        target: what it becomes, or a name for what only passes. what: in a word, what is being done.
    """
    return target.with_name(f"{target.name}.{own_mark()}-{os.getpid()}-{uuid.uuid4().hex[:8]}.{what}{_ENDING}")


def clean_parts(*folders: Path) -> list[Path]:
    """Remove what programs of this computer left unfinished that run no more; return what was removed."""
    gone = []
    for folder in folders:
        for part in sorted(folder.glob(f"*.{own_mark()}-*{_ENDING}*")) if folder.is_dir() else []:
            if _is_left(part.name):
                with suppress(OSError):
                    part.unlink()
                    gone.append(part)
    return gone


def _is_left(name: str) -> bool:
    made = re.search(rf"\.{own_mark()}-(?:(\d+)-)?[0-9a-f]{{8}}\.\w+{re.escape(_ENDING)}(-journal)?$", name)
    return made is not None and not (made[1] and is_running(int(made[1])))  # former versions named no process
