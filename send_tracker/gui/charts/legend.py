"""Statuses with their shapes, letters and words, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.label import tip

_GAP, _AFTER_SHAPE = 16, 5


class Legend(QLabel):
    """A legend, right-aligned. Where there is no room for the words, the letters stand alone."""

    def __init__(self, levels: Sequence[StatusLevel] = (), parent: QWidget | None = None) -> None:
        """Make the legend of some statuses, in their drawing order."""
        super().__init__(parent)
        self._levels: tuple[StatusLevel, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_levels(levels)
        theme.hub.changed.connect(self.retheme)

    def set_levels(self, levels: Sequence[StatusLevel]) -> None:
        """Show other statuses."""
        self._levels = tuple(levels)
        words = ", ".join(f"{s.letter} {s.label}" for s in levels)
        self.setText(words)
        self.setAccessibleName(f"Statuses: {words}")
        self.setToolTip(tip(words.replace(", ", "\n")))
        self.retheme()

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def _word(self, level: StatusLevel, short: bool) -> str:
        return level.letter if short else f"{level.letter} {level.label}"

    def _needed(self, short: bool) -> float:
        fm, scale = theme.metrics("small"), theme.text_scale()
        words = sum(fm.horizontalAdvance(self._word(s, short)) for s in self._levels)
        return words + ((paint.SHAPE + _AFTER_SHAPE + _GAP) * len(self._levels) - _GAP) * scale if self._levels else 0

    def sizeHint(self) -> QSize:
        """All words on one line."""
        return QSize(ceil(self._needed(short=False)) + 2, theme.px(20))

    def minimumSizeHint(self) -> QSize:
        """Letters only."""
        return QSize(ceil(self._needed(short=True)) + 2, theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shapes and words."""
        painter, scale = QPainter(self), theme.text_scale()
        short = self._needed(short=False) > self.width()
        side, cy = paint.SHAPE * scale, self.height() / 2
        x = max(0.0, self.width() - self._needed(short))
        for level in self._levels:
            paint.draw_shape(painter, QRectF(x, cy - side / 2, side, side), level)
            x += side + _AFTER_SHAPE * scale
            x += paint.draw_words(painter, x, cy, self._word(level, short), "muted", "small") + _GAP * scale
        painter.end()
