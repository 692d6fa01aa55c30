"""Every figure of a measure, of every source, with which one is quoted and what stood there before."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.dates import show, show_short
from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.numbers import figure_text
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.rows import STATES, Observation
from send_tracker.domain.measures.series import quoted
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.measure.tab import MeasureTab
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView, earlier_figures
from send_tracker.services.measures import set_headline, withdraw_observation

_HEADS = ("Period", "Figure", "Source", "State", "Recorded")


class FiguresTab(MeasureTab):
    """The tab: the figures, newest first, and what can be done with the one the cursor is on."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, most_rows: int = 12) -> None:
        """Make it empty; a longer table than ``most_rows`` scrolls."""
        super().__init__(workspace, parent)
        self.count = Label("", "small", token="muted")
        self.table = RowsTable("Figures of every source", _HEADS, stretch=2, most_rows=most_rows, optional=4)
        self.table.removed.connect(self._withdraw)
        self.table.currentCellChanged.connect(lambda *_places: self._moved())
        self.before = Label("", "chip", token="muted", wrap=True)
        self.quote = Button("Quote this one", "outline", "check", self._quote)
        self.take_out = Button("Withdraw", "quiet", "x", lambda: self._withdraw(self.table.id))
        self.add = Button("Add figures", "outline", "plus", self.add_wanted.emit)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=8)
        for part in (self.quote, self.take_out, self.add):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(8)
        for widget in (self.count, self.table, self.before):
            column.addWidget(widget)
        column.addWidget(buttons)
        column.addStretch(1)

    def show_measure(self, line: MeasureLine, view: MeasureView) -> None:
        """Show the figures of a measure."""
        super().show_measure(line, view)
        # A rule for small numbers hides them from whatever leaves the file; the export of figures keeps to it.
        self.table.can_copy = not line.measure.small_number
        series = line.result.series
        heads = {o.id for _, o in quoted(series)}
        rows = sorted(series.observations, key=_newest, reverse=True)
        self.table.show_rows([self._entry(o, o.id in heads) for o in rows])
        several = len(rows) - len(heads)
        words = plural(len(rows), "figure")
        self.count.setText(f"{words}; those that are quoted stand out" if several > 0 else words)
        self._moved()

    def _entry(self, seen: Observation, is_quoted: bool) -> RowsEntry:
        assert self.line is not None
        period = period_or_none(seen.period)
        cells = (
            period.short if period else seen.period,
            figure_text(self.line.measure, seen) or seen.note or "–",
            seen.source or "No source",
            STATES.get(seen.state, seen.state),
            show_short(seen.recorded_on),
        )
        whole = period.label if period else ""
        recorded = f"Recorded {show(seen.recorded_on)}" if seen.recorded_on else ""
        words = "\n".join(
            t
            for t in (whole, seen.source, seen.basis, seen.note, "Quoted" if is_quoted else "Not quoted", recorded)
            if t
        )
        return RowsEntry(seen.id, cells, is_quoted, words)

    def _here(self) -> Observation | None:
        if self.line is None:
            return None
        return next((o for o in self.line.result.series.observations if o.id == self.table.id), None)

    def _moved(self) -> None:
        """Say what stood there before, and offer what can be done."""
        seen = self._here()
        is_quoted = any(e.strong for e in self.table.entries if e.id == self.table.id)
        self.quote.setEnabled(self.can_edit and seen is not None and not is_quoted)
        self.take_out.setEnabled(self.can_edit and seen is not None)
        self.add.setEnabled(self.can_edit)
        words = ""
        if seen is not None and (seen.revised or seen.state == "revised"):
            words = "; ".join(earlier_figures(self.session, seen.id))
        self.before.setText(f"Before: {words}" if words else "")
        self.before.setVisible(bool(words))

    def _quote(self) -> None:
        if self.table.id:
            self.workspace.attempt(set_headline, self.session, self.table.id)

    def _withdraw(self, id: str) -> None:
        if id and self.can_edit:
            self.workspace.attempt(withdraw_observation, self.session, id)


def _newest(seen: Observation) -> tuple[object, ...]:
    period = period_or_none(seen.period)
    return (period is not None, period.key if period else (), seen.source)
