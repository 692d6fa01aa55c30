"""The evidence register on screen: a register's table that also takes what is dropped and pasted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from send_tracker.domain.evidence_filter import EvidenceLine, EvidenceSort
from send_tracker.gui import paint
from send_tracker.gui.evidence_intake import can_take
from send_tracker.gui.models.evidence_delegate import EvidenceDelegate
from send_tracker.gui.models.evidence_model import EvidenceModel
from send_tracker.gui.widgets.register_table import RegisterTable


class EvidenceTable(RegisterTable[EvidenceSort, EvidenceLine]):
    """The table.

    Signals:
        asked(str): what a key asks for: open the panel, open the file, edit, withdraw, accept, reject.
        dropped(object, str): files or links were dropped; the id of the row under them, or "".
        pasted(): Ctrl+V.
    """

    dropped = Signal(object, str)
    pasted = Signal()

    keys: ClassVar[Mapping[int, str]] = {
        Qt.Key.Key_Return: "panel",
        Qt.Key.Key_Enter: "panel",
        Qt.Key.Key_F2: "edit",
        Qt.Key.Key_Space: "open",
        Qt.Key.Key_Delete: "withdraw",
        Qt.Key.Key_A: "accept",
        Qt.Key.Key_R: "reject",
    }

    def __init__(self, model: EvidenceModel, parent: QWidget | None = None) -> None:
        """Make the table of a model."""
        super().__init__("Evidence register", model, EvidenceDelegate, parent)
        self._over = -1
        self.setAcceptDrops(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a paste; everything else is as in every register."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring about the row that files would go to."""
        super().paintEvent(event)
        if self._over >= 0:
            painter = QPainter(self.viewport())
            paint.draw_focus(painter, self.row_box(self._over), 4)
            painter.end()

    # Drops

    def _set_over(self, row: int) -> None:
        self._over = row
        self.viewport().update()

    def _row_under(self, at: QPoint) -> int:
        return self.rowAt(at.y())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the row that the files would go to."""
        self._set_over(self._row_under(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        line = self.rows.line_at(self._row_under(event.position().toPoint()))
        self._set_over(-1)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData(), line.id if line else "")
