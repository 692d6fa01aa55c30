"""The file of an evidence item: what it is, where it lies, and what can be done with it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from send_tracker.domain.evidence_filter import EvidenceLine, LinkState
from send_tracker.domain.file_names import size_words
from send_tracker.gui import icons, theme
from send_tracker.gui.models.evidence_model import FILE_ICONS
from send_tracker.gui.open_outside import open_outside, temporary_folder
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.evidence_revisions import EvidenceRevisions
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.evidence import LINK_WORDS, prepare_opening, save_file_copy


class EvidenceFile(QWidget):
    """Name, state, the buttons, and earlier files.

    Signals:
        wanted: a file to attach. replaced: another file in the place of the one that is there.
    """

    wanted = Signal()
    replaced = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._workspace = workspace
        self._line: EvidenceLine | None = None
        self._icon = QLabel()
        self._icon.setTextFormat(Qt.TextFormat.PlainText)
        self._name = ElidedLabel("", "body", 500)
        self._state = Label("", "small", token="muted", wrap=True)
        self.searched = Label("", "small", token="muted", wrap=True)
        self.open_button = Button("Open", "outline", "external-link", self.open)
        self.copy_button = Button("Save a copy", "outline", "download", self.save_copy)
        self.attach_button = Button("Attach a file", "outline", "paperclip", self.wanted.emit)
        self.replace_button = Button("Replace file…", "outline", "upload", self.replaced.emit)
        self.revisions = EvidenceRevisions(workspace)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._name, 1)
        row = QWidget()
        buttons = FlowLayout(row, 8, 8)
        for button in (self.open_button, self.copy_button, self.attach_button, self.replace_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label("File", "small", 500, "muted"))
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(self.searched)
        column.addSpacing(4)
        column.addWidget(row)
        column.addSpacing(4)
        column.addWidget(self.revisions)
        theme.hub.changed.connect(self.retheme)
        workspace.texts_read.connect(lambda _done, _total: self._say_searched())

    def _say_searched(self) -> None:
        """Say why the words of a kept file cannot be searched, where they cannot."""
        from send_tracker.services.attachment_texts import texts_of

        texts = texts_of(self._workspace.session)
        name = self._line.item.file_hash if self._line is not None else None
        words = texts.sentence(name) if texts is not None and name else ""
        self.searched.setText(words)
        self.searched.setVisible(bool(words))

    def show_line(self, line: EvidenceLine) -> None:
        """Show the file of an item."""
        self._line = line
        item, state = line.item, line.state
        has_file = state is not LinkState.NONE
        address = urlsplit(item.link or "")
        name = item.file_name or (address.hostname if state is LinkState.WEB else Path(item.link or "").name)
        self._name.set_text(name or "No file")
        words = LINK_WORDS[state]
        if state is LinkState.STORED and item.file_size:
            words += f", {size_words(item.file_size)}"
        elif item.link:
            words += f": {item.link}"
        self._state.setText(words if has_file else "The item is logged without a file or a link.")
        self._state.set_token("text" if state in (LinkState.CHANGED, LinkState.MISSING) else "muted")
        self.open_button.setVisible(has_file)
        self.open_button.setEnabled(state is not LinkState.MISSING)
        self.copy_button.setVisible(state in (LinkState.STORED, LinkState.PRESENT, LinkState.CHANGED))
        self.replace_button.setVisible(bool(item.file_hash) and not self._workspace.session.read_only)
        self.revisions.show_item(item)
        self.attach_button.setVisible(not item.file_hash and not self._workspace.session.read_only)
        self._say_searched()
        self.retheme()

    def retheme(self) -> None:
        """Take the icon again."""
        name = FILE_ICONS[self._line.state] if self._line else ""
        side = theme.px(16)
        self._icon.setVisible(bool(name))
        if name:
            self._icon.setPixmap(icons.pixmap(name, "muted", side, self.devicePixelRatioF()))

    def open(self) -> None:
        """Open the file or the address; a web address only after its host was shown and agreed to."""
        if self._line is None:
            return
        found = self._workspace.attempt(prepare_opening, self._workspace.session, self._line.item, temporary_folder())
        if found is None:
            return
        if found.path is not None:
            if not found.host or self._agrees(found.host):
                self._workspace.attempt(open_outside, QUrl.fromLocalFile(str(found.path)))
        elif found.address and self._agrees(found.host):
            self._workspace.attempt(open_outside, QUrl(found.address))

    def _agrees(self, host: str) -> bool:
        """Ask before the network is used, naming where it goes."""
        box = QMessageBox(self)
        box.setWindowTitle("Open from the network")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Open what lies on {host}?")
        box.setInformativeText("SEND Tracker itself stays offline; the program that opens it will use the network.")
        go = box.addButton("Open", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go)
        box.exec()
        return box.clickedButton() is go

    def save_copy(self) -> None:
        """Ask for a name and write a copy there."""
        if self._line is None:
            return
        item = self._line.item
        name = item.file_name or Path(item.link or item.ref).name
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a copy", name)
        if chosen:
            saved = self._workspace.attempt(save_file_copy, self._workspace.session, item, Path(chosen))
            if saved is not None:
                self._workspace.notice.emit(f"A copy was saved as {saved}.")
