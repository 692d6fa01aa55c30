"""The strip across the window while it shows the past: which day, that nothing can be changed, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from send_tracker.gui import icons, theme
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.key_cap import KeyCap
from send_tracker.gui.widgets.label import ElidedLabel, Label

HEIGHT = 36
MORE = "Late entries count from the day they hold for."


class PastStrip(QWidget):
    """Hidden while the present is shown.

    Signals:
        stepped(int): the stop before (-1) or after (1) is wanted.
        back: today is wanted.
    """

    stepped = Signal(int)
    back = Signal()

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        """Make the strip; ``keys`` lead back to today."""
        super().__init__(parent)
        self._words = Label("", "body", 600)
        self._more = ElidedLabel(MORE, "small", token="muted")
        self.earlier = IconButton("chevron-left", "Earlier board or month end", lambda: self.stepped.emit(-1))
        self.later = IconButton("chevron-right", "Later board or month end", lambda: self.stepped.emit(1))
        self.back_button = Button("Back to today", "link", on_click=self.back.emit)
        self.back_button.setAccessibleName("Back to today")
        self._keys = KeyCap(keys)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self._more, 1)
        for part in (self.earlier, self.later, self.back_button, self._keys):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.retheme()
        theme.hub.changed.connect(self.retheme)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, earlier: bool, later: bool) -> None:
        """Say which day is shown, and whether there are stops on either side; no words hide the strip."""
        self._words.setText(words)
        self.setAccessibleName(f"{words} {MORE}")
        self.earlier.setEnabled(earlier)
        self.later.setEnabled(later)
        self.setVisible(bool(words))

    def retheme(self) -> None:
        """Take the measures again."""
        self._row.setContentsMargins(16 + theme.px(16) + 8, 0, 12, 0)
        self.setFixedHeight(theme.px(HEIGHT))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the icon and the accent's line below."""
        painter, side = QPainter(self), theme.px(16)
        painter.fillRect(self.rect(), theme.colour("sel"))
        painter.fillRect(0, self.height() - 2, self.width(), 2, theme.colour("accent"))
        icons.draw(painter, 16, (self.height() - side) / 2, "history", "accent", side)
        painter.end()
