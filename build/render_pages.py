"""Render every page and dialog from the sample, to look at: light, dark and high contrast, in three sizes.

Usage: ``python build/render_pages.py [FOLDER] [--only NAME]``. Writes ``NAME-THEME-SIZE.png``.
Each size is a process of its own, because Qt reads the scale factor once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from render_scenes import scenes
from safe_scenes import safe_scenes

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from send_tracker.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Size:
    """A window in logical pixels, with the factor the screen is scaled by and the text size."""

    name: str
    width: int
    height: int
    factor: float
    text: float = 1.0


SIZES = (
    Size("laptop", 1093, 614, 1.25),
    Size("pictures", 1366, 768, 1.25),
    Size("desktop", 1920, 1080, 1.0),
    Size("double", 1366, 768, 1.0, 2.0),
)
"""A 1366x768 laptop at 125 %, the size of the reference pictures, a full-HD screen, and text at 200 %."""

THEMES = ("light", "dark", "contrast")


def main() -> None:
    """Render all, one process a size; or one size, when called by itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("dist") / "pictures")
    parser.add_argument("--only", default="", help="names that begin with this")
    parser.add_argument("--size", default="", help=argparse.SUPPRESS)
    parser.add_argument("--sample", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.size:
        render(next(s for s in SIZES if s.name == given.size), given.folder, given.only, given.sample)
        return
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "nottinghamshire-demo.sendtracker"
        make_sample(sample)
        for size in SIZES:
            _run_size(size, given.folder, given.only, sample)


def make_sample(path: Path) -> None:
    """Write the sample."""
    from send_tracker.bootstrap import create_sample

    create_sample(path).close()


def _run_size(size: Size, folder: Path, only: str, sample: Path) -> None:
    words = [sys.executable, __file__, str(folder), "--size", size.name, "--sample", str(sample)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(size.factor)}
    environment["XDG_DATA_HOME"] = str(sample.parent / size.name)  # its backups are none of this user's
    subprocess.run([*words, *(["--only", only] if only else [])], check=True, env=environment)


def render(size: Size, folder: Path, only: str, sample: Path) -> None:
    """Render every scene in every theme at one size."""
    from PySide6.QtTest import QTest

    from send_tracker.gui import theme
    from send_tracker.gui.app import make_application

    application = make_application()
    for name, path, prepare in (*scenes(sample), *safe_scenes(sample)):
        if not name.startswith(only):
            continue
        for mode in THEMES:
            theme.apply(application, mode, size.text)  # type: ignore[arg-type]
            with tempfile.TemporaryDirectory() as own:
                # A copy for each picture: what one scene edits is not in the next.
                window = make_window(Path(shutil.copy(path, own)) if path else None)
                window.resize(size.width, size.height)
                window.show()
                prepare(window)
                QTest.qWait(700)
                shoot(window).save(str(folder / f"{name}-{mode}-{size.name}.png"))
                close_window(window)


def make_window(path: Path | None) -> MainWindow:
    """Return a window on a file, or on the welcome page."""
    from send_tracker.bootstrap import (
        back_up_now,
        create_sample,
        create_tracker,
        last_backup,
        listed_backups,
        open_tracker,
        restore,
    )
    from send_tracker.gui.app import open_window
    from send_tracker.gui.opener import Opener, Rescue
    from send_tracker.gui.preferences import Preferences
    from send_tracker.window import command_line

    opener = Opener(
        open_tracker,
        create_tracker,
        lambda target, on_progress: create_sample(target, on_progress=on_progress).close(),
        last_backup,
        Path(tempfile.gettempdir()),
        command_line(),
        back_up_now,
        rescue=Rescue(listed_backups, restore),
    )
    preferences = Preferences(None)
    preferences.set("steps_done", True)
    return open_window(path, opener, preferences)


def shoot(window: MainWindow) -> QPixmap:
    """Grab the window with whatever dialog lies over it."""
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    picture = window.grab()
    painter = QPainter(picture)
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and dialog.isVisible():
            at = window.mapFromGlobal(dialog.mapToGlobal(dialog.rect().topLeft()))
            painter.drawPixmap(at, dialog.grab())
    painter.end()
    return picture


def close_window(window: MainWindow) -> None:
    """Close a window and whatever dialog lies over it."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    for dialog in QApplication.topLevelWidgets():
        if isValid(dialog) and dialog is not window and dialog.isVisible():  # closing one may take others with it
            dialog.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    main()
