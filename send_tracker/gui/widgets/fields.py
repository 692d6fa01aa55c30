"""Fields. What is typed is committed when the focus leaves or by Enter, and never lost by clicking elsewhere.

Every field has ``value()``, ``set_value()`` (silent), ``commit()`` (emits if it was changed) and the signal
``committed``. Escape puts back what was there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.date_field import DateField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.taking_back import left_to_window

__all__ = ["ChoiceField", "DateField", "LabelledField", "LineField", "TextField"]


class LabelledField(QWidget):
    """A field with its label above and, where one is given, a hint below."""

    def __init__(self, label: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        """Put ``label`` over ``field``; it becomes the field's accessible name."""
        super().__init__(parent)
        self.field = field
        self.label = Label(label, "small", 500, "muted")
        self.label.setBuddy(field)
        for named in (field, field.focusProxy()):
            if named is not None and not named.accessibleName():
                named.setAccessibleName(label)
        self.setAccessibleName(label)
        self.setFocusProxy(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(field)
        self.hint = Label(hint, "small", token="muted", wrap=True)
        self.hint.setVisible(bool(hint))
        column.addWidget(self.hint)
        if field.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)


class LineField(QLineEdit):
    """One line of text."""

    committed = Signal(str)

    def __init__(self, text: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        """Make the field."""
        super().__init__(parent)
        self._kept = ""
        self._again = False
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(text)
        self.returnPressed.connect(self.commit)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def value(self) -> str:
        """Return the text."""
        return self.text()

    def set_value(self, text: str) -> None:
        """Show a stored text; nothing is emitted."""
        self._kept, self._again = text, False
        self.setText(text)
        self.setCursorPosition(0)

    def commit(self) -> None:
        """Emit the text if it was changed, or was not taken the last time."""
        if self.text() != self._kept or self._again:
            self._kept, self._again = self.text(), False
            self.committed.emit(self._kept)

    def try_again(self) -> None:
        """Emit the same text once more when it is committed next: it was not taken."""
        self._again = True

    def retheme(self) -> None:
        """Take the font again."""
        self.setFont(theme.font())

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window while nothing is typed."""
        return not left_to_window(event, lambda: self.text() != self._kept) and super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put back what was there with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.set_value(self._kept)
            return
        super().keyPressEvent(event)


class TextField(QPlainTextEdit):
    """Text of more lines, which grows with what is typed. Tab leaves it; Ctrl+Enter commits."""

    committed = Signal(str)

    def __init__(
        self,
        text: str = "",
        placeholder: str = "",
        least_lines: int = 2,
        most_lines: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field of ``least_lines`` that scrolls inside once it passes ``most_lines``."""
        super().__init__(parent)
        self._kept = ""
        self._again = False
        self._lines = (least_lines, most_lines)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        # Not textChanged: it comes before the lines are laid out, and what was pasted would be cut off.
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.set_value(text)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def value(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def set_value(self, text: str) -> None:
        """Show a stored text; nothing is emitted."""
        self._kept, self._again = text, False
        if text != self.toPlainText():
            self.setPlainText(text)

    def commit(self) -> None:
        """Emit the text if it was changed, or was not taken the last time."""
        if self.toPlainText() != self._kept or self._again:
            self._kept, self._again = self.toPlainText(), False
            self.committed.emit(self._kept)

    def try_again(self) -> None:
        """Emit the same text once more when it is committed next: it was not taken."""
        self._again = True

    def retheme(self) -> None:
        """Take font and height again."""
        self.setFont(theme.font())
        self._grow()

    def _grow(self) -> None:
        """Take the height of the lines there are, between the least and the most."""
        least, most = self._lines
        # In a plain text document the layout's height counts lines, wrapped ones too.
        lines = int(self.document().documentLayout().documentSize().height())
        height = min(max(lines, least), most) * theme.metrics().lineSpacing()
        self.setFixedHeight(round(height) + 2 + 2 * 6)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if lines > most else policy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap, and grow, again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window while nothing is typed."""
        return not left_to_window(event, lambda: self.toPlainText() != self._kept) and super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand behind the text when Tab leads here, so that what is typed is added to it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit, unless only a menu opened."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commit with Ctrl+Enter, put back with Escape."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._kept:
            self.setPlainText(self._kept)
        else:
            super().keyPressEvent(event)
