"""Files that the system hands over while the program runs: macOS sends an event where others name it at the start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from send_tracker.gui.files import ENDING

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow


class FileOpener(QObject):
    """Watches the application, and opens what it is handed in the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the event of a tracker file; everything else goes its way."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            if event.file().lower().endswith(ENDING):
                self._window.files.open(Path(event.file()))
            return True
        return False
