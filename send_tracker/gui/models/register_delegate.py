"""Paints the cells of a register: where the words of a cell begin, and the ring. What a cell says is the register's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.models.register_model import LINE_ROLE, C, L

if TYPE_CHECKING:
    from send_tracker.gui.widgets.register_table import RegisterTable

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell(Generic[C, L]):
    """One cell as it is drawn: what it shows, its box, and where its words begin."""

    line: L
    column: C
    words: str
    box: QRectF
    left: float
    is_chosen: bool

    @property
    def middle(self) -> float:
        """The line that its words stand on the middle of."""
        return self.box.center().y()


class RegisterDelegate(QStyledItemDelegate, Generic[C, L]):
    """The delegate; the ground of a row is the table's."""

    def __init__(self, table: RegisterTable[C, L]) -> None:
        """Make it for a table."""
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(60), theme.px(self._table.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: L | None = index.data(LINE_ROLE)
        if line is None:
            return  # a head, which the table draws across the row
        table, box = self._table, QRectF(option.rect)
        column = table.columns.order[index.column()]
        left = box.x() + table.heads.inset(index.column())
        painter.save()
        self.draw(painter, Cell(line, column, str(index.data()), box, left, table.is_selected(index.row())))
        if table.shows_focus(index):
            paint.draw_focus(painter, box.adjusted(1, 1, -1, -1), 4)
        painter.restore()

    def draw(self, painter: QPainter, cell: Cell[C, L]) -> None:
        """Draw what a cell says."""
        words = paint.elided(cell.words, cell.box.right() - cell.left - 4)
        paint.draw_words(painter, cell.left, cell.middle, words, "muted")

    @staticmethod
    def draw_sign(painter: QPainter, left: float, middle: float, icon: str, token: str, gap: int) -> float:
        """Draw the sign of a cell, if it has one, and return where its words begin."""
        if not icon:
            return left
        side = theme.px(14)
        icons.draw(painter, left, middle - side / 2, icon, token, side)
        return left + side + gap

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)
