"""The measures on screen: a table painted like the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from send_tracker.domain.measures.lines import Column, MeasureLine
from send_tracker.domain.text import plural
from send_tracker.gui import paint, theme
from send_tracker.gui.models.measures_delegate import MeasuresDelegate
from send_tracker.gui.models.measures_model import COLUMNS, Head, MeasuresModel
from send_tracker.gui.widgets.measures_heads import FIRST, HEAD, ROW, WIDTHS, MeasureHeads

Index = QModelIndex | QPersistentModelIndex
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MeasuresTable(QTableView):
    """The table. ``asked`` carries what a key asks for: ``panel`` or ``withdraw``."""

    asked = Signal(str)

    def __init__(self, model: MeasuresModel, parent: QWidget | None = None) -> None:
        """Make the table of a model."""
        super().__init__(parent)
        self._rows = model
        self._hover = -1
        self.heads = MeasureHeads(self)
        self.setHorizontalHeader(self.heads)
        self.setModel(model)
        self.setItemDelegate(MeasuresDelegate(self))
        self.setAccessibleName("Measures")
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.entered.connect(self._entered)
        self.doubleClicked.connect(lambda _index: self.asked.emit("panel"))
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take heights again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.heads.setFixedHeight(theme.px(HEAD))
        self.viewport().update()

    def show_columns(self, shown: Sequence[Column]) -> None:
        """Show some of the columns; the title takes the room that is left."""
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column not in shown)
            if column in WIDTHS:
                wide = WIDTHS[column] + (FIRST - 8 if column is shown[0] else 0)
                self.setColumnWidth(number, theme.px(wide))
        self.heads.first = COLUMNS.index(shown[0])
        self.heads.setSectionResizeMode(COLUMNS.index(Column.TITLE), QHeaderView.ResizeMode.Stretch)
        self.heads.viewport().update()

    # Rows

    def is_selected(self, row: int) -> bool:
        """Tell whether a row is chosen."""
        return self.selectionModel().isRowSelected(row, QModelIndex())

    def shows_focus(self, index: Index) -> bool:
        """Tell whether a cell has the ring."""
        now = self.currentIndex()
        return self.hasFocus() and (now.row(), now.column()) == (index.row(), index.column())

    def line(self) -> MeasureLine | None:
        """Return the line of the current row."""
        return self._rows.line_at(self.currentIndex().row())

    def chosen(self) -> list[str]:
        """Return the ids of the chosen rows, in order."""
        rows = {
            row for part in self.selectionModel().selection().toList() for row in range(part.top(), part.bottom() + 1)
        }
        return [line.id for row in sorted(rows) if (line := self._rows.line_at(row)) is not None]

    def go_to(self, id: str) -> bool:
        """Choose a measure, and tell whether it is shown."""
        row = self._rows.row_of(id)
        if row < 0:
            return False
        column = self.currentIndex().column()
        title = COLUMNS.index(Column.TITLE)
        self.setCurrentIndex(self._rows.index(row, title if column < 0 or self.isColumnHidden(column) else column))
        return True

    def step(self, by: int) -> None:
        """Choose the row before or after."""
        row = self.currentIndex().row() + by
        if self._rows.head_at(row) is not None:
            row += by
        if 0 <= row < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(row, max(self.currentIndex().column(), 0)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of whole rows, then the cells, then the lines between."""
        painter, width = QPainter(self.viewport()), self.viewport().width()
        boxes: list[tuple[int, QRectF]] = []
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        for row in range(max(first, 0), (last if last >= 0 else self._rows.rowCount() - 1) + 1):
            box = QRectF(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            boxes.append((row, box))
            if self._rows.head_at(row) is not None:
                painter.fillRect(box, theme.colour("group"))
            elif self.is_selected(row):
                painter.fillRect(box, theme.colour("sel"))
            elif row == self._hover:
                painter.fillRect(box, theme.colour("hover"))
        painter.end()
        super().paintEvent(event)
        # Qt lays its own ground over a chosen row, so what stands on it comes after.
        painter.begin(self.viewport())
        painter.setPen(QPen(theme.colour("line"), 1))
        for row, box in boxes:
            head = self._rows.head_at(row)
            if head is not None:
                self._draw_head(painter, head, box)
            elif self.is_selected(row):
                painter.fillRect(QRectF(0, box.y(), 3, box.height()), theme.colour("accent"))
            else:
                painter.drawLine(theme.px(FIRST), int(box.bottom()) - 1, width, int(box.bottom()) - 1)
        painter.end()

    @staticmethod
    def _draw_head(painter: QPainter, head: Head, box: QRectF) -> None:
        """Draw the words over a part of the page across the whole row."""
        painter.save()
        left = box.x() + theme.px(FIRST)
        left += paint.draw_words(painter, left, box.center().y(), head.words, "text", "body", 600) + 8
        count = plural(head.count, "measure")
        paint.draw_words(painter, left, box.center().y(), count, "muted", "small")
        painter.restore()
        painter.drawLine(0, int(box.bottom()) - 1, int(box.width()), int(box.bottom()) - 1)

    def _entered(self, index: QModelIndex) -> None:
        self._hover = index.row()
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the ground under the pointer away."""
        super().leaveEvent(event)
        self._hover = -1
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be somewhere when the keyboard arrives."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            first = 1 if self._rows.head_at(0) is not None else 0
            self.setCurrentIndex(self._rows.index(first, COLUMNS.index(Column.TITLE)))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the panel, Delete withdraws."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _OPEN_KEYS:
            self.asked.emit("panel")
        elif plain and key == Qt.Key.Key_Delete:
            self.asked.emit("withdraw")
        else:
            super().keyPressEvent(event)
