"""What the keys do in the plan's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from send_tracker.gui.models.plan_columns import EDITABLE, Column

if TYPE_CHECKING:
    from send_tracker.gui.widgets.plan_table import PlanTable

LISTED = (Column.LEAD, Column.DUE, Column.STATUS)
"""The columns with a list or a calendar to open."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def take_key(table: PlanTable, event: QKeyEvent) -> bool:
    """Act on a key, and tell whether it was one of ours; the others are the table's own."""
    if event.matches(QKeySequence.StandardKey.Paste):
        table.paste_wanted.emit()
        return True
    if event.matches(QKeySequence.StandardKey.Copy):
        from send_tracker.gui.copied_rows import copy_rows

        copy_rows(table)
        return True
    index = table.currentIndex()
    if not index.isValid():
        return _start(table, event)
    if table.plan.head(index.row()) is not None:
        return _on_group(table, event, index.row())
    return _on_action(table, event, index.row())


def _start(table: PlanTable, event: QKeyEvent) -> bool:
    """Go to the first row where none is current."""
    if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and table.plan.rowCount():
        table.go_to_row(0)
        return True
    return False


def _on_group(table: PlanTable, event: QKeyEvent, row: int) -> bool:
    key = event.key()
    if key in (*_ENTER, Qt.Key.Key_Space):
        table.toggle(row)
        return True
    if event.modifiers() & _MODIFIERS:
        return False
    if key == Qt.Key.Key_Right:
        if not table.plan.is_open(row):
            table.toggle(row, on=True)
        elif row + 1 < table.plan.rowCount():
            table.go_to_row(row + 1)
        return True
    if key == Qt.Key.Key_Left:
        if table.plan.is_open(row):
            table.toggle(row, on=False)
        else:
            _to_parent(table, row)
        return True
    return bool(event.text()) and event.text().isprintable()


def _to_parent(table: PlanTable, row: int) -> bool:
    parent = table.plan.parent_row(row)
    if parent is None:
        return False
    table.go_to_row(parent)
    return True


def _on_action(table: PlanTable, event: QKeyEvent, row: int) -> bool:
    key, column = event.key(), table.current_column()
    modifiers = event.modifiers()
    if modifiers & Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Semicolon:
        table.today_wanted.emit()
        return True
    if modifiers & Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_Down:
        _want_list(table, row, column)
        return True
    if key == Qt.Key.Key_F2:
        _want(table, row, column, "")
        return True
    if modifiers & _MODIFIERS:
        return False
    if key in _ENTER:
        table.opened.emit()
    elif key == Qt.Key.Key_Space:
        table.previewed.emit()
    elif key == Qt.Key.Key_Left and table.heads.visualIndex(column) == 0:
        return _to_parent(table, row)
    elif event.text() and event.text().isprintable():
        if column in EDITABLE:
            _want(table, row, column, event.text())
    else:
        return False
    return True


def _want_list(table: PlanTable, row: int, column: Column) -> None:
    """Ask for the list or the calendar of a cell that has one."""
    if column in LISTED:
        table.list_wanted.emit(table.plan.key_at(row), column)


def _want(table: PlanTable, row: int, column: Column, typed: str) -> None:
    """Ask for an editor; F2 on a cell that cannot be edited means the title."""
    table.cell_wanted.emit(table.plan.key_at(row), column if column in EDITABLE else Column.TITLE, typed)
