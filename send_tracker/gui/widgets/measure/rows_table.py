"""Rows of a measure's panel as a small table: read with arrows, taken away with Delete, copied with Ctrl+C."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.label import tip

_ROW, _HEAD, _MOST_ROWS, _PAD, _PAD_NARROW, _LEAST = 26, 26, 12, 30, 25, 56

_STEPS: Final[dict[int, int]] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class RowsEntry:
    """A row: the id of what it stands for, its cells, whether it is set off, and what it says under the pointer."""

    id: str
    cells: tuple[str, ...]
    strong: bool = False
    words: str = ""


class RowsTable(QTableWidget):
    """The table; it is as high as its rows, up to a dozen.

    Signals:
        removed(str): Delete on a row. opened(str): Enter or a double click on a row. stepped(int): Alt with an arrow.
    """

    removed = Signal(str)
    opened = Signal(str)
    stepped = Signal(int)

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        stretch: int,
        parent: QWidget | None = None,
        most_rows: int = _MOST_ROWS,
        optional: int = -1,
    ) -> None:
        """Make it empty.

        Args:
            name: what a screen reader says. heads: over the columns. stretch: the column that takes what room is left.
            parent: the widget it stands in. most_rows: rows that are seen without scrolling; 0 fills its place.
            optional: a column that is left out where there is no room for all; the tooltip of a row has to say it.
        """
        super().__init__(0, len(heads), parent)
        self._heads, self._stretch, self._most_rows = list(heads), stretch, most_rows
        self._optional = optional
        self._shown: tuple[RowsEntry, ...] = ()
        self.can_copy = True
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(self._heads)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setProperty("frameless", True)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setMinimumSectionSize(16)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.id))
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    @property
    def id(self) -> str:
        """The id of the row that the cursor is on; empty for none."""
        row = self.currentRow()
        return self._shown[row].id if 0 <= row < len(self._shown) else ""

    @property
    def entries(self) -> tuple[RowsEntry, ...]:
        """The rows."""
        return self._shown

    def show_rows(self, rows: Sequence[RowsEntry]) -> None:
        """Show rows, with the cursor on the same one as before."""
        if tuple(rows) == self._shown:
            return
        kept, place = self.id, self.currentRow()
        self._shown = tuple(rows)
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, words in enumerate(row.cells):
                cell = QTableWidgetItem(words)
                cell.setFont(theme.font("chip", 600 if row.strong else 400))
                cell.setToolTip(tip(row.words or words))
                self.setItem(at, column, cell)
        self.retheme()
        ids = [row.id for row in rows]
        if rows:
            at = ids.index(kept) if kept in ids else min(max(place, 0), len(ids) - 1)
            self.setCurrentCell(at, 0)

    def go_to(self, id: str) -> None:
        """Put the cursor on a row."""
        ids = [row.id for row in self._shown]
        if id in ids:
            self.setCurrentCell(ids.index(id), 0)

    def retheme(self) -> None:
        """Take fonts and heights again."""
        self.setFont(theme.font("chip"))
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setFixedHeight(theme.px(_HEAD))
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                if (cell := self.item(row, column)) is not None:
                    cell.setFont(theme.font("chip", 600 if self._shown[row].strong else 400))
        self._fit()
        if self._most_rows:
            rows = min(max(self.rowCount(), 1), self._most_rows)
            self.setFixedHeight(theme.px(_HEAD) + theme.px(_ROW) * rows + 4)

    def _fit(self) -> None:
        """Give each column the width of its longest text; where they pass the edge, the widest give way."""
        least, room = theme.px(_LEAST), self.viewport().width()
        widths = self._widths(_PAD)
        if sum(widths.values()) + least > room:
            widths = self._widths(_PAD_NARROW)
        is_tight = sum(widths.values()) + least > room
        if self._optional >= 0:
            self.setColumnHidden(self._optional, is_tight)
            if is_tight:
                widths.pop(self._optional, None)
        while widths and sum(widths.values()) + least > room and max(widths.values()) > least:
            widest = max(widths, key=lambda c: widths[c])
            widths[widest] = max(least, widths[widest] - 8)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _widths(self, pad: int) -> dict[int, int]:
        """Return what each column needs, other than the one that takes the rest."""
        head, body = theme.metrics("small", 500), theme.metrics("chip", 600)
        found = {}
        for column, words in enumerate(self._heads):
            if column != self._stretch:
                cells = (body.horizontalAdvance(r.cells[column]) for r in self._shown)
                found[column] = round(max(head.horizontalAdvance(words), *cells, 0)) + pad
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the panel."""
        return QSize(theme.px(160), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes a row away, Enter opens it, Ctrl+C copies all."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.can_copy:
            rows = ["\t".join(r.cells) for r in self._shown]
            QGuiApplication.clipboard().setText("\n".join(["\t".join(self._heads), *rows]))
        elif event.key() in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(_STEPS[event.key()])
        elif event.key() == Qt.Key.Key_Delete and self.id:
            self.removed.emit(self.id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.id:
            self.opened.emit(self.id)
        else:
            super().keyPressEvent(event)
