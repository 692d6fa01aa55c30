"""What happened to a measure: who changed what, when and why."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.dates import show_short
from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.measure.tab import MeasureTab
from send_tracker.gui.workspace import Workspace
from send_tracker.services.history import HistoryLine, history
from send_tracker.services.measure_view import MeasureView


class HistoryTab(MeasureTab):
    """The tab: changes of the measure itself, newest first; those of a figure stand beside it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(workspace, parent)
        self.table = RowsTable("History of the measure", ("Day", "What", "Change", "Who"), stretch=2)
        self.note = Label(
            "Earlier values of a figure stand beside it, under Figures.", "small", token="muted", wrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addWidget(self.note)
        column.addStretch(1)

    def show_measure(self, line: MeasureLine, view: MeasureView) -> None:
        """Show the history of a measure."""
        super().show_measure(line, view)
        self.table.show_rows([_row(n, found) for n, found in enumerate(history(self.session, line.id))])


def _row(number: int, found: HistoryLine) -> RowsEntry:
    change = f"{found.before or 'none'} → {found.after or 'none'}" if found.before else found.after
    words = "\n".join(t for t in (f"{found.what}: {change}", found.reason, "Undone" if not found.counts else "") if t)
    cells = (show_short(found.as_at), found.what, change if found.counts else f"{change} (undone)", found.author)
    return RowsEntry(f"{found.edit}{number}", cells, words=words)
