"""What a screen reader is told that our painted widgets are, where Qt would only say "a part of a window".

Qt asks by the names of a widget's class and of those it descends from, and only while somebody listens.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE = QAccessible.Role
ROLES: Final = {
    "MeasureBars": _ROLE.Chart,
    "Plot": _ROLE.Chart,
    "ReviewBody": _ROLE.Grouping,
    "SmallChart": _ROLE.Chart,
    "StatusBars": _ROLE.Chart,
}
_installed: list[object] = []


def install() -> None:
    """Answer Qt's question from now on, once for each run."""
    if not _installed:
        _installed.append(_interface)
        QAccessible.installFactory(_interface)


def _interface(class_name: str, asked: QObject) -> QAccessibleInterface | None:
    role = ROLES.get(class_name)
    if role is None or not isinstance(asked, QWidget):
        return None
    return QAccessibleWidget(asked, role, "")
