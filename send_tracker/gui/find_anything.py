"""The palette (Ctrl+K): a field in the menu bar's corner, and what it finds in a list below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow
    from send_tracker.gui.palette_rows import PaletteRow
    from send_tracker.gui.widgets.palette_list import PaletteList

FIELD_WIDTH, LEAST_FIELD = 268, 150
LIST_WIDTH = 560
RIGHT, GAP = 10, 12
MOST_ROWS = 11
_PAUSE_MS = 150
_SLICE = 0.012
"""Seconds for which the words of the file are gathered at a time."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_ROWS - 1,
    Qt.Key.Key_PageUp: 1 - MOST_ROWS,
}


class Corner(QWidget):
    """Holds the field in the menu bar, which places it by its size hint and by nothing else.

    What leads, the day that is shown, stands before the field where there is room for it.
    """

    def __init__(self, field: QWidget, leading: QWidget) -> None:
        super().__init__()
        self._width = 0
        self._leading = leading
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, RIGHT, 0)
        row.setSpacing(GAP)
        row.addWidget(leading)
        row.addWidget(field, 1)

    def set_room(self, room: int) -> bool:
        """Take what the menus leave, and tell whether the width is another one."""
        lead = self._leading.sizeHint().width() + GAP
        fits = room >= theme.px(LEAST_FIELD) + lead
        self._row.setStretch(0, 0)
        self._leading.setMaximumWidth(lead if fits else 0)
        used = lead if fits and not self._leading.isHidden() else 0
        field = max(theme.px(LEAST_FIELD), min(theme.px(FIELD_WIDTH), room - used))
        width = field + used + RIGHT
        changed, self._width = width != self._width, width
        return changed

    def sizeHint(self) -> QSize:
        """The width it was given."""
        return QSize(self._width, theme.px(26))


class FindAnything(QObject):
    """Finds commands, actions, outcomes, people and evidence while one types; Enter runs or opens."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.field = SearchField("Find anything", "Ctrl+K", quiet=True)
        self.corner = Corner(self.field, window.looking_back.button)
        self._list: PaletteList | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._fill_up)
        self.field.changed.connect(lambda _text: self._fill())
        self.field.installEventFilter(self)

    @property
    def list(self) -> PaletteList:
        """The list, made when it is first asked for: the first paint does without."""
        if self._list is None:
            from send_tracker.gui.widgets.palette_list import PaletteList

            self._list = PaletteList(self._window)
            self._list.picked.connect(self._pick)
            self._list.current_changed.connect(self._say)
        return self._list

    @property
    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._list is not None and not self._list.isHidden()

    def open(self) -> None:
        """Go to the field and show the list."""
        if not self.field.hasFocus():
            self._before = QApplication.focusWidget()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._show()

    def close(self, give_back: bool = True) -> None:
        """Hide the list, empty the field, and give the focus back to where it was."""
        if not self.is_open:
            return
        self.list.hide()
        self.field.clear()
        if (handle := self._window.windowHandle()) is not None:
            handle.removeEventFilter(self)
        before, self._before = self._before, None
        if give_back:
            target = before if before is not None and before.isVisible() else self._window.pages.currentWidget()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Watch nothing any more: the window is closing."""
        self.close(give_back=False)
        self.field.removeEventFilter(self)

    def place(self) -> None:
        """Take the width that the menus leave, and put the list under the field."""
        bar = self._window.menuBar()
        menus = max((bar.actionGeometry(action).right() for action in bar.actions()), default=0)
        room = self._window.width() - menus - theme.px(60)
        if self.corner.set_room(room):
            QApplication.sendEvent(bar, QResizeEvent(bar.size(), bar.size()))
        if self.is_open:
            width = min(theme.px(LIST_WIDTH), self._window.width() - 32)
            height = min(self.list.height_for(MOST_ROWS), self._window.height() - bar.height() - theme.px(48))
            right = self.field.mapTo(self._window, QPoint(self.field.width(), 0)).x()
            self.list.setGeometry(max(16, right - width), bar.height() + 4, width, height)

    def _show(self) -> None:
        if self.is_open:
            return
        self.list.show()
        self.list.raise_()
        # Not on the application: that would see every event of every widget, while it is taken down too.
        if (handle := self._window.windowHandle()) is not None:
            handle.installEventFilter(self)
        self._fill()

    def _fill(self) -> None:
        if not self.is_open:
            if not self.field.text():
                return
            self._show()
            return
        from send_tracker.gui.palette_rows import rows_for

        self.list.set_rows(rows_for(self._window, self.field.text()))
        self.place()
        if self.field.text().strip() and self._window.workspace is not None:
            self._pause.start()

    def _fill_up(self) -> None:
        """Add what else the file holds, after a pause; the first time its words have to be gathered."""
        workspace = self._window.workspace
        if not self.is_open or workspace is None or not self.field.text().strip():
            return
        if not workspace.finder.work(_SLICE):
            self._pause.start(0)
            return
        self._pause.setInterval(_PAUSE_MS)
        from send_tracker.gui.palette_rows import more_rows

        rows = list(self.list.rows())
        if more := more_rows(self._window, self.field.text()):
            self.list.set_rows([*rows[:-1], *more, rows[-1]], keep=True)
            self.place()

    def _say(self, row: PaletteRow | None) -> None:
        """Tell a screen reader which row is current: the focus stays in the field."""
        words = f"{row.ref} {row.words}, {row.right}".strip(" ,") if row else "Nothing found"
        self.field.setAccessibleDescription(words)

    def _pick(self, row: PaletteRow) -> None:
        self.close()
        row.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows, pick with Enter, leave with Escape, by going elsewhere or by a click."""
        if watched is self.field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event)
            if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
                if event.reason() == Qt.FocusReason.MouseFocusReason:
                    self._show()
            elif event.type() == QEvent.Type.FocusOut and not self.list.isAncestorOf(
                QApplication.focusWidget() or self.field
            ):
                self.close(give_back=False)
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = self._window.childAt(event.position().toPoint())
            if at is None or not any(part is at or part.isAncestorOf(at) for part in (self.field, self.list)):
                self.close()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if key in _STEPS:
            self._show()
            self.list.step(_STEPS[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.list.current()
            if self.is_open and row is not None:
                self._pick(row)
            return True
        return False
