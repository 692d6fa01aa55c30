"""The detail panel of a measure: chart, figures, targets and every field in place, saved as it is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.gui.widgets.late_stack import LateStack, scrolling
from send_tracker.gui.widgets.measure import PAD
from send_tracker.gui.widgets.measure.chart_tab import ChartTab
from send_tracker.gui.widgets.measure.details_tab import DetailsTab
from send_tracker.gui.widgets.measure.figures_tab import FiguresTab
from send_tracker.gui.widgets.measure.heading import MeasureHeading
from send_tracker.gui.widgets.measure.history_tab import HistoryTab
from send_tracker.gui.widgets.measure.tab import MeasureTab
from send_tracker.gui.widgets.measure.targets_tab import TargetsTab
from send_tracker.gui.widgets.tabs import Tabs
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView
from send_tracker.services.measures import change_measure


class MeasurePanel(QFrame):
    """One measure. Tabs other than the chart are built when they are first looked at.

    Signals:
        hide_wanted(): put the panel away. add_wanted(): add figures to this measure. left(): Escape.
    """

    hide_wanted = Signal()
    add_wanted = Signal()
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setProperty("edge", "left")
        self.setProperty("ground", "surface")
        self.setAccessibleName("Measure")
        self._workspace = workspace
        self._line: MeasureLine | None = None
        self._view: MeasureView | None = None
        self.chart = ChartTab(workspace)
        self.heading = MeasureHeading(self.chart.frame.more)
        self.heading.title.setEnabled(not workspace.session.read_only)
        self.heading.title.committed.connect(self._rename)
        self.heading.copied.connect(self.chart.frame.copy_picture)
        self.heading.hide_wanted.connect(self.hide_wanted)
        self.tabs = Tabs([("chart", "Chart"), *((key, word) for key, word, _ in _TABS)])
        self.tabs.chosen.connect(lambda _key: self._show_tab())
        self._stack = LateStack(self._make_tab)
        self._stack.put("chart", scrolling(self.chart))
        self._lay_out()

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setContentsMargins(PAD - Tabs.OUTSET, 0, 0, 0)
        tabs.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)

    # Showing

    @property
    def measure(self) -> str:
        """The id of the measure that is shown; empty for none."""
        return self._line.id if self._line else ""

    def show_line(self, line: MeasureLine, view: MeasureView) -> None:
        """Show a measure. What was being typed into the one before is committed to that one first."""
        is_other = self._line is None or line.id != self._line.id
        if is_other:
            self.commit()
        if not is_other and line is self._line and view is self._view:
            return
        self._line, self._view = line, view
        self.chart.show_line(line)
        note = self.chart.trend.note if self.chart.trend else ""
        self.heading.show_line(line, note, typing=not is_other and self.heading.title.hasFocus())
        self._show_tab()

    def _show_tab(self) -> None:
        key = self.tabs.key
        if key != "chart":
            tab = self.tab(key)
            if self._line is not None and self._view is not None:
                tab.show_measure(self._line, self._view)
        self._stack.bring(key)

    def tab(self, key: str) -> MeasureTab:
        """Return a tab, built if it was never shown."""
        return self._stack.part(key)

    def _make_tab(self, key: str) -> MeasureTab:
        made = next(make for name, _, make in _TABS if name == key)(self._workspace)
        made.add_wanted.connect(self.add_wanted)
        return made

    def go(self, key: str) -> QWidget:
        """Bring a tab to the front and return it."""
        self.tabs.choose(key)
        self._show_tab()
        return self.chart if key == "chart" else self.tab(key)

    def begin(self, part: str) -> None:
        """Put the cursor where a part is set: ``target``, ``mark`` or ``rating``."""
        tab = self.go("targets")
        if isinstance(tab, MeasureTab):
            tab.begin(part)

    # Changing

    def commit(self) -> None:
        """Commit what is being typed."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and hasattr(focused, "commit"):
            focused.commit()

    def _rename(self, title: str) -> None:
        if self._line is None:
            return
        session = self._workspace.session
        if self._workspace.attempt(change_measure, session, self._line.id, title=title) is None:
            self.heading.title.set_value(self._line.measure.title)


_TABS: tuple[tuple[str, str, Callable[[Workspace], MeasureTab]], ...] = (
    ("figures", "Figures", FiguresTab),
    ("targets", "Targets", TargetsTab),
    ("details", "Details", DetailsTab),
    ("history", "History", HistoryTab),
)
