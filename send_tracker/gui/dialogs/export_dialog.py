"""File > Export: a register as Excel, CSV or JSON."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from send_tracker.gui.dialogs.house_dialog import fill
from send_tracker.gui.dialogs.job_dialog import JobDialog
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.workspace import Workspace

WHAT = [
    ("actions", "Actions"),
    ("evidence", "Evidence"),
    ("changes", "History of changes"),
    ("meetings", "Meetings"),
]
FORMATS = [("xlsx", "Excel workbook"), ("csv", "CSV, for other programs"), ("json", "JSON, for other programs")]


class ExportDialog(JobDialog):
    """Asks what and in which format; a filter of the page does not narrow it, and it says so."""

    verb = "Export"
    kinds = "Excel workbooks (*.xlsx);;CSV files (*.csv);;JSON files (*.json)"

    def __init__(self, workspace: Workspace, command: list[str], what: str, parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, parent)
        self.setWindowTitle("Export")
        self.form.heading.setText("Export")
        self.form.explanation.setText("The whole register is written, whatever filter is on.")
        self.what, self.format = QComboBox(), QComboBox()
        fill(self.what, WHAT, what)
        fill(self.format, FORMATS, "xlsx")
        row = QHBoxLayout(self.form.options)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(LabelledField("What", self.what), 1)
        row.addWidget(LabelledField("Format", self.format), 1)
        for combo in (self.what, self.format):
            combo.currentIndexChanged.connect(self._propose)
        self._propose()
        self.finish_form()
        self.what.setFocus()

    def _propose(self) -> None:
        name = f"{self.workspace.session.path.stem} {self.what.currentData()}.{self.format.currentData()}"
        self.set_path(self.folder() / name)

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Ask for the register; the ending of the file says the format."""
        if self.path.suffix.lower().lstrip(".") not in dict(FORMATS):
            self.say_problem("The file's name must end in .xlsx, .csv or .json.")
            return None
        return ["export", str(copy), "--what", self.what.currentData(), "-o", str(output)]
