"""Tools > Import: choose a workbook, match its columns and statuses, look at every row, apply what is ticked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from send_tracker.domain.intake.preview import PreviewRow
from send_tracker.domain.text import plural
from send_tracker.exchange.intake.fields import FIELD_CHOICES
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.house_dialog import fill
from send_tracker.gui.dialogs.source_dialog import SOURCE, RowsDialog, step_page
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.intake.matching import ColumnTable, StatusTable
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.bulk import Tell
from send_tracker.services.intake import apply_rows
from send_tracker.services.intake_evidence import apply_evidence
from send_tracker.services.intake_mappings import keep_mapping, kept_mappings
from send_tracker.services.session import Edited

COLUMNS, STATUSES, PREVIEW = range(1, 4)
_FIND_OUT = "Find out how it is laid out"
WHAT = (("actions", "Actions of the plan"), ("evidence", "Evidence register"))


class IntakeDialog(RowsDialog):
    """Brings a plan in. Nothing is changed until the last step, and then as one edit with one undo."""

    title = "Import"
    steps = ("Workbook", "Columns", "Statuses", "Preview")
    about = (
        "An Excel workbook, or a CSV or JSON file that was exported. It is only read: nothing is written into it, "
        "and nothing is changed here before you have seen every row."
    )
    teaches = (
        (
            "Columns",
            "Each column is matched to a field by its head and its cells. You correct what is wrong.",
        ),
        ("Statuses", "Each status word, and each colour of a cell without a word, is read in this programme’s scale."),
        (
            "Preview",
            "Every row is shown beside what stands here: new, changed or doubtful. You tick what to take.",
        ),
        ("Apply", "What is ticked is applied as one edit. One undo takes it back, and a backup is made before."),
    )
    kinds = "Workbooks and tables (*.xlsx *.xlsm *.csv *.tsv *.json);;All files (*)"
    verb = "import-plan"

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, parent)
        self._found: dict[str, Any] = {}
        self.kept, self.what = QComboBox(), QComboBox()
        self.sheets, self.columns = QComboBox(), ColumnTable()
        self.statuses, self.name = StatusTable(), QLineEdit()
        self.sheets.activated.connect(lambda _i: self._look({"sheet": self.sheets.currentText()}))
        self.columns.chosen.connect(self._column_chosen)
        self.job.looked.connect(self._looked)
        self.begin([self._first_page(), self._columns_page(), self._statuses_page(), self.pane])

    # The steps

    def _first_page(self) -> QWidget:
        fill(self.what, list(WHAT), "actions")
        self.kept.addItem(_FIND_OUT, None)
        for name, mapping in kept_mappings(self.workspace.session).items():
            self.kept.addItem(name, mapping)
        return self.source_page(LabelledField("What it holds", self.what), LabelledField("How it is read", self.kept))

    def _columns_page(self) -> QWidget:
        words = "What each column goes into. A column without a field becomes one of the programme’s own."
        page, column = step_page(
            LabelledField("Sheet", self.sheets), Label(words, token="muted", wrap=True), self.columns, gap=8
        )
        column.setStretchFactor(self.columns, 1)
        return page

    def _statuses_page(self) -> QWidget:
        words = "How each status word, and each colour of a cell without a word, is read in this programme’s scale."
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name.setPlaceholderText("A name, such as Partnership tracker")
        row.addWidget(LabelledField("Keep this way of reading as", self.name), 1)
        for button in (
            Button("&Keep", "outline", on_click=self.keep),
            Button("Save as a &file…", "outline", on_click=self._save_mapping),
        ):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        page, column = step_page(Label(words, token="muted", wrap=True), self.statuses, row, gap=8)
        column.setStretchFactor(self.statuses, 1)
        return page

    # Going on

    def may_apply(self) -> bool:
        """Apply needs a ticked row."""
        return bool(self.pane.accepted())

    def words_of(self, step: int) -> str:
        """Return the words of the main button at a step."""
        return "&Preview" if step == STATUSES else super().words_of(step)

    def next_of(self, step: int) -> None:
        """Go from the columns to the statuses, and from those to the preview."""
        if step == COLUMNS:
            self.show_step(STATUSES)
        else:
            self.ask(self.job.preview, self._source, self.mapping())

    def go_back(self) -> None:
        """Go a step back; from the preview of an exported file to the file."""
        at = self.pages.currentIndex()
        self.show_step(SOURCE if at == PREVIEW and not self._found else at - 1)

    def look(self) -> None:
        """Have the file looked into; what has one shape only is previewed at once."""
        self._found = {}
        if self._of_evidence:
            self.ask(self.job.preview_evidence, self._source)
        elif self._source.suffix.lower() == ".json" or self._is_own_csv():
            self.ask(self.job.preview, self._source, None)
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
        self.ask(self.job.look, self._source, dict(mapping) if mapping else None)

    @property
    def _of_evidence(self) -> bool:
        return bool(self.what.currentData() == "evidence")

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

    def count_words(self, count: int) -> str:
        """Return what is said of so many ticked rows."""
        return f"{plural(count, 'row')} ticked. They are applied as one edit, with one undo."

    def apply(self) -> None:
        """Apply what is ticked and close; on a problem say it and stay."""
        rows = self.pane.accepted()
        with self.working() as tell:
            edited = self.attempt(self._take_in, rows, tell)
        if edited is not None:
            self.workspace.notice.emit(
                f"{plural(len(rows), 'row')} of {self._source.name} applied. Undo takes it back."
            )
            self.accept()

    def _take_in(self, rows: list[PreviewRow], tell: Tell) -> Edited | None:
        """Apply rows after a backup."""
        session = self.workspace.session
        tell(0, 1, "keeping a backup")
        self.workspace.keep_a_backup()
        if self._of_evidence:
            return apply_evidence(session, rows, tell)
        return apply_rows(session, rows, self.verb, None, tell)

    # Keeping

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
