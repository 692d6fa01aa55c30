"""The menu of a row: a right click, or the menu key, offers what the menus offer for what is selected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QTableView, QWidget

from send_tracker.domain.text import plural
from send_tracker.gui.commands import MENUS, Command
from send_tracker.gui.copied_rows import copy_rows, selected_rows

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

_OF_ROWS = ("&Action", "&Measures", "Meet&ings")
_OTHERS = (Command.EDIT_CELL, Command.FILL_DOWN, Command.HISTORY, Command.REDACT)


def offer(window: MainWindow, event: QContextMenuEvent) -> QMenu | None:
    """Show the menu of the rows that are selected where it was asked for; None where that is no table."""
    page = window.pages.page
    available = page.commands() if page is not None else {}
    if _is_on_heads(event) and Command.COLUMNS in available:
        available[Command.COLUMNS]()
        return None
    table = _table_at(event)
    if table is None or not table.selectionModel().currentIndex().isValid():
        return None
    menu = QMenu(window)
    menu.setToolTipsVisible(True)
    menu.aboutToHide.connect(menu.deleteLater)
    rows = len(selected_rows(table))
    copied = menu.addAction(f"&Copy {'the row' if rows == 1 else plural(rows, 'row')}")
    copied.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    copied.triggered.connect(lambda: copy_rows(table))
    window.menus.opening.emit()
    for group in _groups(available):
        menu.addSeparator()
        menu.addActions([window.menus.actions[command] for command in group])
    menu.popup(event.globalPos())
    return menu


def _groups(available: Iterable[Command]) -> list[list[Command]]:
    """Return what can be done now, in the order and with the lines of the menus."""
    offered = set(available)
    found: list[list[Command]] = [[]]
    for title, entries in MENUS.items():
        for entry in entries:
            if (entry.separator or entry is entries[0]) and found[-1]:
                found.append([])
            if entry.command in offered and (title in _OF_ROWS or entry.command in _OTHERS):
                found[-1].append(entry.command)
    return [group for group in found if group]


def _is_on_heads(event: QContextMenuEvent) -> bool:
    """Tell whether the pointer is on the heads of a table."""
    widget = QApplication.widgetAt(event.globalPos())
    return widget is not None and isinstance(widget.parentWidget(), QHeaderView)


def _table_at(event: QContextMenuEvent) -> QTableView | None:
    """Return the table under the pointer, or the one with the keys where the menu key was pressed."""
    by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
    widget: QWidget | None = QApplication.focusWidget() if by_key else QApplication.widgetAt(event.globalPos())
    while widget is not None and not isinstance(widget, QTableView):
        widget = widget.parentWidget()
    return widget
