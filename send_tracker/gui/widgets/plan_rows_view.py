"""The rows of the plan: sized, selected by key, and drawn whole. What keys and mouse do is in the table itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from send_tracker.gui import paint, theme
from send_tracker.gui.models.plan_columns import Column
from send_tracker.gui.models.plan_delegate import PlanDelegate
from send_tracker.gui.models.plan_model import PlanModel
from send_tracker.gui.widgets import plan_faces
from send_tracker.gui.widgets.plan_header import PlanHeader
from send_tracker.gui.widgets.viewport import give_viewport

Index = QModelIndex | QPersistentModelIndex
ROW_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class PlanRowsView(QTableView):
    """A QTableView with group rows, because screen readers read tables and not trees.

    Signals:
        moved: another row is current, or others are selected.
        scrolled: the rows stand elsewhere.
    """

    moved = Signal()
    scrolled = Signal()

    def __init__(self, model: PlanModel, header: PlanHeader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = model
        self.heads = header
        self._kept: tuple[tuple[int, ...], int | None] = ((), None)
        self._restoring = False
        self._sized: set[int] = set()
        self.hover_row = -1
        self.drop_row = -1

        # Look
        give_viewport(self, QPalette.ColorRole.Base)
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
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(model)
        header.lay_out()

        # Ways
        model.modelAboutToBeReset.connect(self.keep)
        model.modelReset.connect(self.restore)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())
        theme.hub.changed.connect(self.retheme)
        self.retheme()

    # What is selected

    def selected_keys(self) -> list[int]:
        """Return the keys of the selected actions, in the order of the rows."""
        ranges = self.selectionModel().selection()
        parts = [ranges.at(at) for at in range(ranges.count())]
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        return [self.plan.key_at(row) for row in rows if self.plan.head(row) is None]

    def current_key(self) -> int | None:
        """Return the key of the current row, an action's or a group's."""
        index = self.currentIndex()
        return self.plan.key_at(index.row()) if index.isValid() else None

    def current_column(self) -> Column:
        """Return the column of the current cell."""
        return Column(max(0, self.currentIndex().column()))

    def select_keys(self, keys: Sequence[int], current: int | None = None, centre: bool = False) -> bool:
        """Select actions that are in rows, and say if there were any; ``centre`` brings a far one to the middle."""
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
            far = centre and not self.viewport().rect().contains(self.visualRect(index).center())
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            hint = QAbstractItemView.ScrollHint
            self.scrollTo(index, hint.PositionAtCenter if far else hint.EnsureVisible)
        self._restoring = False
        self.moved.emit()
        return bool(rows)

    def go_to_row(self, row: int) -> None:
        """Make a row current, as the keys do."""
        index = self.plan.index(row, self.current_column() or Column.TITLE)
        self.selectionModel().setCurrentIndex(index, ROW_SELECT)
        self.scrollTo(index)

    def go_to_cell(self, row: int, column: Column) -> None:
        """Make a cell current."""
        self.selectionModel().setCurrentIndex(self.plan.index(row, column), ROW_SELECT)

    def go_to_cell_keeping(self, key: int, column: Column) -> None:
        """Make a cell current without touching a selection that its row is part of."""
        row = self.plan.row_of(key)
        if row is not None:
            index = self.plan.index(row, column)
            selected = self.selectionModel().isRowSelected(row)
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, keep if selected else ROW_SELECT)

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

    def keep(self) -> None:
        """Remember what is selected by key. What a filter hides comes back when it is cleared."""
        keys = tuple(self.selected_keys())
        if keys or self.current_key() is not None:
            self._kept = (keys, self.current_key())

    def restore(self) -> None:
        """Select again what was selected, as far as it is in rows."""
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin on the first action: Qt would begin on the first row, which is a group.

        It is selected after the first paint (:meth:`PlanSheet.start`), as the panel that follows it takes time.
        """
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            first = next((row for row in range(self.plan.rowCount()) if self.plan.head(row) is None), None)
            if first is not None:
                index = self.plan.index(first, Column.TITLE)
                self._restoring = True
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self._restoring = False
        super().focusInEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        if not self._restoring:
            self.moved.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._restoring and current.row() != previous.row():
            self.moved.emit()

    # Face

    def retheme(self) -> None:
        """Measure and paint again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(plan_faces.ACTION))
        self._sized = set(range(self.plan.rowCount()))
        self._size_rows()
        self.viewport().update()

    def row_rect(self, row: int) -> QRect:
        """Return where a whole row stands in the viewport."""
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
            selected = chosen.isRowSelected(row) or row in (current, self.drop_row)
            head = self.plan.head(row)
            plan_faces.draw_ground(painter, QRectF(self.row_rect(row)), head, selected, row == self.hover_row)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._draw_over(painter, rows, chosen)
        painter.end()

    def _draw_over(self, painter: QPainter, rows: Iterable[int], chosen: QItemSelectionModel) -> None:
        across, wide = self.across(), self.viewport().width()
        for row in rows:
            rect, head = QRectF(self.row_rect(row)), self.plan.head(row)
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
            rect = QRectF(self.row_rect(index.row()) if whole else self.visualRect(index))
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
