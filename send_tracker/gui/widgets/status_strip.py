"""The bar along the foot of the window: what the page shows, and whether the work is saved."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.label import ElidedLabel, Label, tip
from send_tracker.gui.widgets.saved_mark import SavedMark

HEIGHT, GAP = 28, 28


class StatusStrip(QWidget):
    """Words at the left that give way; at the right the saved mark and the facts of the programme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel("", "small", token="muted")
        self.saved = SavedMark()
        self._labels: list[Label] = []
        self._facts = QHBoxLayout()
        self._facts.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(GAP)
        row.addWidget(self.words, 1)
        row.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._facts)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def set_facts(self, facts: list[tuple[str, str]]) -> None:
        """Show facts at the right, each with the words of its tooltip; the first and the last matter most."""
        for old in self._labels:
            self._facts.removeWidget(old)
            old.deleteLater()
        self._labels = []
        for text, more in facts:
            label = Label(text, "small", token="muted")
            label.setToolTip(tip(more))
            label.setAccessibleDescription(more)
            self._facts.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
            self._labels.append(label)
        self._fit()

    def _fit(self) -> None:
        """Leave facts out, from the middle, where the strip has no room for all: it never makes the window wider."""
        room = self.width() - 32 - self.saved.sizeHint().width() - theme.px(120)
        order = sorted(self._labels, key=lambda label: self._labels.index(label) not in (0, len(self._labels) - 1))
        for label in order:
            room -= label.sizeHint().width() + GAP
            label.setVisible(room >= 0)

    def minimumSizeHint(self) -> QSize:
        """Fit any window."""
        return QSize(theme.px(200), theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the facts again."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self) -> None:
        """Take the height again."""
        self.setFixedHeight(theme.px(HEIGHT))
        self._fit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        painter.end()
