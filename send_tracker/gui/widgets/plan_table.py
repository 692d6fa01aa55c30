"""The table of the plan. It walks, selects and draws; what is to be done it says in signals.

It is a QTableView with group rows, because screen readers read tables and not trees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from send_tracker.gui import paint, theme
from send_tracker.gui.models.plan_columns import EDITABLE, Column
from send_tracker.gui.models.plan_delegate import PlanDelegate
from send_tracker.gui.models.plan_model import PlanModel
from send_tracker.gui.widgets import plan_faces
from send_tracker.gui.widgets.plan_header import PlanHeader
from send_tracker.gui.widgets.plan_keys import take_key

_ROW_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class PlanTable(QTableView):
    """The plan's rows.

    Signals:
        moved: another row is current, or others are selected.
        opened: Enter on an action. previewed: Space on an action.
        cell_wanted(key, Column, str): a cell is to be edited, begun with typed text or none.
        today_wanted: Ctrl+; on the Due column.
        files_dropped(key, list[Path]): files were dropped on an action.
    """

    moved = Signal()
    opened = Signal()
    previewed = Signal()
    cell_wanted = Signal(int, object, str)
    today_wanted = Signal()
    files_dropped = Signal(int, list)
    scrolled = Signal()

    def __init__(self, model: PlanModel, header: PlanHeader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = model
        self.heads = header
        self._kept: tuple[tuple[int, ...], int | None] = ((), None)
        self._restoring = False
        self._sized: set[int] = set()
        self._hover = -1
        self._dropping = -1

        # Look
        self.setAccessibleName("Plan")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalHeader(header)
        self.setItemDelegate(PlanDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(16)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

        # Ways
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.setModel(model)
        header.lay_out()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())
        theme.hub.changed.connect(self.retheme)
        self.retheme()

    # What is selected

    def selected_keys(self) -> list[int]:
        """Return the keys of the selected actions, in the order of the rows."""
        ranges = self.selectionModel().selection()
        rows = sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})
        return [self.plan.key_at(row) for row in rows if self.plan.head(row) is None]

    def current_key(self) -> int | None:
        """Return the key of the current row, an action's or a group's."""
        index = self.currentIndex()
        return self.plan.key_at(index.row()) if index.isValid() else None

    def current_column(self) -> Column:
        """Return the column of the current cell."""
        return Column(max(0, self.currentIndex().column()))

    def select_keys(self, keys: Sequence[int], current: int | None = None) -> bool:
        """Select actions that are in rows, and tell whether there were any."""
        model, selection = self.plan, QItemSelection()
        rows = [row for row in (model.row_of(key) for key in keys) if row is not None]
        for start, end in _runs(rows):
            selection.select(model.index(start, 0), model.index(end, len(Column) - 1))
        row = model.row_of(current) if current is not None else None
        if row is None and rows:
            row = rows[0]
        self._restoring = True
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if row is not None:
            index = model.index(row, self.current_column() or Column.TITLE)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self._restoring = False
        self.moved.emit()
        return bool(rows)

    def go_to_row(self, row: int) -> None:
        """Make a row current, as the keys do."""
        index = self.plan.index(row, self.current_column() or Column.TITLE)
        self.selectionModel().setCurrentIndex(index, _ROW_SELECT)
        self.scrollTo(index)

    def go_to_cell(self, row: int, column: Column) -> None:
        """Make a cell current."""
        self.selectionModel().setCurrentIndex(self.plan.index(row, column), _ROW_SELECT)

    def go_to_cell_keeping(self, key: int, column: Column) -> None:
        """Make a cell current without touching a selection that its row is part of."""
        row = self.plan.row_of(key)
        if row is not None:
            index = self.plan.index(row, column)
            selected = self.selectionModel().isRowSelected(row)
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, keep if selected else _ROW_SELECT)

    def go_near(self, row: int) -> None:
        """Make the action at a row current, or the nearest one after or before it."""
        order = [*range(max(row, 0), self.plan.rowCount()), *range(min(row, self.plan.rowCount()) - 1, -1, -1)]
        found = next((r for r in order if self.plan.head(r) is None), None)
        if found is not None:
            self.go_to_row(found)

    def step(self, by: int) -> bool:
        """Go to the next action up or down, and tell whether there was one."""
        row = self.currentIndex().row() + by
        while 0 <= row < self.plan.rowCount():
            if self.plan.head(row) is None:
                self.go_to_row(row)
                return True
            row += by
        return False

    def _keep(self) -> None:
        """Remember what is selected by key. What a filter hides comes back when it is cleared."""
        keys = tuple(self.selected_keys())
        if keys or self.current_key() is not None:
            self._kept = (keys, self.current_key())

    def _restore(self) -> None:
        self._size_rows()
        self.select_keys(*self._kept)

    def _size_rows(self) -> None:
        """Give groups their heights. Qt keeps the heights of the rows that stood here before a reset."""
        rows, plan = self.verticalHeader(), self.plan
        wanted = {row: plan_faces.row_height(plan.head(row)) for row in plan.group_rows()}
        usual = plan_faces.row_height(None)
        blocked = rows.blockSignals(True)
        for row in self._sized - set(wanted):
            if row < plan.rowCount():
                rows.resizeSection(row, usual)
        for row, height in wanted.items():
            rows.resizeSection(row, height)
        rows.blockSignals(blocked)
        self._sized = set(wanted)
        self.updateGeometries()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        if not self._restoring:
            self.moved.emit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._restoring and current.row() != previous.row():
            self.moved.emit()

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
        if row != self._hover:
            old, self._hover = self._hover, row
            for changed in (old, row):
                if changed >= 0:
                    self.viewport().update(self._row_rect(changed))

    # Files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        on_action = row >= 0 and self.plan.head(row) is None
        self._dropping = row if on_action else -1
        self.viewport().update()
        event.setAccepted(on_action)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dropping = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        row, self._dropping = self._dropping, -1
        self.viewport().update()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if row >= 0 and paths:
            event.acceptProposedAction()
            self.files_dropped.emit(self.plan.key_at(row), paths)

    # Face

    def retheme(self) -> None:
        """Measure and paint again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(plan_faces.ACTION))
        self._keep()
        self._restore()
        self.viewport().update()

    def _row_rect(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _rows_in(self, rect: QRect) -> Iterator[int]:
        row = self.rowAt(max(0, rect.top()))
        while 0 <= row < self.plan.rowCount() and self.rowViewportPosition(row) <= rect.bottom():
            yield row
            row += 1

    def across(self) -> plan_faces.Across:
        """Return where the parts of group rows stand."""
        title = self.columnViewportPosition(Column.TITLE)
        due = self.columnViewportPosition(Column.DUE)
        hidden = self.isColumnHidden(Column.DUE) or due < title
        bar = self.viewport().width() - theme.px(210) if hidden else due
        return plan_faces.Across(title, bar, not self.isColumnHidden(Column.LEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of whole rows, then the cells, then the groups across and what lies over all."""
        rows = list(self._rows_in(event.rect()))
        chosen = self.selectionModel()
        current = self.currentIndex().row() if self.hasFocus() else -1
        painter = QPainter(self.viewport())
        for row in rows:
            selected = chosen.isRowSelected(row) or row in (current, self._dropping)
            head = self.plan.head(row)
            plan_faces.draw_ground(painter, QRectF(self._row_rect(row)), head, selected, row == self._hover)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._draw_over(painter, rows, chosen)
        painter.end()

    def _draw_over(self, painter: QPainter, rows: Iterable[int], chosen: QItemSelectionModel) -> None:
        across, wide = self.across(), self.viewport().width()
        for row in rows:
            rect, head = QRectF(self._row_rect(row)), self.plan.head(row)
            if head is not None:
                plan_faces.draw_group(painter, rect, head, self.plan.is_open(row), across)
                plan_faces.draw_line(painter, rect.bottom() - 1, wide)
            elif row + 1 < self.plan.rowCount() and self.plan.head(row + 1) is not None:
                plan_faces.draw_line(painter, rect.bottom() - 1, wide)
            if chosen.isRowSelected(row):
                plan_faces.draw_accent(painter, rect)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            whole = self.plan.head(index.row()) is not None
            rect = QRectF(self._row_rect(index.row()) if whole else self.visualRect(index))
            paint.draw_focus(painter, rect.adjusted(0 if whole else -6, 1, 0 if whole else -2, -1), 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrolled.emit()


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of consecutive rows."""
    ordered = sorted(rows)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
            if ordered:
                yield ordered[start], ordered[at - 1]
            start = at
