"""Choosing where a file goes. The system's own dialog asks before an old file is replaced."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def documents() -> str:
    """Return the user's documents folder, or the home folder where there is none."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found if found and Path(found).is_dir() else str(Path.home())


def free_name(path: Path) -> Path:
    """Return ``path``, or the same name with the next free number if there is such a file."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free


def to_save(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Ask where to save; None when the officer thinks better of it. The ending of ``suggested`` is kept."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(suggested.suffix)
