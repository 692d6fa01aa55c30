"""A job whose document is looked at beforehand: what it will hold stands beside its options and follows them."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from send_tracker.exchange.outline import Outline
from send_tracker.gui.dialogs.job_dialog import JobDialog
from send_tracker.gui.outline_job import OutlineJob
from send_tracker.gui.widgets.outline_part import OutlinePane
from send_tracker.gui.workspace import Workspace


class OutlinedDialog(JobDialog):
    """Shows what a document will hold as it is chosen now. Subclasses say what is looked at."""

    parts = "sections"
    issues = False

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, parent)
        self.preview = OutlinePane(self.parts, self)
        self.looker = OutlineJob(workspace.session, command, self)
        self.looker.begun.connect(self.preview.show_waiting)
        self.looker.found.connect(self.looked)
        self.looker.failed.connect(self.not_looked)

    # What subclasses say

    def show_preview(self) -> None:
        """Look at the document as it is chosen now."""
        raise NotImplementedError

    @property
    def board_day(self) -> date | None:
        """The day of the board that was chosen, if any."""
        raise NotImplementedError

    # Looking

    def beside(self) -> QWidget:
        """Return what stands beside the options: what the document will hold."""
        return self.preview

    def looked(self, outline: Outline) -> None:
        """Take an answer."""
        self.preview.show_outline(outline)

    def not_looked(self, sentence: str) -> None:
        """Take what speaks against it."""
        self.preview.show_problem(sentence)

    def let_go(self) -> None:
        """Look no more, because the dialog goes away."""
        self.looker.close()

    def done(self, result: int) -> None:
        """Let go of what was read when the dialog goes away."""
        self.let_go()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing by the window's cross is a rejection too."""
        self.let_go()
        super().closeEvent(event)
