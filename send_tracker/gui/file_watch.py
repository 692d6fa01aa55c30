"""Looking after the open file: a full check after a program ended in the middle, and notice of other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from send_tracker.domain.problem import Problem
from send_tracker.gui.tasks import Task, Workshop
from send_tracker.services.session import Session
from send_tracker.services.snapshot import write_snapshot

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

LOOK_MS = 10_000
"""Between two looks at the place of the file. They open nothing."""

AFTER_PAINT_MS = 1500
"""A full check begins with a copy of the file: not before the rows were seen."""

WORDS = {
    "gone": "“{name}” is not where it was: it was moved, renamed or deleted while it is open here. Save a copy now "
    "with File > Save a copy, so that nothing is lost.",
    "replaced": "“{name}” was replaced by another program while it is open here. What you do here is in the old file, "
    "which nobody else sees. Save a copy now with File > Save a copy, open the file again, and combine the two.",
    "changed": "“{name}” was changed by another program while it is open here. Check it with Tools > Check this file; "
    "if it is not sound, save a copy.",
}
"""What is said, by what became of the file."""


class FileWatch(QObject):
    """Watches the file that is open in a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._said = ""
        self._workshop: Workshop | None = None
        self.task: Task | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self.look)

    def show_session(self, session: Session | None) -> None:
        """Begin with another file, or with none."""
        self.stop()
        self._said = ""
        self._session = session.present if session is not None else None
        if self._session is not None and not self._session.read_only:
            self.timer.start()
            if self._session.file.was_cut_off:
                self._session.file.was_cut_off = False
                QTimer.singleShot(AFTER_PAINT_MS, self, self.check)

    def stop(self) -> None:
        """Watch no more."""
        self.timer.stop()
        if self.task is not None:
            self.task.cancel()
            self.task = None
        if self._workshop is not None:
            self._workshop.clear()
            self._workshop = None

    # Other programs

    def look(self) -> None:
        """Say once what another program did to the file."""
        if self._session is None:
            return
        found = self._session.file.watch.look()
        if found and found != self._said:
            self._said = found
            self._window.show_problem(WORDS[found].format(name=self._session.path.name))

    # After a program that ended in the middle

    def check(self) -> None:
        """Check everything, in a process of its own, on a copy."""
        if self._session is None:
            return
        self._workshop = Workshop()
        copy = self._workshop.path(self._session.path.name)
        try:
            write_snapshot(self._session, copy)
        except Problem as problem:
            self._window.show_problem(problem.sentence)
            return
        self.task = Task(self._window.opener.command, ["check", str(copy), "--json"], self)
        self.task.finished.connect(self._checked)
        self.task.start()

    def _checked(self, done: bool, words: str) -> None:
        self.task = None
        try:
            findings = json.loads(words)["findings"] if done else []
        except (ValueError, KeyError, TypeError):
            return
        if findings:
            first = str(findings[0]["sentence"])
            self._window.show_problem(
                f"The program had ended in the middle of its work, and this file is not sound: {first} Nothing was "
                "changed. A backup can be restored as a new file.",
                "Restore a backup…",
                self._window.files.restore,
            )
        elif done:
            self._window.show_notice(
                "The program had ended in the middle of its work. The file was checked: it is sound."
            )
