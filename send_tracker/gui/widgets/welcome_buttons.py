"""The large buttons of the welcome page, and a recent file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.widgets.painted import PaintedButton

_INSET, _WORDS = 20, 56


class WelcomeButton(PaintedButton):
    """One way to begin: icon, name, what it means, its key. The main one is filled with the accent."""

    def __init__(
        self, icon: str, name: str, meaning: str, keys: str, main: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._icon, self._meaning, self._keys, self._main = icon, meaning, keys, main
        self.setAccessibleDescription(f"{meaning}. {keys}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """72 high for the main one, 76 with its line for the others."""
        return QSize(theme.px(480), theme.px(72 if self._main else 76))

    def minimumSizeHint(self) -> QSize:
        """Allow being narrower than the words: they are cut with an ellipsis."""
        return QSize(theme.px(220), self.sizeHint().height())

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw ground, icon, both lines and the key."""
        if self._main:
            paint.fill_round(painter, rect, 8, theme.colour("accent_hover" if self.underMouse() else "accent"))
        else:
            painter.fillRect(QRectF(_INSET, rect.bottom() - 1, rect.width() - 2 * _INSET, 1), theme.colour("line"))
            if self.underMouse():
                paint.fill_round(painter, rect.adjusted(0, 4, 0, -5), 8, theme.colour("hover"))
        self._draw_words(painter, rect)
        if self.hasFocus():
            inner = rect.adjusted(3, 3, -3, -3) if self._main else rect.adjusted(0, 4, 0, -5)
            token = "on_accent" if self._main else "focus"
            paint.fill_round(painter, inner, 6, None, theme.colour(token), 2)

    def _draw_words(self, painter: QPainter, rect: QRectF) -> None:
        first, second, glyph = ("on_accent",) * 3 if self._main else ("text", "muted", "accent")
        side, cy = theme.px(20), rect.center().y()
        icons.draw(painter, _INSET, cy - side / 2, self._icon, glyph, side)
        weight = 600 if self._main else 500
        edge = rect.width() - _INSET - theme.metrics("small", weight).horizontalAdvance(self._keys)
        paint.draw_words(painter, edge, cy, self._keys, second, "small", weight)
        left = theme.px(_WORDS)
        room = edge - left - 12
        paint.draw_words(
            painter, left, cy - theme.px(10), paint.elided(self.text(), room, "body", 600), first, "body", 600
        )
        paint.draw_words(painter, left, cy + theme.px(10), paint.elided(self._meaning, room, "chip"), second, "chip")


class RecentButton(PaintedButton):
    """A recent file: its name, its folder, the day it was last changed."""

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        self._path = Path(path)
        super().__init__(self._path.stem, parent)
        self.setToolTip(tip(path))
        self.setAccessibleDescription(path)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._changed = _changed_on(self._path)

    def sizeHint(self) -> QSize:
        """One line of 32."""
        return QSize(theme.px(480), theme.px(20) + 12)

    def minimumSizeHint(self) -> QSize:
        """Allow being narrow."""
        return QSize(theme.px(220), self.sizeHint().height())

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the line."""
        box = rect.adjusted(-0.5, 0, 0.5, 0)
        if self.underMouse():
            paint.fill_round(painter, box, 6, theme.colour("hover"))
        cy, x = rect.center().y(), 8.0
        side = theme.px(16)
        icons.draw(painter, x, cy - side / 2, "file", "accent", side)
        x += side + 8
        day = theme.metrics("small").horizontalAdvance(self._changed)
        edge = rect.width() - 8 - day
        paint.draw_words(painter, edge, cy, self._changed, "muted", "small")
        name = paint.elided(self.text(), (edge - x) * 0.6, "body", 500)
        x += paint.draw_words(painter, x, cy, name, "text", "body", 500) + 10
        folder = paint.elided(str(self._path.parent), edge - x - 12, "small")
        paint.draw_words(painter, x, cy, folder, "muted", "small")
        if self.hasFocus():
            paint.draw_focus(painter, rect)


def _changed_on(path: Path) -> str:
    try:
        return long_date(datetime.fromtimestamp(path.stat().st_mtime).astimezone().date())
    except OSError:
        return ""
