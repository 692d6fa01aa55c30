"""Long work: the command line in a process of its own, so that the window never stalls.

openpyxl in a thread stalls the window; in another process it does not. The process works on a copy of the file and
reports lines such as ``progress 3 10 writing Plan`` on its standard error.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTemporaryDir, Signal

_PROGRESS = re.compile(r"progress (\d+) (\d+) ?(.*)")
_KILL_MS = 3000
_GIVES_WAY = 10
"""How nice the process is, where the system knows that: the window comes first."""
DONE, LOOK = 0, 1
"""Exit codes: done; done, but a person should look."""


class Task(QObject):
    """One run of the command line.

    Signals:
        progressed(int, int, str): how many steps of how many are done, and at what.
        finished(bool, str): whether it was done, and what it said: its output, or why not in a plain sentence.
            Not emitted after :meth:`cancel`.
        cancelled(): the process has ended and nothing of it is left.
    """

    progressed = Signal(int, int, str)
    finished = Signal(bool, str)
    cancelled = Signal()

    def __init__(self, command: Sequence[str], arguments: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = self._ended = False
        self._errors: list[str] = []
        self._line = b""
        self.process = QProcess(self)
        self.process.setProgram(command[0])
        self.process.setArguments([*command[1:], *arguments])
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("PYTHONIOENCODING", "utf-8")
        surroundings.insert("PYTHONUNBUFFERED", "1")
        self.process.setProcessEnvironment(surroundings)
        self.process.started.connect(self._give_way)
        self.process.readyReadStandardError.connect(self._read)
        self.process.finished.connect(self._end)
        self.process.errorOccurred.connect(self._not_started)

    def start(self) -> None:
        """Start the process."""
        self.process.start()

    def cancel(self) -> None:
        """End the process at once."""
        if self._ended:
            return
        self._cancelled = True
        self.process.kill()
        self.process.waitForFinished(_KILL_MS)

    @property
    def is_running(self) -> bool:
        """Tell whether the process is at work."""
        return self.process.state() != QProcess.ProcessState.NotRunning

    def _give_way(self) -> None:
        if sys.platform != "win32":
            with suppress(OSError):  # it may have ended by now
                os.setpriority(os.PRIO_PROCESS, self.process.processId(), _GIVES_WAY)

    def _read(self) -> None:
        *lines, self._line = (self._line + bytes(self.process.readAllStandardError().data())).split(b"\n")
        for line in lines:
            self._take(line)

    def _take(self, said: bytes) -> None:
        line = said.decode("utf-8", "replace").strip()  # whole lines only: what arrives may end within a letter
        found = _PROGRESS.fullmatch(line)
        if found:
            self.progressed.emit(int(found[1]), int(found[2]), found[3])
        elif line:
            self._errors.append(line)

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._errors.append("The program that writes it could not be started. Nothing was written.")
            self._end(2, QProcess.ExitStatus.NormalExit)

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._ended:
            return
        self._read()
        self._take(self._line)
        self._ended = True
        if self._cancelled:
            self.cancelled.emit()
        elif status == QProcess.ExitStatus.NormalExit and code in (DONE, LOOK):
            self.finished.emit(True, bytes(self.process.readAllStandardOutput().data()).decode("utf-8", "replace"))
        else:
            why = self._errors[-1] if self._errors else "It stopped before it was done. Nothing was written."
            self.finished.emit(False, why)


class Workshop:
    """A temporary folder for a copy of the file and for what is made of it; gone when the work is over."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def path(self, name: str) -> Path:
        """Return a path in the folder."""
        return Path(self._folder.path()) / name

    def clear(self) -> None:
        """Remove the folder with all that is in it."""
        self._folder.remove()


def put_in_place(made: Path, target: Path) -> None:
    """Move a finished file or folder to its place: whole, or not at all, also across drives.

    Raises:
        OSError: the place cannot be written to, or on Windows another program has the old file open.
    """
    import shutil

    from send_tracker.into_place import move_into_place

    part = target.with_name(target.name + ".tmp")
    try:
        if made.is_dir():
            shutil.copytree(made, part)
        else:
            shutil.copyfile(made, part)
        move_into_place(part, target)
    except OSError:
        with suppress(OSError):
            if part.is_dir():
                shutil.rmtree(part)
            part.unlink(missing_ok=True)
        raise
