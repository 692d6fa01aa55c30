"""Opening a file, a folder or a web page with the program that the computer has for it."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from send_tracker.domain.problem import Problem


def open_outside(url: QUrl) -> bool:
    """Hand a file, a folder or an address to its own program.

    Raises:
        Problem: this computer has no program for it.
    """
    if QDesktopServices.openUrl(url):
        return True
    where = url.toLocalFile() if url.isLocalFile() else url.toDisplayString()
    raise Problem(f"This computer found no program to open it with. It is at {where}.", "no-program")


@lru_cache(maxsize=1)
def _folder() -> QTemporaryDir:
    return QTemporaryDir()


def temporary_folder() -> Path:
    """Return the folder of files put out to be opened. It goes when the program ends: they may hold personal data."""
    return Path(_folder().path())


def drop_opened() -> None:
    """Delete what was put out to be opened: one of the files may just have been taken out of the tracker for good.

    One that its own program still holds stays until the program ends; on Windows it cannot be deleted.
    """
    for path in temporary_folder().iterdir():
        with suppress(OSError):
            path.unlink()
