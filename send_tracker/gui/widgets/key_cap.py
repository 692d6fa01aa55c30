"""A key on the keyboard, as a small outlined cap."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from send_tracker.gui import icons, paint, theme

_ARROWS = {"Left": "arrow-left", "Right": "arrow-right"}


class KeyCap(QLabel):
    """One key or chord: "Esc", "Ctrl+Z", "Left"."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        """Make the cap; Left and Right are drawn as arrows."""
        super().__init__(keys, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(f"{keys} key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The words; 20 high, and never narrower than high."""
        width = theme.px(12) if self.text() in _ARROWS else theme.metrics("small", 500).horizontalAdvance(self.text())
        return QSize(max(ceil(width) + 11, theme.px(22)), theme.px(20))

    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.fill_round(painter, rect, 4, theme.colour("surface"), theme.colour("field"))
        if self.text() in _ARROWS:
            side = theme.px(12)
            corner = rect.center()
            icons.draw(painter, corner.x() - side / 2, corner.y() - side / 2, _ARROWS[self.text()], "text", side)
        else:
            width = theme.metrics("small", 500).horizontalAdvance(self.text())
            x = rect.center().x() - width / 2
            paint.draw_words(painter, x, rect.center().y(), self.text(), "text", "small", 500)
        painter.end()
