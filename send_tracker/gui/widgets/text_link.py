"""A link of small words, to stand in a row of words: a button as everywhere, one line high."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.widgets.painted import PaintedButton

_PAD = 2


class TextLink(PaintedButton):
    """Underlined words in the accent colour; what has no room ends in an ellipsis and is whole in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Make the link."""
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str, spoken: str = "") -> None:
        """Say something else; ``spoken`` is the whole sentence for a screen reader."""
        self.setText(words.replace("&", "&&"))
        self._words = words
        self.setAccessibleName(spoken or words)
        self.setToolTip(tip(spoken))
        self.retheme()

    _words = ""

    def sizeHint(self) -> QSize:
        """The words, one line high."""
        metrics = theme.metrics("chip", 500)
        return QSize(ceil(metrics.horizontalAdvance(self._words)) + 2 * _PAD + 1, ceil(metrics.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        """Allow being cut."""
        return QSize(theme.px(24), self.sizeHint().height())

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the words with a line under them, and the ring."""
        metrics = theme.metrics("chip", 500)
        colour = theme.colour("accent" if self.isEnabled() else "muted")
        shown = paint.elided(self._words, rect.width() - 2 * _PAD, "chip", 500)
        painter.setFont(theme.font("chip", 500))
        painter.setPen(colour)
        base = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(_PAD, base), shown)
        painter.setPen(QPen(colour, 1))
        under = round(base) + 2.5
        painter.drawLine(QPointF(_PAD, under), QPointF(_PAD + metrics.horizontalAdvance(shown), under))
        if self.hasFocus():
            paint.draw_focus(painter, rect, 4)
