"""The first tab of a measure: its chart, the facts, the linked actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.trend import Trend
from send_tracker.domain.measures.trend_of import trend_of
from send_tracker.gui import theme
from send_tracker.gui.charts.chart import Chart
from send_tracker.gui.charts.frame import ChartFrame
from send_tracker.gui.charts.headings import heading_of
from send_tracker.gui.widgets.label import Rule
from send_tracker.gui.widgets.measure.facts import MeasureFacts
from send_tracker.gui.widgets.measure.linked import LinkedActions
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import action_marks, linked_actions, public_trend

if TYPE_CHECKING:
    from send_tracker.gui.charts.measure_bars import MeasureBars
    from send_tracker.gui.charts.measure_trend import MeasureTrend

CHART_LEAST = 220


class ChartTab(QWidget):
    """The tab. The chart's library is loaded just after the first painting of the page."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._workspace = workspace
        self._session = workspace.session
        self.trend: Trend | None = None
        self._line: MeasureLine | None = None
        self._line_chart: MeasureTrend | None = None
        self._bars: MeasureBars | None = None
        self.frame = ChartFrame("Chart", lambda: heading_of(self._session))
        for part in (self.frame.title, self.frame.unit, self.frame.note):
            part.hide()
        self.frame.head.removeWidget(self.frame.more)
        self.frame.problem.connect(workspace.problem)
        self.frame.notice.connect(workspace.notice)
        self.facts = MeasureFacts()
        self.linked = LinkedActions()
        self.linked.opened.connect(workspace.show_action)
        self._painted = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._draw)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(12)
        column.addWidget(self.frame, 1)
        column.addWidget(self.facts)
        column.addWidget(Rule())
        column.addWidget(self.linked)
        column.addStretch(0)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Keep the chart readable at every text size."""
        self._give_room()

    def _give_room(self) -> None:
        """Let a line take what room there is; bars are as high as they are many."""
        is_line = self.trend is None or self.trend.kind == "line" or self._bars is None
        bars = self._bars.sizeHint().height() + 12 if self._bars is not None else 0
        self.frame.setMinimumHeight(theme.px(CHART_LEAST) if is_line else bars)
        self._column.setStretch(0, 1 if is_line else 0)
        self._column.setStretch(self._column.count() - 1, 0 if is_line else 1)

    def show_line(self, line: MeasureLine) -> None:
        """Show a measure; its chart follows at once where the library is loaded, else after this painting."""
        self._line = line
        actions = linked_actions(self._session, line.measure.actions)
        self.trend = trend_of(line.result, line.spc, action_marks(self._session, actions))
        self.facts.show_line(line, self.trend.left_out)
        self.linked.show_actions(actions, self._session.scale)
        if self._line_chart is not None:
            self._draw()
        elif self._painted:
            self._later.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart just after the first painting, which does not wait for its library."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._later.start()

    def _public(self) -> Chart:
        """Return the chart without what the rule for small numbers hides."""
        from send_tracker.gui.charts.measure_files import chart_of

        assert self._line is not None
        return chart_of(public_trend(self._session, self._line))

    def _draw(self) -> None:
        """Draw the line, or bars where the measure is a range or a share of answers."""
        if self.trend is None or not self._workspace.is_open:
            return
        from send_tracker.gui.charts.measure_bars import MeasureBars
        from send_tracker.gui.charts.measure_trend import MeasureTrend

        if self._line_chart is None:
            self._line_chart, self._bars = MeasureTrend(self.trend), MeasureBars(self.trend)
            for chart in (self._line_chart, self._bars):
                chart.action_chosen.connect(self._workspace.show_action)
        chart = self._line_chart if self.trend.kind == "line" or self._bars is None else self._bars
        chart.set_data(self.trend)
        self.frame.public = self._public if self._line is not None and self._line.measure.small_number else None
        self.frame.show_chart(chart)
        self._give_room()
        self.frame.table.setAccessibleName(f"{self.trend.title}, as a table")
