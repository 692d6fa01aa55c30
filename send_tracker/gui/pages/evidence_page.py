"""The evidence register: find, log, link and check what shows that actions have worked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from send_tracker.domain.evidence_filter import EvidenceFilter, EvidenceLine, EvidenceSort, LinkState, ordered
from send_tracker.gui.clipboard_rows import rows_in_clipboard
from send_tracker.gui.commands import Command
from send_tracker.gui.evidence_intake import can_take
from send_tracker.gui.link_checker import LinkChecker
from send_tracker.gui.models.evidence_model import COLUMNS, EvidenceModel
from send_tracker.gui.pages.evidence_verbs import EvidenceVerbs
from send_tracker.gui.pages.register_page import RegisterPage
from send_tracker.gui.pages.register_parts import Parts
from send_tracker.gui.widgets.coverage_page import CoveragePart
from send_tracker.gui.widgets.evidence_filters import EvidenceFilters
from send_tracker.gui.widgets.evidence_head import EvidenceHead
from send_tracker.gui.widgets.evidence_panel import EvidencePanel
from send_tracker.gui.widgets.evidence_table import EvidenceTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services.evidence import change_evidence
from send_tracker.services.evidence_view import EvidenceView, evidence_view, linked_files
from send_tracker.services.session import Edited


class EvidencePage(RegisterPage[EvidenceSort, EvidenceLine, EvidenceFilter, EvidenceView]):
    """The page; seen the other way, it is the matrix of outcomes and types."""

    head: EvidenceHead
    filters: EvidenceFilters
    table: EvidenceTable
    panel: EvidencePanel

    panel_width = 400
    columns_setting = "evidence_columns"
    kind = "evidence"
    noun = "evidence item"
    touched = frozenset(
        {"evidence", "evidence_link", "action", "outcome", "theme", "organisation", "person", "meeting"}
    )
    other_is_narrowed = False

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page and fill it."""
        view, can_edit = evidence_view(workspace.session), not workspace.session.read_only
        self.model = EvidenceModel(can_edit)
        self.coverage = CoveragePart(view.coverage)
        self.matrix = self.coverage.matrix
        self._states: dict[str, LinkState] = {}
        parts = Parts(
            EvidenceHead(can_edit),
            EvidenceFilters(),
            EvidenceTable(self.model),
            self.coverage,
            EvidencePanel(workspace),
        )
        super().__init__(workspace, view, parts, parent)
        self.setAcceptDrops(True)
        self.verbs = EvidenceVerbs(workspace, self)
        self.checker = LinkChecker(self)
        self._connect()
        self._fill()
        self.checker.check(linked_files(self._view))

    def _connect(self) -> None:
        self.head.add_wanted.connect(lambda: self._made(self.verbs.add_files()))
        self.head.link_wanted.connect(lambda: self._made(self.verbs.add_link()))
        self.table.asked.connect(self._asked)
        self.table.dropped.connect(self._dropped)
        self.table.pasted.connect(self._paste)
        self.model.renamed.connect(self._rename)
        self.matrix.chosen.connect(self._narrow_to)
        self.panel.stepped.connect(self.table.step)
        self.panel.hidden_asked.connect(self.toggle_panel)
        self.panel.history_asked.connect(lambda: self.command_wanted.emit(Command.HISTORY))
        self.panel.withdraw_asked.connect(self.withdraw)
        self.panel.file_wanted.connect(self.verbs.attach_to)
        self.panel.replacement_wanted.connect(self.verbs.replace_of)
        self.panel.review.left.connect(self._go_to_table)
        self.checker.checked.connect(self._looked)

    # What it shows

    def read(self) -> EvidenceView:
        """Read the register, with what is known of linked files."""
        return evidence_view(self.session, self._states)

    def ordered(self, lines: Sequence[EvidenceLine], by: EvidenceSort, descending: bool) -> list[EvidenceLine]:
        """Return items sorted by a column."""
        return ordered(lines, by, descending)

    def show_view(self, shown: int) -> None:
        """Show what the filters offer, and the matrix."""
        self.filters.set_view(self._view, shown)
        self.coverage.set_coverage(self._view.coverage)

    def show_in_panel(self, line: EvidenceLine) -> None:
        """Show an item in the panel."""
        self.panel.show_line(line, self._view)

    def words_for_none(self) -> tuple[str, ...]:
        """Return what an empty register says."""
        return _NO_EVIDENCE

    def add_first(self) -> None:
        """Ask for files."""
        self._made(self.verbs.add_files())

    def main_pane(self) -> QWidget:
        """Return the matrix."""
        return self.matrix

    def refresh(self) -> None:
        """Read the register again, and look at files that were not looked at yet."""
        super().refresh()
        self.checker.check([e for e in linked_files(self._view) if e.id not in self._states])

    def edited(self, edited: Edited) -> None:
        """Read again, and look again at the files of what was edited."""
        if self.touched & {kind for kind, _ in edited.touched}:
            for _, id in edited.touched:
                self._states.pop(id, None)
        super().edited(edited)

    def _looked(self, states: dict[str, LinkState]) -> None:
        self._states |= states
        super().refresh()

    def _narrow_to(self, outcome: str, code: str) -> None:
        """Show the items behind a cell of the matrix."""
        self.show_filter(
            EvidenceFilter(
                types=frozenset({code} - {""}),
                outcomes=frozenset({outcome} if outcome else (o for o, _ in self._view.outcomes)),
            )
        )

    # Doing

    def _made(self, items: list[str]) -> None:
        """Show what was just logged, ready to be described."""
        if items:
            self.show_line(items[-1])
            self.panel.edit(EvidenceSort.TITLE)

    def _asked(self, what: str) -> None:
        """Do what a key in the table asks for."""
        column = COLUMNS[self.table.currentIndex().column()]
        if what == "withdraw":
            self.withdraw()
        elif self.table.line() is None:
            return
        elif what == "open":
            self.panel.file.open()
        elif what == "edit" and column is EvidenceSort.TITLE:
            if self.can_edit:
                self.table.edit(self.table.currentIndex())
        elif what in _REVIEWS:
            if self.can_edit:
                self.show_panel()
                self.panel.ask_review(_REVIEWS[what])
        else:
            self.show_panel()
            self.panel.edit(column if what == "edit" else EvidenceSort.TITLE)

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

    def own_commands(self) -> dict[Command, Callable[[], object]]:
        """Return what can be done with evidence."""
        if not self.can_edit:
            return {}
        found: dict[Command, Callable[[], object]] = {
            Command.ADD_EVIDENCE: lambda: self._made(self.verbs.add_files()),
            Command.PASTE_EVIDENCE: self._paste,
        }
        if self.table.chosen():
            found[Command.WITHDRAW] = self.withdraw
            found[Command.EDIT_CELL] = lambda: self._asked("edit")
        return found

    # Drops, on the table and beside it

    def _dropped(self, mime: QMimeData, row: str) -> None:
        if self.can_edit:
            self._made(self.verbs.drop(mime, self._view.line(row)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()) and self.can_edit:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._dropped(event.mimeData(), "")


_REVIEWS = {"accept": "accepted", "reject": "rejected"}
_NO_EVIDENCE = (
    "No evidence yet",
    "Attach a file or a link that shows an action has worked. Files can be dropped here, pictures pasted.",
    "Add evidence",
    "paperclip",
)
