"""The column heads of the evidence register, and the measures that its cells share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from send_tracker.domain.evidence_filter import EvidenceSort
from send_tracker.gui import icons, paint, theme

ROW, HEAD = 32, 28
_FIRST, _PAD = 16, 8
WIDTHS: Final[Mapping[EvidenceSort, int]] = {
    EvidenceSort.REF: 62,
    EvidenceSort.TYPE: 134,
    EvidenceSort.ABOUT: 104,
    EvidenceSort.LOGGED: 104,
    EvidenceSort.SOURCE: 128,
    EvidenceSort.SENSITIVITY: 136,
    EvidenceSort.SUPPORTS: 104,
    EvidenceSort.FILE: 96,
    EvidenceSort.REVIEW: 118,
}


def left_of(column: int) -> int:
    """Return how far in the words of a column begin: the first one keeps the page's edge."""
    return theme.px(_FIRST if column == 0 else _PAD)


class Head(QHeaderView):
    """Column heads in small words, with an arrow on the one that sorts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the heads."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sort: tuple[int, bool] = (0, False)
        self.setFixedHeight(theme.px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one head."""
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        x = rect.x() + left_of(logicalIndex)
        x += int(paint.draw_words(painter, x, rect.center().y(), words, "muted", "small", 500)) + 3
        if self.sort[0] == logicalIndex:
            side = theme.px(12)
            name = "chevron-down" if self.sort[1] else "chevron-up"
            icons.draw(painter, x, rect.center().y() - side / 2, name, "muted", side)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
