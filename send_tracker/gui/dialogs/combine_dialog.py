"""Tools > Combine copies: what other officers did in their copies of this file, looked at first and then taken in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTableWidgetItem, QWidget

from send_tracker.domain.dates import short_date
from send_tracker.domain.text import plural
from send_tracker.gui import theme
from send_tracker.gui.dialogs.house_dialog import HouseDialog, prepare_table
from send_tracker.gui.forms.ui_combine import Ui_CombineForm
from send_tracker.gui.tasks import Task, Workshop
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.widgets.next_steps import NextSteps
from send_tracker.gui.workspace import Workspace
from send_tracker.services.backups import note_combine
from send_tracker.services.combine import Combined, combine
from send_tracker.services.session import Session
from send_tracker.services.snapshot import write_snapshot

_STEPS = (
    ("Look", "Each copy is checked and compared with this file. You see who worked in it, and what it would bring."),
    ("Combine", "A backup is made. Then all that is new is taken in at once, in any order, with the same result."),
    ("Settle", "Where two officers gave one field different values, both stand until you choose."),
)
COLUMNS = ("Copy", "By", "Last edit", "New", "What it would bring")


@dataclass(slots=True)
class _Copy:
    """A row: the file, whether it can be taken in, and what it would bring."""

    path: Path
    good: bool = False
    new: int = 0
    preview: tuple[str, ...] = ()


class CombineDialog(HouseDialog):
    """Looks at each copy in a process of its own, on a snapshot of the open file; combines in this one.

    Signals:
        combined: the file holds more than it did; whoever shows it reads it again.
        settle_wanted: the officer wants to settle the conflicts now.
    """

    combined = Signal()
    settle_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        command: list[str],
        back_up: Callable[[Session], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._folder = workspace.session, workspace.session.home.parent
        self._command, self._back_up = command, back_up
        self._workshop = Workshop()
        self._snapshot: Path | None = None
        self._waiting: list[int] = []
        self.copies: list[_Copy] = []
        self.task: Task | None = None
        self.form = Ui_CombineForm()
        self.form.setupUi(self)
        self._prepare_table()
        self.steps = NextSteps(_STEPS)
        self.form.column1.insertWidget(self.form.column1.indexOf(self.form.copies), self.steps, 1)
        self.form.choose.clicked.connect(self._choose)
        self.form.folder.clicked.connect(self._choose_folder)
        self.form.close.clicked.connect(self.reject)
        self.form.combine.clicked.connect(self.combine)
        self.form.settle.clicked.connect(self._settle)
        self.form.settle.hide()
        self.form.details.hide()
        self.form.progress.hide()
        self.form.progress.setRange(0, 0)
        self._say_what_can_be_done()
        self.finish_form()
        self.form.choose.setFocus()

    def _prepare_table(self) -> None:
        prepare_table(self.form.copies, COLUMNS)
        header = self.form.copies.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, theme.px(190))
        header.resizeSection(1, theme.px(140))
        header.setStretchLastSection(True)
        self.form.copies.currentCellChanged.connect(lambda row, *_more: self._preview(row))

    # Choosing

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, "Choose copies", str(self._folder), "SEND Tracker files (*.sendtracker)"
        )
        self.add(Path(name) for name in names)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Choose a folder of copies", str(self._folder))
        if name:
            found = sorted(path for path in Path(name).glob("*.sendtracker") if path.is_file())
            if not found:
                self.say_problem("There is no SEND Tracker file in that folder. Choose another one.")
            self.add(found)

    def add(self, paths: Iterable[Path]) -> None:
        """Look at more copies; the open file itself and those that are listed already are passed over."""
        known = {copy.path for copy in self.copies} | {self._session.path, self._session.home}
        for path in (p.absolute() for p in paths):
            if path not in known:
                known.add(path)
                self._waiting.append(len(self.copies))
                self.copies.append(_Copy(path))
                self._fill(len(self.copies) - 1, [path.name, "", "", "", "Looking at it…"], str(path))
        self._next()

    def _fill(self, row: int, words: list[str], whole: str = "") -> None:
        table = self.form.copies
        table.setRowCount(len(self.copies))
        for column, word in enumerate(words):
            cell = QTableWidgetItem(word)
            if whole or column == len(words) - 1:
                cell.setToolTip(tip(whole or word))
            table.setItem(row, column, cell)

    # Looking

    def _next(self) -> None:
        """Look at the next copy, one at a time."""
        if self.task is None and self._waiting:
            snapshot = self._the_snapshot()
            if snapshot is None:
                return
            path = self.copies[self._waiting[0]].path
            self.task = Task(self._command, ["combine", str(snapshot), str(path), "--dry-run", "--json"], self)
            self.task.finished.connect(self._looked)
            self.task.start()
        self.form.progress.setVisible(self.task is not None)
        self._say_what_can_be_done()

    def _the_snapshot(self) -> Path | None:
        if self._snapshot is None:
            path = self._workshop.path(self._session.path.name)
            self.attempt(write_snapshot, self._session, path)
            self._snapshot = path if path.exists() else None
        return self._snapshot

    def _looked(self, done: bool, words: str) -> None:
        row = self._waiting.pop(0)
        copy, self.task = self.copies[row], None
        if not done:
            copy.preview = (words,)  # whole, below, for the table has room for its beginning
            why = words.removeprefix(f"“{copy.path.name}” ")
            self._fill(row, [copy.path.name, "", "", "", why[:1].upper() + why[1:]], words)
        else:
            try:
                self._show(row, copy, json.loads(words))
            except (ValueError, KeyError, TypeError):
                self._fill(row, [copy.path.name, "", "", "", "It gave no answer that could be read."])
        self._next()

    def _show(self, row: int, copy: _Copy, found: dict[str, object]) -> None:
        copy.good, copy.new = True, int(str(found["new_changes"]))
        preview = found["preview"]
        copy.preview = tuple(map(str, preview)) if isinstance(preview, list) else ()
        authors = found["authors"]
        last = str(found["last"])
        day = short_date(datetime.fromisoformat(last).astimezone().date()) if last else ""
        by = ", ".join(map(str, authors)) if isinstance(authors, list) else ""
        self._fill(row, [copy.path.name, by, day, f"{copy.new:,}", _would_bring(found)], f"{copy.path}\n{by}")
        if self.form.copies.currentRow() < 0 or not self.form.details.count():
            self.form.copies.setCurrentCell(row, 0)
            self._preview(row)

    def _preview(self, row: int) -> None:
        """Say below what the copy of a row would bring."""
        lines = self.copies[row].preview if 0 <= row < len(self.copies) else ()
        self.form.details.clear()
        self.form.details.addItems(lines)
        self.form.details.setAccessibleName(f"What {self.copies[row].path.name} would bring" if lines else "Details")
        self.form.details.setVisible(bool(lines))

    def _say_what_can_be_done(self) -> None:
        ready = [copy for copy in self.copies if copy.good and copy.new]
        self.form.combine.setEnabled(bool(ready) and self.task is None)
        self.steps.setVisible(not self.copies)
        self.form.copies.setVisible(bool(self.copies))
        if not self.copies:
            self.form.words.setText("Choose the copies that came by e-mail, or the folder in which they lie.")
        elif self.task is None and not ready:
            self.form.words.setText("There is nothing new in these copies. Nothing needs to be done.")
        elif self.task is None:
            total = sum(copy.new for copy in ready)
            self.form.words.setText(f"Combining adds {plural(total, 'change')} from {plural(len(ready), 'file')}.")
            if self.focusWidget() in (self.form.choose, self.form.folder):
                self.form.combine.setFocus()  # Enter goes on
        else:
            self.form.words.setText("")

    # Combining

    def combine(self) -> None:
        """Make a backup and take everything in, in one transaction."""
        ready = [copy.path for copy in self.copies if copy.good and copy.new]
        found = self.attempt_waiting(self._take_in, ready)
        if found:
            self._tell(found)
            self.combined.emit()

    def _take_in(self, paths: list[Path]) -> list[Combined]:
        backup = self._back_up(self._session)
        with self._session.batch():
            found = [combine(self._session, path) for path in paths]
        if isinstance(backup, Path):
            note_combine(self._session, backup, paths)
        return found

    def _tell(self, found: list[Combined]) -> None:
        """Say what was done and what needs a look."""
        edits, last = sum(each.edits for each in found), found[-1]
        conflicts = plural(len(last.conflicts), "conflict") if last.conflicts else "No conflict"
        be = "is" if len(last.conflicts) < 2 else "are"
        words = f"{plural(edits, 'edit')} taken in. {conflicts} {be} open. File > Restore a backup goes back to before."
        self.form.words.setText(words)
        self.setAccessibleDescription(words)
        details = [f"In conflict: {c.label} of {c.ref}" for c in last.conflicts]
        details += [f"Withdrawn by one and edited by another: {ref} {title}" for ref, title in last.withdrawn]
        details += [f"Not taken from {each.path.name}: {r.why}" for each in found for r in each.refused]
        self.form.details.clear()
        self.form.details.setAccessibleName("What was taken in and what needs a look")
        self.form.details.addItems(details)
        self.form.details.setVisible(bool(details))
        for widget in (self.form.copies, self.form.combine, self.form.choose, self.form.folder):
            widget.hide()
        self.form.settle.setVisible(bool(last.conflicts))
        self.form.close.setText("Close")
        self.form.close.setAccessibleName("Close")
        (self.form.settle if last.conflicts else self.form.close).setFocus()

    def _settle(self) -> None:
        self.accept()
        self.settle_wanted.emit()

    def done(self, result: int) -> None:
        """End the work when the dialog goes away."""
        if self.task is not None:
            self.task.cancel()
        self._workshop.clear()
        super().done(result)


def _would_bring(found: dict[str, object]) -> str:
    """Say in one line what a copy would bring."""

    def count(name: str) -> int:
        listed = found[name]
        return len(listed) if isinstance(listed, list) else 0

    if not found["new_edits"] and not count("refused"):
        return "Nothing new"
    parts = []
    if count("conflicts"):
        parts.append(plural(count("conflicts"), "conflict"))
    if count("edited_while_withdrawn"):
        parts.append(f"{count('edited_while_withdrawn')} edited while withdrawn")
    if count("refused"):
        parts.append(f"{plural(count('refused'), 'edit')} refused, as altered or incomplete")
    if found["dated_after_today"]:
        parts.append(f"{plural(int(str(found['dated_after_today'])), 'edit')} dated after today")
    return ", ".join(parts) or "Sound, no conflict"
