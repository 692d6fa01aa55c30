"""The head of the Measures page: what there is, searching, small charts, adding figures."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.widgets.search_field import SearchField


class MeasuresHead(QWidget):
    """The head.

    Signals:
        searched(str): text was typed. charts_switched(bool): show small charts or the table.
        add_wanted(): add figures.
    """

    searched = Signal(str)
    charts_switched = Signal(bool)
    add_wanted = Signal()

    def __init__(self, can_edit: bool, parent: QWidget | None = None) -> None:
        """Make the head; nothing can be added to a file open for reading only."""
        super().__init__(parent)
        self.counts = ElidedLabel("", "body", token="muted")
        self.search = SearchField("Search measures", "Ctrl+F")
        self.search.changed.connect(self.searched)
        self.charts = IconButton("chart-line", "Show as small charts", self._toggled, side=32)
        self.shows_charts = False
        self.add = Button("Add figures", "primary", "plus", self.add_wanted.emit)
        self.add.setEnabled(can_edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(Label("Measures", "heading", 600))
        row.addSpacing(4)
        row.addWidget(self.counts, 1)
        parts: list[QWidget] = [self.search, self.charts, self.add]
        for part in parts:
            row.addWidget(part)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Measure the search field again."""
        self.search.setMinimumWidth(theme.px(110))
        self.search.setMaximumWidth(theme.px(216 if self.width() / theme.text_scale() >= 670 else 150))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the counts their room in a narrow window."""
        super().resizeEvent(event)
        self.retheme()

    def show_charts(self, on: bool) -> None:
        """Show small charts or the table."""
        if on != self.shows_charts:
            self._toggled()

    def _toggled(self) -> None:
        self.shows_charts = not self.shows_charts
        on = self.shows_charts
        self.charts.set_icon("table" if on else "chart-line", "Show as a table" if on else "Show as small charts")
        self.charts_switched.emit(on)
