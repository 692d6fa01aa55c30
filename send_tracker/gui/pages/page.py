"""What the main window asks of every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from send_tracker.gui.commands import Command
from send_tracker.gui.workspace import Workspace
from send_tracker.services.session import Edited


@dataclass(frozen=True, slots=True)
class View:
    """Rows as a page shows them: the kind of register, their ids in order, and how many there are in all."""

    what: str
    ids: Sequence[str]
    total: int


class Page(QWidget):
    """One page of the rail. Built when it is first shown; told of edits only while it is shown.

    Signals:
        changed: its status text, or what it can do, is another; the window asks again.
        left: a page that has the whole window is done; the page before it is shown again.
        command_wanted(Command): a button of the page asks for an entry of the window's menus.
    """

    changed = Signal()
    left = Signal()
    command_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session

    def refresh(self) -> None:
        """Read everything again; called each time the page is shown after something changed."""

    def edited(self, edited: Edited) -> None:
        """Repaint what an edit touched; called while the page is shown. Reads everything again by default."""
        self.refresh()

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what this page can do just now, by command."""
        return {}

    def undo_name(self) -> str:
        """Name what Undo takes back on this page before anything that was saved; empty for nothing."""
        return ""

    def set_status(self, code: str) -> None:
        """Give the selected rows a status; asked only of a page that offers ``Command.SET_STATUS``."""

    def status_text(self) -> str:
        """Return the words at the left of the status bar: "61 actions, 61 shown, 1 selected"."""
        return ""

    def count(self) -> int | None:
        """Return the number beside the page's entry in the rail."""
        return None

    def view(self) -> View | None:
        """Return the rows this page shows, in their order, or None where it shows no register."""
        return None

    def subject(self) -> str:
        """Return the one thing that is selected, by its id: Ctrl+H tells its history. Empty for none."""
        return ""

    @property
    def printed_name(self) -> str:
        """What stands at the head of the page when it is printed."""
        return type(self).__name__.removesuffix("Page")

    def place(self) -> object:
        """Return what the page is set to, in plain values: its filter, its selection. See :meth:`restore`."""
        return None

    def restore(self, place: object) -> None:
        """Be set to what the same page of another day was; ids may not be there on this day."""

    def panes(self) -> list[QWidget]:
        """Return the widgets that F6 goes through, in the order of the eye."""
        return [self]

    def set_width_class(self, width: int) -> None:
        """Adapt to the window's width in logical pixels (narrow below 1200)."""
