"""The place above a page where one banner can stand, with something to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.banner import Banner, Kind
from send_tracker.gui.widgets.buttons import IconButton


class BannerPlace(QWidget):
    """Hidden until there is something to say. Only one banner at a time; the newest counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self.banner = Banner("warning", "")
        self.banner.acted.connect(self._acted)
        self.close_button = IconButton("x", "Close this message", self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(4)
        row.addWidget(self.banner, 1)
        row.addWidget(self.close_button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self.banner.text

    def say(
        self, kind: Kind, text: str, action: str = "", act: Callable[[], object] | None = None, stays: bool = False
    ) -> None:
        """Show a banner; ``act`` is called by its link, and ``stays`` leaves out the cross."""
        self._act = act
        self.banner.set_banner(kind, text, action)
        self.close_button.setVisible(not stays)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self._act = None
        self.hide()

    def _acted(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.end()
