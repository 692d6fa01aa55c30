"""File > Restore a backup: what each backup holds, what going back would change, and one of them as a new file."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from send_tracker.domain.dates import short_date
from send_tracker.domain.differences import DIFFERENCE_WORDS, Line
from send_tracker.domain.text import plural
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.opener import Opener, Rescue
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.services.backups import Weighed, combines, weigh
from send_tracker.services.session import Session

_HEADS = ("Made", "Size", "Actions", "Evidence", "What it is")
_MOST_LINES = 300
ENDING = ".sendtracker"


class RestoreDialog(HouseDialog):
    """Lists the backups of a file, which need not be open. It never overwrites: a backup becomes a new file.

    Signals:
        restored(Path): the new file, to be opened.
    """

    restored = Signal(object)

    def __init__(
        self, path: Path, opener: Opener, rescue: Rescue, session: Session | None, parent: QWidget | None = None
    ) -> None:
        """Make the dialog.

        Args:
            path: the file as the officer knows it. opener, rescue: what opens and restores.
            session: the file as it is now; None where it cannot be opened. parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Restore a backup")
        self.resize(760, 560)
        self._path, self._opener, self._rescue, self._session = path, opener, rescue, session
        self.found = rescue.backups(path)
        self._marks = {mark.backup: mark for mark in (combines(session) if session is not None else ())}
        self._weighed: dict[int, Weighed | str] = {}

        # Parts
        self.table = PlainTable("Backups", _HEADS, (4,))
        self.words = Label("", token="muted", wrap=True)
        self.differences = QListWidget()
        self.differences.setAccessibleName("What differs from the backup to now")
        self.nothing = EmptyState("No backup yet", "One is made once a day, and before anything that cannot be undone.")
        self.restore_button = Button("Restore as a new file…", "primary", on_click=self.restore)
        self._lay_out()

        # Ways
        self.table.currentCellChanged.connect(lambda row, *_rest: self._show(row))
        self.table.opened.connect(lambda _row: self.restore())
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._weigh_next)
        self._fill()
        self.finish_form()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(Label("Restore a backup", "heading", 600))
        head.addWidget(ElidedLabel(f"Of {self._path.name}. The file itself stays as it is.", token="muted"))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("Cancel", on_click=self.reject))
        foot.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.table, 2)
        column.addWidget(self.nothing)
        column.addWidget(self.words)
        column.addWidget(self.differences, 1)
        column.addLayout(foot)

    # What is shown

    def choose(self, name: str) -> None:
        """Select the backup of a name, if it is still there."""
        for row, backup in enumerate(self.found):
            if backup.name == name:
                self.table.setCurrentCell(row, 0)

    def _fill(self) -> None:
        self.table.setVisible(bool(self.found))
        self.nothing.setVisible(not self.found)
        self.differences.hide()
        self.restore_button.setEnabled(bool(self.found))
        self.table.set_rows([self._row(row) for row in range(len(self.found))])
        self._next.start()

    def _row(self, row: int) -> tuple[str, ...]:
        backup, weighed = self.found[row], self._weighed.get(row)
        counts = (f"{weighed.actions:,}", f"{weighed.evidence:,}") if isinstance(weighed, Weighed) else ("", "")
        return (made_words(backup), f"{backup.stat().st_size / 1_000_000:.1f} MB", *counts, self._what(row))

    def _what(self, row: int) -> str:
        weighed, mark = self._weighed.get(row), self._marks.get(self.found[row].name)
        if isinstance(weighed, str):
            return weighed
        if mark is not None:
            return f"As it was before {', '.join(mark.copies)} came in on {_moment(mark.at)}"
        return "The newest" if row == 0 else ""

    def _weigh_next(self) -> None:
        """Look into one backup after another, so that the window can be used meanwhile."""
        row = next((row for row in range(len(self.found)) if row not in self._weighed), None)
        if row is None:
            return
        problem: list[str] = []
        found = self._look_into(self.found[row], problem)
        self._weighed[row] = found if found is not None else problem[0]
        for column, word in enumerate(self._row(row)):
            cell = self.table.item(row, column)
            if cell is not None:
                cell.setText(word)
        if row == self.table.currentRow():
            self._show(row)
        self._next.start()

    def _look_into(self, backup: Path, problem: list[str]) -> Weighed | None:
        from send_tracker.domain.problem import Problem

        try:
            with closing(self._opener.open(backup, read_only=True)) as then:
                return weigh(then, self._session)
        except Problem as found:
            problem.append(found.sentence)
            return None

    def _show(self, row: int) -> None:
        """Say what going back to a backup would change."""
        weighed = self._weighed.get(row)
        self.restore_button.setEnabled(row >= 0 and not isinstance(weighed, str))
        self.differences.clear()
        self.differences.setVisible(isinstance(weighed, Weighed) and bool(weighed.lines))
        if not isinstance(weighed, Weighed):
            self.words.setText(weighed or "")
            return
        self.words.setText(change_words(weighed) if self._session is not None else "")
        self.differences.addItems([line_words(line) for line in weighed.lines[:_MOST_LINES]])

    # What it does

    def restore(self) -> None:
        """Ask for the name of the new file, write it, and have it opened."""
        row = self.table.currentRow()
        if row < 0 or not self.restore_button.isEnabled():
            return
        backup = self.found[row]
        folder = self._path.parent if self._path.parent.is_dir() else Path(choose_file.documents())
        suggested = choose_file.free_name(folder / f"{self._path.stem} as of {backup.stem[:10]}{ENDING}")
        chosen = choose_file.to_save(self, "Restore as a new file", suggested, f"SEND Tracker files (*{ENDING})")
        if chosen is None:
            return
        self.attempt(self._rescue.restore, self._path, backup, chosen)
        if not self.problem.isVisibleTo(self):
            self.accept()
            self.restored.emit(chosen)

    def done(self, result: int) -> None:
        """Look into no more backups."""
        self._next.stop()
        super().done(result)


def made_words(backup: Path) -> str:
    """Say when a backup was made, by its name."""
    try:
        made = datetime.strptime(backup.stem[:17], "%Y-%m-%d-%H%M%S").astimezone()
    except ValueError:
        made = datetime.fromtimestamp(backup.stat().st_mtime).astimezone()
    return _moment(made)


def _moment(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{short_date(local.date())} {local:%H:%M}"


def change_words(weighed: Weighed) -> str:
    """Say how much came after a backup."""
    if not weighed.edits and weighed.lines:
        return "The backup holds changes that this file does not have. From the backup to now:"
    if not weighed.edits:
        return "Nothing was done in the file after this backup."
    by = f" by {' and '.join(weighed.authors)}" if len(weighed.authors) < 3 else f" by {len(weighed.authors)} people"
    edits = plural(weighed.edits, "edit")
    if not weighed.lines:
        return f"{edits}{by} came after it, which change nothing in the plan itself."
    return f"{edits}{by} came after it and would not be in the new file. From the backup to now:"


def line_words(line: Line) -> str:
    """Say one difference in one line."""
    change = f": {line.before or 'empty'} → {line.after or 'empty'}" if line.before or line.after else ""
    return f"{DIFFERENCE_WORDS[line.kind]}  {line.ref} {line.title}{change}"
