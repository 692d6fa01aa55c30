"""The column heads of a register: small words, an arrow on the one that sorts."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.models.register_model import RegisterColumns

HEIGHT: Final = 28
FIRST: Final = 16
"""How far in the words of the first column begin: they keep the page's edge."""
PAD: Final = 8


class RegisterHeads(QHeaderView):
    """The heads; over numbers they stand at the right, as the numbers do."""

    def __init__(self, columns: RegisterColumns[Any, Any], parent: QWidget | None = None) -> None:
        """Make the heads of these columns."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sort: tuple[int, bool] = (0, False)
        self.first = 0
        self.setFixedHeight(theme.px(HEIGHT))

    def inset(self, column: int) -> int:
        """Return how far in the words of a column begin."""
        return theme.px(FIRST if column == self.first else PAD)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one head."""
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        column = self._columns.order[logicalIndex]
        sorts = self.sort[0] == logicalIndex
        words = self._columns.names[column] if sorts else self._columns.head(column)
        side = theme.px(12) if sorts else 0
        left = rect.x() + self.inset(logicalIndex)
        words = paint.elided(words, rect.right() - left - side - 2, "small", 500)
        wide = theme.metrics("small", 500).horizontalAdvance(words)
        x = rect.right() - theme.px(PAD) - wide - side if column in self._columns.right else left
        x += paint.draw_words(painter, x, rect.center().y(), words, "muted", "small", 500)
        if sorts:
            name = "chevron-down" if self.sort[1] else "chevron-up"
            icons.draw(painter, x + 1, rect.center().y() - side / 2, name, "muted", side)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
