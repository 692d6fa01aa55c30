"""The head of a page: its title, what it says of itself, and its buttons. The same place on every page."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.label import Label

PAD: Final = 16
"""What lies between the edges of a page and its words."""
_TOP, _BOTTOM, _GAP, _PARTS_HEIGHT = 12, 8, 8, 32


class PageHead(QHBoxLayout):
    """The head, 52 high: as high as a button even where a file for reading only leaves the button out."""

    def __init__(self, title: str, *parts: QWidget, parent: QWidget | None = None) -> None:
        """Lay out the title, a little more room, and the parts from left to right; the first takes the room left.

        Args:
            title: the name of the page.
            parts: what stands beside it; the first is the sentence, or the field, that may grow.
            parent: a widget whose layout this is; a head inside another layout has none.
        """
        # Qt tells a layout without a parent from one that has one by how many arguments there are.
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self.title = Label(title, "heading", 600)
        self.setContentsMargins(PAD, _TOP, PAD, _BOTTOM)
        self.setSpacing(_GAP)
        self.addStrut(theme.px(_PARTS_HEIGHT))
        self.addWidget(self.title)
        self.addSpacing(_GAP // 2)
        for place, part in enumerate(parts):
            self.addWidget(part, 0 if place else 1)
