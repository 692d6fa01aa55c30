"""Tools > Import: choose a workbook, match its columns and statuses, look at every row, apply what is ticked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from send_tracker.domain.intake.preview import Preview
from send_tracker.domain.text import plural
from send_tracker.exchange.intake.fields import FIELD_CHOICES
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.house_dialog import fill
from send_tracker.gui.dialogs.stepped_dialog import SteppedDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.intake.matching import ColumnTable, StatusTable
from send_tracker.gui.widgets.intake.preview_pane import PreviewPane
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.intake import apply_rows
from send_tracker.services.intake_evidence import apply_evidence
from send_tracker.services.intake_mappings import keep_mapping, kept_mappings

STEPS = ("Workbook", "Columns", "Statuses", "Preview")
SOURCE, COLUMNS, STATUSES, PREVIEW = range(4)
_KINDS = "Workbooks and tables (*.xlsx *.xlsm *.csv *.tsv *.json);;All files (*)"
_FIND_OUT = "Find out how it is laid out"
WHAT = (("actions", "Actions of the plan"), ("evidence", "Evidence register"))


class IntakeDialog(SteppedDialog):
    """Brings a plan in. Nothing is changed until the last step, and then as one edit with one undo."""

    verb = "import-plan"

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, "Import", STEPS, parent)
        self._found: dict[str, Any] = {}
        self._source = Path()
        self._preview: Preview | None = None

        # Steps
        self.path, self.kept, self.what = QLineEdit(), QComboBox(), QComboBox()
        self.sheets, self.columns = QComboBox(), ColumnTable()
        self.statuses, self.name = StatusTable(), QLineEdit()
        self.pane = PreviewPane()
        for page in (self._source_page(), self._columns_page(), self._statuses_page(), self.pane):
            self.pages.addWidget(page)

        # Signals
        self.path.textChanged.connect(lambda _text: self._set_busy(False))
        self.sheets.activated.connect(lambda _i: self._look({"sheet": self.sheets.currentText()}))
        self.columns.chosen.connect(self._column_chosen)
        self.pane.decided.connect(self._count)
        self.job.looked.connect(self._looked)
        self.job.previewed.connect(self._previewed)
        self.finish_form()
        self.path.setFocus()
        self.show_step(SOURCE)

    # The steps

    def _source_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        words = (
            "An Excel workbook, or a CSV or JSON file that was exported. It is only read: nothing is written into it, "
            "and nothing is changed here before you have seen every row."
        )
        column.addWidget(Label(words, token="muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("File", self.path), 1)
        row.addWidget(Button("&Choose…", "outline", on_click=self._choose), alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        fill(self.what, list(WHAT), "actions")
        column.addWidget(LabelledField("What it holds", self.what))
        self.kept.addItem(_FIND_OUT, None)
        for name, mapping in kept_mappings(self.workspace.session).items():
            self.kept.addItem(name, mapping)
        column.addWidget(LabelledField("How it is read", self.kept))
        column.addStretch(1)
        return page

    def _columns_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(LabelledField("Sheet", self.sheets))
        words = "What each column goes into. A column without a field becomes one of the programme’s own."
        column.addWidget(Label(words, token="muted", wrap=True))
        column.addWidget(self.columns, 1)
        return page

    def _statuses_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = "How each status word, and each colour of a cell without a word, is read in this programme’s scale."
        column.addWidget(Label(words, token="muted", wrap=True))
        column.addWidget(self.statuses, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name.setPlaceholderText("A name, such as Partnership tracker")
        row.addWidget(LabelledField("Keep this way of reading as", self.name), 1)
        for button in (
            Button("&Keep", "outline", on_click=self.keep),
            Button("Save as a &file…", "outline", on_click=self._save_mapping),
        ):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        return page

    # Going on

    def may_go_on(self) -> bool:
        """Next needs a file first, and a ticked row at the end."""
        if self.pages.currentIndex() == SOURCE:
            return bool(self.path.text().strip())
        return self.pages.currentIndex() != PREVIEW or bool(self.pane.accepted())

    def show_step(self, step: int) -> None:
        """Show a step, with the words of its main button."""
        super().show_step(step)
        words = {STATUSES: "&Preview", PREVIEW: "&Apply"}.get(step, "&Next")
        self.forward.setText(words)
        self.forward.setAccessibleName(words.replace("&", ""))
        self.forward.retheme()
        if step == PREVIEW:
            self._count()
            self.pane.table.setFocus()

    def go_on(self) -> None:
        """Look into the file, go through what was found, preview, and apply."""
        match self.pages.currentIndex():
            case 0:
                self._start()
            case 1:
                self.show_step(STATUSES)
            case 2:
                self._ask_for_preview()
            case _:
                self.apply()

    def go_back(self) -> None:
        """Go a step back; from the preview of an exported file to the file."""
        at = self.pages.currentIndex()
        self.show_step(SOURCE if at == PREVIEW and not self._found else at - 1)

    def read_source(self, path: Path) -> None:
        """Start with a file that is known already."""
        self.path.setText(str(path))
        self._start()

    def _start(self) -> None:
        self._source = Path(self.path.text().strip()).expanduser()
        self._found = {}
        if self._of_evidence or self._source.suffix.lower() == ".json" or self._is_own_csv():
            self._set_busy(True)
            self._begin(self.job.preview, None)
        else:
            self._look(self.kept.currentData())

    def _is_own_csv(self) -> bool:
        """Tell whether a CSV file bears the heads of our own export; the command line decides in the end."""
        if self._source.suffix.lower() != ".csv":
            return False
        try:
            with self._source.open(encoding="utf-8-sig", errors="replace") as file:
                return file.readline(4000).startswith("Reference,Area,")
        except OSError:
            return False

    def _look(self, mapping: Mapping[str, Any] | None) -> None:
        self._set_busy(True)
        self._begin(self.job.look, dict(mapping) if mapping else None)

    @property
    def _of_evidence(self) -> bool:
        return bool(self.what.currentData() == "evidence")

    def _begin(self, ask: Any, mapping: dict[str, Any] | None) -> None:
        if self._of_evidence:
            self.attempt(self.job.preview_evidence, self._source)
        else:
            self.attempt(ask, self._source, mapping)
        if not self.job.is_running and not self.problem.isHidden():
            self._set_busy(False)

    def _looked(self, found: dict[str, Any]) -> None:
        self._found = found
        self.sheets.clear()
        self.sheets.addItems(found["sheets"])
        self.sheets.setCurrentText(found["sheet"])
        self.columns.show_columns(found["columns"], FIELD_CHOICES)
        mapping = found["mapping"]
        self.statuses.show_statuses(mapping["statuses"], mapping["colours"], self.workspace.session.scale)
        self.show_step(COLUMNS)
        self.columns.setFocus()

    def _column_chosen(self, head: str, name: str) -> None:
        """Give a field to one column only: the one that had it becomes a column of the programme’s own."""
        if name in ("extra", "ignore"):
            return
        for other, chosen in self.columns.choices().items():
            if other != head and chosen == name:
                combo = self.columns.combo(other)
                combo.setCurrentIndex(combo.findData("extra"))

    def mapping(self) -> dict[str, Any]:
        """Return how the source is read, as it is chosen now."""
        return {
            **self._found["mapping"],
            "columns": self.columns.choices(),
            "statuses": self.statuses.matched("word"),
            "colours": self.statuses.matched("fill"),
        }

    def _ask_for_preview(self) -> None:
        self._set_busy(True)
        self._begin(self.job.preview, self.mapping())

    def _previewed(self, preview: Preview, _more: object) -> None:
        self._preview = preview
        self.pane.show_preview(preview)
        self.show_step(PREVIEW)

    def _count(self) -> None:
        count = len(self.pane.accepted())
        self.words.setText(f"{plural(count, 'row')} ticked. They are applied as one edit, with one undo.")
        self.forward.setEnabled(self.may_go_on())

    def apply(self) -> None:
        """Apply what is ticked and close; on a problem say it and stay."""
        rows = self.pane.accepted()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if self._of_evidence:
                edited = self.attempt(apply_evidence, self.workspace.session, rows)
            else:
                edited = self.attempt(apply_rows, self.workspace.session, rows, self.verb)
        finally:
            QApplication.restoreOverrideCursor()
        if edited is not None:
            self.workspace.notice.emit(
                f"{plural(len(rows), 'row')} of {self._source.name} applied. Undo takes it back."
            )
            self.accept()

    # Choosing and keeping

    def _choose(self) -> None:
        start = self.path.text() or choose_file.documents()
        chosen, _ = QFileDialog.getOpenFileName(self, "Import", start, _KINDS)
        if chosen:
            self.path.setText(chosen)
            self.forward.setFocus()

    def keep(self) -> None:
        """Keep this way of reading by its name."""
        name = self.attempt(keep_mapping, self.workspace.session, self.name.text(), self.mapping())
        if name is not None:
            self.words.setText(f"Kept as “{name}”.")

    def _save_mapping(self) -> None:
        suggested = Path(choose_file.documents()) / f"{self._source.stem} mapping.json"
        chosen = choose_file.to_save(self, "Save the mapping", suggested, "Mappings (*.json)")
        if chosen is None:
            return
        try:
            chosen.write_text(json.dumps(self.mapping(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            self.say_problem(f"“{chosen.name}” could not be written: {error.strerror or error}.")
            return
        self.words.setText(f"Written: {chosen.name}")
