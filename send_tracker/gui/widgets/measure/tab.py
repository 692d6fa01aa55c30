"""What every tab of the panel of a measure can do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView


class MeasureTab(QWidget):
    """A tab. ``add_wanted`` asks for adding figures."""

    add_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.can_edit = not workspace.session.read_only
        self.line: MeasureLine | None = None

    def show_measure(self, line: MeasureLine, view: MeasureView) -> None:
        """Show a measure."""
        self.line = line

    def begin(self, part: str) -> None:
        """Put the cursor where a part is set."""
