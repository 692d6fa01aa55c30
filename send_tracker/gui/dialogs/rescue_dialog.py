"""What can be done with a file that was not opened: restore a backup, read the last one, recover what is readable."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QProgressBar, QVBoxLayout, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.domain.rescue import Way, ways
from send_tracker.domain.text import plural
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.dialogs.restore_dialog import ENDING
from send_tracker.gui.tasks import Task
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label

_EXPLAINED = {
    Way.BACKUP: ("Restore a backup…", "A backup becomes a new file. What was done after it is not in it."),
    Way.READ: ("Read the last backup", "It opens for reading only, so that you can look things up at once."),
    Way.RECOVER: (
        "Recover what can be read…",
        "Every edit that can be read and proves sound goes into a new file; you are told what was left out.",
    ),
}


class RescueDialog(HouseDialog):
    """The ways, each with a sentence. The damaged file stays as it is whatever is chosen.

    Signals:
        restore_wanted: the officer wants to choose a backup.
        read_wanted: the last backup is to be read.
        recovered(Path): the new file, to be opened.
    """

    restore_wanted = Signal()
    read_wanted = Signal()
    recovered = Signal(object)

    def __init__(
        self, path: Path, problem: Problem, command: list[str], has_backup: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("What can be done")
        self.resize(560, 320)
        self._path, self._command = path, command
        self.task: Task | None = None
        self._made: Path | None = None
        offered = list(ways(problem.code))
        if has_backup:
            offered.insert(1, Way.READ)
        else:
            offered = [way for way in offered if way is not Way.BACKUP]
        verbs = {Way.BACKUP: self._restore, Way.READ: self._read, Way.RECOVER: self.recover}
        self.buttons = {way: Button(_EXPLAINED[way][0], on_click=verbs[way]) for way in offered}
        self.words = Label(problem.sentence, wrap=True)
        self.left_out = QListWidget()
        self.left_out.setAccessibleName("What was left out")
        self.left_out.hide()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName("Recovering")
        self.progress.hide()
        self.open_button = Button("Open it", "primary", on_click=self._open)
        self.open_button.hide()
        self._lay_out()
        self.finish_form()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label("What can be done", "heading", 600))
        column.addWidget(self.words)
        self._ways = QWidget()
        inside = QVBoxLayout(self._ways)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for way, button in self.buttons.items():
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            inside.addLayout(row)
            inside.addWidget(Label(_EXPLAINED[way][1], "small", token="muted", wrap=True))
            inside.addSpacing(6)
        column.addWidget(self._ways)
        column.addWidget(self.left_out, 1)
        column.addWidget(self.progress)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button("Close", on_click=self.reject))
        foot.addWidget(self.open_button)
        column.addLayout(foot)

    def _restore(self) -> None:
        self.accept()
        self.restore_wanted.emit()

    def _read(self) -> None:
        self.accept()
        self.read_wanted.emit()

    # Recovering, in a process of its own

    def recover(self) -> None:
        """Ask for the new file, and write what can be read into it."""
        suggested = choose_file.free_name(self._path.with_name(f"{self._path.stem} recovered{ENDING}"))
        chosen = choose_file.to_save(self, "Recover into a new file", suggested, f"SEND Tracker files (*{ENDING})")
        if chosen is None:
            return
        self._made = chosen
        self._ways.setEnabled(False)
        self.progress.show()
        self.task = Task(self._command, ["recover", str(self._path), "-o", str(chosen), "--json"], self)
        self.task.finished.connect(self._recovered)
        self.task.start()

    def _recovered(self, done: bool, words: str) -> None:
        self.progress.hide()
        self._ways.setEnabled(True)
        if not done:
            self.say_problem(words)
            return
        found = json.loads(words)
        self._ways.hide()
        self.words.setText(_told(found))
        self.setAccessibleDescription(self.words.text())
        self.left_out.addItems([f"{each['change'][:12]}: {each['why']}" for each in found["left_out"]])
        self.left_out.setVisible(bool(found["left_out"]))
        self.open_button.show()
        self.open_button.setFocus()

    def _open(self) -> None:
        self.accept()
        self.recovered.emit(self._made)

    def done(self, result: int) -> None:
        """End the work when the dialog goes away."""
        if self.task is not None:
            self.task.cancel()
        super().done(result)


def _told(found: dict[str, object]) -> str:
    """Say what came of recovering."""
    edits, read = int(str(found["edits"])), int(str(found["read_in_the_file"]))
    words = f"{plural(edits, 'edit')} are in the new file."
    if edits > read:
        words += f" {edits - read:,} of them came from backups, since they could not be read in the damaged file."
    left = found["left_out"]
    if isinstance(left, list) and left:
        words += f" {plural(len(left), 'edit')} could be read and did not prove sound; they are listed below."
    elif found["unread"]:
        words += " Some rows of the damaged file could not be read."
    else:
        words += " Nothing was left out."
    return words
