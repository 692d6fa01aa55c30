"""The numbers of a chart as a table: for reading closely, for copying, for a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from send_tracker.domain.chart_data import ChartTable
from send_tracker.gui import theme

_PAD = 22


class NumberTable(QTableWidget):
    """A table that is read only. Numbers stand at the right, words at the left.

    ``copy_wanted`` says that Ctrl+C was pressed: what may be copied is for the frame to say.
    """

    copy_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._shown: ChartTable | None = None
        self.setAccessibleName(f"{title}, as a table")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setProperty("frameless", True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(16)
        self.setTabKeyNavigation(False)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take heights and fonts again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(26))
        self.horizontalHeader().setFixedHeight(theme.px(28))
        self.setFont(theme.font("chip"))
        self._size_columns()

    def minimumSizeHint(self) -> QSize:
        """Take the room of the chart, and scroll inside it."""
        return QSize(theme.px(200), theme.px(80))

    def sizeHint(self) -> QSize:
        """Ask for no more than the chart does."""
        return QSize(theme.px(320), theme.px(120))

    def show_table(self, table: ChartTable) -> None:
        """Fill the table."""
        if table == self._shown:
            return
        self._shown = table
        self.setRowCount(len(table.rows))
        self.setColumnCount(len(table.columns))
        for column, words in enumerate(table.columns):
            head = QTableWidgetItem(words)
            head.setTextAlignment(self._side(column))
            self.setHorizontalHeaderItem(column, head)
        for place, row in enumerate(table.rows):
            for column, words in enumerate(row):
                cell = QTableWidgetItem(words)
                cell.setTextAlignment(self._side(column))
                self.setItem(place, column, cell)
        self._size_columns()
        if table.rows:
            self.setCurrentCell(len(table.rows) - 1, 0)

    def _size_columns(self) -> None:
        """Give each column the width of its longest text and no more: the table has to fit beside a chart."""
        head, body = theme.metrics("small", 500), theme.metrics("chip")
        for column, words in enumerate(self._shown.columns if self._shown else ()):
            cells = (body.horizontalAdvance(r[column]) for r in (self._shown.rows if self._shown else ()))
            self.setColumnWidth(column, round(max(head.horizontalAdvance(words), *cells, 0)) + _PAD)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Return where a column's text stands: words left, numbers right."""
        table = self._shown
        is_number = table is not None and all(r[column][:1].isdigit() and len(r[column]) < 9 for r in table.rows)
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C; T is left to the frame."""
        if event.matches(QKeySequence.StandardKey.Copy) and self._shown:
            self.copy_wanted.emit()
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)
