"""The measures: did it make a difference? Table, small charts, and the panel of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from send_tracker.domain.measures.lines import Column, MeasureFilter, MeasureLine, narrowed, ordered
from send_tracker.domain.measures.rows import SECTIONS
from send_tracker.domain.measures.small import small_facts
from send_tracker.domain.text import plural
from send_tracker.gui.commands import Command
from send_tracker.gui.models.measures_model import COLUMNS
from send_tracker.gui.pages.measures_parts import MeasuresParts
from send_tracker.gui.pages.page import View
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView, measure_view
from send_tracker.services.measures import withdraw_measure
from send_tracker.services.session import Edited

_TOUCHED = {
    "measure", "observation", "target", "benchmark", "series_mark", "measure_link", "theme_link", "outcome", "person",
    "action", "programme",
}  # fmt: skip


class MeasuresPage(MeasuresParts):
    """The page: what it shows, what its parts ask for, and what the main window may ask of it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page and fill it."""
        self._view: MeasureView = measure_view(workspace.session)
        super().__init__(workspace, parent)
        self._sort: tuple[Column, bool] = (Column.REF, False)
        self._connect()
        self._fill()

    def _connect(self) -> None:
        self.head.searched.connect(self.filters.set_text)
        self.head.search.returnPressed.connect(self._go_to_table)
        self.head.charts_switched.connect(self._switch)
        self.head.add_wanted.connect(self.add_figures)
        self.filters.changed.connect(self._filtered)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._moved())
        self.table.asked.connect(self._asked)
        self.table.heads.sectionClicked.connect(self.sort_by)
        self.multiples.chosen.connect(self.show_measure)
        self.nothing.acted.connect(self._nothing_acted)
        self.panel.hide_wanted.connect(self.toggle_panel)
        self.panel.add_wanted.connect(self.add_figures)

    @property
    def can_edit(self) -> bool:
        """Whether anything can be changed here."""
        return not self.session.read_only

    # Filling

    def refresh(self) -> None:
        """Read the measures again."""
        self._view = measure_view(self.session)
        self._fill()

    def edited(self, edited: Edited) -> None:
        """Read again if the edit touched anything that is shown here."""
        if _TOUCHED & {kind for kind, _ in edited.touched}:
            self.refresh()

    def _fill(self) -> None:
        """Show the lines that pass the filter, with the same measure chosen as before."""
        kept, place = self.table.line(), self.table.currentIndex().row()
        lines = ordered(narrowed(self._view.lines, self.filters.wanted), *self._sort)
        self.model.set_lines(lines)
        self.table.heads.sort = (COLUMNS.index(self._sort[0]), self._sort[1])
        self.filters.set_view(self._view, len(lines))
        self.head.counts.set_text(self._view.words)
        if lines and not (kept and self.table.go_to(kept.id)):
            self.table.go_to(lines[min(max(place, 0), len(lines) - 1)].id)
        self._show_part(bool(lines))
        self._moved()

    def _show_part(self, any_lines: bool) -> None:
        """Bring the table, the small charts or the words about nothing to the front."""
        charts = self.head.shows_charts and any_lines
        if charts:
            groups = [(_group_words(line), line) for line in self._by_outcome()]
            self.multiples.show_measures([(words, small_facts(line)) for words, line in groups])
        if not self._view.lines:
            self.nothing.set_words(*(_NO_MEASURES if self.can_edit else _NONE_HERE))
        else:
            self.nothing.set_words(*_NO_MATCH)
        self._stack.setCurrentIndex(1 if charts else 0 if any_lines else 2)
        self.filters.setVisible(bool(self._view.lines))

    def _by_outcome(self) -> list[MeasureLine]:
        """Return the lines by outcome; surveys and communications stand apart, after the data report."""
        parts = list(SECTIONS)
        lines = ordered(self.model.lines, Column.OUTCOME)
        return sorted(lines, key=lambda v: parts.index(v.measure.section) if v.measure.section in parts else 0)

    def _moved(self) -> None:
        line = self.table.line()
        if line is not None:
            self.panel.show_line(line, self._view)
        if self.panel.isVisible() is not self._panel_shown:
            self._place()
        self.table.viewport().update()
        self.changed.emit()

    # Filters, sorting, small charts

    def _filtered(self, _wanted: MeasureFilter) -> None:
        if self.head.search.text() != self.filters.wanted.text:
            self.head.search.setText(self.filters.wanted.text)
        self._fill()

    def _go_to_table(self) -> None:
        """Leave the search for what it found."""
        if self.table.line() is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_filter(self, wanted: MeasureFilter) -> None:
        """Show what passes a filter."""
        self.head.show_charts(False)
        self.filters.set_filter(wanted)
        self._filtered(wanted)

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round when it sorts already."""
        wanted = COLUMNS[column]
        self._sort = (wanted, not self._sort[1] if self._sort[0] is wanted else False)
        self._fill()

    def _switch(self, on: bool) -> None:
        self._fill()
        self._place()
        if not on:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.multiples.charts:
            self.multiples.charts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Doing

    def show_measure(self, id: str) -> None:
        """Choose a measure, clearing the filter where that hides it."""
        self.head.show_charts(False)
        if not self.table.go_to(id) and self._view.line(id):
            self.filters.clear()
            self.table.go_to(id)
        self.workspace.preferences.set("panel_shown", True)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self, what: str) -> None:
        """Do what a key in the table asks for."""
        if what == "withdraw" and self.can_edit:
            self.withdraw()
        elif what == "panel" and self.table.line():
            self.workspace.preferences.set("panel_shown", True)
            self._place()
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
        self.show_measure(id)
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

    def _nothing_acted(self) -> None:
        if self._view.lines:
            self.filters.clear()
        else:
            self.new_measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the small charts, or the panel, with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.head.show_charts(False)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    # What the main window asks

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what can be done here just now."""
        found: dict[Command, Callable[[], object]] = {
            Command.FIND: lambda: self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            Command.PANEL: self.toggle_panel,
            Command.COLUMNS: self.choose_columns,
            Command.SMALL_CHARTS: lambda: self.head.show_charts(not self.head.shows_charts),
        }
        if self.filters.wanted.is_on:
            found[Command.CLEAR_FILTER] = self.filters.clear
        if self.can_edit:
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
        self.workspace.preferences.set("panel_shown", True)
        self.head.show_charts(False)
        self._place()
        self.panel.begin(part)

    def status_text(self) -> str:
        """Say how many measures there are, are shown and are chosen."""
        total = len(self._view.lines)
        words = [f"{total:,} measure{'' if total == 1 else 's'}", f"{len(self.model.lines):,} shown"]
        chosen = len(self.table.chosen())
        return ", ".join([*words, f"{chosen:,} selected"] if chosen else words)

    def count(self) -> int:
        """Return the measures."""
        return len(self._view.lines)

    def view(self) -> View:
        """Return the measures that are shown."""
        return View("measures", [line.id for line in self.model.lines], len(self._view.lines))

    def subject(self) -> str:
        """Return the measure that is chosen."""
        return self.panel.measure

    def place(self) -> object:
        """Return the filter and the chosen measure."""
        return self.filters.wanted, self.panel.measure

    def restore(self, place: object) -> None:
        """Be set to a filter and a measure; either may not be there on this day."""
        if isinstance(place, tuple) and isinstance(place[0], MeasureFilter):
            self.filters.set_filter(place[0])
            self._filtered(place[0])
            self.table.go_to(str(place[1]))

    def panes(self) -> list[QWidget]:
        """Return table or small charts, panel and search, in the order of use."""
        main = self.multiples if self.head.shows_charts else self.table
        return [main, self.panel, self.head.search]


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
_NO_MATCH = ("Nothing matches", "No measure passes the filter.", "Clear filter")
