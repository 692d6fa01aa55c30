"""Undo and redo in a field: the field's own while something typed can be taken back, the window's otherwise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_STANDARD = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def left_to_window(event: QEvent, has_typed: Callable[[], bool]) -> bool:
    """Tell whether a chord was left to the window's Undo and Redo.

    Qt's fields keep these keys even with nothing to take back. After an update is saved by Enter the cursor stands
    in the next field, and Ctrl+Z there has to undo the update.

    Args:
        event: what came to the field. It is ignored if it is such a chord and nothing was typed.
        has_typed: tells whether the field holds something that was typed and can be taken back.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    is_redo = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    is_chord = is_redo or any(event.matches(key) for key in _STANDARD)
    if not is_chord or has_typed():
        return False
    event.ignore()
    return True
