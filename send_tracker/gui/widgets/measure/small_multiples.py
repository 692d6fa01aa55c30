"""Small charts of many measures on one screen, outcome by outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.measures.small import SmallFacts
from send_tracker.gui import theme
from send_tracker.gui.charts.small_chart import SmallChart
from send_tracker.gui.widgets.label import Label

LEAST, GAP = 320, 24
MOST = 60
"""More small charts than this are not made at once: nobody reads them, and each is a widget."""


class SmallMultiples(QScrollArea):
    """The charts, under the names of their outcomes. ``chosen`` carries the id of a measure that is opened."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Measures as small charts")
        self.charts: list[SmallChart] = []
        self._groups: list[tuple[str, QGridLayout, list[SmallChart]]] = []
        self._across = 0
        self._fill([])

    def show_measures(self, facts: Sequence[tuple[str, SmallFacts]]) -> None:
        """Show measures, each with the words of its outcome, in their order."""
        self._fill(facts[:MOST])
        self._arrange(force=True)

    @property
    def groups(self) -> list[str]:
        """The words over each group of charts."""
        return [words for words, _, _ in self._groups]

    def _fill(self, facts: Iterable[tuple[str, SmallFacts]]) -> None:
        holder = QWidget()
        holder.setProperty("ground", "surface")
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(8)
        self.charts, self._groups = [], []
        for words, rows in groupby(facts, key=lambda pair: pair[0]):
            head = Label(words, "body", 600)
            head.setContentsMargins(4, 10, 0, 0)
            column.addWidget(head)
            grid = QGridLayout()
            grid.setHorizontalSpacing(GAP)
            grid.setVerticalSpacing(8)
            charts = [self._chart(found) for _, found in rows]
            column.addLayout(grid)
            self._groups.append((words, grid, charts))
            self.charts += charts
        column.addStretch(1)
        self.setWidget(holder)

    def _chart(self, facts: SmallFacts) -> SmallChart:
        chart = SmallChart(facts)
        chart.chosen.connect(self.chosen)
        return chart

    def _arrange(self, force: bool = False) -> None:
        """Put as many side by side as there is room for."""
        across = max(1, (self.viewport().width() - 32 + GAP) // (theme.px(LEAST) + GAP))
        if across == self._across and not force:
            return
        self._across = across
        for _, grid, charts in self._groups:
            for place, chart in enumerate(charts):
                grid.addWidget(chart, place // across, place % across)
            for column in range(max(across, grid.columnCount())):
                grid.setColumnStretch(column, 1 if column < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()
