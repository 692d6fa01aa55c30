"""A choice from a list, found by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.taking_back import left_to_window

_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""Keys by which Qt takes another of the list."""


class ChoiceField(QComboBox):
    """One of a list, by key. Typing narrows the list to what holds the text.

    ``committed`` carries the key, or None for nothing. With ``free`` a text that is in no list is taken as it is.
    """

    committed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]] = (),
        value: str | None = None,
        free: bool = False,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the field over pairs of key and word."""
        super().__init__(parent)
        self._kept: str | None = None
        self._free = free
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self._line.setPlaceholderText(placeholder)
        self._line.installEventFilter(self)
        self._finder = self._make_finder()
        self.set_choices(choices)
        self.set_value(value)
        self.activated.connect(lambda _row: self.commit())
        self._line.returnPressed.connect(self.commit)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def _make_finder(self) -> QCompleter:
        """Narrow the list to what holds the typed text."""
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(finder)
        return finder

    def retheme(self) -> None:
        """Take the font again."""
        self.setFont(theme.font())

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer another list."""
        kept = self._kept
        self.blockSignals(True)
        self.clear()
        for key, word in choices:
            self.addItem(word, key)
        self.blockSignals(False)
        self.set_value(kept)

    def value(self) -> str | None:
        """Return the key last shown or committed."""
        return self._kept

    def set_value(self, key: str | None) -> None:
        """Show a choice, or none; nothing is emitted."""
        self._kept = key
        row = self.findData(key) if key is not None else -1
        self.blockSignals(True)
        self.setCurrentIndex(row)
        self.setEditText(self.itemText(row) if row >= 0 else key or "")
        self._line.setCursorPosition(0)
        self.blockSignals(False)

    def set_read_only(self) -> None:
        """Take nothing that is typed or picked."""
        self._line.setReadOnly(True)

    def showPopup(self) -> None:
        """Open the list, unless there is nothing to choose."""
        if not self._line.isReadOnly():
            super().showPopup()

    def commit(self) -> None:
        """Take what was typed or picked, and emit it if it is a change; a text that could mean none is put back."""
        text = self.currentText().strip()
        row = self._row_of(text)
        if row < 0 and text and not self._free:
            self.set_value(self._kept)
            return
        found = str(self.itemData(row)) if row >= 0 else (text or None)
        changed = found != self._kept
        self.set_value(found)
        if changed:
            self.committed.emit(found)

    def _row_of(self, text: str) -> int:
        """Return the row that a text stands for, or -1: a whole word of the list, or all that is left of it by typing.

        "4.6" is the action of that reference, though 14.6 holds it too. A free text stands for itself.
        """
        typed, rows = text.casefold(), range(self.count())
        words = [self.itemText(r).casefold() for r in rows]
        if typed in words or self._free or not typed:
            return words.index(typed) if typed in words else -1
        for fits in (lambda word: word.startswith(f"{typed} "), lambda word: typed in word):
            found = [r for r in rows if fits(words[r])]
            if len(found) == 1:
                return found[0]
        return -1

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window while nothing is typed."""
        return not left_to_window(event, lambda: self.currentText() != self._word) and super().event(event)

    @property
    def _word(self) -> str:
        """What stands in the line while nothing is typed."""
        return self.itemText(self.currentIndex()) if self.currentIndex() >= 0 else self._kept or ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit when the focus leaves the line, and put back with Escape."""
        if watched is self._line:
            if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                if event.reason() != Qt.FocusReason.PopupFocusReason and not self._list_is_open():
                    self.commit()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event)
        return super().eventFilter(watched, event)

    def _list_is_open(self) -> bool:
        popup = self._finder.popup()
        return popup is not None and popup.isVisible()

    def _take_key(self, event: QKeyEvent) -> bool:
        """Put back with Escape, open with Alt+Down."""
        if self._line.isReadOnly() and event.key() in _WALKING:
            return True
        if event.key() == Qt.Key.Key_Escape and self.currentText() != self._word:
            self.set_value(self._kept)
            return True
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.showPopup()
            return True
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past a field must not change it."""
        event.ignore()
