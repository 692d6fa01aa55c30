"""Choosing where a file goes. The system's own dialog asks before an old file is replaced."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from send_tracker.gui.preferences import Preferences


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


def evidence_files(parent: QWidget, title: str, preferences: Preferences) -> list[Path]:
    """Ask for files of evidence, where the last ones came from; at first among the user's documents."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, _evidence_folder(preferences))
    return _from_there([Path(name) for name in chosen], preferences)


def evidence_file(parent: QWidget, title: str, preferences: Preferences) -> Path | None:
    """Ask for one file of evidence, where the last ones came from."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, _evidence_folder(preferences))
    return next(iter(_from_there([Path(chosen)] if chosen else [], preferences)), None)


def _evidence_folder(preferences: Preferences) -> str:
    kept = preferences.get("evidence_folder")
    return kept if kept and Path(kept).is_dir() else documents()


def _from_there(paths: list[Path], preferences: Preferences) -> list[Path]:
    """Remember where files came from."""
    if paths:
        preferences.set("evidence_folder", str(paths[0].parent))
    return paths
