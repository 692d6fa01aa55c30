"""The head of review mode: what is being reviewed, the filter, and the way out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from send_tracker.domain.review import ReviewFilter
from send_tracker.gui import icons, theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.key_cap import KeyCap
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule

Choice = tuple[str, ReviewFilter]
"""Words with their count, and the filter that they stand for."""


class ReviewHead(QWidget):
    """``narrowed`` carries the filter that was chosen; ``leave_wanted`` is the way out.

    ``opening`` asks for the filters before their list opens.
    """

    narrowed = Signal(object)
    leave_wanted = Signal()
    opening = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = ElidedLabel("", "body", token="muted")
        self.filter = Button("Filter", "quiet", "filter", self.open_filter)
        self.leave = Button("Leave review", "quiet", "x", self.leave_wanted.emit)
        self.menu = QMenu(self)
        self.menu.setAccessibleName("Filter")
        self._groups: list[QActionGroup] = []
        row = QHBoxLayout()
        row.setContentsMargins(24, 6, 24, 7)
        row.setSpacing(8)
        row.addWidget(_Mark())
        row.addWidget(Label("Review", "body", 600))
        row.addWidget(self.words, 1)
        row.addWidget(self.filter)
        row.addWidget(self.leave)
        row.addWidget(KeyCap("Esc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule())

    def set_filters(self, wanted: ReviewFilter, scopes: Sequence[Choice], groups: Sequence[Choice]) -> None:
        """Offer the filters there are, the ones in force ticked."""
        self.menu.clear()
        self._groups = []
        for choices in (scopes, groups):
            if self._groups:
                self.menu.addSeparator()
            together = QActionGroup(self.menu)
            self._groups.append(together)
            for words, choice in choices:
                entry = self.menu.addAction(words.replace("&", "&&"))
                entry.setCheckable(True)
                entry.setChecked(choice == wanted)
                entry.triggered.connect(lambda _on, chosen=choice: self.narrowed.emit(chosen))
                together.addAction(entry)

    def open_filter(self) -> None:
        """Open the list of filters under its button."""
        self.opening.emit()
        self.menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height() + 2)))
        chosen = next((a for a in self.menu.actions() if a.isChecked()), None)
        if chosen is not None:
            self.menu.setActiveAction(chosen)


class _Mark(QWidget):
    """The icon of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        self.setFixedSize(theme.px(20), theme.px(20))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.draw(painter, 0, 0, "presentation", "accent", self.width())
        painter.end()
