"""File > Export this view: the rows a page shows, or a whole register, as Excel, CSV or JSON."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.gui.dialogs.house_dialog import fill
from send_tracker.gui.dialogs.job_dialog import JobDialog
from send_tracker.gui.pages.page import View
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.workspace import Workspace

WHAT = [
    ("actions", "Actions"),
    ("evidence", "Evidence"),
    ("measures", "Measures"),
    ("observations", "Figures of measures"),
    ("changes", "History of changes"),
    ("meetings", "Meetings"),
]
FORMATS = [("xlsx", "Excel workbook"), ("csv", "CSV, for other programs"), ("json", "JSON, for other programs")]


class ExportDialog(JobDialog):
    """Asks what, which rows and in which format. The rows of ``view`` are offered first, in their order."""

    verb = "Export"
    kept_as = "export"
    kinds = "Excel workbooks (*.xlsx);;CSV files (*.csv);;JSON files (*.json)"

    def __init__(
        self, workspace: Workspace, command: list[str], view: View | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, command, parent)
        self._view = view
        self.setWindowTitle("Export")
        self.form.heading.setText("Export")
        as_at = f" as at {long_date(workspace.session.as_at)}" if workspace.session.as_at else ""
        self.form.explanation.setText(f"The rows that are shown, in their order, or the whole register{as_at}.")
        self.what, self.rows, self.format = QComboBox(), QComboBox(), QComboBox()
        fill(self.what, WHAT, view.what if view else "actions")
        fill(self.format, FORMATS, "xlsx")
        row = QHBoxLayout(self.form.options)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(LabelledField("What", self.what), 1)
        row.addWidget(LabelledField("Rows", self.rows), 1)
        row.addWidget(LabelledField("Format", self.format), 1)
        self.what.currentIndexChanged.connect(self._offer_rows)
        self._offer_rows()
        for combo in (self.what, self.format):
            combo.currentIndexChanged.connect(self._propose)
        self._propose()
        self.finish_form()
        self.what.setFocus()

    def _offer_rows(self) -> None:
        """Offer the rows that are shown where the page shows this register."""
        view = self._view
        self.rows.clear()
        if view is not None and view.what == self.what.currentData():
            self.rows.addItem(f"As shown: {len(view.ids):,} of {view.total:,}", True)
        self.rows.addItem("All", False)

    def _propose(self) -> None:
        name = f"{self.workspace.session.path.stem} {self.what.currentData()}.{self.format.currentData()}"
        self.set_path(self.folder() / name)

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Ask for the register; the ending of the file says the format."""
        if self.path.suffix.lower().lstrip(".") not in dict(FORMATS):
            self.say_problem("The file's name must end in .xlsx, .csv or .json.")
            return None
        words = ["export", str(copy), "--what", self.what.currentData(), "-o", str(output)]
        if (day := self.workspace.session.as_at) is not None:
            words += ["--as-at", day.isoformat()]
        if self._view is not None and self.rows.currentData():
            rows = copy.with_name("rows.txt")
            rows.write_text("\n".join(self._view.ids), encoding="utf-8")
            words += ["--rows", str(rows)]
        return words
