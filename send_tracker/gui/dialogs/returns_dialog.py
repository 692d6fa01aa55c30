"""Tools > Owner returns: who was sent a workbook, whose came back, who is outstanding; and sending them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from send_tracker.domain.dates import show_short
from send_tracker.domain.text import plural
from send_tracker.gui import theme
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.intake_job import IntakeJob
from send_tracker.gui.open_outside import open_outside
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.returns import LeadRow, lead_rows, record_sent, sent_from_json

HEADS = ("Lead", "Open actions", "Sent", "State")


class LeadTable(QTableWidget):
    """Every lead with a tick: whose workbook is to be written. Space ticks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADS), parent)
        self._leads: list[LeadRow] = []
        self.setAccessibleName("Leads and their returns")
        self.setHorizontalHeaderLabels(list(HEADS))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take heights, widths and fonts again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        self.horizontalHeader().setFixedHeight(theme.px(28))
        self.horizontalHeader().setFont(theme.font("small", 500))
        for column, width in ((1, 110), (2, 120), (3, 160)):
            self.setColumnWidth(column, theme.px(width))

    def show_rows(self, rows: Sequence[LeadRow]) -> None:
        """Show the leads; those with open actions are ticked."""
        self._leads = list(rows)
        self.setRowCount(len(self._leads))
        for number, row in enumerate(self._leads):
            sent = show_short(row.sent.sent_on) if row.sent else ""
            for column, text in enumerate((row.name, str(row.actions), sent, row.state)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if column == 0 and row.actions:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked)
                if row.state == "Outstanding" and column == len(HEADS) - 1:
                    item.setFont(theme.font("body", 600))
                self.setItem(number, column, item)
        if self._leads:
            self.setCurrentCell(0, 0)

    def ticked(self) -> list[str]:
        """Return the ids of the leads that are ticked."""
        return [r.lead for n, r in enumerate(self._leads) if r.actions and self._is_ticked(n)]

    def _is_ticked(self, number: int) -> bool:
        item = self.item(number, 0)
        return item is not None and item.checkState() is Qt.CheckState.Checked


class ReturnsDialog(HouseDialog):
    """The board of returns.

    Signals:
        take_back_wanted(): a workbook came back and is to be taken in.
    """

    take_back_wanted = Signal()

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._written: Path | None = None
        self.job = IntakeJob(workspace.session, command, self)
        self.setWindowTitle("Owner returns")

        # Parts
        self.table, self.folder = LeadTable(), QLineEdit()
        folder = workspace.session.path.parent / f"Owner returns {workspace.session.today.isoformat()}"
        self.folder.setText(str(folder))
        self.counts, self.words = Label("", "body", 500), Label("", "small", token="muted", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        self.write = Button("&Write workbooks", "primary", on_click=self.start)
        self.open_folder = Button("&Open folder", "outline", on_click=self._open_folder)
        self.close_button = Button("Close", "outline", on_click=self._cancel)
        self.take = Button("&Take one back…", "outline", on_click=self._take_back)
        self.open_folder.hide()
        self._lay_out()

        # Signals
        self.job.progressed.connect(self._progressed)
        self.job.listed.connect(self._listed)
        self.job.failed.connect(self._failed)
        self.table.itemChanged.connect(lambda _item: self._enable(busy=False))
        self.show_board()
        self.finish_form()
        self.table.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label("Owner returns", "heading", 600))
        words = (
            "A workbook for each lead with only their open actions, and an e-mail to send it by. "
            "Send the files yourself: nothing is sent from here."
        )
        column.addWidget(Label(words, token="muted", wrap=True))
        column.addWidget(self.counts)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("Folder", self.folder), 1)
        row.addWidget(Button("&Choose…", "outline", on_click=self._choose), alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.words, 1)
        for button in (self.take, self.open_folder, self.close_button, self.write):
            foot.addWidget(button)
        column.addLayout(foot)
        self.resize(QSize(760, 560))

    def show_board(self) -> None:
        """Show who was sent what, and what came back."""
        rows = lead_rows(self._workspace.session)
        self.table.show_rows(rows)
        out = sum(r.state == "Outstanding" for r in rows)
        back = sum(r.state.startswith("Back") for r in rows)
        self.counts.setText(f"{plural(len(rows), 'lead')}: {out} outstanding, {back} back.")
        self._enable(busy=False)

    def _enable(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.progress.setRange(0, 0)
        for part in (self.table, self.folder, self.take):
            part.setEnabled(not busy)
        self.write.setEnabled(not busy and bool(self.table.ticked()))
        self.close_button.setText("Cancel" if busy else "Close")
        self.close_button.setAccessibleName(self.close_button.text())

    def start(self) -> None:
        """Have the workbooks of the ticked leads written."""
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip():
            self.say_problem("Say which folder to write into.")
            return
        self._written = folder
        self._enable(busy=True)
        self.words.setText("Starting…")
        self.attempt(self.job.write_returns, folder, self.table.ticked(), force=False)
        if not self.job.is_running and not self.problem.isHidden():
            self._enable(busy=False)

    def _progressed(self, done: int, total: int, words: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.words.setText(f"{words[:1].upper()}{words[1:]} ({done} of {total})")

    def _listed(self, document: dict[str, Any]) -> None:
        listed = document.get("returns", [])
        self.attempt(record_sent, self._workspace.session, sent_from_json([r["sent"] for r in listed]))
        self.show_board()
        self.words.setText(f"{plural(len(listed), 'workbook')} and their e-mails written.")
        self.open_folder.show()
        self.open_folder.setFocus()

    def _failed(self, sentence: str) -> None:
        self._enable(busy=False)
        self.words.setText("")
        self.say_problem(sentence)

    def _cancel(self) -> None:
        if self.job.is_running:
            self.job.cancel()
            self._enable(busy=False)
            self.words.setText("Cancelled. Workbooks that were written already are in the folder.")
        else:
            self.reject()

    def _take_back(self) -> None:
        self.accept()
        self.take_back_wanted.emit()

    def _choose(self) -> None:
        start = self.folder.text() or str(self._workspace.session.path.parent)
        chosen = QFileDialog.getExistingDirectory(self, "Owner returns", start)
        if chosen:
            self.folder.setText(chosen)

    def _open_folder(self) -> None:
        if self._written is not None:
            self.attempt(open_outside, QUrl.fromLocalFile(str(self._written)))

    def done(self, result: int) -> None:
        """End the work when the dialog goes away, by Escape too."""
        self.job.clear()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing by the window's cross ends the work too."""
        self.job.clear()
        super().closeEvent(event)
