"""What stands under a row of tabs: each part is made when it is first looked at, and scrolls by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

PAD = 16
W = TypeVar("W", bound=QWidget)


class LateStack(QStackedWidget, Generic[W]):
    """Parts by the key of their tab."""

    def __init__(self, make: Callable[[str], W], scrolls: Callable[[W], bool] = lambda _part: True) -> None:
        """Start with no part made.

        Args:
            make: makes a part, and listens to it.
            scrolls: whether a part is put into a region that scrolls.
        """
        super().__init__()
        self._make = make
        self._scrolls = scrolls
        self._made: dict[str, W] = {}
        self._holders: dict[str, QWidget] = {}

    def part(self, key: str) -> W:
        """Return a part, made if it was never shown."""
        if key not in self._made:
            made = self._made[key] = self._make(key)
            self.put(key, scrolling(made) if self._scrolls(made) else made)
        return self._made[key]

    def made(self, key: str) -> W | None:
        """Return a part if it was made."""
        return self._made.get(key)

    def put(self, key: str, holder: QWidget) -> None:
        """Have something stand under a tab that is not made here."""
        self._holders[key] = holder
        self.addWidget(holder)

    def bring(self, key: str) -> None:
        """Bring what stands under a tab to the front."""
        self.setCurrentWidget(self._holders[key])


def scrolling(inner: QWidget) -> QScrollArea:
    """Put a part into a region that scrolls up and down, within the margins of a panel."""
    holder = QWidget()
    holder.setProperty("ground", "surface")
    column = QVBoxLayout(holder)
    column.setContentsMargins(PAD, 0, PAD, 0)
    column.addWidget(inner)
    return scrolled(holder)


def scrolled(holder: QWidget) -> QScrollArea:
    """Return a region without a frame that scrolls up and down; the Tab key passes it by."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    return area
