"""A title that can be edited where it stands: it looks like a heading until the cursor is in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.fields import TextField


class TitleField(TextField):
    """A heading of up to four lines. Enter commits; a title has no line breaks.

    Its words start :data:`INSET` px in: place it that much to the left of what it stands over.
    """

    INSET: Final = 11

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty title."""
        super().__init__(least_lines=1, most_lines=4, parent=parent)
        self.setProperty("title", True)
        self.setAccessibleName("Title")

    def retheme(self) -> None:
        """Take the heading's font and height again."""
        super().retheme()
        self.setFont(theme.font("panel", 600))
        self._grow()

    def _grow(self) -> None:
        """Take the height of the lines there are, in the heading's font."""
        least, most = 1, 4
        lines = int(self.document().documentLayout().documentSize().height())
        height = min(max(lines, least), most) * theme.metrics("panel", 600).lineSpacing()
        self.setFixedHeight(round(height) + 2 + 2 * 6)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if lines > most else policy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commit with Enter, keeping the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            return
        super().keyPressEvent(event)
