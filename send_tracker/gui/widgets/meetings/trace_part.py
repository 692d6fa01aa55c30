"""What was decided, asked and feared about an action or a measure: the way back from it to the board."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.widgets.meetings.link_list import LinkList
from send_tracker.gui.workspace import Workspace
from send_tracker.services.link_names import traced


class TracePart(QWidget):
    """The list; it is not there where the board had nothing to do with it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._workspace = workspace
        self.links = LinkList("Decisions, questions and risks")
        self.links.opened.connect(workspace.show_record)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.links)
        self.hide()

    def show_entity(self, entity: str) -> None:
        """Show what leads to an action or a measure."""
        found = traced(self._workspace.session, entity)
        self.links.show_links(list(found), found, frozenset(), can_edit=False)
        self.setVisible(bool(found))
