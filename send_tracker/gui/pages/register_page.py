"""What every register page does: fill, search, narrow, sort, choose, and answer what the main window asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from send_tracker.domain.register_filter import RegisterFilter
from send_tracker.domain.text import plural
from send_tracker.gui.commands import Command
from send_tracker.gui.models.register_model import C, Line
from send_tracker.gui.pages.page import View
from send_tracker.gui.pages.register_parts import NOTHING, OTHER, TABLE, F, L, Parts, RegisterParts
from send_tracker.gui.workspace import Workspace
from send_tracker.services.session import Edited

L_co = TypeVar("L_co", bound=Line, covariant=True)


class RegisterView(Protocol[L_co]):
    """What a page reads: its lines, and how many they are in words."""

    @property
    def lines(self) -> Sequence[L_co]:
        """Every line, in the order of references."""

    @property
    def words(self) -> str:
        """How much there is."""

    def line(self, id: str) -> L_co | None:
        """Return one line by its id."""


V = TypeVar("V", bound=RegisterView[Any])


class RegisterPage(RegisterParts[C, L, F], Generic[C, L, F, V]):
    """A register: what it shows, what its parts ask for, and what the main window may ask of it."""

    kind: ClassVar[str]
    """What its rows are called where they are exported."""
    noun: ClassVar[str]
    touched: ClassVar[frozenset[str]]
    """The kinds whose edits it shows something of."""
    other_is_narrowed: ClassVar[bool]
    """Whether the other way to see the register shows what the filter leaves, or the whole of it."""

    def __init__(self, workspace: Workspace, view: V, parts: Parts[C, L, F], parent: QWidget | None = None) -> None:
        """Lay the parts out; a page connects what is its own, and fills itself then."""
        self._view = view
        super().__init__(workspace, parts, parent)
        self._sort: tuple[C, bool] = (self.table.columns.order[0], False)
        self.head.searched.connect(self.filters.set_text)
        self.head.search.returnPressed.connect(self._go_to_table)
        self.head.switched.connect(self._switch)
        self.filters.changed.connect(self._filtered)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._moved())
        self.table.heads.sectionClicked.connect(self.sort_by)
        self.nothing.acted.connect(self._nothing_acted)

    @property
    def can_edit(self) -> bool:
        """Whether anything can be changed here."""
        return not self.session.read_only

    # What a page says for itself

    def read(self) -> V:
        """Read the register."""
        raise NotImplementedError

    def ordered(self, lines: Sequence[L], by: C, descending: bool) -> list[L]:
        """Return lines sorted by a column."""
        raise NotImplementedError

    def show_view(self, shown: int) -> None:
        """Show what is beside the lines: the filter row's counts, and the other way to see the register."""
        raise NotImplementedError

    def show_in_panel(self, line: L) -> None:
        """Show a line in the panel."""
        raise NotImplementedError

    def words_for_none(self) -> tuple[str, ...]:
        """Return what an empty register says: title, sentence, the words of its button, icon."""
        raise NotImplementedError

    def add_first(self) -> None:
        """Add what an empty register asks for."""
        raise NotImplementedError

    def main_pane(self) -> QWidget:
        """Return what takes the keys in the other way to see the register."""
        return self.other

    # Filling

    def refresh(self) -> None:
        """Read the register again."""
        self._view = self.read()
        self._fill()

    def edited(self, edited: Edited) -> None:
        """Read again if the edit touched anything that is shown here."""
        if self.touched & {kind for kind, _ in edited.touched}:
            self.refresh()

    def _fill(self) -> None:
        """Show the lines that pass the filter, with the same one chosen as before."""
        table = self.table
        kept, place = table.line(), table.currentIndex().row()
        lines = self.ordered(self.filters.wanted.narrowed(self._view.lines), *self._sort)
        table.rows.set_lines(lines)
        table.heads.sort = (table.columns.order.index(self._sort[0]), self._sort[1])
        self.head.counts.set_text(self._view.words)
        self.show_view(len(lines))
        if lines and not (kept and table.go_to(kept.id)):
            table.go_to(lines[min(max(place, 0), len(lines) - 1)].id)
        self._show_part(bool(lines))
        self._moved()

    def _show_part(self, any_lines: bool) -> None:
        """Bring the table, the other way to see it, or the words about nothing to the front."""
        any_at_all = bool(self._view.lines)
        if any_at_all:
            self.nothing.set_words("Nothing matches", f"No {self.noun} passes the filter.", "Clear filter")
        else:
            self.nothing.set_words(*self.words_for_none())
        narrows = self.other_is_narrowed
        on = self.head.is_switched and (any_lines if narrows else any_at_all)
        self._stack.setCurrentIndex(OTHER if on else TABLE if any_lines else NOTHING)
        self.filters.setVisible(any_at_all and (narrows or not on))

    def _moved(self) -> None:
        line = self.table.line()
        if line is not None:
            self.show_in_panel(line)
        if self.panel.isVisible() is not self._panel_shown:
            self._place()
        self.table.viewport().update()
        self.changed.emit()

    # Filters, sorting, the other way to see it

    def _filtered(self, wanted: RegisterFilter[L]) -> None:
        if self.head.search.text() != wanted.text:
            self.head.search.setText(wanted.text)
        self._fill()

    def _go_to_table(self) -> None:
        """Leave the search for what it found."""
        if self.table.line() is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_filter(self, wanted: F) -> None:
        """Show what passes a filter."""
        self.head.switch(False)
        self.filters.set_filter(wanted)
        self._filtered(wanted)

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round when it sorts already."""
        wanted = self.table.columns.order[column]
        self._sort = (wanted, not self._sort[1] if self._sort[0] is wanted else False)
        self._fill()

    def _switch(self, on: bool) -> None:
        self._fill()
        self._place()
        (self.main_pane() if on else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _nothing_acted(self) -> None:
        if self._view.lines:
            self.filters.clear()
        else:
            self.add_first()

    def show_line(self, id: str) -> None:
        """Choose a line, clearing the filter where that hides it."""
        self.head.switch(False)
        if not self.table.go_to(id) and self._view.line(id):
            self.filters.clear()
            self.table.go_to(id)
        self.workspace.preferences.set("panel_shown", True)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the other way to see the register, or the panel, with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.head.switch(False)
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
        }
        if self.filters.wanted.is_on:
            found[Command.CLEAR_FILTER] = self.filters.clear
        return found | self.own_commands()

    def own_commands(self) -> dict[Command, Callable[[], object]]:
        """Return what can be done in this register and in no other."""
        return {}

    def status_text(self) -> str:
        """Say how many lines there are, are shown and are chosen."""
        words = [plural(len(self._view.lines), self.noun), f"{len(self.table.rows.lines):,} shown"]
        chosen = len(self.table.chosen())
        return ", ".join([*words, f"{chosen:,} selected"] if chosen else words)

    def count(self) -> int:
        """Return the lines of the register."""
        return len(self._view.lines)

    def view(self) -> View:
        """Return the lines that are shown."""
        return View(self.kind, [line.id for line in self.table.rows.lines], len(self._view.lines))

    def subject(self) -> str:
        """Return the line that is chosen."""
        line = self.table.line()
        return line.id if line else ""

    def place(self) -> object:
        """Return the filter, the line, and whether the register is seen in the other way."""
        return self.filters.wanted, self.subject(), self.head.is_switched

    def restore(self, place: object) -> None:
        """Take filter and line from the same page of another day; either may not be there on this day."""
        match place:
            case (RegisterFilter() as wanted, str(line), bool(switched)):
                self.show_filter(wanted)  # type: ignore[arg-type]  # it is from a page of this kind
                self.table.go_to(line)
                self.head.switch(switched)

    def panes(self) -> list[QWidget]:
        """Return table or what is seen instead, panel and search, in the order of use."""
        main = self.main_pane() if self.head.is_switched else self.table
        return [main, self.panel, self.head.search]
