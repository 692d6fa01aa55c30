"""Outcomes against types of evidence: how many items, and where there are none."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from send_tracker.domain.coverage import Coverage
from send_tracker.domain.text import plural
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.label import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW, _HEAD, _NAME, _EDGE = 40, 44, 304, 16
NONE = "none"


class CoverageModel(QAbstractTableModel):
    """The matrix: a first column of outcomes, one column a type, and a last one for all types."""

    def __init__(self, coverage: Coverage, parent: QObject | None = None) -> None:
        """Show a matrix."""
        super().__init__(parent)
        self.coverage = coverage

    def set_coverage(self, coverage: Coverage) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.coverage = coverage
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.coverage.rows) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.coverage.types) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ["Outcome", *(words for _, words in self.coverage.types), "All"][section]
        return None

    def is_total(self, index: Index) -> bool:
        """Tell whether a cell adds others up."""
        return index.row() == len(self.coverage.rows) or index.column() == len(self.coverage.types) + 1

    def code(self, column: int) -> str:
        """Return the type of a column; empty for the outcomes and for all types."""
        types = self.coverage.types
        return types[column - 1][0] if 1 <= column <= len(types) else ""

    def outcome(self, row: int) -> str:
        """Return the outcome of a row; empty for the row of all."""
        rows = self.coverage.rows
        return rows[row].outcome if row < len(rows) else ""

    def count(self, index: Index) -> int:
        """Return how many items a cell counts, each once."""
        code, rows = self.code(index.column()), self.coverage.rows
        if index.row() < len(rows):
            row = rows[index.row()]
            return len(row.cells[code] if code else row.items)
        return len(self.coverage.column(code) if code else self.coverage.items)

    def name(self, row: int) -> tuple[str, str]:
        """Return the reference and the name of a row."""
        rows = self.coverage.rows
        return (rows[row].ref, rows[row].name) if row < len(rows) else ("All", "Each item once")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return " ".join(self.name(index.row()))
            return f"{self.count(index):,}" if self.count(index) else NONE
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index)
        return tip(self.words(index)) if role == Qt.ItemDataRole.ToolTipRole else None

    def words(self, index: Index) -> str:
        """Return a cell as one sentence, for its tooltip and for screen readers."""
        if index.column() == 0:
            return " ".join(self.name(index.row()))
        where = self.name(index.row())[0] if index.row() < len(self.coverage.rows) else "all outcomes"
        kind = self.headerData(index.column(), Qt.Orientation.Horizontal)
        number = plural(self.count(index), "item") if self.count(index) else "no evidence"
        return f"{kind}, {where}: {number}"


class _Delegate(QStyledItemDelegate):
    """Paints counts in quiet boxes, and holes as dashed outlines with the word "none"."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(60), theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, table = index.model(), self.parent()
        box = QRectF(option.rect)
        if not isinstance(model, CoverageModel) or not isinstance(table, CoverageMatrix):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == 0:
            self._name(painter, box, *model.name(index.row()))
        else:
            self._count(painter, box, model, index)
        if table.hasFocus() and table.currentIndex() == index:
            paint.draw_focus(painter, box.adjusted(1, 2, -1, -2), 6)
        painter.restore()

    def _name(self, painter: QPainter, box: QRectF, ref: str, name: str) -> None:
        x = box.x() + _EDGE
        paint.draw_words(painter, x, box.center().y(), ref, "muted")
        start = x + max(theme.px(36), theme.metrics().horizontalAdvance(ref) + 10)
        paint.draw_words(painter, start, box.center().y(), paint.elided(name, box.right() - start - 8), "text")

    def _count(self, painter: QPainter, box: QRectF, model: CoverageModel, index: Index) -> None:
        inner = box.adjusted(3, 5, -3, -5)
        count = model.count(index)
        is_total = model.is_total(index)
        words, weight = (f"{count:,}", 600 if is_total else 500) if count else (NONE, 400)
        if not is_total and count:
            paint.fill_round(painter, inner, 4, theme.colour("hover"))
        elif not count:
            pen = QPen(theme.colour("field"), 1)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        x = box.center().x() - theme.metrics("body", weight).horizontalAdvance(words) / 2
        paint.draw_words(painter, x, box.center().y(), words, "text" if count else "muted", "body", weight)


class _Head(QHeaderView):
    """The types, in two lines where one is too narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        fm = theme.metrics("small", 500)
        lines = paint.wrapped(words, rect.width() - 4, 2, "small", 500)
        y = rect.bottom() - 8 - fm.lineSpacing() * (len(lines) - 0.5)
        for line in lines:
            x = rect.center().x() - fm.horizontalAdvance(line) / 2 if logicalIndex else rect.x() + _EDGE
            paint.draw_words(painter, x, y, line, "muted", "small", 500)
            y += fm.lineSpacing()
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class CoverageMatrix(QTableView):
    """The matrix on screen. ``chosen`` carries an outcome and a type, either of them empty for all."""

    chosen = Signal(str, str)

    def __init__(self, coverage: Coverage, parent: QWidget | None = None) -> None:
        """Show a matrix."""
        super().__init__(parent)
        self._cells = CoverageModel(coverage, self)
        self.setHorizontalHeader(_Head(self))
        self.setModel(self._cells)
        self.setItemDelegate(_Delegate(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)
        self.set_coverage(coverage)
        theme.hub.changed.connect(self.retheme)
        self.retheme()

    @property
    def cells(self) -> CoverageModel:
        """The model."""
        return self._cells

    def set_coverage(self, coverage: Coverage) -> None:
        """Show another matrix, staying at the same cell."""
        at = self.currentIndex()
        self._cells.set_coverage(coverage)
        self.setAccessibleName("Coverage: outcomes against types of evidence")
        self.setAccessibleDescription(coverage.sentence)
        self.setCurrentIndex(self._cells.index(max(at.row(), 0), max(at.column(), 1)))
        self._share_out()

    def retheme(self) -> None:
        """Take measures again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setFixedHeight(theme.px(_HEAD))
        self._share_out()
        self.viewport().update()

    def _share_out(self) -> None:
        """Give names their room and the counts equal parts of the rest."""
        columns = self._cells.columnCount() - 1
        if columns < 1:
            return
        width = self.viewport().width() - _EDGE
        each = max(theme.px(48), (width - theme.px(_NAME)) // columns)
        self.setColumnWidth(0, max(theme.px(120), width - each * columns))
        for column in range(1, columns + 1):
            self.setColumnWidth(column, each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._share_out()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._cells.outcome(index.row()), self._cells.code(index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Filter the register with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Repaint the ring when the focus comes and goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)
