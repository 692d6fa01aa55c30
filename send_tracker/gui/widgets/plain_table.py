"""A table of words to read and to walk through with the keys: for dialogs that list what is computed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.label import tip


class PlainTable(QTableWidget):
    """Rows of words. ``opened`` carries the row that Enter or a double click opens."""

    opened = Signal(int)

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        stretched: Sequence[int],
        widths: Mapping[int, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty table; ``stretched`` columns share the room that is left, ``widths`` fix others."""
        super().__init__(0, len(heads), parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in range(len(heads)):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, mode.Stretch if column in stretched else mode.ResizeToContents)
        for column, width in (widths or {}).items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, theme.px(width))
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.row()))

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; the same row stays current where there is one."""
        kept = max(0, self.currentRow())
        self.setRowCount(len(rows))
        for line, words in enumerate(rows):
            for column, word in enumerate(words):
                cell = QTableWidgetItem(word)
                cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                cell.setToolTip(tip(word))
                self.setItem(line, column, cell)
        if rows:
            self.setCurrentCell(min(kept, len(rows) - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.opened.emit(self.currentRow())
            return
        super().keyPressEvent(event)
