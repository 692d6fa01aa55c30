"""A dialog that takes something in from a file: choose it, have it read in another process, look, apply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, ParamSpec

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from send_tracker.domain.intake.preview import Preview
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.stepped_dialog import SteppedDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.intake.preview_pane import PreviewPane
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.next_steps import NextSteps, Steps
from send_tracker.gui.workspace import Workspace

SOURCE = 0
P = ParamSpec("P")


class SourceDialog(SteppedDialog):
    """The first step names a file, the last shows what would be taken from it; nothing is changed before that."""

    title: ClassVar[str]
    steps: ClassVar[Sequence[str]]
    about: ClassVar[str]
    """What kind of file is meant, and what becomes of it."""
    teaches: ClassVar[Steps] = ()
    """What the steps after the first are, for the first, which has little to show."""
    kinds: ClassVar[str]
    """The filter of the dialog that chooses a file."""

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, self.title, self.steps, parent)
        self._source = Path()
        self.path = QLineEdit()
        self.path.textChanged.connect(lambda _text: self._set_busy(False))

    def begin(self, pages: Sequence[QWidget]) -> None:
        """Show the first step; called once the pages of all steps are made."""
        for page in pages:
            self.pages.addWidget(page)
        self.finish_form()
        self.path.setFocus()
        self.show_step(SOURCE)

    # What a dialog says for itself

    def look(self) -> None:
        """Have the file looked into."""
        raise NotImplementedError

    def next_of(self, step: int) -> None:
        """Do what Next does at a step between the first and the last."""

    def apply(self) -> None:
        """Apply what is shown and close; on a problem say it and stay."""
        raise NotImplementedError

    def may_apply(self) -> bool:
        """Tell whether there is anything to apply."""
        return True

    def words_of(self, step: int) -> str:
        """Return the words of the main button at a step."""
        return "&Apply" if step == self.preview_step else "&Next"

    def preview_focus(self) -> QWidget:
        """Return what takes the keys when the preview is shown."""
        raise NotImplementedError

    # Steps

    @property
    def preview_step(self) -> int:
        """The last step."""
        return len(self.steps) - 1

    def source_page(self, *fields: QWidget, gap: int = 16) -> QWidget:
        """Return the first step: what kind of file, the file, and further fields."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("File", self.path), 1)
        row.addWidget(Button("&Choose…", "outline", on_click=self._choose), alignment=Qt.AlignmentFlag.AlignBottom)
        page, column = step_page(Label(self.about, token="muted", wrap=True), row, *fields, gap=gap)
        if self.teaches:
            column.addWidget(NextSteps(self.teaches), 1)
        else:
            column.addStretch(1)
        return page

    def may_go_on(self) -> bool:
        """Next needs a file first, and something to apply at the end."""
        step = self.pages.currentIndex()
        return bool(self.path.text().strip()) if step == SOURCE else step != self.preview_step or self.may_apply()

    def show_step(self, step: int) -> None:
        """Show a step, with the words of its main button."""
        super().show_step(step)
        words = self.words_of(step)
        self.forward.setText(words)
        self.forward.setAccessibleName(words.replace("&", ""))
        self.forward.retheme()
        if step == self.preview_step:
            self.preview_focus().setFocus()

    def go_on(self) -> None:
        """Look into the file, go through what was found, and apply."""
        step = self.pages.currentIndex()
        if step == SOURCE:
            self.start()
        elif step == self.preview_step:
            self.apply()
        else:
            self.next_of(step)

    def read_source(self, path: Path) -> None:
        """Start with a file that is known already."""
        self.path.setText(str(path))
        self.start()

    def start(self) -> None:
        """Take the file that is named, and have it looked into."""
        self._source = Path(self.path.text().strip()).expanduser()
        self.look()

    def ask(self, question: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Ask the other process something; the dialog waits unless it could not even begin."""
        self._set_busy(True)
        self.attempt(question, *args, **kwargs)
        if not self.job.is_running and not self.problem.isHidden():
            self._set_busy(False)

    def _choose(self) -> None:
        start = self.path.text() or choose_file.documents()
        chosen, _ = QFileDialog.getOpenFileName(self, self.title, start, self.kinds)
        if chosen:
            self.path.setText(chosen)
            self.forward.setFocus()


class RowsDialog(SourceDialog):
    """One whose preview is of rows that a person ticks."""

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, parent)
        self.pane = PreviewPane()
        self.pane.decided.connect(self._count)
        self.job.previewed.connect(self.show_preview)

    def count_words(self, count: int) -> str:
        """Return what is said of so many ticked rows."""
        raise NotImplementedError

    def preview_focus(self) -> QWidget:
        """Return the table of the rows."""
        return self.pane.table

    def show_preview(self, preview: Preview, _more: object) -> None:
        """Show the rows."""
        self.pane.show_preview(preview)
        self.show_step(self.preview_step)

    def show_step(self, step: int) -> None:
        """Show a step; at the last, how many rows are ticked."""
        super().show_step(step)
        if step == self.preview_step:
            self._count()

    def _count(self) -> None:
        self.words.setText(self.count_words(len(self.pane.accepted())))
        self.forward.setEnabled(self.may_go_on())


def step_page(*parts: QWidget | QLayout, gap: int) -> tuple[QWidget, QVBoxLayout]:
    """Return the page of a step with its parts one below the other, and the column that they stand in."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return page, column
