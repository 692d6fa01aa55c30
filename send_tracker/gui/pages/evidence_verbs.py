"""What can be done to the register from its page: log, drop, paste, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QInputDialog, QWidget

from send_tracker.domain.evidence_filter import EvidenceLine
from send_tracker.domain.text import plural
from send_tracker.gui.evidence_intake import paste, take
from send_tracker.gui.workspace import Workspace
from send_tracker.services.evidence import attach_file, give_file, keep_link, withdraw_evidence
from send_tracker.services.revisions import replace_file


class EvidenceVerbs:
    """The verbs. Those that log something return the ids of the new items."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        self._workspace = workspace
        self._parent = parent

    @property
    def can_edit(self) -> bool:
        """Tell whether anything can be changed."""
        return not self._workspace.session.read_only

    def add_files(self) -> list[str]:
        """Ask for files and keep each as a new item."""
        from send_tracker.gui.choose_file import evidence_files

        return self.keep_files(evidence_files(self._parent, "Add evidence", self._workspace.preferences))

    def keep_files(self, paths: Sequence[Path]) -> list[str]:
        """Keep files as new items, one each."""
        made = [self._workspace.attempt(attach_file, self._workspace.session, path) for path in paths]
        return [id for id in made if id]

    def add_link(self) -> list[str]:
        """Ask for a web address or the path of a file that stays where it is."""
        text, agreed = QInputDialog.getText(
            self._parent, "Add a link", "Web address, or path of a file that stays where it is:"
        )
        return self.keep_link(text) if agreed else []

    def keep_link(self, text: str) -> list[str]:
        """Log a link; its title is the name of the file, or the host of the address."""
        link = text.strip().strip('"')
        if not link:
            return []
        host = urlsplit(link).hostname
        title = (host if urlsplit(link).scheme in ("http", "https") else Path(link).stem) or link
        made = self._workspace.attempt(keep_link, self._workspace.session, link, title)
        return [made] if made else []

    def paste(self) -> list[str]:
        """Log what is on the clipboard."""
        return paste(self._workspace)

    def drop(self, mime: QMimeData, line: EvidenceLine | None) -> list[str]:
        """Take what was dropped.

        On a row without a file it becomes that item's; on another row, a new item that supports the same;
        elsewhere, a new item that supports nothing yet.
        """
        local = [Path(u.toLocalFile()) for u in mime.urls() if u.isLocalFile()]
        if line is not None and not line.item.file_hash and not line.item.link and len(local) == len(mime.urls()) == 1:
            self._workspace.attempt(give_file, self._workspace.session, line.item.id, local[0])
            return [line.item.id]
        return take(self._workspace, mime, [t.id for t in line.supports] if line else [])

    def attach_to(self, item: str) -> None:
        """Ask for a file and keep it as that of an item."""
        from send_tracker.gui.choose_file import evidence_file

        path = evidence_file(self._parent, "Attach a file", self._workspace.preferences)
        if path is not None:
            self._workspace.attempt(give_file, self._workspace.session, item, path)

    def replace_of(self, item: str) -> None:
        """Ask for a file and keep it in the place of the one that an item has; the earlier one is kept."""
        from send_tracker.gui.choose_file import evidence_file

        path = evidence_file(self._parent, "Replace the file", self._workspace.preferences)
        if path and self._workspace.attempt(replace_file, self._workspace.session, item, path) is not None:
            self._workspace.notice.emit("The file was replaced. The earlier one is kept under Revisions.")

    def withdraw(self, items: Sequence[EvidenceLine]) -> None:
        """Take items out of the register, as one step for Ctrl+Z each."""
        done = [
            v.item.ref
            for v in items
            if self._workspace.attempt(withdraw_evidence, self._workspace.session, v.item.id) is not None
        ]
        if len(done) == 1:
            self._workspace.notice.emit(f"{done[0]} was withdrawn. Ctrl+Z brings it back.")
        elif done:
            self._workspace.notice.emit(f"{plural(len(done), 'item')} withdrawn. Ctrl+Z brings them back one by one.")
