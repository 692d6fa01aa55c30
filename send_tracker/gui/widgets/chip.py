"""A status as letter, shape, word and colour."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme


class Chip(QLabel):
    """The status chip. It is a label, so that a screen reader reads "A Obstacles" as text."""

    def __init__(self, level: StatusLevel, word: str | None = None, parent: QWidget | None = None) -> None:
        """Make the chip; ``word`` stands in for the status's own."""
        super().__init__(parent)
        self._level = level
        self._word = word
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_level(level, word)
        theme.hub.changed.connect(self.retheme)

    def set_level(self, level: StatusLevel, word: str | None = None) -> None:
        """Show another status."""
        self._level = level
        self._word = word
        shown = level.label if word is None else word
        self.setText(f"{level.letter} {shown}")
        self.setAccessibleName(f"{level.letter} {shown}")
        self.retheme()

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The width of letter, shape and word; 20 high."""
        return QSize(ceil(paint.chip_width(self._level, self._word)), theme.px(paint.CHIP_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint.draw_chip(painter, 0, self.height() / 2, self._level, self._word)
        painter.end()
