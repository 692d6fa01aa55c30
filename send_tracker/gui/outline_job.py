"""Looks at what a document would hold while its options change: at once, or of a large plan in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from send_tracker.domain.problem import Problem
from send_tracker.exchange.outline import Outline, from_json
from send_tracker.gui.tasks import Task, Workshop
from send_tracker.services.session import Session
from send_tracker.services.snapshot import write_snapshot

MOST_HERE: Final = 800
"""Actions up to which looking takes less than a blink; beyond that a process looks, and the window stays alive."""

_PAUSE_MS: Final = 250
"""How long nothing must change before a process is asked."""

Directly = Callable[[], Outline]
AsWords = Callable[[Path, Path], list[str]]


class OutlineJob(QObject):
    """Answers one question at a time; a newer one takes the place of the one before.

    Signals:
        begun(): a process looks; the answer comes later.
        found(object): the :class:`Outline`.
        failed(str): why not, in one plain sentence.
    """

    begun = Signal()
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._command = command
        self._workshop: Workshop | None = None
        self._copied: Sequence[str] = ()
        self._count = 0
        self._words: AsWords | None = None
        self.task: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._start)

    @property
    def is_looking(self) -> bool:
        """Tell whether an answer is still to come."""
        return self._pause.isActive() or (self.task is not None and self.task.is_running)

    @property
    def is_large(self) -> bool:
        """Tell whether the plan is so large that a process looks."""
        return len(self._session.register().actions) > MOST_HERE

    def ask(self, directly: Directly, words: AsWords) -> None:
        """Ask what a document would hold.

        Args:
            directly: looks here and now. words: the command line's, from a copy of the file and where to write.
        """
        self._drop()
        if self.is_large:
            self._words = words
            self.begun.emit()
            self._pause.start()
            return
        try:
            outline = directly()
        except Problem as problem:
            self.failed.emit(problem.sentence)
        else:
            self.found.emit(outline)

    def close(self) -> None:
        """Ask no more, and remove what was passing."""
        self._drop()
        if self._workshop is not None:
            self._workshop.clear()
            self._workshop = None

    def _drop(self) -> None:
        """Wait no longer for an answer that nobody needs."""
        self._pause.stop()
        if self.task is not None:
            self.task.cancel()
            self.task.deleteLater()
            self.task = None

    def _start(self) -> None:
        if self._words is None:
            return
        try:
            copy = self._copy()
        except Problem as problem:
            self.failed.emit(problem.sentence)
            return
        target = copy.with_name(f"outline-{self._count}.json")
        self.task = Task(self._command, [*self._words(copy, target), "--outline"], self)
        self.task.finished.connect(lambda ok, said: self._take(target) if ok else self.failed.emit(said))
        self.task.start()

    def _copy(self) -> Path:
        """Return a copy of the file as it is now; the one made before where nothing was edited since.

        Raises:
            Problem: no copy could be written.
        """
        if self._workshop is None:
            self._workshop = Workshop()
        heads = self._session.present.file.log.heads()
        if heads != self._copied:
            self._count += 1
            write_snapshot(self._session.present, self._workshop.path(f"{self._count}.tracker"), with_files=False)
            self._copied = heads
        return self._workshop.path(f"{self._count}.tracker")

    def _take(self, target: Path) -> None:
        try:
            outline = from_json(target.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            self.failed.emit("The program that looks gave no answer that could be read. Nothing was changed.")
            return
        self.found.emit(outline)
