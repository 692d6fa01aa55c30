"""Taking an owner's return back: choose the workbook, look at what they changed and where both did, apply."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from send_tracker.domain.intake.preview import Preview, PreviewRow
from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.source_dialog import RowsDialog
from send_tracker.gui.workspace import Workspace
from send_tracker.services.returns import take_back


class TakeReturnDialog(RowsDialog):
    """Three versions of each field: as it was sent, as it came back, as it stands here.

    A return that changes nothing can be applied too: it is marked as back.
    """

    title = "Take a return back"
    steps = ("Workbook", "Review")
    about = (
        "The workbook that a lead sent back. Its rows are found again though they were sorted, renamed or saved "
        "by another program, and what you changed meanwhile is kept until you decide."
    )
    teaches = (
        ("Review", "Each field that differs is shown three times: as it was sent, as it came back, as it stands here."),
        ("Clashes", "Where both of you changed the same field, nothing is ticked: that choice is yours alone."),
        ("Apply", "What is ticked is applied as one edit with one undo, and the return is marked as back."),
    )
    kinds = "Workbooks (*.xlsx);;All files (*)"

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, parent)
        self._return = self._lead = ""
        self.begin([self.source_page(), self.pane])

    def look(self) -> None:
        """Have the return read."""
        self.ask(self.job.preview_return, self._source)

    def show_preview(self, preview: Preview, more: object) -> None:
        """Show the rows, and keep whose return it is."""
        said = more if isinstance(more, dict) else {}
        self._return, self._lead = str(said.get("return", "")), str(said.get("lead", ""))
        super().show_preview(preview, more)

    def count_words(self, count: int) -> str:
        """Return what is said of so many ticked rows."""
        whose = f" from {self._lead}" if self._lead else ""
        return f"{plural(count, 'row')}{whose} ticked. A clash is ticked by you alone."

    def apply(self) -> None:
        """Apply what is ticked, mark the return as back and close; on a problem say it and stay."""
        rows = self.pane.accepted()
        with self.working():
            self.attempt(self._take_in, rows)
        if self.problem.isHidden():
            self.workspace.notice.emit(f"The return{f' of {self._lead}' if self._lead else ''} is back.")
            self.accept()

    def _take_in(self, rows: list[PreviewRow]) -> None:
        """Take rows in after a backup."""
        self.workspace.keep_a_backup()
        take_back(self.workspace.session, rows, self._return, self._lead)
