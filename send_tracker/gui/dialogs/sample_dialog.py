"""Making the sample: seconds of replaying, in a thread with its own connection to the new file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_sample import Ui_SampleForm
from send_tracker.gui.opener import OnProgress


class _Cancelled(Exception):
    """Ends the replay from inside."""


class SampleDialog(HouseDialog):
    """Shows how far it is. ``made`` carries the path, ``failed`` a plain sentence."""

    made = Signal(object)
    failed = Signal(str)
    _progressed = Signal(int, int)
    _ended = Signal(object)

    def __init__(
        self, make_sample: Callable[[Path, OnProgress], None], path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make, self._path = make_sample, path
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sample", daemon=True)
        self.form = Ui_SampleForm()
        self.form.setupUi(self)
        self.form.progress.setRange(0, 0)
        self.form.cancel.clicked.connect(self.reject)
        self._progressed.connect(self._show_progress)
        self._ended.connect(self._end)
        self.finish_form()
        self._thread.start()

    def _work(self) -> None:
        """Run in the thread."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._make(self._path, self._tell)
        except _Cancelled:
            self._ended.emit(None)
        except Problem as problem:
            self._ended.emit(problem.sentence)
        except OSError as error:
            self._ended.emit(f"The sample could not be written: {error.strerror or error}.")
        except BaseException as error:
            self._ended.emit(
                "The sample could not be written because of a fault in the program. Nothing else is affected."
            )
            raise error
        else:
            self._ended.emit(self._path)

    def _tell(self, done: int, total: int, _words: str) -> None:
        if self._stop.is_set():
            raise _Cancelled
        self._progressed.emit(done, total)

    def _show_progress(self, done: int, total: int) -> None:
        self.form.progress.setRange(0, total)
        self.form.progress.setValue(done)

    def _end(self, result: object) -> None:
        self._thread.join()
        if self._stop.is_set():
            return
        self.done(1 if isinstance(result, Path) else 0)
        if isinstance(result, Path):
            self.made.emit(result)
        elif isinstance(result, str):
            self.failed.emit(result)

    def reject(self) -> None:
        """Stop the replay; the half-made file is taken away by whoever was making it."""
        self._stop.set()
        self._thread.join()
        super().reject()
