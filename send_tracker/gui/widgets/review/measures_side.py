"""Linked measures beside the action under review: a small chart each. Takes prepared facts and knows no rule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.measures.small import SmallFacts
from send_tracker.gui.charts.small_chart import SmallChart
from send_tracker.gui.widgets.label import Label, Rule

MOST = 4
"""Charts. More would push the challenges out of sight; how many more there are is said."""


class MeasuresSide(QWidget):
    """The charts one below the other, hidden while there is none. ``chosen`` carries the id of a measure."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.charts: list[SmallChart] = []
        self.more = Label("", "small", token="muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Label("Linked measures", "small", 500, "muted"))
        self._column.addWidget(self.more)
        self._column.addWidget(Rule())
        self.hide()

    def show_measures(self, facts: Sequence[SmallFacts]) -> None:
        """Show these measures and no others; the charts that are there are used again."""
        shown = facts[:MOST]
        while len(self.charts) < len(shown):
            chart = SmallChart(shown[len(self.charts)])
            chart.chosen.connect(self.chosen)
            self._column.insertWidget(1 + len(self.charts), chart)
            self.charts.append(chart)
        for at, chart in enumerate(self.charts):
            chart.setVisible(at < len(shown))
            if at < len(shown) and chart.facts != shown[at]:
                chart.show_facts(shown[at])
        rest = len(facts) - len(shown)
        self.more.setText(f"and {rest:,} more" if rest else "")
        self.more.setVisible(bool(rest))
        self.setVisible(bool(shown))
