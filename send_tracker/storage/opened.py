"""Which tracker files this process has open.

On POSIX, opening and closing such a file a second time, in any way, drops the lock that protects it: so
whoever reads a file that an officer named asks here first.
"""

from __future__ import annotations

from pathlib import Path

Key = tuple[int, int]

_open_here: dict[Key, str] = {}


def is_open_here(path: Path) -> bool:
    """Tell whether a path, a link included, leads to a tracker file that is open."""
    key = _key(path)
    return key is not None and key in _open_here


def tracker_here(path: Path) -> str:
    """Return the id of the tracker in a file that is open here; its lock keeps everybody from reading it there."""
    key = _key(path)
    return _open_here.get(key, "") if key is not None else ""


def remember(path: Path, tracker: str = "") -> Key | None:
    """Note that a file is open, and which tracker it holds; return what :func:`forget` wants."""
    key = _key(path)
    if key is not None:
        _open_here[key] = tracker
    return key


def forget(key: Key | None) -> None:
    """Note that a file was closed."""
    if key is not None:
        _open_here.pop(key, None)


def _key(path: Path) -> Key | None:
    try:
        found = path.stat()  # asks the folder, and opens nothing
    except OSError:
        return None
    return found.st_dev, found.st_ino
