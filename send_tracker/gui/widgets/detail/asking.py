"""What is asked in place about actions as a whole: a date that moves, a way out of the plan, a check."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.widgets.detail.ask_part import AskPart
from send_tracker.gui.widgets.detail.check_part import CheckPart
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.end_part import EndPart
from send_tracker.gui.widgets.detail.move_part import MovePart


class Asking(QWidget):
    """One question at a time. ``opened`` and ``left`` say when the panel should show it, and when no more."""

    opened = Signal()
    left = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.move_part = MovePart(editing)
        self.end_part = EndPart(editing)
        self.check_part = CheckPart(editing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 11, 0, 12)
        for part in (self.move_part, self.end_part, self.check_part):
            column.addWidget(part)
            part.left.connect(self.left)
        column.addStretch(1)

    @property
    def is_open(self) -> bool:
        """Whether something waits for an answer."""
        return self.move_part.is_open or self.end_part.is_open or self.check_part.is_open

    def ask_move(self, due: str | None) -> None:
        """Ask about a new date of the actions shown."""
        self._begin(self.move_part)
        self.move_part.ask(due)

    def ask_end(self, how: str) -> None:
        """Ask how the actions shown leave the plan. A date that waits stays a draft."""
        self._begin(self.end_part)
        self.end_part.ask(how)

    def ask_check(self) -> None:
        """Ask about a check of the actions shown."""
        self._begin(self.check_part)
        self.check_part.ask()

    def _begin(self, part: AskPart) -> None:
        for other in (self.move_part, self.end_part, self.check_part):
            if other is not part:
                other.hide()
        self.opened.emit()

    def show_for(self, typed: dict[str, str]) -> None:
        """Begin with other actions: what was asked of them and not answered is there again."""
        self.end_part.hide()
        self.check_part.hide()
        self.move_part.restore(typed)

    def typed(self) -> dict[str, str | None]:
        """Return what is to be kept as a draft."""
        return self.move_part.typed()
