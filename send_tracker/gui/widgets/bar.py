"""The stacked bar of statuses as a widget."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from send_tracker.gui import paint, theme
from send_tracker.gui.paint import Parts
from send_tracker.gui.widgets.label import tip


class StackedBar(QLabel):
    """A stacked bar. It is a label, so that a screen reader reads all its counts as text."""

    def __init__(
        self, parts: Parts = (), height: int = 8, letters: bool = False, parent: QWidget | None = None
    ) -> None:
        """Make the bar; ``letters`` writes letter and count inside, for a bar of 14 px or more."""
        super().__init__(parent)
        self._parts: Parts = ()
        self._share = 1.0
        self._height, self._letters = height, letters
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts)
        theme.hub.changed.connect(self.retheme)

    def set_parts(self, parts: Parts, most: int = 0) -> None:
        """Show counts, in drawing order (``StatusScale.stacked``).

        Args:
            parts: statuses with their counts; noughts are named in the tooltip and not drawn.
            most: the count that fills the whole width, so that bars below each other compare; 0 for this one's.
        """
        self._parts = tuple(parts)
        total = sum(count for _, count in parts)
        self._share = min(1.0, total / most) if most else 1.0
        sentence = paint.bar_sentence(parts)
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setToolTip(tip(sentence.replace(", ", "\n")))
        self.update()

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as in the plan, 112; taller with the text only where there is text inside."""
        return QSize(112, theme.px(self._height) if self._letters else self._height)

    def minimumSizeHint(self) -> QSize:
        """Allow being narrow."""
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        height = self.sizeHint().height()
        box = QRectF(0, (self.height() - height) / 2, self.width() * self._share, height)
        painter = QPainter(self)
        paint.draw_bar(painter, box, self._parts, self._letters)
        painter.end()
