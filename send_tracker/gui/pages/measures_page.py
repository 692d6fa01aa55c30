"""The measures: did it make a difference? Table, small charts, and the panel of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from send_tracker.domain.measures.lines import Column, MeasureFilter, MeasureLine, ordered
from send_tracker.domain.measures.rows import SECTIONS
from send_tracker.domain.measures.small import small_facts
from send_tracker.domain.text import plural
from send_tracker.gui.commands import Command
from send_tracker.gui.models.measures_model import MeasuresModel
from send_tracker.gui.pages.register_page import RegisterPage
from send_tracker.gui.pages.register_parts import Parts
from send_tracker.gui.widgets.measure.panel import MeasurePanel
from send_tracker.gui.widgets.measure.small_multiples import SmallMultiples
from send_tracker.gui.widgets.measures_filters import MeasuresFilters
from send_tracker.gui.widgets.measures_head import MeasuresHead
from send_tracker.gui.widgets.measures_table import MeasuresTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView, measure_view
from send_tracker.services.measures import withdraw_measure


class MeasuresPage(RegisterPage[Column, MeasureLine, MeasureFilter, MeasureView]):
    """The page; seen the other way, it is a small chart of each measure."""

    filters: MeasuresFilters
    panel: MeasurePanel

    panel_width = 500
    columns_setting = "measure_columns"
    kind = "measures"
    noun = "measure"
    touched = frozenset(
        {
            "measure", "observation", "target", "benchmark", "series_mark", "measure_link", "theme_link", "outcome",
            "person", "action", "programme",
        }
    )  # fmt: skip
    other_is_narrowed = True

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page and fill it."""
        view = measure_view(workspace.session)
        self.model = MeasuresModel()
        self.multiples = SmallMultiples()
        parts = Parts(
            MeasuresHead(not workspace.session.read_only),
            MeasuresFilters(),
            MeasuresTable(self.model),
            self.multiples,
            MeasurePanel(workspace),
        )
        super().__init__(workspace, view, parts, parent)
        self.head.add_wanted.connect(self.add_figures)
        self.table.asked.connect(self._asked)
        self.multiples.chosen.connect(self.show_line)
        self.panel.hide_wanted.connect(self.toggle_panel)
        self.panel.add_wanted.connect(self.add_figures)
        self._fill()

    # What it shows

    def read(self) -> MeasureView:
        """Read the measures."""
        return measure_view(self.session)

    def ordered(self, lines: Sequence[MeasureLine], by: Column, descending: bool) -> list[MeasureLine]:
        """Return measures sorted by a column."""
        return ordered(lines, by, descending)

    def show_view(self, shown: int) -> None:
        """Show what the filters offer, and the small charts where those are looked at."""
        self.filters.set_view(self._view, shown)
        if self.head.is_switched and shown:
            self.multiples.show_measures([(_group_words(line), small_facts(line)) for line in self._by_outcome()])

    def _by_outcome(self) -> list[MeasureLine]:
        """Return the lines by outcome; surveys and communications stand apart, after the data report."""
        parts = list(SECTIONS)
        lines = ordered(self.model.lines, Column.OUTCOME)
        return sorted(lines, key=lambda v: parts.index(v.measure.section) if v.measure.section in parts else 0)

    def show_in_panel(self, line: MeasureLine) -> None:
        """Show a measure in the panel."""
        self.panel.show_line(line, self._view)

    def words_for_none(self) -> tuple[str, ...]:
        """Return what a file without measures says."""
        return _NO_MEASURES if self.can_edit else _NONE_HERE

    def add_first(self) -> None:
        """Ask for a measure."""
        self.new_measure()

    def main_pane(self) -> QWidget:
        """Return the first of the small charts."""
        return self.multiples.charts[0] if self.multiples.charts else self.multiples

    # Doing

    def _asked(self, what: str) -> None:
        """Do what a key in the table asks for."""
        if what == "withdraw" and self.can_edit:
            self.withdraw()
        elif what == "panel" and self.table.line():
            self.show_panel()
            self.panel.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def withdraw(self) -> None:
        """Take the chosen measures out of the book."""
        chosen = self.table.chosen()
        if chosen and self.workspace.attempt(withdraw_measure, self.session, chosen) is not None:
            many = len(chosen) > 1
            said = (
                f"{plural(len(chosen), 'measure')} withdrawn with their figures"
                if many
                else "The measure was withdrawn"
            )
            self.workspace.notice.emit(f"{said}. Ctrl+Z brings {'them' if many else 'it'} back.")

    def new_measure(self) -> None:
        """Ask for a new measure, and show it."""
        from send_tracker.gui.dialogs.measure_dialog import MeasureDialog

        dialog = MeasureDialog(self.workspace, self._view, self.window())
        dialog.made.connect(self._made)
        dialog.open()

    def _made(self, id: str) -> None:
        self.show_line(id)
        self.panel.go("details")

    def add_figures(self) -> None:
        """Open the entry grid on the measures that are chosen, or shown; where there is none, ask for one first."""
        if not self._view.lines:
            self.new_measure()
            return
        from send_tracker.gui.dialogs.figures_dialog import FiguresDialog

        chosen = self.table.chosen()
        # Where the filter hides all, the grid offers all.
        ids = chosen if len(chosen) > 1 else [line.id for line in self.model.lines or self._view.lines]
        FiguresDialog(self.workspace, self._view, ids, chosen[:1], self.window()).open()

    def own_commands(self) -> dict[Command, Callable[[], object]]:
        """Return what can be done with measures."""
        found: dict[Command, Callable[[], object]] = {
            Command.SMALL_CHARTS: lambda: self.head.switch(not self.head.is_switched)
        }
        if not self.can_edit:
            return found
        found[Command.NEW_MEASURE] = self.new_measure
        if self._view.lines:
            found[Command.ADD_FIGURES] = self.add_figures
        if self.table.chosen():
            found[Command.WITHDRAW] = self.withdraw
            for command, part in _PARTS.items():
                found[command] = lambda part=part: self._go(part)  # type: ignore[misc]
        return found

    def _go(self, part: str) -> None:
        """Show the panel and put the cursor where a part of the measure is set."""
        self.head.switch(False)
        self.show_panel()
        self.panel.begin(part)


def _group_words(line: MeasureLine) -> str:
    """Return the group of a small chart: its outcome, or the part of the page where that is not the data report."""
    if line.measure.section != "data":
        return SECTIONS.get(line.measure.section, line.measure.section)
    return f"{line.outcome_ref} {line.outcome_name}".strip() or "No outcome"


_PARTS = {Command.SET_TARGET: "target", Command.MARK_SERIES: "mark", Command.OVERRIDE_RATING: "rating"}
_NO_MEASURES = (
    "No measures yet",
    "A measure shows whether the actions made a difference: timeliness, waits, volumes, satisfaction.",
    "New measure",
    "plus",
)
_NONE_HERE = ("No measures yet", "There are no measures in this file.")
