"""A dialog that has the command line write a file, with progress and Cancel: the board pack, an export."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_job import Ui_JobForm
from send_tracker.gui.open_outside import open_outside
from send_tracker.gui.tasks import Task, Workshop, put_in_place
from send_tracker.gui.workspace import Workspace
from send_tracker.into_place import takes_files
from send_tracker.services.snapshot import write_snapshot


class JobDialog(HouseDialog):
    """Works on a copy of the open file, so that one can go on editing. Subclasses say what is written.

    A file of the chosen name is replaced only after the officer said so in the system's dialog, and only once the
    new one is whole.
    """

    verb = "Write"
    kinds = ""
    kept_as = ""
    """Under which the Reports page remembers what was written and when; empty for what it does not list."""

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._command = command
        self._may_replace: Path | None = None
        self._workshop: Workshop | None = None
        self.task: Task | None = None
        self.form = Ui_JobForm()
        self.form.setupUi(self)
        self.form.openFolder.hide()
        self.form.progress.hide()
        self.form.start.setText(self.verb)
        self.form.start.setAccessibleName(self.verb)
        self.form.choose.clicked.connect(self._choose)
        self.form.start.clicked.connect(self.start)
        self.form.cancel.clicked.connect(self._cancel)
        self.form.openFolder.clicked.connect(lambda _checked: self._show(self.path.parent))

    # What subclasses say

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Return the command line's words, or None after saying what is missing."""
        raise NotImplementedError

    def set_path(self, path: Path) -> None:
        """Propose a file, under a name that is free."""
        self.form.path.setText(str(choose_file.free_name(path)))

    @property
    def path(self) -> Path:
        """The file to be written."""
        path = Path(self.form.path.text().strip()).expanduser()
        return path if path.is_absolute() else self.workspace.session.home.parent / path

    def folder(self) -> Path:
        """Return where the last pack went, or the tracker's own folder."""
        kept = Path(self.workspace.preferences.get("pack_folder") or ".")
        return kept if kept.is_absolute() and kept.is_dir() else self.workspace.session.home.parent

    def keep(self, output: Path, target: Path) -> None:
        """Put what was made at its place.

        Raises:
            OSError: the place cannot be written to. Problem: something else speaks against it.
        """
        put_in_place(output, target)

    # The work

    def _another_name(self, error: OSError) -> str:
        """Offer another name, or the documents where the folder takes nothing, and say why."""
        refused = self.path
        folder = refused.parent if takes_files(refused.parent) else Path(choose_file.documents())
        self.set_path(folder / refused.name)
        return (
            f"“{refused.name}” could not be written: {error.strerror or error}. It is as it was. If it is open in "
            f"another program, close it there; or press {self.verb} again to write “{self.path.name}” in "
            f"“{folder.name}” instead."
        )

    def _choose(self) -> None:
        chosen = choose_file.to_save(self, self.windowTitle(), self.path, self.kinds)
        if chosen is not None:
            self.form.path.setText(str(chosen))
            self._may_replace = chosen if chosen.exists() else None

    def start(self) -> None:
        """Copy the file and start the work."""
        path = self.path
        if not self.form.path.text().strip() or path.is_dir():
            self.say_problem("Say which file to write.")
            return
        if path.exists() and path != self._may_replace:
            self.say_problem(f"“{path.name}” exists already. Choose another name, or choose it again to replace it.")
            return
        workshop = Workshop()
        copy, output = workshop.path(self.workspace.session.path.name), workshop.path(f"made{path.suffix}")
        arguments = self.arguments(copy, output)
        if arguments is None:
            return
        self.attempt(write_snapshot, self.workspace.session, copy)
        if not copy.exists():
            workshop.clear()
            return
        self._workshop = workshop
        self.task = Task(self._command, arguments, self)
        self.task.progressed.connect(self._progressed)
        self.task.finished.connect(lambda ok, words: self._finished(ok, words, output))
        self._set_busy(True)
        self.form.words.setText("Starting…")
        self.task.start()

    def _set_busy(self, busy: bool) -> None:
        for part in (self.form.start, self.form.choose, self.form.path, self.form.options):
            part.setEnabled(not busy)
        self.form.progress.setVisible(busy)
        self.form.progress.setRange(0, 0)
        if busy:
            self.form.cancel.setFocus()

    def _progressed(self, done: int, total: int, words: str) -> None:
        self.form.progress.setRange(0, total)
        self.form.progress.setValue(done)
        self.form.words.setText(f"{words[:1].upper()}{words[1:]} ({done} of {total})")

    def _finished(self, ok: bool, words: str, output: Path) -> None:
        self._set_busy(False)
        self.form.words.setText("")
        if ok:
            try:
                self.keep(output, self.path)
            except Problem as problem:
                ok, words = False, problem.sentence
            except OSError as error:
                ok, words = False, self._another_name(error)
        self._clear()
        if ok:
            self._done()
        else:
            self.say_problem(words)
            self.form.start.setFocus()

    def _done(self) -> None:
        """Say where it is, and turn the main button into one that opens it."""
        self.say_problem("")
        self.workspace.preferences.set("pack_folder", str(self.path.parent))
        if self.kept_as:
            now = datetime.now().astimezone().isoformat(timespec="minutes")
            made, of = self.workspace.preferences.get("reports_made"), str(self.workspace.session.path)
            mine = {**made.get(of, {}), self.kept_as: [str(self.path), now]}
            self.workspace.preferences.set("reports_made", {**made, of: mine})
        self.form.words.setText(f"Written: {self.path.name}")
        self.workspace.notice.emit(f"{self.path.name} was written.")
        self.form.openFolder.show()
        self.form.cancel.setText("Close")
        self.form.cancel.setAccessibleName("Close")
        self.form.start.setText("Open")
        self.form.start.setAccessibleName("Open")
        self.form.start.clicked.disconnect()
        self.form.start.clicked.connect(lambda _checked: self._show(self.path))
        self.form.choose.setEnabled(False)
        self.form.path.setEnabled(False)
        self.form.start.setFocus()

    def _show(self, path: Path) -> None:
        self.attempt(open_outside, QUrl.fromLocalFile(str(path)))

    def _cancel(self) -> None:
        """Stop the work and stay, or close where nothing is at work."""
        if self.task is not None and self.task.is_running:
            self.task.cancel()
            self._clear()
            self._set_busy(False)
            self.form.words.setText("Cancelled. Nothing was written.")
        else:
            self.reject()

    def _clear(self) -> None:
        if self._workshop is not None:
            self._workshop.clear()
            self._workshop = None

    def done(self, result: int) -> None:
        """End the work when the dialog goes away, by Escape too."""
        if self.task is not None:
            self.task.cancel()
        self._clear()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing by the window's cross is a rejection too."""
        if self.task is not None:
            self.task.cancel()
        self._clear()
        super().closeEvent(event)
