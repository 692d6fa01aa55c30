"""The bar along the foot of the window: what the page shows, and whether the work is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.label import ElidedLabel, Label, tip
from send_tracker.gui.widgets.saved_mark import SavedMark

HEIGHT = 28


class StatusStrip(QWidget):
    """Words at the left that give way; at the right the saved mark and the facts of the programme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel("", "small", token="muted")
        self.saved = SavedMark()
        self._facts = QHBoxLayout()
        self._facts.setSpacing(28)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(28)
        row.addWidget(self.words, 1)
        row.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._facts)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def set_facts(self, facts: list[tuple[str, str]]) -> None:
        """Show facts at the right, each with the words of its tooltip."""
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for text, more in facts:
            label = Label(text, "small", token="muted")
            label.setToolTip(tip(more))
            label.setAccessibleDescription(more)
            self._facts.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)

    def retheme(self) -> None:
        """Take the height again."""
        self.setFixedHeight(theme.px(HEIGHT))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        painter.end()
