"""Takes attached files to a shared folder away from the main thread, so that the first sharing does not stall it.

Of a programme with a gigabyte of evidence that takes many seconds. The snapshot comes after them: whoever reads in the
folder finds every file that it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from send_tracker.domain.problem import Problem

if TYPE_CHECKING:
    from send_tracker.services.sharing import Sharing

AT_ONCE = 8_000_000
"""Bytes below which nobody notices that they are copied, so that sharing does it by itself."""


class FileCourier(QObject):
    """Takes the files one after the other. Only the main thread reads the tracker; the other writes what it is given.

    Signals:
        progressed(int, int): how many files of how many are there.
        ended(): all are there, or one could not be put there; sharing does the rest, or says why it cannot.
    """

    progressed = Signal(int, int)
    ended = Signal()
    _put = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an idle courier. Its one thread ends with it."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._sharing: Sharing | None = None
        self._waiting: list[str] = []
        self._total = 0
        self._put.connect(self._next)

    @property
    def is_running(self) -> bool:
        """Tell whether files are on their way."""
        return self._sharing is not None

    def start(self, sharing: Sharing) -> bool:
        """Set out with what is not there yet; return whether it is so much that it is worth it."""
        missing = sharing.missing_files()
        if self.is_running or sum(missing.values()) < AT_ONCE:
            return self.is_running
        self._sharing, self._waiting, self._total = sharing, sorted(missing), len(missing)
        self._next(sharing, True)
        return True

    def stop(self) -> None:
        """Take no further file, and wait for the one that is on its way."""
        self._sharing = None
        self._pool.waitForDone()

    def _next(self, sharing: Sharing, is_there: bool) -> None:
        if sharing is not self._sharing:
            return  # it was stopped meanwhile
        self.progressed.emit(self._total - len(self._waiting), self._total)
        while is_there and self._waiting:
            name = self._waiting.pop(0)
            content = sharing.file_content(name)
            if content is not None:  # it was not redacted meanwhile
                self._pool.start(_Put(self, sharing, name, content))
                return
        self._sharing = None
        self.ended.emit()


class _Put(QRunnable):
    """One file on its way."""

    def __init__(self, courier: FileCourier, sharing: Sharing, name: str, content: bytes) -> None:
        super().__init__()
        self._courier, self._sharing = courier, sharing
        self._name, self._content = name, content

    def run(self) -> None:
        """Write the file, and report to the main thread."""
        try:
            self._sharing.put_file(self._name, self._content)
            is_there = True
        except (Problem, OSError):
            is_there = False
        try:
            self._courier._put.emit(self._sharing, is_there)
        except RuntimeError:
            return  # the window was closed meanwhile
