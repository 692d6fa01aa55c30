"""Putting files into folders: whether one takes any, and moving what is finished to its name with patience."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the tries. A virus scanner looks at every new file on Windows, and lets go within that."""

_HELD: Final = frozenset({5, 32, 33})
"""Windows errors for a file that another program holds: access denied, sharing violation, lock violation."""


def is_held(error: OSError) -> bool:
    """Tell whether an error says that another program holds a file just now. Only Windows says so."""
    return getattr(error, "winerror", None) in _HELD


def move_into_place(
    part: Path,
    target: Path,
    waits: Iterable[float] = WAITS,
    *,
    sleep: Callable[[float], None] = time.sleep,
    held: Callable[[OSError], bool] = is_held,
) -> None:
    """Give a finished file its name, replacing what bears it; a folder only where none bears it.

    Args:
        part: what is finished, on the same drive. target: what it becomes. waits: seconds between the tries.
        sleep: waits. held: tells by its error whether a try may be repeated.

    Raises:
        OSError: it could not be moved, or was held to the end. Both are as they were then.
    """
    for wait in (*waits, None):
        try:
            part.replace(target)
        except OSError as error:
            if wait is None or not held(error):
                raise
            sleep(wait)
        else:
            return


def takes_files(folder: Path) -> bool:
    """Tell whether a file can be made in a folder, by making one: of a folder Windows tells it in no other way."""
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
