"""The table of the plan: what keys, mouse and dropped files do. What is to be done it says in signals."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from send_tracker.gui import theme
from send_tracker.gui.models.plan_columns import EDITABLE, Column
from send_tracker.gui.models.plan_model import PlanModel
from send_tracker.gui.widgets import plan_faces
from send_tracker.gui.widgets.plan_header import PlanHeader
from send_tracker.gui.widgets.plan_keys import take_key
from send_tracker.gui.widgets.plan_rows_view import PlanRowsView


class PlanTable(PlanRowsView):
    """The plan's rows, to work on.

    Signals:
        opened: Enter on an action. previewed: Space on an action.
        cell_wanted(key, Column, str): a cell is to be edited, begun with typed text or none.
        list_wanted(key, Column): Alt+Down, for the calendar or the list of a cell.
        today_wanted: Ctrl+; on the Due column. paste_wanted: Ctrl+V.
        files_dropped(key, list[Path]): files were dropped on an action.
    """

    opened = Signal()
    previewed = Signal()
    cell_wanted = Signal(int, object, str)
    list_wanted = Signal(int, object)
    today_wanted = Signal()
    paste_wanted = Signal()
    files_dropped = Signal(int, list)

    def __init__(self, model: PlanModel, header: PlanHeader, parent: QWidget | None = None) -> None:
        super().__init__(model, header, parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.viewport().setMouseTracking(True)

    # Groups

    def toggle(self, row: int, on: bool | None = None) -> None:
        """Open or close a group; its row stays current."""
        key = self.plan.key_at(row)
        wanted = not self.plan.is_open(row) if on is None else on
        self._kept = ((), key)
        self.plan.set_open([key], wanted)
        place = self.plan.row_of(key)
        if place is not None:
            self.go_to_row(place)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go across the cells that can be edited, and leave at their end: the table is no trap."""
        index = self.currentIndex()
        if index.isValid() and self.plan.head(index.row()) is None:
            columns = [c for c in self.heads.chosen() if c in EDITABLE and not self.heads.isSectionHidden(c)]
            order = columns if next else columns[::-1]
            place = self.heads.visualIndex(index.column())
            for column in order:
                at = self.heads.visualIndex(column)
                if (at > place) if next else (at < place):
                    self.go_to_cell(index.row(), column)
                    return True
        return super().focusNextPrevChild(next)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        if row >= 0 and self.plan.head(row) is not None and event.position().x() < theme.px(plan_faces.CHEVRON_END):
            self.toggle(row)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if self.plan.head(index.row()) is not None:
            self.toggle(index.row())
        elif index.column() in EDITABLE:
            self.cell_wanted.emit(self.plan.key_at(index.row()), Column(index.column()), "")
        else:
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hover(-1)

    def _set_hover(self, row: int) -> None:
        if row != self.hover_row:
            old, self.hover_row = self.hover_row, row
            for changed in (old, row):
                if changed >= 0:
                    self.viewport().update(self.row_rect(changed))

    # Files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        on_action = row >= 0 and self.plan.head(row) is None
        self.drop_row = row if on_action else -1
        self.viewport().update()
        event.setAccepted(on_action)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_row = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        row, self.drop_row = self.drop_row, -1
        self.viewport().update()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if row >= 0 and paths:
            event.acceptProposedAction()
            self.files_dropped.emit(self.plan.key_at(row), paths)
