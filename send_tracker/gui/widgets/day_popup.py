"""The list of days to look back to: a line to type any day in, then today, the boards and the month ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.domain.look_back import Stop
from send_tracker.gui import theme
from send_tracker.gui.widgets.fields import DateField
from send_tracker.gui.widgets.label import Label

WIDTH, ROWS = 300, 10
DAY = Qt.ItemDataRole.UserRole


class DayPopup(QFrame):
    """Opens under the button in the menu bar.

    Signals:
        picked(date): a day was chosen; today's own means the present.
    """

    picked = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._today = today
        self.setProperty("ground", "popup")
        self.setAccessibleName("As at")
        self.field = DateField(None, today, days_only=True, past=True)
        self.field.line.setPlaceholderText("Any day, such as 31 May 2025")
        self.field.line.setAccessibleName("Show everything as at this day")
        self.field.committed.connect(self._typed)
        self.list = QListWidget()
        self.list.setAccessibleName("Today, boards and month ends")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.note = Label("", "small", token="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(Label("Show everything as at the end of", "small", 500, "muted"))
        for part in (self.field, self.list, self.note):
            column.addWidget(part)

    def open_under(self, widget: QWidget, stops: Sequence[Stop], shown: date) -> None:
        """Open below a widget, within its screen, with the day that is shown chosen in the list."""
        self.list.clear()
        today = self._today()
        for stop in (Stop(today, "today"), *stops):
            entry = QListWidgetItem(f"{long_date(stop.day)}, {stop.words}")
            entry.setData(DAY, stop.day)
            self.list.addItem(entry)
            if stop.day == shown:
                self.list.setCurrentItem(entry)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.field.set_value(None)
        self.say("Nothing can be changed there." if stops else "There is no plan to look back to yet.")
        self._fit()
        at = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height() + 4))
        room = widget.screen().availableGeometry()
        self.move(max(room.left(), min(at.x(), room.right() - self.width())), at.y())
        self.show()
        self.field.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def say(self, sentence: str) -> None:
        """Say something below the list: what this is, or why a day cannot be shown."""
        self.note.setText(sentence)

    def _fit(self) -> None:
        rows = min(self.list.count(), ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), theme.px(24)) + 8)
        self.setFixedWidth(theme.px(WIDTH))
        self.adjustSize()

    def _choose(self, entry: QListWidgetItem) -> None:
        self._pick(entry.data(DAY))

    def _typed(self, stored: str | None) -> None:
        if stored and self.isVisible():
            self._pick(date.fromisoformat(stored))

    def _pick(self, day: date) -> None:
        if day > self._today():
            self.field.set_value(None)
            self.say(f"{long_date(day)} is in the future. Choose a day up to today.")
            return
        self.hide()
        self.picked.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the line to the list with Down, and away with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.field.set_value(None)
            self.hide()
        elif event.key() == Qt.Key.Key_Down and self.field.line.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
