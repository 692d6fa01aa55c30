"""The list that opens under a filter or a field: tick one or more, type to find."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.list_filter import Choices

LONG = 8
"""A list longer than this has a line to type in."""


class ListPopup(QFrame):
    """The list that opens under a list filter: tick one or more, type to find."""

    changed = Signal()
    closed = Signal()
    add_wanted = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make the popup. ``add_wanted`` carries a typed name that is not in the list, where ``can_add`` is set."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.can_add = False
        self._title = title
        self.setProperty("ground", "popup")
        self.setAccessibleName(title)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText("Type to find")
        self.finder.setAccessibleName(f"Find in {title}")
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.nothing = Label("", "small", token="muted")
        self.add_button = Button("Add", "link", "plus", self._add)
        self.add_button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        for part in (self.finder, self.list, self.nothing, self.add_button):
            layout.addWidget(part)
        self.finder.textChanged.connect(self._narrow)
        self.finder.returnPressed.connect(self._tick_first)
        self.list.itemChanged.connect(lambda _entry: self.changed.emit())

    def fill(self, choices: Choices, chosen: Sequence[str]) -> None:
        """Show the choices, those chosen ticked."""
        self.list.blockSignals(True)
        self.list.clear()
        for key, word in choices:
            entry = QListWidgetItem(word)
            entry.setData(Qt.ItemDataRole.UserRole, key)
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(entry)
        self.list.blockSignals(False)
        self.finder.setVisible(len(choices) > LONG or (self.can_add and not choices))
        self.finder.clear()
        self._narrow("")

    def chosen(self) -> list[str]:
        """Return the keys that are ticked, in the order of the list."""
        entries = (self.list.item(row) for row in range(self.list.count()))
        return [str(e.data(Qt.ItemDataRole.UserRole)) for e in entries if e.checkState() == Qt.CheckState.Checked]

    def tick_new(self, key: str, word: str) -> None:
        """Put a choice that was just added at the head of the list, ticked."""
        choices = [(str(e.data(Qt.ItemDataRole.UserRole)), e.text()) for e in self._entries()]
        shown = not self.finder.isHidden()
        self.fill([(key, word), *choices], [key, *self.chosen()])
        self.finder.setVisible(shown)
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def begin(self, typed: str) -> None:
        """Narrow the list by what was typed to open it."""
        self.finder.show()
        self.finder.setText(typed)
        self.finder.setFocus(Qt.FocusReason.PopupFocusReason)
        self._fit()

    def open_under(self, widget: QWidget) -> None:
        """Open below a widget, within its screen."""
        self._fit()
        at = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        room = widget.screen().availableGeometry()
        self.move(min(at.x(), room.right() - self.width()), min(at.y(), room.bottom() - self.height()))
        self.show()
        self.list.setCurrentRow(0)
        (self.list if self.finder.isHidden() else self.finder).setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """Be as wide as the longest word, within reason, and at most ten rows high."""
        texts = (self.list.item(row).text() for row in range(self.list.count()))
        words = max((theme.metrics().horizontalAdvance(t) for t in texts), default=0.0)
        width = min(max(int(words) + theme.px(64), theme.px(200)), theme.px(360))
        rows = max(1, min(self.list.count(), 10))
        height = rows * max(self.list.sizeHintForRow(0), 24) + 8
        self.list.setFixedSize(width, height)
        self.list.setVisible(self.list.count() > 0)
        self.setMinimumWidth(width + 12)
        self.adjustSize()

    def _narrow(self, text: str) -> None:
        """Hide what does not hold the typed text."""
        for row in range(self.list.count()):
            entry = self.list.item(row)
            entry.setHidden(text.casefold().strip() not in entry.text().casefold())
        shown = self._shown()
        self.nothing.setText("Nothing matches." if self.list.count() else self._none_yet)
        self.nothing.setVisible(not shown)
        self._offer(text.strip())
        if shown:
            self.list.setCurrentItem(shown[0])

    @property
    def _none_yet(self) -> str:
        """What an empty list says; leads are people."""
        word = self._title.casefold()
        none = f"No {'people' if word.rstrip('s') == 'lead' else word} yet."
        return f"{none} Type a name to add it." if self.can_add and not self.finder.text() else none

    def _offer(self, typed: str) -> None:
        """Offer to add a typed name that nobody has."""
        known = any(e.text().casefold() == typed.casefold() for e in self._entries())
        wanted = self.can_add and bool(typed) and not known
        self.add_button.setVisible(wanted)
        shown = paint.elided(typed, theme.px(200), "body")
        self.add_button.setText(f"Add {shown}".replace("&", "&&"))
        self.add_button.setAccessibleName(f"Add {typed}")

    def _add(self) -> None:
        self.add_wanted.emit(self.finder.text().strip())

    def _entries(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _shown(self) -> list[QListWidgetItem]:
        return [e for e in self._entries() if not e.isHidden()]

    def _tick_first(self) -> None:
        """Enter in the line ticks the row that is current, or adds the name that nobody has."""
        entry = self.list.currentItem()
        if entry in self._shown():
            _turn(entry)
        elif self.add_button.isVisibleTo(self):
            self._add()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that it was closed."""
        super().hideEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down go from the line to the list, Enter tick, Escape close."""
        if event.key() == Qt.Key.Key_Down and self.finder.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._tick_first()
        else:
            super().keyPressEvent(event)


def _turn(entry: QListWidgetItem) -> None:
    on = entry.checkState() == Qt.CheckState.Checked
    entry.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
