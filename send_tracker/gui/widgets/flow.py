"""A row that wraps: what does not fit goes to the next line, and the window never grows for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its parts out in rows from the left."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, line_gap: int = 6) -> None:
        """Make the layout; ``gap`` lies between parts, ``line_gap`` between rows."""
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part."""
        self._parts.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part, or None outside."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part back, or None outside."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Be higher when narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the parts."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything on one row."""
        sizes = [p.sizeHint() for p in self._parts if not p.isEmpty()]
        width = sum(s.width() for s in sizes) + self._gap * max(0, len(sizes) - 1)
        return self._with_margins(QSize(width, max((s.height() for s in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """The widest part alone."""
        size = QSize()
        for part in self._parts:
            if not part.isEmpty():
                size = size.expandedTo(part.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """Break the parts into rows of a width."""
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for part in self._parts:
            if part.isEmpty():
                continue
            wide = part.sizeHint().width()
            if rows[-1] and used + self._gap + wide > width:
                rows.append([])
            used = used + self._gap + wide if rows[-1] else wide
            rows[-1].append(part)
        return rows

    def _arrange(self, rect: QRect, move: bool) -> int:
        """Go through the rows, placing parts on their middle line when ``move``; return the height they take."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for at, row in enumerate(self._rows(inner.width())):
            y += self._line_gap if at else 0
            height = max((p.sizeHint().height() for p in row), default=0)
            x = inner.x()
            for part in row:
                size = part.sizeHint()
                if move:
                    place = QPoint(x, y + (height - size.height()) // 2)
                    part.setGeometry(QRect(place, QSize(min(size.width(), inner.width()), size.height())))
                x += size.width() + self._gap
            y += height
        return y - rect.y() + margins.bottom()
