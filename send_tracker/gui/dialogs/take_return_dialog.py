"""Taking an owner's return back: choose the workbook, look at what they changed and where both did, apply."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from send_tracker.domain.intake.preview import Preview
from send_tracker.domain.text import plural
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.stepped_dialog import SteppedDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.intake.preview_pane import PreviewPane
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.returns import take_back

SOURCE, PREVIEW = range(2)


class TakeReturnDialog(SteppedDialog):
    """Three versions of each field: as it was sent, as it came back, as it stands here."""

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, "Take a return back", ("Workbook", "Review"), parent)
        self._return = self._lead = ""
        self.path, self.pane = QLineEdit(), PreviewPane()
        for page in (self._source_page(), self.pane):
            self.pages.addWidget(page)
        self.path.textChanged.connect(lambda _text: self._set_busy(False))
        self.pane.decided.connect(self._count)
        self.job.previewed.connect(self._previewed)
        self.finish_form()
        self.path.setFocus()
        self.show_step(SOURCE)

    def _source_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        words = (
            "The workbook that a lead sent back. Its rows are found again though they were sorted, renamed or saved "
            "by another program, and what you changed meanwhile is kept until you decide."
        )
        column.addWidget(Label(words, token="muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("File", self.path), 1)
        row.addWidget(Button("&Choose…", "outline", on_click=self._choose), alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def may_go_on(self) -> bool:
        """Next needs a file; a return that changes nothing can be marked as back."""
        return self.pages.currentIndex() == PREVIEW or bool(self.path.text().strip())

    def show_step(self, step: int) -> None:
        """Show a step, with the words of its main button."""
        super().show_step(step)
        words = "&Apply" if step == PREVIEW else "&Next"
        self.forward.setText(words)
        self.forward.setAccessibleName(words.replace("&", ""))
        self.forward.retheme()
        if step == PREVIEW:
            self._count()
            self.pane.table.setFocus()

    def go_on(self) -> None:
        """Read the return, then apply what is ticked."""
        if self.pages.currentIndex() == PREVIEW:
            self.apply()
            return
        self._set_busy(True)
        self.attempt(self.job.preview_return, Path(self.path.text().strip()).expanduser())
        if not self.job.is_running and not self.problem.isHidden():
            self._set_busy(False)

    def _previewed(self, preview: Preview, more: dict[str, str]) -> None:
        self._return, self._lead = str(more.get("return", "")), str(more.get("lead", ""))
        self.pane.show_preview(preview)
        self.show_step(PREVIEW)

    def _count(self) -> None:
        count = len(self.pane.accepted())
        whose = f" from {self._lead}" if self._lead else ""
        self.words.setText(f"{plural(count, 'row')}{whose} ticked. A clash is ticked by you alone.")
        self.forward.setEnabled(self.may_go_on())

    def apply(self) -> None:
        """Apply what is ticked, mark the return as back and close; on a problem say it and stay."""
        rows = self.pane.accepted()
        self.attempt(take_back, self.workspace.session, rows, self._return, self._lead)
        if self.problem.isHidden():
            self.workspace.notice.emit(f"The return{f' of {self._lead}' if self._lead else ''} is back.")
            self.accept()

    def _choose(self) -> None:
        start = self.path.text() or choose_file.documents()
        chosen, _ = QFileDialog.getOpenFileName(self, "Take a return back", start, "Workbooks (*.xlsx);;All files (*)")
        if chosen:
            self.path.setText(chosen)
            self.forward.setFocus()
