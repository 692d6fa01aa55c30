"""Measures > Import figures: choose a file, say once what its columns hold, look at every figure, record them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.domain.text import plural
from send_tracker.exchange.feed_look import as_text, mapping_of
from send_tracker.exchange.measures_feed import import_observations
from send_tracker.gui.dialogs.source_dialog import SourceDialog, step_page
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.intake.matching import ColumnTable
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.workspace import Workspace

COLUMNS, PREVIEW = 1, 2
_GAP = 12
_COLUMN_WORDS = (
    "What each column holds. It is remembered for files with the same columns. Figures of this source alone "
    "are added or revised; those of other sources are left as they are."
)
_VERDICTS = {
    "new": "New",
    "changed": "Revised",
    "unchanged": "The same",
    "doubtful": "Not sure",
    "rejected": "Not taken",
}


class FeedDialog(SourceDialog):
    """Brings figures in. What the preview shows as new or revised is recorded as one edit, with one undo."""

    title = "Import figures"
    steps = ("File", "Columns", "Preview")
    about = (
        "A table with a period in each row, as CSV or a workbook: a download of the Department for Education, the "
        "extract of a case system, or figures that were exported here. It is only read, and nothing is recorded "
        "before you have seen every figure."
    )
    teaches = (
        (
            "Columns",
            "Period, measure and figure are found by their heads. You correct them, and name the source.",
        ),
        ("Preview", "Every figure is shown: new, revised, the same or not taken, and why."),
        ("Record", "New and revised figures are recorded as one edit. One undo takes it back."),
    )
    kinds = "Tables of figures (*.csv *.tsv *.xlsx *.xlsm *.json);;All files (*)"

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, parent)
        self._stamp = (0, 0)
        self._found: dict[str, Any] = {}
        self._ready = False
        self._takes = 0
        self.columns = ColumnTable()
        sources = sorted({o.source for o in _observations(workspace)} - {""}, key=str.casefold)
        self.source = ChoiceField([(s, s) for s in sources], free=True, placeholder="Who publishes or counts them")
        self.area, self.basis = LineField(), LineField(placeholder="For example: excluding exceptions")
        self.summary = Label("", "body", 500, wrap=True)
        self.table = PlainTable("Every figure of the file", ("Row", "", "Measure", "Period", "Figure", "Why"), (2, 5))
        self.job.looked.connect(self._looked)
        self.job.listed.connect(self._listed)
        self.begin([self.source_page(gap=_GAP), self._columns_page(), self._preview_page()])

    # The steps

    def _columns_page(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._area_part = LabelledField("Area, where it holds several", self.area)
        for part in (LabelledField("Source", self.source), self._area_part, LabelledField("Basis", self.basis)):
            row.addWidget(part, 1)
        page, column = step_page(Label(_COLUMN_WORDS, token="muted", wrap=True), row, self.columns, gap=_GAP)
        column.setStretchFactor(self.columns, 1)
        return page

    def _preview_page(self) -> QWidget:
        page, column = step_page(self.summary, self.table, gap=_GAP)
        column.setStretchFactor(self.table, 1)
        return page

    def may_apply(self) -> bool:
        """Record needs a figure that is new or revised."""
        return self._takes > 0

    def words_of(self, step: int) -> str:
        """Return the words of the main button at a step."""
        return {COLUMNS: "&Preview", PREVIEW: f"&Record {plural(self._takes, 'figure')}"}.get(step, "&Next")

    def preview_focus(self) -> QWidget:
        """Return the table of the figures."""
        return self.table

    def look(self) -> None:
        """Have the file looked into."""
        self.ask(self.job.look_figures, self._source)

    def next_of(self, step: int) -> None:
        """Ask what would become of the figures."""
        self.source.commit()
        self.ask(self.job.preview_figures, self._source, self.mapping())

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
            self.ask(self.job.preview_figures, self._source, None)
        else:
            self.show_step(COLUMNS)
            self.source.setFocus()

    def mapping(self) -> dict[str, Any] | None:
        """Return how the file is read, as it is chosen now; None where it needs no word."""
        if self._ready and not self._found["source"]:
            return None  # an export of ours says it in each row
        return mapping_of(self.columns.choices(), self.source.value() or "", self.area.text(), self.basis.text())

    def _listed(self, found: dict[str, Any]) -> None:
        self._stamp = _stamp(self._source)
        self._takes = int(found["new"]) + int(found["changed"])
        self.table.set_rows([_row_of(one) for one in found["figures"]])
        self.summary.setText(_summary(found))
        self.show_step(PREVIEW)

    def apply(self) -> None:
        """Record what is new or revised and close; on a problem say it and stay."""
        if _stamp(self._source) != self._stamp:
            self.say_problem(f"“{self._source.name}” was changed since it was looked at. Go back and look at it again.")
            return
        done = self.attempt_waiting(self._record)
        if done is not None:
            words = f"{plural(self._takes, 'figure')} of {self._source.name} recorded. Undo takes them back."
            self.workspace.notice.emit(words)
            self.accept()

    def _record(self) -> dict[str, Any]:
        given, path = self.mapping(), None
        if given is not None:
            path = self.job.scratch("figures-mapping.json")
            path.write_text(as_text(given), encoding="utf-8")
        self.workspace.keep_a_backup()
        return import_observations(self.workspace.session, self._source, path, apply=True)


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
