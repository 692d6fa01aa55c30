"""Beside the options of what is to be issued: what the ledger finds, and behind a second tab what it will hold."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.widgets.findings_part import FindingsPart
from send_tracker.gui.widgets.one_of import OneOf
from send_tracker.gui.widgets.outline_part import OutlinePane
from send_tracker.gui.widgets.tabs import Tabs
from send_tracker.gui.workspace import Workspace


class FindingsBeside(QWidget):
    """Two tabs; the findings come first, because they stand in the way of issuing."""

    def __init__(self, workspace: Workspace, preview: OutlinePane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = FindingsPart(workspace)
        self.tabs = Tabs([("findings", "Findings"), ("preview", "What it will hold")])
        self.tabs.setAccessibleName("Findings and preview")
        self._stack = OneOf(self)
        for widget in (self.part, preview):
            self._stack.addWidget(widget)
        self.tabs.chosen.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addLayout(self._stack, 1)

    def _show(self, key: str) -> None:
        self._stack.setCurrentIndex(0 if key == "findings" else 1)
