"""The evidence beside the action under review: what there is, and how more is added."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui import choose_file
from send_tracker.gui.evidence_intake import paste
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.evidence_tab import EvidenceTab
from send_tracker.gui.widgets.label import Label
from send_tracker.services.action_view import ActionDetail
from send_tracker.services.evidence import attach_file


class EvidenceSide(QWidget):
    """The Evidence tab of the detail panel, in the place of the challenges."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.setProperty("ground", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Evidence of this action")
        self.tab = EvidenceTab(editing)
        self.tab.add_file_wanted.connect(self.add_file)
        self.tab.paste_wanted.connect(self.paste)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 16)
        column.setSpacing(0)
        column.addWidget(Label("Evidence", "small", 500, "muted"))
        column.addWidget(self.tab)
        column.addStretch(1)

    def show_detail(self, detail: ActionDetail) -> None:
        """Show an action's evidence."""
        self.tab.show_detail(detail)

    def focus_first(self) -> None:
        """Put the focus here, so that Tab leads to the buttons."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_file(self) -> None:
        """Ask for files, and keep each as evidence of the action."""
        for path in choose_file.evidence_files(self, "Add evidence", self._editing.workspace.preferences):
            self.attach(path)

    def attach(self, path: Path) -> None:
        """Keep a file as evidence of the action."""
        workspace = self._editing.workspace
        if workspace.attempt(attach_file, workspace.session, path, self._editing.ids) is not None:
            workspace.notice.emit(f"{path.name} was attached as evidence.")

    def paste(self) -> None:
        """Keep what is on the clipboard as evidence of the action."""
        paste(self._editing.workspace, self._editing.ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is pasted while the evidence is looked at."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_V and not self._editing.session.read_only:
            self.paste()
            return
        super().keyPressEvent(event)
