"""The size that an officer gave a dialog: kept by its kind, at the text size that it was read at."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from send_tracker.gui import theme
from send_tracker.gui.preferences import Preferences

_SETTING = "dialog_sizes"
_PERCENT = 100


def kept_size(dialog: QDialog) -> QSize | None:
    """Return the size that dialogs of this kind were last given; None at another text size, where it would not fit."""
    preferences = _preferences(dialog)
    match preferences.get(_SETTING).get(type(dialog).__name__) if preferences else None:
        case [int(width), int(height), int(percent)] if percent == _text_percent() and width > 0 and height > 0:
            return QSize(width, height)
    return None


def keep_size(dialog: QDialog, opened: QSize) -> None:
    """Keep the size of a dialog that was given another than it opened with; not that of the whole screen."""
    preferences, size = _preferences(dialog), dialog.size()
    if preferences is None or size == opened or dialog.isMaximized() or dialog.isFullScreen():
        return
    mine = [size.width(), size.height(), _text_percent()]
    preferences.set(_SETTING, {**preferences.get(_SETTING), type(dialog).__name__: mine})


def _text_percent() -> int:
    return round(theme.text_scale() * _PERCENT)


def _preferences(dialog: QDialog) -> Preferences | None:
    """Return the settings of the window that a dialog stands over, however many dialogs are between."""
    above: QWidget | None = dialog.parentWidget()
    while above is not None:
        found = getattr(above, "preferences", None)
        if isinstance(found, Preferences):
            return found
        above = above.parentWidget()
    return None
