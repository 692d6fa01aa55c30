"""A headline number of Overview. The whole cell is a button that opens the rows behind the number."""

from __future__ import annotations

from math import ceil
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.painted import PaintedButton

_HEIGHT, _LINE = 84, 17
_ARROWS = {1: "arrow-up-right", -1: "arrow-down-right"}


class HeadlineFigure(PaintedButton):
    """Number, noun, what it counts, and its change. Cells stand edge to edge; all but the first have a hair line."""

    FIRST: ClassVar[int] = 12
    """How far in the words of the first cell start: a row of cells wants a left margin less by this than the page's."""

    def __init__(self, first: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty cell."""
        super().__init__("", parent)
        self._first = first
        self._number, self._noun, self._below, self._change = "", "", "", ""
        self._direction = 0
        self._strong = False
        self._narrow = False
        self._brief = ""
        self._noun_lines = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figure(
        self,
        number: str,
        noun: str,
        below: str = "",
        change: str = "",
        direction: int = 0,
        strong: bool = False,
        brief: str = "",
    ) -> None:
        """Show a number.

        Args:
            number: as it is printed, "97%".
            noun: what it is a number of, "done".
            below: what it counts, "59 of 61 complete or embedded".
            change: "+2 since 22 May".
            direction: 1 for an arrow up, -1 for one down, 0 for none: which way the number went, not whether
                that is good.
            strong: the change is one that people should look at.
            brief: what it counts, where there is no room for all of ``below``.
        """
        self._number, self._noun, self._below, self._change = number, noun, below, change
        self._direction, self._strong, self._brief = direction, strong, brief
        self.setAccessibleName(f"{number} {noun}")
        self.setAccessibleDescription(". ".join(t for t in (below, change) if t))
        self.retheme()

    def room_for_noun(self) -> int:
        """Return how wide it has to be for the noun to stand beside the number."""
        top = theme.metrics("figure", 600).horizontalAdvance(self._number) + theme.px(10)
        return ceil(self._left() + top + theme.metrics("body", 500).horizontalAdvance(self._noun)) + 8

    def set_narrow(self, narrow: bool) -> None:
        """Put the noun below the number, in the place of what it counts."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.update()

    @property
    def is_narrow(self) -> bool:
        """Whether the noun stands below the number."""
        return self._narrow

    def set_noun_lines(self, lines: int) -> None:
        """Be as high as the longest noun of the row needs, so that no change is left out."""
        if lines != self._noun_lines:
            self._noun_lines = lines
            self.updateGeometry()

    def noun_lines(self, width: int = 0) -> list[str]:
        """Return the noun as it stands below the number, at a width or its own; nothing where it stands beside it."""
        room = (width or self.width()) - self._left() - 8
        return paint.wrapped(self._noun, room, 2, "chip", 500) if self._narrow else []

    def _left(self) -> float:
        return float(self.FIRST) if self._first else 20.0

    def sizeHint(self) -> QSize:
        """The widest of its three lines; 80 high."""
        top = theme.metrics("figure", 600).horizontalAdvance(self._number) + 10
        top += theme.metrics("body", 500).horizontalAdvance(self._noun)
        below = theme.metrics("chip").horizontalAdvance(self._below)
        change = theme.px(20) + theme.metrics("small", 500).horizontalAdvance(self._change)
        return QSize(int(self._left() + max(top, below, change)) + 12, self._height())

    def minimumSizeHint(self) -> QSize:
        """Allow the words to be cut, never the number."""
        number = theme.metrics("figure", 600).horizontalAdvance(self._number)
        return QSize(int(self._left() + number) + 12, self._height())

    def _height(self) -> int:
        return theme.px(_HEIGHT + _LINE * max(0, self._noun_lines - 1))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the hair line, the ground under the pointer and three lines of words."""
        if not self._first:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(0.5, 0), QPointF(0.5, rect.height()))
        inner = rect.adjusted(0 if self._first else 8, 0, -4, 0)
        if self.underMouse() or self.isDown():
            paint.fill_round(painter, inner, 6, theme.colour("hover"))
        left, room = self._left(), rect.width() - self._left() - 8
        self._draw_top(painter, left, room)
        lines = self.noun_lines()
        for place, line in enumerate(lines):
            paint.draw_words(painter, left, theme.px(49 + _LINE * place), line, "text", "chip", 500)
        if not lines:
            paint.draw_words(painter, left, theme.px(49), self._below_words(room), "muted", "chip")
        self._draw_change(painter, left, room)
        if self.hasFocus():
            paint.draw_focus(painter, inner)

    def _draw_top(self, painter: QPainter, left: float, room: float) -> None:
        """Draw the number and its noun on one base line."""
        base, fm = theme.px(29), theme.metrics("figure", 600)
        middle = base - fm.capHeight() / 2
        # Large digits have some air on their left, so they start one pixel out to stand over the small words.
        x = left - 1 + paint.draw_words(painter, left - 1, middle, self._number, "text", "figure", 600) + theme.px(10)
        if self._narrow:
            return
        noun = paint.elided(self._noun, left + room - x, "body", 500)
        middle = base - theme.metrics("body", 500).capHeight() / 2
        paint.draw_words(painter, x, middle, noun, "text", "body", 500)

    def _below_words(self, room: float) -> str:
        """Return what it counts, in fewer words where the many have no room."""
        fits = theme.metrics("chip").horizontalAdvance(self._below) <= room
        return paint.elided(self._below if fits or not self._brief else self._brief, room, "chip")

    def _draw_change(self, painter: QPainter, left: float, room: float) -> None:
        token, x, side = ("text" if self._strong else "muted"), left, theme.px(13)
        cy = theme.px(70 + _LINE * max(0, self._noun_lines - 1))
        if self._direction in _ARROWS:
            icons.draw(painter, x, cy - side / 2, _ARROWS[self._direction], token, side)
            x += side + theme.px(4)
        weight = 500 if self._strong else 400
        # The board is named in the heading of the page, so that its day is the first to go.
        whole, room = self._change, left + room - x
        short = whole if theme.metrics("small", weight).horizontalAdvance(whole) <= room else whole.split(" since ")[0]
        words = paint.elided(short, room, "small", weight)
        paint.draw_words(painter, x, cy, words, token, "small", weight)
