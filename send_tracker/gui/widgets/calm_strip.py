"""A calm strip above the page: a few words, some links, a cross. For what is good to know and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from send_tracker.gui import icons, theme
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class CalmLink:
    """One link of the strip: its words, what it does, and whether it was done already."""

    words: str
    act: Callable[[], object]
    done: bool = False


class CalmStrip(QWidget):
    """Hidden until it has something to say. ``dismissed`` is emitted by its cross."""

    dismissed = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.title = Label("", "chip", 600)
        self.links: list[Button] = []
        self.cross = IconButton("x", "Close", self._dismiss, side=24)
        inside = QWidget()
        self._flow = FlowLayout(inside, gap=8, line_gap=0)
        self._flow.addWidget(self.title)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(inside, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retheme()
        theme.hub.changed.connect(self.retheme)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, links too; empty while it is hidden."""
        return "" if self.isHidden() else ". ".join([self.title.text(), *(link.text() for link in self.links)])

    def say(self, title: str, links: Sequence[CalmLink]) -> None:
        """Say this; with no title it is hidden."""
        for old in self.links:
            self._flow.removeWidget(old)
            old.deleteLater()
        self.title.setText(title)
        self.links = [self._link(link) for link in links]
        for made in self.links:
            self._flow.addWidget(made)
        self.cross.setAccessibleName(f"Close: {title}")
        self.setAccessibleName(". ".join([title, *(link.words for link in links)]))
        self.setVisible(bool(title))

    def _link(self, link: CalmLink) -> Button:
        words = link.words.replace("&", "&&")
        button = Button(words, "quiet" if link.done else "link", "check" if link.done else "", link.act)
        button.setAccessibleName(f"{link.words}, done" if link.done else link.words)
        return button

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def retheme(self) -> None:
        """Take the measures again."""
        self._row.setContentsMargins(16 + theme.px(16) + 8, 3, 12, 4)
        self.title.setFixedHeight(theme.px(20) + 12)  # as high as a button, so that both stand on one line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the icon and a hair line below."""
        painter, side = QPainter(self), theme.px(16)
        painter.fillRect(self.rect(), theme.colour("group"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        icons.draw(painter, 16, 3 + (theme.px(20) + 12 - side) / 2, self._icon, "accent", side)
        painter.end()
