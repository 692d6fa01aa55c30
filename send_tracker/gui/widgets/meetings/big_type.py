"""Words and statuses for a projector: they grow with the window, so that one reads them from the back of the room.

A wall or a large screen shows a window some 1.2 metres high from five metres away. There the text is 1/22 of the
window's height, more than five centimetres a line; nothing smaller than that has to be read from a chair.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme
from send_tracker.gui.theme import FontName
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.label import Label

_PLAIN_HEIGHT: Final = 560
"""The height of a window, in logical pixels, in which type is as large as on any page."""
_LARGEST: Final = 2.6


def type_scale(height: int) -> float:
    """Return how many times larger type is in a window of a height; the text size of the preferences counts in it."""
    return max(1.0, min(height / _PLAIN_HEIGHT, _LARGEST / theme.text_scale()))


class BigLabel(Label):
    """A label in a font of the theme, made larger."""

    def __init__(self, font: FontName, weight: int = 400, token: str = "text", scale: float = 1.0) -> None:
        self._scale = scale
        super().__init__("", font, weight, token, wrap=True)

    def set_scale(self, scale: float) -> None:
        """Make it larger or smaller."""
        if scale != self._scale:
            self._scale = scale
            self.retheme()

    def retheme(self) -> None:
        """Take font and colour again."""
        super().retheme()
        larger = QFont(self.font())
        larger.setPixelSize(round(larger.pixelSize() * self._scale))
        self.setFont(larger)


class BigChip(Chip):
    """A status chip, made larger: drawn as any chip and enlarged as a whole."""

    def __init__(self, level: StatusLevel, scale: float, parent: QWidget | None = None) -> None:
        self._scale = scale
        super().__init__(level, parent=parent)

    def set_scale(self, scale: float) -> None:
        """Make it larger or smaller."""
        self._scale = scale
        self.retheme()

    def sizeHint(self) -> QSize:
        """The size of the chip, enlarged."""
        return super().sizeHint() * self._scale

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, enlarged."""
        painter = QPainter(self)
        painter.scale(self._scale, self._scale)
        paint.draw_chip(painter, 0, self.height() / self._scale / 2, self._level, self._word)
        painter.end()
