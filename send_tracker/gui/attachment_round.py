"""When the attached files of the open file are read for the search: once somebody searches or looks at evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from send_tracker.gui.workspace import Workspace

if TYPE_CHECKING:
    from send_tracker.gui.attachment_reader import AttachmentReader
    from send_tracker.gui.main_window import MainWindow

_CALM_MS = 2_000
"""Files are read when nobody has moved on for so long; the search itself does not wait."""


class AttachmentRound(QObject):
    """Starts the reader, has it follow edits, and ends it with the file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._reader: AttachmentReader | None = None
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self.start)
        window.pages.closed.connect(self.stop)

    def wait_and_start(self) -> None:
        """Read what was not read yet once there is a pause: somebody looks at evidence, or attached a file."""
        self._calm.start()

    def start(self) -> None:
        """Read what was not read yet."""
        workspace = self._window.workspace
        if workspace is None:
            return
        from send_tracker.gui.attachment_reader import AttachmentReader
        from send_tracker.services.attachment_texts import texts_of

        texts = texts_of(workspace.session)
        if texts is None:
            return
        unread = texts.unread(workspace.session)
        if unread and self._reader is None:
            self._reader = AttachmentReader(self._window.opener.command, texts, self)
            self._reader.progressed.connect(lambda done, total: self._tell(workspace, done, total))
        if self._reader is not None:
            self._reader.read(unread)

    def _tell(self, workspace: Workspace, done: int, total: int) -> None:
        if workspace.is_open:
            workspace.texts_read.emit(done, total)

    def stop(self) -> None:
        """Read no more: the file is closed, or another day of it shown."""
        self._calm.stop()
        if self._reader is not None:
            self._reader.stop()
            self._reader.deleteLater()
            self._reader = None
