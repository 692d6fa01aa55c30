"""Where the window stood when it was closed, and how large it may be when it opens for the first time."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QStyle


def kept(window: QMainWindow) -> str:
    """Return the place of a window as text for the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore(window: QMainWindow, text: str) -> None:
    """Put a window where it stood, or make it as large as the smallest laptop that we know of allows."""
    place = QByteArray.fromBase64(text.encode("ascii", "replace"))
    if place.isEmpty() or not window.restoreGeometry(place):
        room = window.screen().availableGeometry()
        # The window has a title bar besides: without its room the status strip would lie below the screen.
        title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        window.resize(min(1366, room.width()), min(768, room.height() - title))
