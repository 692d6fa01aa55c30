"""Editing a cell of the plan in place: a line over a title, a date over a date, a list under others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from send_tracker.domain.status import StatusScale
from send_tracker.domain.text import plural
from send_tracker.gui import theme
from send_tracker.gui.models.plan_columns import Column
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.detail.many_field import ManyField
from send_tracker.gui.widgets.fields import DateField, LineField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.list_filter import Choices
from send_tracker.gui.widgets.plan_table import PlanTable
from send_tracker.gui.widgets.status_control import StatusControl

_INSET = 9
"""A field's words start this far inside it: it stands that much to the left, so that they do not jump."""


@dataclass(frozen=True, slots=True)
class CellGiving:
    """What the page does with what was typed: each returns the sentence that says why not, or nothing."""

    title: Callable[[int, str], str]
    due: Callable[[int, str | None], str]
    leads: Callable[[int, list[str]], None]
    status: Callable[[str], None]


class CellEditor(QObject):
    """One editor at a time, over its cell. Text that cannot be saved stays open with its sentence."""

    closed = Signal()

    def __init__(self, table: PlanTable, giving: CellGiving, today: Callable[[], date]) -> None:
        super().__init__(table)
        self._table = table
        self._giving = giving
        self._today = today
        self._part: KeptField | None = None
        self._line: QLineEdit | None = None
        self._at: tuple[int, Column] = (0, Column.TITLE)
        table.scrolled.connect(self.place)
        table.plan.modelAboutToBeReset.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self._part is not None

    @property
    def line(self) -> QLineEdit | None:
        """The line that is typed in."""
        return self._line

    # A line over the cell

    def open_title(self, key: int, value: str, typed: str) -> None:
        """Edit a title; typed text replaces it."""
        field = LineField()
        self._open(key, Column.TITLE, KeptField("Action", field, lambda v: self._giving.title(key, v)), field)
        self._begin(value, typed)

    def open_due(self, key: int, value: str | None, typed: str, calendar: bool = False) -> None:
        """Edit a due date, perhaps with the calendar open."""
        field = DateField(today=self._today)
        self._open(key, Column.DUE, KeptField("Due", field, lambda v: self._giving.due(key, v)), field.line)
        self._begin(value, typed)
        if calendar:
            field.open_calendar()

    def _open(self, key: int, column: Column, part: KeptField, line: QLineEdit) -> None:
        self.close()
        part.label.hide()
        part.setParent(self._table.viewport())
        part.setProperty("ground", "surface")
        part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        part.field.setAccessibleName(part.label.text())
        self._part, self._line, self._at = part, line, (key, column)
        line.installEventFilter(self)

    def _begin(self, value: str | None, typed: str) -> None:
        assert self._part is not None and self._line is not None
        self._part.show_value(value)
        self.place()
        self._part.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            self._line.setText(typed)
        else:
            self._line.selectAll()

    def place(self) -> None:
        """Stand over the cell."""
        if self._part is None:
            return
        key, column = self._at
        row = self._table.plan.row_of(key)
        if row is None:
            return
        rect = self._table.visualRect(self._table.plan.index(row, column))
        field = self._part.field
        wrong = bool(self._part.problem) or (isinstance(field, DateField) and bool(field.problem))
        least = theme.px(280 if wrong else 180)
        if column is Column.DUE and not wrong:
            # The longest day, with the calendar button beside it.
            least = round(theme.metrics().horizontalAdvance("30 September 2025")) + theme.px(20) + 28
        width = max(rect.width() + _INSET - 4, least)
        x = min(rect.x() - _INSET, self._table.viewport().width() - width)
        # Twice, because a sentence below the field knows its height only at its width.
        for _ in range(2):
            height = self._part.heightForWidth(width) if self._part.hasHeightForWidth() else -1
            self._part.setFixedWidth(width)
            self._part.resize(width, max(height, self._part.sizeHint().height()))
        self._part.move(x, rect.y() + (rect.height() - theme.px(20) - 12) // 2)
        self._part.raise_()

    def finish(self) -> bool:
        """Give what was typed and close; what cannot be given stays open."""
        if self._part is None:
            return True
        field = self._part.field
        readable = field.commit() if isinstance(field, DateField) else None
        self._part.flush()
        if self._part.problem or readable is False:
            self.place()
            return False
        self.close()
        return True

    def close(self) -> None:
        """Close without giving anything."""
        part, self._part = self._part, None
        if part is not None:
            had_focus = self._line is not None and self._line.hasFocus()
            if self._line is not None:
                self._line.removeEventFilter(self)
            self._line = None
            part.blockSignals(True)
            part.field.blockSignals(True)
            if had_focus:
                self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            part.hide()
            part.deleteLater()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter gives and goes down, Tab gives and goes across, Escape closes, leaving gives."""
        if watched is self._line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if watched is self._line and isinstance(event, QFocusEvent) and event.lostFocus() and not _only_popup(event):
            QTimer.singleShot(0, self, self._left)
        return super().eventFilter(watched, event)

    def _left(self) -> None:
        """Close once the focus has gone elsewhere, unless what was typed could not be saved."""
        if self._part is not None and self._line is not None and not self._line.hasFocus():
            self.finish()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # What was given may be asked about elsewhere: then the cursor is there, and the row stays.
            if self.finish() and self._table.hasFocus():
                self._table.step(1)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if self.finish() and self._table.hasFocus():
                self._table.focusNextPrevChild(key == Qt.Key.Key_Tab)
            return True
        return False

    # Something under the cell

    def open_leads(self, key: int, choices: Choices, chosen: list[str], typed: str = "") -> None:
        """Tick the leads of an action; typed text narrows the list."""
        self.close()
        field = ManyField("Leads", lambda: choices, self._table.viewport())
        row = self._table.plan.row_of(key)
        if row is None:
            return
        rect = self._table.visualRect(self._table.plan.index(row, Column.LEAD))
        field.setGeometry(rect.adjusted(-_INSET, 0, -2, 0))
        field.set_value(chosen)
        field.committed.connect(lambda keys: self._giving.leads(key, keys))
        field.popup.closed.connect(field.deleteLater)
        field.show()
        field.open()
        if typed:
            field.popup.begin(typed)

    def open_status(self, key: int, scale: StatusScale, code: str, many: int, typed: str) -> StatusPopup | None:
        """Choose a status in a small popup under the cell; it is set on all selected rows."""
        self.close()
        row = self._table.plan.row_of(key)
        if row is None:
            return None
        rect = self._table.visualRect(self._table.plan.index(row, Column.STATUS))
        popup = StatusPopup(scale, code, many, self._table)
        popup.chosen.connect(self._giving.status)
        popup.open_at(self._table.viewport().mapToGlobal(QPoint(rect.x(), rect.bottom() + 2)))
        if typed:
            popup.take_typed(typed)
        return popup


def _only_popup(event: QFocusEvent) -> bool:
    """Tell whether the focus went to a calendar or a menu, and will be back."""
    return event.reason() == Qt.FocusReason.PopupFocusReason


class StatusPopup(QFrame):
    """The status control in a popup. It closes when a status is chosen."""

    chosen = Signal(str)

    def __init__(self, scale: StatusScale, code: str, many: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "raised")
        self.setAccessibleName("Status")
        self.control = StatusControl(scale, code if many == 1 else None)
        self.control.chosen.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        if many > 1:
            column.addWidget(Label(f"Status of {plural(many, 'action')}", "small", 500, "muted"))
        column.addWidget(self.control)

    def open_at(self, at: QPoint) -> None:
        """Open at a point of the screen, within it."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        self.move(min(at.x(), room.right() - self.width()), min(at.y(), room.bottom() - self.height()))
        self.show()
        self.control.setFocus(Qt.FocusReason.PopupFocusReason)

    def take_typed(self, text: str) -> None:
        """Choose by the letter or digit that opened it."""
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)
        self.control.take_key(event)

    def _take(self, code: str) -> None:
        self.close()
        self.chosen.emit(code)
