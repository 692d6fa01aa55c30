"""Rows pasted from Excel into the plan or the evidence register, looked at in the same way as an import."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from send_tracker.gui.dialogs.intake_dialog import IntakeDialog
from send_tracker.gui.workspace import Workspace


class PasteDialog(IntakeDialog):
    """Begins with what is in the clipboard."""

    verb = "paste-rows"

    def __init__(
        self, workspace: Workspace, command: list[str], text: str, what: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, command, parent)
        self.setWindowTitle("Paste rows")
        self.setAccessibleName("Paste rows")
        self.what.setCurrentIndex(self.what.findData(what))
        path = self.job.scratch("Pasted rows.tsv")
        path.write_text(text, encoding="utf-8")
        self.read_source(path)
