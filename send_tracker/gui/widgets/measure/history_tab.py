"""What happened to a measure and to what belongs to it: who changed what, when and why."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.gui.widgets.history.history_view import HistoryView
from send_tracker.gui.widgets.measure.tab import MeasureTab
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView


class HistoryTab(MeasureTab):
    """The tab."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(workspace, parent)
        self.view = HistoryView(workspace.session)
        self.view.redact_wanted.connect(workspace.redact_wanted)
        self.view.copied.connect(workspace.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 12)
        column.addWidget(self.view)

    def show_measure(self, line: MeasureLine, view: MeasureView) -> None:
        """Show the history of a measure."""
        super().show_measure(line, view)
        self.view.show_entity(line.id)
