"""Has attached files read for the search, one after another, in a process that is ended where it takes too long."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from send_tracker.domain.finding.attachment import Extracted
from send_tracker.exchange.attachments.talking import answer, request
from send_tracker.services.attachment_texts import AttachmentTexts

PATIENCE_MS = 45_000
"""How long one file may take."""

_KILL_MS = 3_000
_GIVES_WAY = 10
"""How nice the process is, where the system knows that: the window comes first."""


class AttachmentReader(QObject):
    """Reads what was not read yet. A file on which the process ends or lingers is noted as such and never read again.

    Signals:
        progressed(int, int): so many of so many were read.
    """

    progressed = Signal(int, int)

    def __init__(self, command: Sequence[str], texts: AttachmentTexts, parent: QObject | None = None) -> None:
        """Make an idle reader.

        Args:
            command: how to start the command line. texts: where what was read is kept. parent: what it goes with.
        """
        super().__init__(parent)
        self._command = list(command)
        self._texts = texts
        self._waiting: list[tuple[str, str]] = []
        self._now = ""
        self._done = self._failed = 0
        self._process: QProcess | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._give_up("slow"))

    @property
    def is_reading(self) -> bool:
        """Tell whether there is something left to read."""
        return bool(self._waiting or self._now)

    def read(self, files: Sequence[tuple[str, str]]) -> None:
        """Read files, each given by hash and name, besides those that wait already."""
        known = {name for name, _ in self._waiting} | {self._now}
        self._waiting += [file for file in files if file[0] not in known]
        if self._waiting and not self._now:
            self._next()

    def stop(self) -> None:
        """Read no more, at once."""
        self._waiting.clear()
        self._now = ""
        self._patience.stop()
        self._end_process()

    # One file after another

    def _next(self) -> None:
        """Ask for the next file; with none left the process ends."""
        self.progressed.emit(self._done, self._done + len(self._waiting))
        while self._waiting:
            name, file = self._waiting.pop(0)
            content = self._texts.content(name)
            if content is not None:
                self._now = name
                self._ask(file, content)
                return
            self._done += 1
        self._done = 0
        self._end_process()
        self.progressed.emit(0, 0)

    def _ask(self, file: str, content: bytes) -> None:
        if self._process is None:
            self._process = process = QProcess(self)
            process.setProgram(self._command[0])
            process.setArguments([*self._command[1:], "read-attachments"])
            process.setStandardErrorFile(QProcess.nullDevice())
            process.started.connect(self._give_way)
            process.readyReadStandardOutput.connect(self._take)
            process.finished.connect(lambda _code, _status: self._ended(process))
            process.errorOccurred.connect(lambda _error: self._ended(process))
            process.start()
        self._process.write(request(file, content))
        self._patience.start()

    def _give_way(self) -> None:
        if sys.platform != "win32" and self._process is not None:
            with suppress(OSError):  # it may have ended by now
                os.setpriority(os.PRIO_PROCESS, self._process.processId(), _GIVES_WAY)

    def _take(self) -> None:
        if self._process is not None and self._now and self._process.canReadLine():
            try:
                found = answer(bytes(self._process.readLine().data()))
            except (ValueError, KeyError, TypeError):
                found = Extracted(why_not="damaged")
            self._failed = 0
            self._keep(found)

    def _keep(self, found: Extracted) -> None:
        self._patience.stop()
        name, self._now = self._now, ""
        self._texts.keep(name, found)
        self._done += 1
        self._next()

    # When it goes wrong

    def _ended(self, process: QProcess) -> None:
        """The process ended while it read: by the limit on its memory, or because it cannot be started at all."""
        if process is not self._process or not self._now:
            return
        could_start = process.error() != QProcess.ProcessError.FailedToStart
        if could_start:
            self._give_up("trap")
        else:
            self.stop()  # nothing is known of the files then; they are read another time
            self.progressed.emit(0, 0)

    def _give_up(self, why_not: str) -> None:
        """Note that a file could not be read, and go on with the next in a new process."""
        self._end_process()
        self._failed += 1
        if self._failed > 3:
            self.stop()  # it is not the files then, but this computer
            self.progressed.emit(0, 0)
            return
        self._keep(Extracted(why_not=why_not))

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(_KILL_MS)
            process.deleteLater()
