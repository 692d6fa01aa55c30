"""All measures of an outcome as one picture: small charts side by side, for files and papers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.chart_data import ChartTable
from send_tracker.domain.measures.small import SmallFacts
from send_tracker.domain.status import StatusLevel
from send_tracker.gui import theme
from send_tracker.gui.charts.small_chart import HEIGHT, SmallChart

ACROSS, GAP = 2, 28


class OutcomeMultiples(QWidget):
    """The charts of one outcome, two side by side."""

    def __init__(self, title: str, facts: Sequence[SmallFacts], parent: QWidget | None = None) -> None:
        """Make it of the measures of an outcome, in their order."""
        super().__init__(parent)
        self._title, self._facts = title, tuple(facts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title}. {self.sentence}")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP // 2)
        for place, each in enumerate(facts):
            grid.addWidget(SmallChart(each), place // ACROSS, place % ACROSS)
        for column in range(ACROSS):
            grid.setColumnStretch(column, 1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addLayout(grid)

    def sizeHint(self) -> QSize:
        """Two charts wide, as many rows as it takes."""
        rows = -(-len(self._facts) // ACROSS)
        return QSize(theme.px(800), rows * theme.px(HEIGHT) + max(rows - 1, 0) * (GAP // 2))

    @property
    def title(self) -> str:
        """What it is called."""
        return self._title

    @property
    def sentence(self) -> str:
        """What it shows, in one sentence a measure."""
        return " ".join(each.trend.sentence for each in self._facts)

    @property
    def table(self) -> ChartTable:
        """One row a measure: its latest figure, target and rating."""
        rows = []
        for each in self._facts:
            last = each.trend.shown[-1] if each.trend.shown else None
            rating = each.rating.label if each.rating else "No target"
            figure = (last.text, last.period) if last else ("–", "")
            rows.append((each.title, *figure, each.target_words.removesuffix(" target"), rating))
        return ChartTable(self._title, ("Measure", "Latest", "Period", "Target", "Rating"), tuple(rows))

    @property
    def legend(self) -> tuple[StatusLevel, ...]:
        """Each chart says its rating itself."""
        return ()

    def paper_copy(self) -> QWidget:
        """Return the same charts for a picture."""
        return OutcomeMultiples(self._title, self._facts)
