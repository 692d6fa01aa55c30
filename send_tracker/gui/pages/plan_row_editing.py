"""Editing rows of the plan from the table: cells in place, fill down, withdraw, evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.reason_dialog import ReasonDialog
from send_tracker.gui.models.plan_columns import Column
from send_tracker.gui.pages.plan_verbs import PlanVerbs
from send_tracker.gui.widgets.cell_editor import CellEditor, CellGiving
from send_tracker.services import ending, filter_words, undo
from send_tracker.services.action_view import read_action
from send_tracker.services.due_dates import moved_by

if TYPE_CHECKING:
    from send_tracker.gui.pages.plan_page import PlanPage


class PlanRowEditing(QObject):
    """Answers the table's and the panel's wishes for the page."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._just_gone: tuple[str, ...] = ()
        self.verbs = PlanVerbs(page.workspace)
        giving = CellGiving(self._give_title, self._give_due, self._give_leads, page.set_status)
        self.editor = CellEditor(page.table, giving, lambda: self._session.today)
        page.table.cell_wanted.connect(self.edit)
        page.table.list_wanted.connect(lambda key, column: self.edit(key, column, "", opened=True))
        page.table.today_wanted.connect(self.put_today)
        page.table.files_dropped.connect(self._dropped)
        page.panel.files_dropped.connect(lambda paths: self._on_one(lambda action: self.verbs.attach(action, paths)))
        page.panel.add_file_wanted.connect(self.add_evidence)
        page.panel.paste_wanted.connect(self.paste_evidence)

    # Cells

    def edit_current(self) -> None:
        """Edit the current cell, or the wording where the panel has the focus."""
        page = self._page
        focused = QApplication.focusWidget()
        if focused is not None and page.panel.isAncestorOf(focused):
            page.panel.body.rename()
            return
        key = page.table.current_key()
        row = page.table.currentIndex().row()
        if key is not None and page.sheet.model.head(row) is None:
            self.edit(key, page.table.current_column(), "")

    def edit(self, key: int, column: Column, typed: str, opened: bool = False) -> None:
        """Edit a cell, begun with typed text or none; ``opened`` with its calendar."""
        row = self._page.sheet.model.row_of(key)
        line = self._page.sheet.model.line(row) if row is not None else None
        action = read_action(self._session, line.row.id) if line is not None else None
        if line is None or action is None or self._session.read_only:
            return
        self._page.table.go_to_cell_keeping(key, column)
        if column is Column.DUE:
            self.editor.open_due(key, action.due, typed, opened)
        elif column is Column.LEAD:
            self.editor.open_leads(key, filter_words.people(self._session), list(action.leads), typed)
        elif column is Column.STATUS:
            many = len(self._page.table.selected_keys())
            self.editor.open_status(key, self._session.scale, action.status, many, typed)
        else:
            self.editor.open_title(key, action.title, typed)

    def _give_title(self, key: int, title: str) -> str:
        return self.verbs.set_title(self._page.sheet.view.ids([key])[0], title)

    def _give_due(self, key: int, due: str | None) -> str:
        return self._date(self._page.sheet.view.ids([key]), due)

    def _date(self, ids: list[str], due: str | None) -> str:
        """Give actions a date; where that moves one, the panel asks why and who approved it."""
        if not moved_by(self._session, ids, due):
            return self.verbs.set_due(ids, due)
        page = self._page
        if set(ids) != set(page.panel.ids):
            page.table.select_keys([key for key in map(page.sheet.view.key, ids) if key is not None])
        page.show_panel(True)
        page.panel.body.asking.ask_move(due)
        return ""

    def _give_leads(self, key: int, people: list[str]) -> None:
        self.verbs.set_leads(self._page.sheet.view.ids([key]), people)

    def put_today(self) -> None:
        """Write today into the due dates of the selected rows."""
        ids = self._page.sheet.selected_ids()
        if ids and self._page.table.current_column() is Column.DUE:
            self._say_problem(self._date(ids, self._session.today.isoformat()))

    # Rows

    def fill_down(self) -> None:
        """Give all selected rows what the first one has in the current column, as one edit."""
        page, ids = self._page, self._page.sheet.selected_ids()
        if len(ids) < 2:
            page.workspace.notice.emit("Select the row to copy from and the rows below it, then fill down.")
            return
        column = page.table.current_column()
        if column is Column.STATUS:
            first = read_action(self._session, ids[0])
            if first is not None:
                page.set_status(first.status)
            return
        if column is Column.DUE:
            first = read_action(self._session, ids[0])
            if first is not None:
                self._say_problem(self._date(ids, first.due))
            return
        self._say_problem(self.verbs.fill_down(column, ids))

    def end(self, how: str) -> None:
        """Ask in the panel how the selected actions leave the plan, and why."""
        page = self._page
        if page.panel.ids:
            page.show_panel(True)
            page.panel.body.asking.ask_end(how)

    def record_check(self) -> None:
        """Ask in the panel about a check that the selected actions still hold."""
        if self._page.panel.ids:
            self._page.show_panel(True)
            self._page.panel.body.asking.ask_check()

    def restore(self) -> None:
        """Bring the selected actions back into the plan."""
        ids = self._page.sheet.selected_ids()
        if ids and self._page.workspace.attempt(ending.restore, self._session, ids) is not None:
            self._page.workspace.notice.emit(f"{plural(len(ids), 'action')} brought back into the plan.")

    def withdraw(self) -> None:
        """Take the selected actions out of the plan, with a way back and a place for the reason."""
        page, ids = self._page, self._page.sheet.selected_ids()
        row = page.table.currentIndex().row()
        sentence = self.verbs.withdraw(ids) if ids else ""
        if sentence:
            self._just_gone = tuple(ids)
            page.sheet.done_line.say(sentence, "Undo", self._undo, "Add a reason… (Alt+Del)", self.say_why)
            page.table.go_near(row)

    def unexplained(self) -> list[str]:
        """Return what left the plan without a word: among the rows selected there, or by the last Delete."""
        chosen = self._page.panel.ids if self._page.filter.withdrawn else self._just_gone
        return ending.unexplained(self._session, chosen)

    def say_why(self) -> None:
        """Ask why they left."""
        ids = self.unexplained()
        if ids:
            named = read_action(self._session, ids[0]) if len(ids) == 1 else None
            whose = f"{named.ref} was withdrawn" if named else f"these {plural(len(ids), 'action')} were withdrawn"
            ReasonDialog(whose, lambda reason: self._keep_why(ids, reason), self._page.window()).open()

    def _keep_why(self, ids: list[str], reason: str) -> bool:
        ending.say_why(self._session, ids, reason)
        self._page.workspace.notice.emit("The reason was kept.")
        return True

    def _undo(self) -> None:
        self._page.sheet.done_line.say("")
        self._page.workspace.attempt(undo.undo, self._session)

    # Evidence

    def _on_one(self, deed: Callable[[str], None]) -> None:
        """Do something with the one action that is shown."""
        ids = self._page.panel.ids
        if len(ids) == 1:
            deed(ids[0])
        else:
            self._page.workspace.notice.emit("Choose one action first: evidence is attached to it.")

    def _dropped(self, key: int, paths: list[Path]) -> None:
        self.verbs.attach(self._page.sheet.view.ids([key])[0], paths)

    def add_evidence(self) -> None:
        """Choose files and attach them to the action shown."""
        self._on_one(self._choose_files)

    def _choose_files(self, action: str) -> None:
        from send_tracker.gui.choose_file import evidence_files

        paths = evidence_files(self._page, "Attach evidence", self._page.workspace.preferences)
        if paths:
            self.verbs.attach(action, paths)

    def paste_evidence(self) -> None:
        """Attach the picture or the files on the clipboard to the action shown."""
        self._on_one(self.verbs.paste)

    def _say_problem(self, sentence: str) -> None:
        if sentence:
            self._page.workspace.problem.emit(sentence)
