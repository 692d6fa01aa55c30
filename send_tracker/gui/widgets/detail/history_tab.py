"""The History tab of the panel."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.widgets.history.history_view import HistoryView
from send_tracker.gui.workspace import Workspace
from send_tracker.services.action_view import ActionDetail


class HistoryTab(QWidget):
    """The history of the action shown."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = HistoryView(workspace.session)
        self.view.redact_wanted.connect(workspace.redact_wanted)
        self.view.copied.connect(workspace.notice)
        self.list = self.view.list
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)

    def show_detail(self, detail: ActionDetail) -> None:
        """Show an action's history."""
        self.view.show_entity(detail.action.id)
