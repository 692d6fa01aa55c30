"""Tools > Check this file: is it sound? On a copy, in another process, so that one can go on working."""

from __future__ import annotations

import json

from PySide6.QtWidgets import QWidget

from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_check import Ui_CheckForm
from send_tracker.gui.tasks import Task, Workshop
from send_tracker.gui.workspace import Workspace
from send_tracker.services.checking import damaged_pages
from send_tracker.services.snapshot import write_snapshot


class CheckDialog(HouseDialog):
    """Starts at once, and lists what was found."""

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._workshop = Workshop()
        self.task: Task | None = None
        self.form = Ui_CheckForm()
        self.form.setupUi(self)
        self.form.findings.hide()
        self.form.progress.setRange(0, 0)
        self.form.words.setText("Checking…")
        self.form.close.clicked.connect(self.reject)
        self.finish_form()
        self._begin(command)

    def _begin(self, command: list[str]) -> None:
        """Look at the pages of the file itself, which a copy would hide, and leave the rest to the copy."""
        pages = damaged_pages(self._workspace.session)
        if pages:
            self._end([f.sentence for f in pages])
            return
        copy = self._workshop.path(self._workspace.session.path.name)
        self.attempt(write_snapshot, self._workspace.session, copy)
        if not copy.exists():
            self._end(None)
            return
        self.task = Task(command, ["check", str(copy), "--json"], self)
        self.task.finished.connect(self._checked)
        self.task.start()

    def _checked(self, ok: bool, words: str) -> None:
        if not ok:
            self.say_problem(words)
            self._end(None)
            return
        try:
            self._end([str(found["sentence"]) for found in json.loads(words)["findings"]])
        except (ValueError, KeyError, TypeError):
            self.say_problem("The check gave no answer that could be read. Nothing was changed.")
            self._end(None)

    def _end(self, sentences: list[str] | None) -> None:
        """Say the result; None when there is none."""
        self.form.progress.hide()
        self.form.close.setText("Close")
        self.form.close.setAccessibleName("Close")
        if sentences is None:
            self.form.words.setText("")
        elif not sentences:
            self.form.words.setText("The file is sound. Nothing needs to be done.")
        else:
            found = plural(len(sentences), "thing")
            self.form.words.setText(
                f"{found} found. Save a copy, and send this list to whoever looks after the program."
            )
            self.form.findings.addItems(sentences)
            self.form.findings.show()
        self.setAccessibleDescription(self.form.words.text())

    def done(self, result: int) -> None:
        """End the work when the dialog goes away."""
        if self.task is not None:
            self.task.cancel()
        self._workshop.clear()
        super().done(result)
