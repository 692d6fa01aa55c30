"""A date, typed as people write it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from send_tracker.domain import dates
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.problem import Problem
from send_tracker.gui import icons, theme, week
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.taking_back import left_to_window


class DateField(QWidget):
    """A date as text: "3 July 2025", "3/7/25", "July 2025", "summer term 2025".

    ``committed`` carries the stored form ("2025-07-03"), or None when it was emptied. What cannot be read stays
    in the field with a sentence under it, and is not committed.
    """

    committed = Signal(object)

    def __init__(
        self,
        value: str | None = None,
        today: Callable[[], date] = date.today,
        days_only: bool = False,
        past: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the field.

        Args:
            value: the stored form.
            today: the programme's today, for Ctrl+; and the calendar.
            days_only: refuse months and terms.
            past: "22 May" means the last one, not the nearest.
            parent: the widget it stands in.
        """
        super().__init__(parent)
        self._today, self._days_only, self._past = today, days_only, past
        self._kept: str | None = None
        self._again = False
        self.line = _DateLine(self)
        self._problem = Label("", "small", 500, wrap=True)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.line.textEdited.connect(lambda _text: self._say(""))
        self.line.returnPressed.connect(self.commit)
        self._say("")
        self.set_value(value)
        theme.hub.changed.connect(self.retheme)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self._problem)

    def value(self) -> str | None:
        """Return the stored form last shown or committed."""
        return self._kept

    def set_value(self, value: str | None) -> None:
        """Show a stored date, or none; nothing is emitted."""
        self._kept = value
        self.line.setText(dates.show(value))
        self.line.setCursorPosition(0)
        self._say("")

    @property
    def problem(self) -> str:
        """The sentence under the field; empty while the text can be read."""
        return self._problem.text()

    def commit(self) -> bool:
        """Read what was typed, emit it if it is a change, and tell whether it could be read."""
        text = self.line.text().strip()
        try:
            found = dates.read_typed(text, self._today(), past=self._past) if text else None
            if found is not None and self._days_only and found.first != found.last:
                raise Problem("Not a day.", "not-a-day")
        except Problem:
            self._say(self._sentence(text))
            return False
        stored = found.text if found else None
        changed = stored != self._kept or self._again
        self._again = False
        self.set_value(stored)
        if changed:
            self.committed.emit(stored)
        return True

    def _sentence(self, text: str) -> str:
        """Say what to write instead, with the text as it was typed."""
        if self._days_only:
            return f"“{text}” is not a single day. Write it as 3 July 2025."
        return f"“{text}” is not a date. Write it as 3 July 2025, July 2025 or summer term 2025."

    def set_read_only(self) -> None:
        """Take nothing that is typed or picked."""
        self.line.setReadOnly(True)

    def try_again(self) -> None:
        """Emit the same date once more when it is committed next: it was not taken."""
        self._again = True

    def put_today(self) -> None:
        """Write the programme's today."""
        if self.line.isReadOnly():
            return
        self.line.setText(dates.long_date(self._today()))
        self.commit()

    @property
    def is_typed(self) -> bool:
        """Whether something was typed that is not committed."""
        return self.line.text() != dates.show(self._kept)

    def put_back(self) -> bool:
        """Show the stored date again, and tell whether that changed anything."""
        changed = self.is_typed
        self.set_value(self._kept)
        return changed

    def open_calendar(self) -> None:
        """Open a calendar under the field, at its date."""
        if self.line.isReadOnly():
            return
        try:
            shown = dates.read_typed(self.line.text(), self._today(), past=self._past).first
        except Problem:
            shown = self._today()
        popup = _CalendarPopup(shown, self)
        popup.picked.connect(self._picked)
        popup.move(self.mapToGlobal(QPoint(0, self.line.height() + 4)))
        popup.show()
        popup.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _picked(self, day: date) -> None:
        self.line.setText(dates.long_date(day))
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.commit()

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._give_room()
        self.line.setAccessibleDescription(sentence)
        self.retheme()

    def _give_room(self) -> None:
        """Let the sentence have as many lines as it needs: beside another field nobody asks for its height."""
        self._problem.setMinimumHeight(self._problem.heightForWidth(self.width()) if self._problem.text() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentence anew."""
        super().resizeEvent(event)
        self._give_room()

    def retheme(self) -> None:
        """Take the colour of the sentence again."""
        self._problem.set_token(theme.current().status(NOTTINGHAMSHIRE["at_risk"])[2])


class _DateLine(QLineEdit):
    """The line of a date field, with a calendar button that shows when it is needed."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field)
        self._field = field
        self._button = IconButton("calendar", "Choose a day", field.open_calendar, 24, "Alt+Down", parent=self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        self.setFont(theme.font())
        self.setTextMargins(0, 0, theme.px(20), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._button.move(self.width() - self._button.width() - 4, (self.height() - self._button.height()) // 2)

    def _show_button(self) -> None:
        self._button.setVisible((self.hasFocus() or self.underMouse()) and self.isEnabled() and not self.isReadOnly())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_button()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_button()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_button()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_button()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._field.commit()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+; from the window's shortcuts while the cursor is here, and leave undo to it."""
        if left_to_window(event, lambda: self._field.is_typed):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_today(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if _is_today(event):
            self._field.put_today()
        elif alt and event.key() == Qt.Key.Key_Down:
            self._field.open_calendar()
        elif event.key() == Qt.Key.Key_Escape and self._field.put_back():
            return
        else:
            super().keyPressEvent(event)


def _is_today(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() == Qt.Key.Key_Semicolon


class _CalendarPopup(QFrame):
    """A month to pick a day from."""

    picked = Signal(date)

    def __init__(self, shown: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "popup")
        self.setAccessibleName("Calendar")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendar")
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFirstDayOfWeek(week.first_day())
        self._plain_week()
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.activated.connect(self._take)
        self.calendar.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.calendar)

    def _plain_week(self) -> None:
        """Give the calendar our colours and arrows: Qt's weekends are red, and red is a status."""
        words = QTextCharFormat()
        words.setForeground(theme.colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, words)
        for name, arrow in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(arrow, "muted", theme.px(16)))
        rows = 8 * round(theme.metrics().height() + 10)
        self.calendar.setMinimumSize(theme.px(280), rows + theme.px(16))

    def _take(self, day: QDate) -> None:
        if self.isVisible():
            self.close()
            self.picked.emit(date(day.year(), day.month(), day.day()))
