"""Correct…, at a finding of the figure ledger: the figures of that measure, over the dialog that issues."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.gui.dialogs.figures_dialog import FiguresDialog
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.figures_tab import FiguresTab
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import measure_view

_FROZEN = (
    "This document is about a frozen position and says what was known then. What you correct here shows in later ones; "
    "in this one, explain the finding or give a reason."
)


class CorrectFigureDialog(HouseDialog):
    """Every figure of one measure, to quote another, to withdraw one or to add one. Each is saved as it is made."""

    def __init__(
        self, workspace: Workspace, measure: str, finding: str, parent: QWidget | None = None, *, frozen: bool = False
    ) -> None:
        super().__init__(parent)
        self._workspace, self._measure = workspace, measure
        self.setWindowTitle("Correct a figure")
        self.resize(680, 520)
        self.heading = Label("", "heading", 600, wrap=True)
        self.finding = Label(finding, "body", token="muted", wrap=True)
        self.frozen = Label(_FROZEN, "body", wrap=True)
        if not frozen:
            self.frozen.hide()
        self.tab = FiguresTab(workspace, most_rows=6)
        self.tab.add_wanted.connect(self.add)
        self.close_button = Button("Check again", "primary", on_click=self.accept)
        self._lay_out()
        workspace.edited.connect(self._read)
        self._read()
        self.finish_form()
        self.tab.table.setFocus()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.finding)
        column.addWidget(self.frozen)
        column.addWidget(self.tab, 1)
        column.addLayout(foot)

    def _read(self, *_edited: object) -> None:
        """Show the figures as they are now."""
        view = measure_view(self._workspace.session)
        line = view.line(self._measure)
        if line is None:
            self.accept()
            return
        self.heading.setText(f"{line.measure.ref} {line.measure.title}".strip())
        self.tab.show_measure(line, view)

    def add(self) -> None:
        """Add a figure, or write another value over one: the earlier one is kept as revised."""
        view = measure_view(self._workspace.session)
        FiguresDialog(self._workspace, view, [self._measure], [self._measure], self).open()
