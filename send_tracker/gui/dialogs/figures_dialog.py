"""Adding figures: a grid with periods down and measures across, recorded as one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.measures.entry import Finding, Sheet, summary
from send_tracker.domain.measures.rows import STATES
from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.models.figures_model import FiguresModel, first_refused
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.figures_grid import FiguresGrid
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.figures_sheet import kept_figures, offered_periods, record_sheet
from send_tracker.services.measure_view import MeasureView

_WIDTH, _HEIGHT = 920, 600
_EXPLANATION = (
    "Type, or paste from a workbook: periods down, measures across. Shares can be written as 91/132, ranges as 30-60. "
    "What is left empty is missing and never counts as nought."
)


class FiguresDialog(HouseDialog):
    """The dialog. Nothing is recorded before its button is pressed; then all of it is one step of undo."""

    def __init__(
        self,
        workspace: Workspace,
        view: MeasureView,
        measures: Sequence[str],
        first: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the grid.

        Args:
            workspace: the open file. view: its measures.
            measures: those across, in order. first: the one that stands first and whose periods are offered.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Add figures")
        self._workspace, self._view = workspace, view
        lines = [line for id in measures if (line := view.line(id)) is not None]
        lead = next((line for line in lines if line.id in first), lines[0])
        lines = [lead, *(line for line in lines if line is not lead)]
        sheet = Sheet(tuple(line.measure for line in lines))
        sheet.periods = offered_periods(lead.measure, lead.result.period, workspace.session.today)
        self.model = FiguresModel(sheet, self)
        self.grid = FiguresGrid(self.model)
        known = sorted({o.source for o in view.book.observations} - {""}, key=str.casefold)
        self.source = ChoiceField([(s, s) for s in known], free=True, placeholder="Each measure’s own source")
        self.state = ChoiceField([("", "Final, or revised where one stands there"), *STATES.items()])
        self.state.set_value("")
        self.here = ElidedLabel("", "chip", token="muted")
        self.found = Label("", "body", 500)
        self.confirmed = False
        self.record_button = Button("Record figures", "primary", "check", self.record)
        self._lay_out()
        self._connect()
        self.resize(_WIDTH, _HEIGHT)
        self.finish_form()
        self._show_kept()
        self._read()
        self.grid.go_to(len(sheet.periods) - 1, 1)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(LabelledField("Source of all these figures", self.source), 1)
        above.addWidget(LabelledField("State", self.state), 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.found)
        foot.addStretch(1)
        foot.addWidget(Button("Cancel", "outline", on_click=self.reject))
        foot.addWidget(self.record_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label("Add figures", "heading", 600))
        column.addWidget(Label(_EXPLANATION, "body", token="muted", wrap=True))
        column.addLayout(above)
        column.addWidget(self.grid, 1)
        column.addWidget(self.here)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.model.checked_again.connect(self._read)
        self.grid.moved.connect(self._show_here)
        self.grid.pasted.connect(self._pasted)
        self.source.committed.connect(lambda _source: self._show_kept())

    # What it says

    def _show_kept(self) -> None:
        self.model.set_kept(kept_figures(self._view.book, self.model.sheet, self.source.value() or ""))

    def _read(self) -> None:
        """Count what there is, and offer to record it once nothing has to be put right."""
        checked = self.model.checked
        self._ask_again()
        kept = sum(c.will_be_kept for c in checked.values())
        self.found.setText(summary(checked) if checked else "Nothing typed yet")
        self.record_button.setEnabled(kept > 0 and first_refused(checked) is None)
        self.record_button.setText(f"Record {plural(kept, 'figure')}" if kept else "Record figures")
        self._show_here()

    def _ask_again(self) -> None:
        if self.confirmed:
            self.confirmed = False
            self.say_problem("")

    def _show_here(self) -> None:
        """Say of the cell with the cursor what is wrong with it, or what it will be."""
        index = self.grid.currentIndex()
        words = ""
        if index.isValid() and index.column():
            words = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        self.here.set_text(words)

    def _pasted(self, filled: int) -> None:
        refused = first_refused(self.model.checked)
        if refused is not None:
            self.grid.go_to(refused[0], refused[1] + 1)
        self._show_kept()
        if filled and self.model.sheet.left_out:
            self.say_problem(_left_out(self.model.sheet.left_out))
        if not filled:
            self.say_problem("Nothing in that paste fits the grid: no cell of it holds a figure for these columns.")

    # Recording

    def record(self) -> None:
        """Record all figures as one edit; those outside what is plausible are asked about first."""
        checked = self.model.checked
        asked = [c.sentence for c in checked.values() if c.finding is Finding.ASKED]
        if asked and not self.confirmed:
            more = f" And {len(asked) - 1:,} more." if len(asked) > 1 else ""
            self.say_problem(f"{asked[0]}{more} Press again to record all of them as they are.")
            self.confirmed = True
            self.record_button.setText("Record all the same")
            return
        sheet, source = self.model.sheet, self.source.value() or ""
        state = self.state.value() or ""
        done = self.attempt(record_sheet, self._workspace.session, sheet.measures, checked, source, state, True)
        if done is None:
            return
        self._workspace.notice.emit(_told(len(done.new), len(done.changed), len(done.unchanged)))
        self.accept()


def _left_out(cells: int) -> str:
    has, was = ("has", "was") if cells == 1 else ("have", "were")
    return (
        f"{plural(cells, 'cell')} of that paste {has} no period or measure here and {was} left out. Paste with the "
        "periods before the figures: rows are added for them."
    )


def _told(new: int, changed: int, same: int) -> str:
    parts = [f"{plural(new, 'figure')} recorded"] if new or not (changed or same) else []
    parts += [f"{changed:,} revised"] if changed else []
    parts += [f"{same:,} the same as before"] if same else []
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."
