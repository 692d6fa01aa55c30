"""The evidence register: find, log, link and check what shows that actions have worked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from send_tracker.domain.evidence_filter import EvidenceFilter, EvidenceSort, LinkState, narrowed, ordered
from send_tracker.domain.text import plural
from send_tracker.gui.clipboard_rows import rows_in_clipboard
from send_tracker.gui.commands import Command
from send_tracker.gui.evidence_intake import can_take
from send_tracker.gui.link_checker import LinkChecker
from send_tracker.gui.models.evidence_model import COLUMNS
from send_tracker.gui.pages.evidence_parts import EvidenceParts
from send_tracker.gui.pages.evidence_verbs import EvidenceVerbs
from send_tracker.gui.pages.page import View
from send_tracker.gui.workspace import Workspace
from send_tracker.services.evidence import change_evidence
from send_tracker.services.evidence_view import EvidenceView, evidence_view, linked_files
from send_tracker.services.session import Edited

_TOUCHED = {"evidence", "evidence_link", "action", "outcome", "theme", "organisation", "person", "meeting"}


class EvidencePage(EvidenceParts):
    """The page: what it shows, what its parts ask for, and what the main window may ask of it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page and fill it."""
        self._view: EvidenceView = evidence_view(workspace.session)
        super().__init__(workspace, self._view.coverage, parent)
        self.setAcceptDrops(True)
        self._states: dict[str, LinkState] = {}
        self._sort: tuple[EvidenceSort, bool] = (EvidenceSort.REF, False)
        self.verbs = EvidenceVerbs(workspace, self)
        self.checker = LinkChecker(self)
        self._connect()
        self._fill()
        self.checker.check(linked_files(self._view))

    def _connect(self) -> None:
        self.head.searched.connect(self.filters.set_text)
        self.head.search.returnPressed.connect(self._go_to_table)
        self.head.coverage_switched.connect(self._switch)
        self.head.add_wanted.connect(lambda: self._made(self.verbs.add_files()))
        self.head.link_wanted.connect(lambda: self._made(self.verbs.add_link()))
        self.filters.changed.connect(self._filtered)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._moved())
        self.table.asked.connect(self._asked)
        self.table.dropped.connect(self._dropped)
        self.table.pasted.connect(self._paste)
        self.table.heads.sectionClicked.connect(self.sort_by)
        self.model.renamed.connect(self._rename)
        self.matrix.chosen.connect(self._narrow_to)
        self.nothing.acted.connect(self._nothing_acted)
        self.panel.stepped.connect(self.table.step)
        self.panel.hidden_asked.connect(self.toggle_panel)
        self.panel.history_asked.connect(lambda: self.command_wanted.emit(Command.HISTORY))
        self.panel.withdraw_asked.connect(self.withdraw)
        self.panel.file_wanted.connect(self.verbs.attach_to)
        self.panel.replacement_wanted.connect(self.verbs.replace_of)
        self.panel.review.left.connect(self._go_to_table)
        self.checker.checked.connect(self._looked)

    # Filling

    def refresh(self) -> None:
        """Read the register again."""
        self._view = evidence_view(self.session, self._states)
        self._fill()
        self.checker.check([e for e in linked_files(self._view) if e.id not in self._states])

    def edited(self, edited: Edited) -> None:
        """Read again if the edit touched anything that is shown here."""
        if _TOUCHED & {kind for kind, _ in edited.touched}:
            for _, id in edited.touched:
                self._states.pop(id, None)
            self.refresh()

    def _looked(self, states: dict[str, LinkState]) -> None:
        self._states |= states
        self._view = evidence_view(self.session, self._states)
        self._fill()

    def _fill(self) -> None:
        """Show the lines that pass the filter, with the same item chosen as before."""
        kept = self.table.line()
        place = self.table.currentIndex().row()
        lines = ordered(narrowed(self._view.lines, self.filters.wanted), *self._sort)
        self.model.set_lines(lines)
        self.table.heads.sort = (COLUMNS.index(self._sort[0]), self._sort[1])
        self.filters.set_view(self._view, len(lines))
        self.head.set_view(self._view)
        self.coverage.set_coverage(self._view.coverage)
        if lines and not (kept and self.table.go_to(kept.item.id)):
            self.table.go_to(lines[min(max(place, 0), len(lines) - 1)].item.id)
        self._show_part(bool(lines))
        self._moved()

    def _show_part(self, any_lines: bool) -> None:
        """Bring the register, the matrix or the words about nothing to the front."""
        if not self._view.lines:
            self.nothing.set_words(*_NO_EVIDENCE, "paperclip")
        else:
            self.nothing.set_words(*_NO_MATCH)
        on = self.head.coverage.isChecked() and bool(self._view.lines)
        self._stack.setCurrentIndex(1 if on else 0 if any_lines else 2)
        self.filters.setVisible(not on and bool(self._view.lines))

    def _moved(self) -> None:
        line = self.table.line()
        if line is not None:
            self.panel.show_line(line, self._view)
        if self.panel.isVisible() is not self._panel_shown:
            self._place()
        self.table.viewport().update()
        self.changed.emit()

    # Filters, sorting, coverage

    def _filtered(self, _wanted: EvidenceFilter) -> None:
        if self.head.search.text() != self.filters.wanted.text:
            self.head.search.setText(self.filters.wanted.text)
        self._fill()

    def _go_to_table(self) -> None:
        """Leave the search for what it found."""
        if self.table.line() is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_filter(self, wanted: EvidenceFilter) -> None:
        """Show what passes a filter."""
        self.head.coverage.setChecked(False)
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
        (self.matrix if on else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow_to(self, outcome: str, code: str) -> None:
        """Show the items behind a cell of the matrix."""
        self.show_filter(
            EvidenceFilter(
                types=frozenset({code} - {""}),
                outcomes=frozenset({outcome} if outcome else (o for o, _ in self._view.outcomes)),
            )
        )

    # Doing

    def show_evidence(self, id: str) -> None:
        """Choose an item, clearing the filter where that hides it."""
        self.head.coverage.setChecked(False)
        if not self.table.go_to(id) and self._view.line(id):
            self.filters.clear()
            self.table.go_to(id)
        self.workspace.preferences.set("panel_shown", True)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, items: list[str]) -> None:
        """Show what was just logged, ready to be described."""
        if items:
            self.show_evidence(items[-1])
            self.panel.edit(EvidenceSort.TITLE)

    def _asked(self, what: str) -> None:
        """Do what a key in the table asks for."""
        if what == "withdraw":
            self.withdraw()
        elif what == "open" and self.table.line():
            self.panel.file.open()
        elif what == "edit" and COLUMNS[self.table.currentIndex().column()] is EvidenceSort.TITLE:
            if self.verbs.can_edit:
                self.table.edit(self.table.currentIndex())
        elif what in _REVIEWS and self.table.line() and self.verbs.can_edit:
            self.workspace.preferences.set("panel_shown", True)
            self._place()
            self.panel.ask_review(_REVIEWS[what])
        elif what in ("edit", "panel") and self.table.line():
            self.workspace.preferences.set("panel_shown", True)
            self._place()
            column = self.table.currentIndex().column() if what == "edit" else 1
            self.panel.edit(COLUMNS[column])

    def _rename(self, id: str, title: str) -> None:
        self.workspace.attempt(change_evidence, self.session, id, title=title)

    def withdraw(self) -> None:
        """Take the chosen items out of the register."""
        chosen = [line for line in map(self._view.line, self.table.chosen()) if line]
        self.verbs.withdraw(chosen)

    def _paste(self) -> None:
        if rows_in_clipboard():
            self.command_wanted.emit(Command.PASTE_ROWS)
        else:
            self._made(self.verbs.paste())

    def _dropped(self, mime: QMimeData, row: str) -> None:
        if self.verbs.can_edit:
            self._made(self.verbs.drop(mime, self._view.line(row)))

    def _nothing_acted(self) -> None:
        if self._view.lines:
            self.filters.clear()
        else:
            self._made(self.verbs.add_files())

    # Drops beside the table

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()) and self.verbs.can_edit:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._dropped(event.mimeData(), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the matrix with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.head.coverage.isChecked():
            self.head.coverage.setChecked(False)
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
        if self.verbs.can_edit:
            found[Command.ADD_EVIDENCE] = lambda: self._made(self.verbs.add_files())
            found[Command.PASTE_EVIDENCE] = self._paste
            if self.table.chosen():
                found[Command.WITHDRAW] = self.withdraw
                found[Command.EDIT_CELL] = lambda: self._asked("edit")
        return found

    def status_text(self) -> str:
        """Say how many items there are, are shown and are chosen."""
        words = [plural(len(self._view.lines), "evidence item"), f"{self.model.rowCount():,} shown"]
        chosen = len(self.table.chosen())
        return ", ".join([*words, f"{chosen:,} selected"] if chosen else words)

    def count(self) -> int:
        """Return the items of the register."""
        return len(self._view.lines)

    def view(self) -> View:
        """Return the items that are shown."""
        return View("evidence", [line.item.id for line in self.model.lines], len(self._view.lines))

    def subject(self) -> str:
        """Return the item that is shown."""
        line = self.table.line()
        return line.item.id if line else ""

    def place(self) -> object:
        """Return the filter, the item, and whether the matrix is shown."""
        line = self.table.line()
        return self.filters.wanted, line.item.id if line else "", self.head.coverage.isChecked()

    def restore(self, place: object) -> None:
        """Take filter and item from the same page of another day."""
        match place:
            case (EvidenceFilter() as wanted, str(item), bool(matrix)):
                self.show_filter(wanted)
                self.table.go_to(item)
                self.head.coverage.setChecked(matrix)

    def panes(self) -> list[QWidget]:
        """Return register or matrix, panel and search, in the order of use."""
        main = self.matrix if self.head.coverage.isChecked() else self.table
        return [main, self.panel, self.head.search]


_REVIEWS = {"accept": "accepted", "reject": "rejected"}
_NO_EVIDENCE = (
    "No evidence yet",
    "Attach a file or a link that shows an action has worked. Files can be dropped here, pictures pasted.",
    "Add evidence",
)
_NO_MATCH = ("Nothing matches", "No evidence item passes the filter.", "Clear filter")
