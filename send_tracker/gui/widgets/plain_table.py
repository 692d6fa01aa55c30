"""A table of words to read and to walk through with the keys: for dialogs that list what is computed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.widgets.shared_widths import shared_widths

Cell = str | StatusLevel
Index = QModelIndex | QPersistentModelIndex
INSET: Final = 11
"""Where the words of a cell begin, and those of its head: what the style sheet gives both."""
_LEVEL_ROLE: Final = Qt.ItemDataRole.UserRole
_GAP, _LEAST, _MEASURED = 8, 64, 400
"""Between the words of two columns; what a column of sentences keeps; rows whose words are measured."""


class _Cells(QStyledItemDelegate):
    """Draws a status as its chip, and words as words."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground as the style has it, and the chip where a word would begin."""
        super().paint(painter, option, index)
        level = index.data(_LEVEL_ROLE)
        if isinstance(level, StatusLevel):
            box = option.rect
            left = box.x() + INSET
            paint.draw_chip(painter, left, box.center().y() + 0.5, level, room=box.right() - left)

    def initStyleOption(self, option: Any, index: Index) -> None:
        """Leave the word of a status out: its chip says it."""
        super().initStyleOption(option, index)
        if isinstance(index.data(_LEVEL_ROLE), StatusLevel):
            option.text = ""


class PlainTable(QTableWidget):
    """Rows of words and statuses. ``opened`` carries the row that Enter or a double click opens."""

    opened = Signal(int)

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        stretched: Sequence[int],
        widths: Mapping[int, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            name: what a screen reader says. heads: over the columns. stretched: the columns that hold sentences.
            widths: columns that take no more than this, however long their words. parent: the widget it stands in.
        """
        super().__init__(0, len(heads), parent)
        self._heads, self._elastic, self._most = list(heads), frozenset(stretched), dict(widths or {})
        self._needs: list[int] = []
        self._rows: Sequence[Sequence[Cell]] = ()
        self._sizing = self._by_hand = False
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_Cells(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(16)
        header.sectionResized.connect(self._resized)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.row()))
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows; the same row stays current where there is one."""
        kept = max(0, self.currentRow())
        self.setRowCount(len(rows))
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self.setItem(line, column, _item(cell))
        if rows:
            seen = next(column for column in range(self.columnCount()) if not self.isColumnHidden(column))
            self.setCurrentCell(min(kept, len(rows) - 1), seen)
        self._rows = rows
        self._measure()

    def retheme(self) -> None:
        """Take heights and widths again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self._measure()

    # Widths

    def _measure(self) -> None:
        """See what the words of each column need."""
        head, body = theme.metrics("small", 500), theme.metrics("body")
        self._needs = []
        for column, word in enumerate(self._heads):
            cells: Iterable[Cell] = (row[column] for row in self._rows[:_MEASURED])
            widest = max((_width(cell, body.horizontalAdvance) for cell in cells), default=0.0)
            widest = min(widest, theme.px(self._most[column])) if column in self._most else widest
            self._needs.append(round(max(head.horizontalAdvance(word), widest)) + 2 * INSET + _GAP)
        self._fit()

    def _fit(self) -> None:
        """Share the width, unless somebody has drawn a column to a width of their own."""
        if self._by_hand or not self._needs:
            return
        head = theme.metrics("small", 500)
        leasts = [round(head.horizontalAdvance(word)) + 2 * INSET for word in self._heads]
        leasts = [max(least, theme.px(_LEAST)) if at in self._elastic else least for at, least in enumerate(leasts)]
        self._sizing = True
        shown = [not self.isColumnHidden(column) for column in range(len(leasts))]
        needs, leasts = ([w * on for w, on in zip(each, shown, strict=True)] for each in (self._needs, leasts))
        room = self.viewport().width()
        for column, width in enumerate(shared_widths(needs, leasts, self._elastic, self._most, room)):
            if shown[column]:
                self.setColumnWidth(column, width)
        self._sizing = False

    def _resized(self, _column: int, old: int, new: int) -> None:
        hides = not old or not new
        self._by_hand = self._by_hand or not (self._sizing or hides)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.opened.emit(self.currentRow())
            return
        super().keyPressEvent(event)


def _item(cell: Cell) -> QTableWidgetItem:
    """Make a cell; of a status, what is read aloud and copied is its word."""
    words = cell.label if isinstance(cell, StatusLevel) else cell
    item = QTableWidgetItem(words)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    item.setToolTip(tip(words))
    if isinstance(cell, StatusLevel):
        item.setData(_LEVEL_ROLE, cell)
    return item


def _width(cell: Cell, measure: Any) -> float:
    return paint.chip_width(cell) if isinstance(cell, StatusLevel) else float(measure(cell))
