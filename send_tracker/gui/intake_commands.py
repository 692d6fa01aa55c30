"""What takes something in from outside: an import, owners' returns, rows pasted from Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from send_tracker.gui.clipboard_rows import rows_in_clipboard
from send_tracker.gui.commands import Command
from send_tracker.gui.workspace import Workspace

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow


class IntakeCommands:
    """Opens the dialogs over the window; they are imported when they are opened."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        self._window = window
        self._workspace = workspace

    def available(self) -> Mapping[Command, Callable[[], object]]:
        """Return what can be done with a file that can be edited."""
        return {
            Command.IMPORT: self._import,
            Command.IMPORT_FIGURES: self._figures,
            Command.RETURNS: self._returns,
            Command.TAKE_RETURN: self._take_return,
            Command.PASTE_ROWS: self._paste,
        }

    def _import(self) -> None:
        from send_tracker.gui.dialogs.intake_dialog import IntakeDialog

        IntakeDialog(self._workspace, self._window.opener.command, self._window).open()

    def _figures(self) -> None:
        from send_tracker.gui.dialogs.feed_dialog import FeedDialog

        FeedDialog(self._workspace, self._window.opener.command, self._window).open()

    def _returns(self) -> None:
        from send_tracker.gui.dialogs.returns_dialog import ReturnsDialog

        dialog = ReturnsDialog(self._workspace, self._window.opener.command, self._window)
        # A bound method would be let go with this object; the lambda keeps it.
        dialog.take_back_wanted.connect(lambda: self._take_return())  # noqa: PLW0108
        dialog.open()

    def _take_return(self) -> None:
        from send_tracker.gui.dialogs.take_return_dialog import TakeReturnDialog

        TakeReturnDialog(self._workspace, self._window.opener.command, self._window).open()

    def _paste(self) -> None:
        """Take the rows in the clipboard through the steps of an import; one word is no table."""
        text = rows_in_clipboard()
        if not text:
            self._window.show_notice("There are no rows in the clipboard. Copy them in Excel with their heads first.")
            return
        from send_tracker.gui.dialogs.paste_dialog import PasteDialog

        what = "evidence" if self._window.pages.key == "evidence" else "actions"
        PasteDialog(self._workspace, self._window.opener.command, text, what, self._window).open()
