"""Measures > Import figures: choose a file, say once what its columns hold, look at every figure, record them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from send_tracker.domain.text import plural
from send_tracker.exchange.feed_look import as_text, mapping_of
from send_tracker.exchange.measures_feed import import_observations
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.stepped_dialog import SteppedDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.intake.matching import ColumnTable
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.workspace import Workspace

SOURCE, COLUMNS, PREVIEW = range(3)
_STEPS = ("File", "Columns", "Preview")
_KINDS = "Tables of figures (*.csv *.tsv *.xlsx *.xlsm *.json);;All files (*)"
_WORDS = {
    SOURCE: "A table with a period in each row, as CSV or a workbook: a download of the Department for Education, the "
    "extract of a case system, or figures that were exported here. It is only read, and nothing is recorded before "
    "you have seen every figure.",
    COLUMNS: "What each column holds. It is remembered for files with the same columns. Figures of this source alone "
    "are added or revised; those of other sources are left as they are.",
}
_VERDICTS = {
    "new": "New",
    "changed": "Revised",
    "unchanged": "The same",
    "doubtful": "Not sure",
    "rejected": "Not taken",
}


class FeedDialog(SteppedDialog):
    """Brings figures in. What the preview shows as new or revised is recorded as one edit, with one undo."""

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, "Import figures", _STEPS, parent)
        self._path = Path()
        self._stamp = (0, 0)
        self._found: dict[str, Any] = {}
        self._ready = False
        self._takes = 0

        # Steps
        self.path = QLineEdit()
        self.columns = ColumnTable()
        sources = sorted({o.source for o in _observations(workspace)} - {""}, key=str.casefold)
        self.source = ChoiceField([(s, s) for s in sources], free=True, placeholder="Who publishes or counts them")
        self.area, self.basis = LineField(), LineField(placeholder="For example: excluding exceptions")
        self.summary = Label("", "body", 500, wrap=True)
        self.table = PlainTable("Every figure of the file", ("Row", "", "Measure", "Period", "Figure", "Why"), (2, 5))
        for page in (self._source_page(), self._columns_page(), self._preview_page()):
            self.pages.addWidget(page)

        # Signals
        self.path.textChanged.connect(lambda _text: self._set_busy(False))
        self.job.looked.connect(self._looked)
        self.job.listed.connect(self._listed)
        self.finish_form()
        self.path.setFocus()
        self.show_step(SOURCE)

    # The steps

    def _source_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(Label(_WORDS[SOURCE], token="muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("File", self.path), 1)
        row.addWidget(Button("&Choose…", "outline", on_click=self._choose), alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _columns_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(Label(_WORDS[COLUMNS], token="muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        self._area_part = LabelledField("Area, where it holds several", self.area)
        for part in (LabelledField("Source", self.source), self._area_part, LabelledField("Basis", self.basis)):
            row.addWidget(part, 1)
        column.addLayout(row)
        column.addWidget(self.columns, 1)
        return page

    def _preview_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        return page

    def may_go_on(self) -> bool:
        """Next needs a file first, and something to record at the end."""
        step = self.pages.currentIndex()
        return bool(self.path.text().strip()) if step == SOURCE else step != PREVIEW or self._takes > 0

    def show_step(self, step: int) -> None:
        """Show a step, with the words of its main button."""
        super().show_step(step)
        words = {COLUMNS: "&Preview", PREVIEW: f"&Record {plural(self._takes, 'figure')}"}.get(step, "&Next")
        self.forward.setText(words)
        self.forward.setAccessibleName(words.replace("&", ""))
        self.forward.retheme()
        if step == PREVIEW:
            self.table.setFocus()

    def go_on(self) -> None:
        """Look into the file, ask what would become of it, and record."""
        match self.pages.currentIndex():
            case 0:
                self._start()
            case 1:
                self._preview()
            case _:
                self.record()

    def read_source(self, path: Path) -> None:
        """Start with a file that is known already."""
        self.path.setText(str(path))
        self._start()

    def _start(self) -> None:
        self._path = Path(self.path.text().strip()).expanduser()
        self._begin(self.job.look_figures, self._path)

    def _begin(self, ask: Any, *arguments: Any) -> None:
        self._set_busy(True)
        self.attempt(ask, *arguments)
        if not self.job.is_running and not self.problem.isHidden():
            self._set_busy(False)

    def _looked(self, found: dict[str, Any]) -> None:
        self._found, self._ready = found, bool(found["ready"])
        choices = [(str(role), str(words)) for role, words in found["choices"]]
        columns = [{**c, "field": c["role"]} for c in found["columns"]]
        self.columns.show_columns(columns, choices)
        self.source.set_value(found["source"] or None)
        self.area.set_value(found["area"])
        self.basis.set_value(found["basis"])
        self._area_part.setVisible(bool(found["has_areas"]))
        if self._ready:
            self._begin(self.job.preview_figures, self._path, None)
        else:
            self.show_step(COLUMNS)
            self.source.setFocus()

    def mapping(self) -> dict[str, Any] | None:
        """Return how the file is read, as it is chosen now; None where it needs no word."""
        if self._ready and not self._found["source"]:
            return None  # an export of ours says it in each row
        return mapping_of(self.columns.choices(), self.source.value() or "", self.area.text(), self.basis.text())

    def _preview(self) -> None:
        self.source.commit()
        self._begin(self.job.preview_figures, self._path, self.mapping())

    def _listed(self, found: dict[str, Any]) -> None:
        self._stamp = _stamp(self._path)
        self._takes = int(found["new"]) + int(found["changed"])
        self.table.set_rows([_row_of(one) for one in found["figures"]])
        self.summary.setText(_summary(found))
        self.show_step(PREVIEW)

    def record(self) -> None:
        """Record what is new or revised and close; on a problem say it and stay."""
        if _stamp(self._path) != self._stamp:
            self.say_problem(f"“{self._path.name}” was changed since it was looked at. Go back and look at it again.")
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            done = self.attempt(self._apply)
        finally:
            QApplication.restoreOverrideCursor()
        if done is not None:
            words = f"{plural(self._takes, 'figure')} of {self._path.name} recorded. Undo takes them back."
            self.workspace.notice.emit(words)
            self.accept()

    def _apply(self) -> dict[str, Any]:
        given, path = self.mapping(), None
        if given is not None:
            path = self.job.scratch("figures-mapping.json")
            path.write_text(as_text(given), encoding="utf-8")
        return import_observations(self.workspace.session, self._path, path, apply=True)

    def _choose(self) -> None:
        start = self.path.text() or choose_file.documents()
        chosen, _ = QFileDialog.getOpenFileName(self, "Import figures", start, _KINDS)
        if chosen:
            self.path.setText(chosen)
            self.forward.setFocus()


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return page, column


def _observations(workspace: Workspace) -> Any:
    from send_tracker.services.measure_reading import read_measures

    return read_measures(workspace.session).observations


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _row_of(one: dict[str, Any]) -> tuple[str, ...]:
    was = f"{one['was']} → " if one["was"] else ""
    verdict = _VERDICTS[one["verdict"]]
    return str(one["row"]), verdict, one["measure"], one["period"], f"{was}{one['figure']}", one["why"]


def _summary(found: dict[str, Any]) -> str:
    parts = [f"{found['new']:,} new", f"{found['changed']:,} revised", f"{found['unchanged']:,} the same as before"]
    for name, words in (("doubtful", "not sure"), ("rejected", "not taken")):
        if found[name]:
            parts.append(f"{len(found[name]):,} {words}")
    more = [f"{plural(found['missing'], 'cell')} without a figure"] if found["missing"] else []
    more += [f"{plural(found['skipped'], 'row')} of other areas left out"] if found["skipped"] else []
    source = f" of {found['source']}" if found["source"] else ""
    return f"Figures{source}: {', '.join(parts)}." + (f" {'; '.join(more).capitalize()}." if more else "")
