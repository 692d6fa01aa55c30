"""View > History: what happened to whatever is selected, where its page has no panel with a history of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.history.history_view import HistoryView
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.labels import entity_words


class HistoryDialog(HouseDialog):
    """The history of one entity."""

    def __init__(self, workspace: Workspace, entity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self.resize(560, 560)
        self.view = HistoryView(workspace.session)
        self.view.redact_wanted.connect(workspace.redact_wanted)
        self.view.copied.connect(workspace.notice)
        self.view.show_entity(entity)
        close = Button("Close", on_click=self.accept)
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 8)
        head.setSpacing(2)
        head.addWidget(Label("History", "heading", 600))
        head.addWidget(ElidedLabel(entity_words(workspace.session, entity), "body", token="muted"))
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 20)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.finish_form()
        self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)
