"""Filter chips: a status with its live count, or words for a list filter that is set."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from send_tracker.domain.status import StatusLevel
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.commands import KEEPS_DELETE
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.widgets.painted import PaintedButton

HEIGHT = 28
_PAD, _WORD_PAD = 10, 12


def draw_pill(painter: QPainter, rect: QRectF, on: bool, hover: bool, focus: bool) -> None:
    """Draw the ground of a filter chip: outline when off, filled when on."""
    ground = theme.colour("sel") if on else theme.colour("hover") if hover else None
    line = theme.colour("accent" if on else "line")
    paint.fill_round(painter, rect, rect.height() / 2, ground, line)
    if focus:
        paint.draw_focus(painter, rect, rect.height() / 2)


class FilterChip(PaintedButton):
    """A status chip in the filter row. Checkable; ``toggled`` says when a person or code turns it."""

    def __init__(
        self, level: StatusLevel | None, count: int = 0, parent: QWidget | None = None, word: str = "All"
    ) -> None:
        """Make the chip of a status, or of a word such as "All" when ``level`` is None."""
        super().__init__("", parent)
        self.level = level
        self._word = word
        self._count = 0
        self.setCheckable(True)
        self.toggled.connect(lambda _on: self._name())
        self.set_count(count)

    @property
    def count(self) -> int:
        """How many rows it would leave."""
        return self._count

    def set_count(self, count: int) -> None:
        """Change the count."""
        self._count = count
        self._name()
        self.retheme()

    def _name(self) -> None:
        word = f"{self.level.letter} {self.level.label}" if self.level else self._word
        state = ", shown only" if self.isChecked() and word != "All" else ""
        self.setAccessibleName(f"{word}, {self._count:,}{state}")
        self.setToolTip(tip(f"{self.level.label}: {self._count:,}") if self.level else "")

    def _words(self) -> tuple[str, str]:
        return (self.level.letter if self.level else self._word), f"{self._count:,}"

    def sizeHint(self) -> QSize:
        """Shape, letter and count; 28 high."""
        scale = theme.text_scale()
        word, count = self._words()
        width = theme.metrics("chip", 600).horizontalAdvance(word) + theme.metrics("chip").horizontalAdvance(count)
        width += ((paint.SHAPE + 6 + 2 * _PAD) if self.level else 2 * _WORD_PAD - 2) * scale + 6 * scale
        return QSize(ceil(width), theme.px(HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw ground, shape, letter and count."""
        on, scale, cy = self.isChecked(), theme.text_scale(), rect.center().y()
        faint = not self._count and not on
        draw_pill(painter, rect, on, self.underMouse(), self.hasFocus())
        x = (_PAD if self.level else _WORD_PAD) * scale
        if self.level:
            side = paint.SHAPE * scale
            tint = theme.colour("faint") if faint else None
            paint.draw_shape(painter, QRectF(x, cy - side / 2, side, side), self.level, tint)
            x += side + 6 * scale
        word, count = self._words()
        x += paint.draw_words(painter, x, cy, word, "faint" if faint else "text", "chip", 600) + 6 * scale
        paint.draw_words(painter, x, cy, count, "faint" if faint else "muted", "chip")


class WordChip(PaintedButton):
    """A list filter that is set: "Partner is ICB", with a cross that clears it.

    Pressing it emits ``clicked`` (to change the choice); the cross, Delete and Backspace emit ``cleared``.
    """

    cleared = Signal()

    def __init__(self, subject: str, values: Sequence[str], parent: QWidget | None = None) -> None:
        """Make the chip that says that ``subject`` is one of ``values``."""
        super().__init__("", parent)
        self.setProperty(KEEPS_DELETE, True)
        self._subject = subject
        self._values: tuple[str, ...] = ()
        self.set_values(values)

    def set_values(self, values: Sequence[str]) -> None:
        """Change what is chosen."""
        self._values = tuple(values)
        self.setAccessibleName(f"{self._subject} is {' or '.join(self._values)}. Delete clears it.")
        self.setToolTip(tip(f"{self._subject} is {' or '.join(self._values)}") if len(self._values) > 1 else "")
        self.retheme()

    def _pieces(self) -> list[tuple[str, str, int]]:
        """Return the words with their colours and weights; a long choice is told by its number."""
        value = self._values[0] if len(self._values) == 1 else f"one of {len(self._values)}"
        value = paint.elided(value, theme.px(180), "chip", 600)
        return [(self._subject, "text", 500), (" is ", "muted", 400), (value, "text", 600)]

    def sizeHint(self) -> QSize:
        """The words and the cross; 28 high."""
        words = sum(theme.metrics("chip", weight).horizontalAdvance(word) for word, _, weight in self._pieces())
        return QSize(ceil(words + (2 * _WORD_PAD) * theme.text_scale()) + theme.px(14), theme.px(HEIGHT))

    def _cross(self) -> QRectF:
        side = theme.px(14)
        return QRectF(self.width() - theme.px(10) - side, (self.height() - side) / 2, side, side)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw ground, words and cross."""
        draw_pill(painter, rect, on=True, hover=False, focus=self.hasFocus())
        x = _WORD_PAD * theme.text_scale()
        for word, token, weight in self._pieces():
            x += paint.draw_words(painter, x, rect.center().y(), word, token, "chip", weight)
        cross = self._cross()
        icons.draw(painter, cross.x(), cross.y(), "x", "muted", theme.px(14))

    def _on_cross(self, pos: QPointF) -> bool:
        return pos.x() >= self._cross().x() - 4

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Clear on the cross, press elsewhere."""
        if event.button() == Qt.MouseButton.LeftButton and self._on_cross(event.position()):
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
            return
        super().keyPressEvent(event)
