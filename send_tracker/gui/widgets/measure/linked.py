"""The actions that were meant to move a measure: reference, title and status; one click goes to the action."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.register import Action
from send_tracker.domain.status import StatusLevel, StatusScale
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.painted import PaintedButton

_ROW, _REF = 36, 38


class _LinkedRow(PaintedButton):
    """One linked action."""

    def __init__(self, action: Action, level: StatusLevel) -> None:
        super().__init__("")
        self._action, self._level = action, level
        self.setAccessibleName(f"{action.ref} {action.title}, {level.letter} {level.label}. Opens the action.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """One line and its rule."""
        return QSize(theme.px(200), theme.px(_ROW))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw reference, title and chip."""
        if self.underMouse():
            painter.fillRect(rect, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        cy, wide = rect.center().y(), paint.chip_width(self._level)
        left = max(theme.px(_REF), theme.metrics("body").horizontalAdvance(self._action.ref) + 10)
        room = rect.width() - left - 8
        narrow = wide > room * 0.4
        paint.draw_words(painter, 0, cy, self._action.ref, "muted")
        chip = paint.chip_width(self._level, "") if narrow else wide
        paint.draw_chip(painter, rect.right() - chip, cy, self._level, "" if narrow else None)
        paint.draw_words(painter, left, cy, paint.elided(self._action.title, room - chip - 4), "text")
        if self.hasFocus():
            paint.draw_focus(painter, rect, 4)


class LinkedActions(QWidget):
    """The list. ``opened`` carries the id of an action."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._head = Label("Linked actions", "small", 500, "muted")
        self._head.setContentsMargins(0, 0, 0, 6)
        self._none = Label("No action is linked to this measure.", "body", token="muted")
        self._column.addWidget(self._head)
        self._column.addWidget(self._none)
        self.rows: list[QWidget] = []

    def show_actions(self, actions: Sequence[Action], scale: StatusScale) -> None:
        """Show actions in their order."""
        wanted = tuple((a.id, a.ref, a.title, a.status) for a in actions)
        if wanted == self._shown and self.rows:
            return
        self._shown = wanted
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(action, scale[action.status]) for action in actions]
        for row in self.rows:
            self._column.addWidget(row)
        self._none.setVisible(not actions)

    def _row(self, action: Action, level: StatusLevel) -> QWidget:
        row = _LinkedRow(action, level)
        row.clicked.connect(lambda _on: self.opened.emit(action.id))
        return row
