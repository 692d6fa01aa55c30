"""A dialog of several steps over work in another process: Back and Next, progress, Cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.intake_job import IntakeJob
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.intake.steps import StepStrip
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace


class SteppedDialog(HouseDialog):
    """Subclasses give the steps, and say what Next does at each."""

    def __init__(
        self, workspace: Workspace, command: list[str], title: str, names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.job = IntakeJob(workspace.session, command, self)
        self.setWindowTitle(title)

        # Parts
        self.strip = StepStrip(names)
        self.pages = QStackedWidget()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        self.words = Label("", "small", token="muted")
        self.cancel = Button("Cancel", "outline", on_click=self._cancel)
        self.back = Button("&Back", "outline", on_click=self.go_back)
        self.forward = Button("&Next", "primary", on_click=self.go_on)
        self.forward.setDefault(True)

        # Layout
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, "heading", 600))
        column.addWidget(self.strip)
        column.addWidget(self.pages, 1)
        column.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.words, 1)
        for button in (self.cancel, self.back, self.forward):
            foot.addWidget(button)
        column.addLayout(foot)
        self.resize(QSize(960, 620))

        # Signals
        self.job.progressed.connect(self._progressed)
        self.job.failed.connect(self._failed)
        self.progress.hide()

    # What subclasses say

    def go_on(self) -> None:
        """Do what Next does at the step at hand."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Go to the step before."""
        self.show_step(max(0, self.pages.currentIndex() - 1))

    def show_step(self, step: int) -> None:
        """Show a step."""
        self.pages.setCurrentIndex(step)
        self.strip.set_step(step)
        self.say_problem("")
        self._set_busy(False)

    # Work

    def _set_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.progress.setRange(0, 0)
        self.pages.setEnabled(not busy)
        self.forward.setEnabled(not busy and self.may_go_on())
        self.back.setEnabled(not busy and self.pages.currentIndex() > 0)
        if busy:
            self.say_problem("")
            self.words.setText("Starting…")
            self.cancel.setFocus()
        else:
            self.words.setText("")

    def may_go_on(self) -> bool:
        """Tell whether Next can be pressed at the step at hand."""
        return True

    def _progressed(self, done: int, total: int, words: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.words.setText(f"{words[:1].upper()}{words[1:]}…")

    @contextmanager
    def working(self) -> Iterator[Callable[[int, int, str], None]]:
        """Do something in this process, and show how far it has got by what is told to the function that this gives.

        What is told is painted and nothing else: no key, no click and no timer may come between the halves of an edit.
        """
        self._set_busy(True)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.repaint()
        try:
            yield self._advance
        finally:
            QApplication.restoreOverrideCursor()
            self._set_busy(False)

    def _advance(self, done: int, total: int, words: str) -> None:
        self._progressed(done, total, words)
        self.progress.repaint()
        self.words.repaint()

    def _failed(self, sentence: str) -> None:
        self._set_busy(False)
        self.say_problem(sentence)
        self.forward.setFocus()

    def _cancel(self) -> None:
        """Stop the work and stay, or close where nothing is at work."""
        if self.job.is_running:
            self.job.cancel()
            self._set_busy(False)
            self.words.setText("Cancelled. Nothing was changed.")
        else:
            self.reject()

    def done(self, result: int) -> None:
        """End the work when the dialog goes away, by Escape too."""
        self.job.clear()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing by the window's cross ends the work too."""
        self.job.clear()
        super().closeEvent(event)
