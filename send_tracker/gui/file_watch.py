"""Looking after the open file: the long rungs of its ladder once it is painted, and notice of other programs."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from send_tracker.domain.problem import Problem
from send_tracker.gui.commands import Command
from send_tracker.gui.tasks import Task, Workshop
from send_tracker.services.session import Session

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

LOOK_MS = 10_000
"""Between two looks at the place of the file. They open nothing."""

LADDER_MS = 1_000
"""After a file is shown: its rows are seen by then, and the first keys were answered."""

FEW = 5_000
"""Up to so many edits the ladder takes less than a third of a second; a longer log is checked in another process."""

WORDS = {
    "gone": "“{name}” is not where it was: it was moved, renamed or deleted while it is open here. Save a copy now, so "
    "that nothing is lost.",
    "replaced": "“{name}” was replaced by another program while it is open here. What you do here is in the old file, "
    "which nobody else sees. Save a copy now, open the file again, and combine the two with Tools > Combine copies.",
    "changed": "“{name}” was changed by another program while it is open here. Check it; if it is not sound, save a "
    "copy.",
}
"""What is said, by what became of the file."""

NOT_CHECKED = (
    "The file could not be checked just now, so today’s backup was not made. What you do is saved all the same; check "
    "the file when you can."
)

CUT_OFF = "The program had ended in the middle of its work."


class FileWatch(QObject):
    """Watches the file that is open in a window.

    Signals:
        sure(): the ladder was climbed to its end, and the file is sound.
    """

    sure = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._said = ""
        self._workshop: Workshop | None = None
        self.is_unsure = False
        self.task: Task | None = None
        self.timer = QTimer(self, interval=LOOK_MS)
        self.timer.timeout.connect(self.look)
        self.ladder = QTimer(self, singleShot=True, interval=LADDER_MS)
        self.ladder.timeout.connect(self.climb)
        self._begin = QTimer(self, singleShot=True, interval=0)  # or the time that the first page takes would count
        self._begin.timeout.connect(self.ladder.start)

    def show_session(self, session: Session | None) -> None:
        """Begin with another file, or with none; one that is only shown anew, or as it was, is not looked at again."""
        present = session.present if session is not None else None
        if present is not None and present is self._session:
            return
        self.stop()
        self._said = ""
        self._session = present
        if self._session is not None:
            self.is_unsure = True
            self._begin.start()
            if not self._session.read_only:
                self.timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._session = None
        self.is_unsure = False
        self.timer.stop()
        self._begin.stop()
        self.ladder.stop()
        if self.task is not None:
            self.task.cancel()
            self.task = None
        self._clear()

    def _clear(self) -> None:
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
            window, words = self._window, WORDS[found].format(name=self._session.path.name)
            if found == "changed":
                window.show_problem(words, "Check it…", partial(window.run, Command.CHECK_FILE))
            else:
                window.show_problem(words, "Save a copy…", window.files.save_copy)

    # The long rungs

    def climb(self) -> None:
        """Look at indexes, at every hash of the log, and at the derived tables against it."""
        from send_tracker.services.checking import ladder

        if self._session is None:
            return
        if self._session.file.log.count() <= FEW:
            self._end([(found.code, found.sentence) for found in ladder(self._session)])
        else:
            self.check()

    def check(self) -> None:
        """Check everything in a process of its own, on a copy; indexes in the file itself, since a copy has its own."""
        from send_tracker.services.checking import damaged_indexes
        from send_tracker.services.snapshot import write_snapshot

        session = self._session
        if session is None:
            return
        wrong = damaged_indexes(session)
        if wrong:
            self._end([(found.code, found.sentence) for found in wrong])
            return
        self._workshop = Workshop()
        copy = self._workshop.path(session.path.name)
        try:
            write_snapshot(session, copy, with_files=False)
        except Problem as problem:
            self._clear()
            self._window.show_problem(problem.sentence)
            return
        self.task = Task(self._window.opener.command, ["check", str(copy), "--json"], self)
        self.task.finished.connect(self._checked)
        self.task.start()

    def _checked(self, done: bool, words: str) -> None:
        self.task = None
        self._clear()
        try:
            found = json.loads(words)["findings"] if done else None
        except (ValueError, KeyError, TypeError):
            found = None
        if found is None:
            self._window.show_problem(NOT_CHECKED, "Check it…", partial(self._window.run, Command.CHECK_FILE))
        else:
            self._end([(str(each["code"]), str(each["sentence"])) for each in found])

    def _end(self, found: list[tuple[str, str]]) -> None:
        """Say nothing of a sound file, work out again what only is not as the log says, or offer ways on."""
        from send_tracker.services.checking import Finding, mend

        session = self._session
        if session is None:
            return
        cut_off, session.file.was_cut_off = session.file.was_cut_off, False
        try:
            if found:
                mend(session, [Finding(code, sentence) for code, sentence in found])
        except Problem as problem:
            self._window.show_problem(
                f"{CUT_OFF} {problem.sentence}" if cut_off else problem.sentence,
                "What can be done…",
                partial(self._window.files.rescue, session.home, session.path, problem),
            )
            return
        self.is_unsure = False
        self.sure.emit()
        if found:
            self._window.show_file(session, self._window.pages.places())
            self._window.show_notice("Nothing is lost. What the pages show was worked out again from the log.")
        elif cut_off:
            self._window.show_notice("The file is sound. It was checked because the program had ended in the middle.")
