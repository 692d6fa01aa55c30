"""The earlier files of an item of evidence: what they were, from which day, and a copy of any of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import show
from send_tracker.domain.file_names import size_words
from send_tracker.domain.register import Evidence
from send_tracker.gui.open_outside import open_outside, temporary_folder
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.date_field import DateField
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.evidence import prepare_opening, save_file_copy
from send_tracker.services.revisions import Revision, as_item, revision_on, revisions


class EvidenceRevisions(QWidget):
    """The list, shown once a file was replaced, with the question "what did we have on this day?"."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._item: Evidence | None = None
        self.found: list[Revision] = []
        self.rows: list[RevisionRow] = []
        self.day = DateField(today=lambda: workspace.session.today, days_only=True)
        self.day.committed.connect(lambda _day: self._answer())
        self.answer = Label("", "small", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label("Revisions", "small", 500, "muted"))
        column.addLayout(self._list)
        column.addWidget(LabelledField("What did we have on", self.day))
        column.addWidget(self.answer)
        self.hide()

    def show_item(self, item: Evidence) -> None:
        """Show the files that an item has had."""
        is_other = self._item is None or item.id != self._item.id
        self._item = item
        found = revisions(self._workspace.session, item.id)
        if found != self.found or is_other:
            self.found = found
            self._fill()
        if is_other:
            self.day.set_value(None)
            self.answer.setText("")
        else:
            self._answer()
        self.setVisible(len(found) > 1)

    def _fill(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [RevisionRow(one, self) for one in self.found]
        for row in self.rows:
            self._list.addWidget(row)

    def _answer(self) -> None:
        """Say which file the item had on the day asked for."""
        text = self.day.value()
        if not text:
            self.answer.setText("")
            return
        had = revision_on(self.found, date.fromisoformat(text))
        self.answer.setText(
            f"On {show(text)} it was {had.name}, {size_words(had.size)}, SHA-256 {had.hash[:12]}…"
            if had
            else f"On {show(text)} the item had no file in the tracker."
        )

    def open(self, revision: Revision) -> None:
        """Open a file that the item had."""
        if self._item is None:
            return
        item = as_item(self._item, revision)
        found = self._workspace.attempt(prepare_opening, self._workspace.session, item, temporary_folder())
        if found is not None and found.path is not None:
            self._workspace.attempt(open_outside, QUrl.fromLocalFile(str(found.path)))

    def save(self, revision: Revision) -> None:
        """Ask for a name and write a copy there."""
        if self._item is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a copy", revision.name)
        if chosen:
            item = as_item(self._item, revision)
            saved = self._workspace.attempt(save_file_copy, self._workspace.session, item, Path(chosen))
            if saved is not None:
                self._workspace.notice.emit(f"A copy was saved as {saved}.")


class RevisionRow(QWidget):
    """One file: name, size, from which day, by whom, the beginning of its hash."""

    def __init__(self, revision: Revision, owner: EvidenceRevisions) -> None:
        super().__init__()
        name = f"{revision.name}, now" if revision.current else revision.name
        lines = (f"{size_words(revision.size)}. {revision.words}", f"SHA-256 {revision.hash[:16]}…")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(name, "body", 500 if revision.current else 400))
        self.about = ElidedLabel(". ".join(lines), "small", token="muted")
        words.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addLayout(words, 1)
        said = f"{revision.name} of {show(revision.since)}"
        self.open = IconButton("external-link", f"Open {said}", lambda: owner.open(revision))
        self.save = IconButton("download", f"Save a copy of {said}", lambda: owner.save(revision))
        for button in (self.open, self.save):
            button.setEnabled(revision.kept)
            row.addWidget(button)
