"""A quiet row of tabs: words, and a line of two pixels under the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QToolButton, QWidget

from send_tracker.gui import paint, theme

_GAP: Final = 7
_HEIGHT: Final = 36


class Tabs(QTabBar):
    """Tabs by key; ``chosen`` carries the key.

    Words start :data:`OUTSET` px in, to leave the focus ring room: place the row that much to the left of what it
    stands over.
    """

    OUTSET: Final = 6

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make the row from pairs of key and word."""
        super().__init__(parent)
        self._keys: list[str] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName("Tabs")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        for key, word in tabs:
            self._keys.append(key)
            self.addTab(word)
        self.currentChanged.connect(self._changed)
        theme.hub.changed.connect(self.retheme)

    @property
    def key(self) -> str:
        """The key of the chosen tab."""
        return self._keys[self.currentIndex()] if self.currentIndex() >= 0 else ""

    def choose(self, key: str) -> None:
        """Go to a tab."""
        self.setCurrentIndex(self._keys.index(key))

    def set_word(self, key: str, word: str) -> None:
        """Change a tab's words, such as "Evidence 3"."""
        self.setTabText(self._keys.index(key), word)

    def retheme(self) -> None:
        """Measure and paint again: an icon size is what makes Qt lay tabs out anew."""
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.updateGeometry()
        self.update()

    def _changed(self, at: int) -> None:
        if at >= 0:
            self.chosen.emit(self._keys[at])

    def tabSizeHint(self, index: int) -> QSize:
        """The word, room for its ring, and the distance to the next."""
        width = theme.metrics("body", 500).horizontalAdvance(self.tabText(index))
        return QSize(ceil(width) + 2 * self.OUTSET + _GAP, theme.px(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never be cut."""
        return self.tabSizeHint(index)

    def whole(self) -> list[int]:
        """Return the tabs that are seen whole, and the chosen one: half a word beside the arrows tells nothing."""
        arrows = [b.x() for b in self.findChildren(QToolButton) if b.isVisible()]
        end = min(arrows, default=self.width() + _GAP)
        boxes = [self.tabRect(index) for index in range(self.count())]
        return [
            index
            for index, box in enumerate(boxes)
            if (box.x() >= 0 and box.right() - _GAP <= end) or index == self.currentIndex()
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, line and ring."""
        painter = QPainter(self)
        for index in self.whole():
            box = QRectF(self.tabRect(index)).adjusted(0, 0, -_GAP, 0)
            on = index == self.currentIndex()
            x, cy = box.x() + self.OUTSET, box.y() + box.height() * 0.45
            width = paint.draw_words(painter, x, cy, self.tabText(index), "text" if on else "muted", "body", 500)
            if on:
                painter.fillRect(QRectF(x, box.bottom() - 2, width, 2), theme.colour("accent"))
            if on and self.hasFocus():
                paint.draw_focus(painter, box.adjusted(0, 2, 0, -4))
        painter.end()
