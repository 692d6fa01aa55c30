"""A banner: what needs attention here, in one or two lines. At most one per region."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label

Kind = Literal["warning", "error"]
# A banner's colours are the house's own, and stay when a programme edits its scale.
_LEVELS = {"warning": NOTTINGHAMSHIRE["obstacles"], "error": NOTTINGHAMSHIRE["at_risk"]}


class Banner(QWidget):
    """Icon, words, and perhaps one link; ``acted`` is emitted when the link is pressed."""

    acted = Signal()

    def __init__(self, kind: Kind, text: str, action: str = "", parent: QWidget | None = None) -> None:
        """Make the banner; ``action`` is the link's words."""
        super().__init__(parent)
        self._kind: Kind = kind
        self._words = Label(text, "chip", wrap=True)
        self._link = Button(action, "link")
        self._link.clicked.connect(lambda _checked: self.acted.emit())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_banner(kind, text, action)
        theme.hub.changed.connect(self.retheme)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def set_banner(self, kind: Kind, text: str, action: str = "") -> None:
        """Say something else."""
        self._kind = kind
        self._words.setText(text)
        self._link.setText(action)
        self._link.setAccessibleName(action)
        self._link.setVisible(bool(action))
        self.setAccessibleName(f"{'Warning' if kind == 'warning' else 'Error'}: {text}")
        self.retheme()

    def retheme(self) -> None:
        """Take the colours again."""
        _, _, text = theme.current().status(_LEVELS[self._kind])
        self._row.setContentsMargins(20 + theme.px(16), 9, 12, 10)
        self._words.set_token(text)
        # A link is a line high, or one line of text would give a banner of 50.
        self._link.setFixedHeight(theme.px(16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the icon, on the first line."""
        _, ground, text = theme.status_colours(_LEVELS[self._kind])
        painter = QPainter(self)
        line = text if theme.current().is_contrast else None
        paint.fill_round(painter, QRectF(self.rect()), 6, ground, line)
        side, first = theme.px(16), self._words.y() + theme.metrics("chip").height() / 2
        icons.draw(painter, 12, first - side / 2, "triangle-alert", text.name(), side)
        painter.end()
