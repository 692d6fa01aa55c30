"""Two points of a history compared word by word: what went is struck through, what came is underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from send_tracker.domain.history import Difference, compared_in_words
from send_tracker.domain.worddiff import Mark, Piece, in_words
from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.label import ElidedLabel, Label

_PAD = 16
LEGEND = "Struck through: removed. Underlined: added."


class CompareView(QWidget):
    """``left`` says that one wants back to the list: by the button, or by Escape."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, Sequence[Difference]] = ("", ())
        self.heading = ElidedLabel("", "body", 600)
        self.text = DiffText()
        self.back = Button("Back", "link", "arrow-left", self.left.emit)
        self.back.setAccessibleName("Back to the history")
        copy = IconButton("copy", "Copy the differences as text", self.copy)
        top = QHBoxLayout()
        top.setContentsMargins(_PAD - 3, 0, _PAD - 6, 0)
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(copy)
        rest = QVBoxLayout()
        rest.setContentsMargins(_PAD, 4, _PAD, 0)
        rest.setSpacing(2)
        rest.addWidget(self.heading)
        rest.addWidget(Label(LEGEND, "small", token="muted", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(rest)
        column.addWidget(self.text, 1)
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Write the text again in the colours of the theme."""
        self.show_differences(*self._shown)

    def show_differences(self, heading: str, differences: Sequence[Difference]) -> None:
        """Show what differs."""
        self._shown = (heading, differences)
        self.heading.set_text(heading)
        self.text.show_differences(differences)

    def copy(self) -> None:
        """Put the differences on the clipboard as text, with words for the marks."""
        heading, differences = self._shown
        QGuiApplication.clipboard().setText(f"{heading}\n\n{compared_in_words(differences)}\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class DiffText(QTextEdit):
    """The text, written piece by piece with its format: nothing in it is ever read as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Differences")
        self.document().setDocumentMargin(_PAD - 1)

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """Write each field with what went and what came."""
        self.clear()
        cursor = self.textCursor()
        for place, difference in enumerate(differences):
            cursor.insertText("\n\n" if place else "", self._format(None))
            cursor.insertText(f"{difference.what}\n", self._label())
            self._write(cursor, difference.pieces)
        if not differences:
            cursor.insertText("Nothing differs between the two.", self._format(None))
        spoken = [f"{d.what}: {in_words(d.pieces)}." for d in differences]
        self.setAccessibleDescription(" ".join(spoken) or "Nothing differs between the two.")
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write(self, cursor: QTextCursor, pieces: Sequence[Piece]) -> None:
        for place, piece in enumerate(pieces):
            before = pieces[place - 1] if place else piece
            if before.mark is Mark.GONE and piece.mark is Mark.NEW and not before.text[-1:].isspace():
                cursor.insertText(" ", self._format(None))  # the eye needs a gap between two words
            cursor.insertText(piece.text, self._format(piece.mark))

    @staticmethod
    def _label() -> QTextCharFormat:
        found = QTextCharFormat()
        found.setFont(theme.font("small", 500))
        found.setForeground(theme.colour("muted"))
        return found

    @staticmethod
    def _format(mark: Mark | None) -> QTextCharFormat:
        found, font = QTextCharFormat(), QFont(theme.font("body", 600 if mark is Mark.NEW else 400))
        font.setStrikeOut(mark is Mark.GONE)
        font.setUnderline(mark is Mark.NEW)
        found.setFont(font)
        found.setForeground(theme.colour("muted" if mark is Mark.GONE else "text"))
        if mark is Mark.NEW:
            found.setBackground(theme.colour("sel"))
        return found
