"""The word in the menu bar that says which day the window shows, and opens the list of days."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.widgets.painted import PaintedButton

HEIGHT = 26


class DayButton(PaintedButton):
    """Says "As at today", or "As at 31 May 2025" on the accent's ground while the past is shown."""

    def __init__(self, keys: str) -> None:
        super().__init__("As at today")
        self._past = False
        self._keys = keys
        self.set_day("")

    def set_day(self, day: str) -> None:
        """Say which day is shown; an empty one is today."""
        self._past = bool(day)
        self.setText(f"As at {day or 'today'}")
        self.setAccessibleName(f"{self.text()}. Show the plan as it stood on another day")
        self.setToolTip(tip(f"Show everything as it stood on another day ({self._keys})"))
        self.retheme()

    def sizeHint(self) -> QSize:
        """The words, the chevron and the room around them."""
        width = theme.metrics("chip", 500).horizontalAdvance(self.text())
        return QSize(ceil(width) + theme.px(20) + 20, theme.px(HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the words and the chevron."""
        token = "accent" if self._past else "muted"
        if self._past or self.underMouse() or self.isDown():
            ground = theme.colour("sel" if self._past else "hover")
            paint.fill_round(painter, rect, 6, ground, theme.colour("accent") if self._past else None)
        x, side = 8.0, theme.px(14)
        x += paint.draw_words(painter, x, rect.center().y(), self.text(), token, "chip", 500) + theme.px(6)
        icons.draw(painter, x, rect.center().y() - side / 2, "chevron-down", token, side)
        if self.hasFocus():
            paint.draw_focus(painter, rect)
