"""The mark in the status bar that says when the work was saved, or that it was not."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import tip


class SavedMark(QLabel):
    """A tick and "Saved 14:02"; a warning sign and what is wrong after a failure; nothing before the first save."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the empty mark."""
        super().__init__(parent)
        self._failed = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Saving")
        theme.hub.changed.connect(self.retheme)

    def set_saved(self, time: str) -> None:
        """Say that everything is saved; ``time`` reads "14:02"."""
        self._say(f"Saved {time}", failed=False)

    def set_error(self, text: str) -> None:
        """Say what is wrong, in a few words; the banner across the page says the rest."""
        self._say(text, failed=True)

    def clear_mark(self) -> None:
        """Say nothing: no file is open."""
        self._say("", failed=False)

    def _say(self, text: str, failed: bool) -> None:
        self._failed = failed
        self.setText(text)
        self.setAccessibleName(text or "Saving")
        self.setToolTip(tip(text) if failed else "")
        self.retheme()

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def _weight(self) -> int:
        return 600 if self._failed else 400

    def sizeHint(self) -> QSize:
        """Icon and words."""
        words = theme.metrics("small", self._weight()).horizontalAdvance(self.text())
        return QSize(theme.px(16) + 5 + ceil(words) if self.text() else 0, theme.px(18))

    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and words."""
        if not self.text():
            return
        painter = QPainter(self)
        side, middle = theme.px(16), self.height() / 2
        red = theme.current().status(NOTTINGHAMSHIRE["at_risk"])[2]
        name, token = ("triangle-alert", red) if self._failed else ("circle-check", "accent")
        icons.draw(painter, 0, middle - side / 2, name, token, side)
        words = red if self._failed else "muted"
        paint.draw_words(painter, side + 5, middle, self.text(), words, "small", self._weight())
        painter.end()
