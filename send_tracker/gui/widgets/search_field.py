"""A search field: a glass on the left, its keys on the right until something is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.taking_back import left_to_window

_INSET = 10


class SearchField(QLineEdit):
    """A line to search in. ``changed`` is emitted at every keystroke; Escape empties it."""

    changed = Signal(str)

    def __init__(self, hint: str, keys: str = "", quiet: bool = False, parent: QWidget | None = None) -> None:
        """Make the field.

        Args:
            hint: what stands in it while it is empty; its accessible name too.
            keys: the chord that leads here, written at its right end.
            quiet: the lower form of the menu bar, with a fainter border.
            parent: the widget it stands in.
        """
        super().__init__(parent)
        self._keys = keys
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setProperty("quiet", quiet)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._clear = IconButton("x", "Clear", self._empty, side=24, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self.textChanged.connect(self._typed)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take fonts and measures again."""
        self.setFont(theme.font("chip" if self.property("quiet") else "body"))
        keys = theme.metrics("small").horizontalAdvance(self._keys)
        self.setTextMargins(theme.px(16) + 5, 0, max(int(keys) + 4, theme.px(22)), 0)
        self._place()
        self.update()

    def setText(self, text: str | None, /) -> None:
        """Show another text; the clear button follows even while signals are blocked."""
        super().setText(text)
        self._clear.setVisible(bool(text))

    def _empty(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.changed.emit(text)

    def _place(self) -> None:
        self._clear.move(self.width() - self._clear.width() - 4, (self.height() - self._clear.height()) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the clear button at the right end."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window while nothing is typed."""
        return not left_to_window(event, self._has_typed) and super().event(event)

    def _has_typed(self) -> bool:
        return self.isUndoAvailable() or self.isRedoAvailable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Escape; an empty one leaves Escape to the page. Down goes where Enter goes."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.returnPressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, the glass and the keys."""
        super().paintEvent(event)
        painter = QPainter(self)
        side, middle = theme.px(16), self.height() / 2
        icons.draw(painter, _INSET, middle - side / 2, "search", "muted", side)
        if self._keys and not self.text():
            width = theme.metrics("small").horizontalAdvance(self._keys)
            paint.draw_words(painter, self.width() - _INSET - width, middle, self._keys, "faint", "small")
        painter.end()
