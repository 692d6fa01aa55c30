"""The evidence register on screen: a table painted like the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from send_tracker.domain.evidence_filter import EvidenceLine, EvidenceSort, LinkState
from send_tracker.domain.review_state import ReviewState
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.evidence_intake import can_take
from send_tracker.gui.models.evidence_model import COLUMNS, FILE_ICONS, LINE_ROLE, REVIEW_ICONS, EvidenceModel
from send_tracker.gui.widgets.evidence_heads import HEAD, ROW, WIDTHS, Head, left_of

Index = QModelIndex | QPersistentModelIndex
_TOKENS = {EvidenceSort.TITLE: "text", EvidenceSort.SUPPORTS: "text", EvidenceSort.ABOUT: "text"}
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Delegate(QStyledItemDelegate):
    """Paints the words of a cell; the ground of a row is the table's."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(60), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: EvidenceLine = index.data(LINE_ROLE)
        column = COLUMNS[index.column()]
        box = QRectF(option.rect)
        table = self.parent()
        chosen = isinstance(table, EvidenceTable) and table.is_selected(index.row())
        painter.save()
        left = box.x() + left_of(index.column())
        if column is EvidenceSort.FILE:
            left = self._icon(painter, left, box.center().y(), FILE_ICONS[line.state], line.state in _BROKEN[column])
        elif column is EvidenceSort.REVIEW:
            left = self._icon(painter, left, box.center().y(), REVIEW_ICONS[line.review], line.review in _URGENT)
        token = _TOKENS.get(column, "muted")
        if column is EvidenceSort.SUPPORTS and not line.supports:
            token = "faint"
        is_strong = (chosen and column is EvidenceSort.TITLE) or line.state in _BROKEN[column]
        is_strong |= column is EvidenceSort.REVIEW and line.review in _URGENT
        weight = 500 if is_strong else 400
        token = "text" if is_strong else token
        words = paint.elided(str(index.data()), box.right() - left - 4, "body", weight)
        paint.draw_words(painter, left, box.center().y(), words, token, "body", weight)
        if isinstance(table, EvidenceTable) and table.shows_focus(index):
            paint.draw_focus(painter, box.adjusted(1, 1, -1, -1), 4)
        painter.restore()

    @staticmethod
    def _icon(painter: QPainter, left: float, cy: float, name: str, strong: bool) -> float:
        """Draw the sign of a cell, and return where its words begin."""
        side = theme.px(14)
        if not name:
            return left
        icons.draw(painter, left, cy - side / 2, name, "text" if strong else "muted", side)
        return left + side + 6

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)


_BROKEN: Mapping[EvidenceSort, frozenset[LinkState]] = {
    c: frozenset({LinkState.CHANGED, LinkState.MISSING}) if c is EvidenceSort.FILE else frozenset() for c in COLUMNS
}
_URGENT = (ReviewState.REJECTED, ReviewState.EXPIRED, ReviewState.EXPIRING)
_REVIEW_KEYS = {Qt.Key.Key_A: "accept", Qt.Key.Key_R: "reject"}


class EvidenceTable(QTableView):
    """The table.

    Signals:
        asked(str): what a key asks for: open the panel, open the file, edit, withdraw, accept, reject.
        dropped(object, str): files or links were dropped; the id of the row under them, or "".
        pasted(): Ctrl+V.
    """

    asked = Signal(str)
    dropped = Signal(object, str)
    pasted = Signal()

    def __init__(self, model: EvidenceModel, parent: QWidget | None = None) -> None:
        """Make the table of a model."""
        super().__init__(parent)
        self._hover = -1
        self._rows = model
        self._over = -1
        self.heads = Head(self)
        self.setHorizontalHeader(self.heads)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("Evidence register")
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
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

    def show_columns(self, shown: Sequence[EvidenceSort]) -> None:
        """Show some of the columns; the title takes the room that is left."""
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column not in shown)
            if column in WIDTHS:
                self.setColumnWidth(number, theme.px(WIDTHS[column]))
        title = COLUMNS.index(EvidenceSort.TITLE)
        self.heads.setSectionResizeMode(title, QHeaderView.ResizeMode.Stretch)

    # Rows

    def is_selected(self, row: int) -> bool:
        """Tell whether a row is chosen."""
        return self.selectionModel().isRowSelected(row, QModelIndex())

    def shows_focus(self, index: Index) -> bool:
        """Tell whether a cell has the ring."""
        now = self.currentIndex()
        return self.hasFocus() and (now.row(), now.column()) == (index.row(), index.column())

    def line(self) -> EvidenceLine | None:
        """Return the line of the current row."""
        row = self.currentIndex().row()
        return self._rows.lines[row] if 0 <= row < len(self._rows.lines) else None

    def chosen(self) -> list[str]:
        """Return the ids of the chosen rows, in order."""
        rows = {
            row for part in self.selectionModel().selection().toList() for row in range(part.top(), part.bottom() + 1)
        }
        return [self._rows.lines[row].item.id for row in sorted(rows)]

    def go_to(self, id: str) -> bool:
        """Choose an item, and tell whether it is shown."""
        row = self._rows.row_of(id)
        if row < 0:
            return False
        column = self.currentIndex().column()
        title = COLUMNS.index(EvidenceSort.TITLE)
        self.setCurrentIndex(self._rows.index(row, title if column < 0 or self.isColumnHidden(column) else column))
        return True

    def step(self, by: int) -> None:
        """Choose the row before or after."""
        row = self.currentIndex().row() + by
        if 0 <= row < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(row, max(self.currentIndex().column(), 0)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of whole rows, then the cells."""
        painter, width = QPainter(self.viewport()), self.viewport().width()
        chosen: list[QRectF] = []
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        for row in range(max(first, 0), (last if last >= 0 else self._rows.rowCount() - 1) + 1):
            box = QRectF(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            if self.is_selected(row):
                painter.fillRect(box, theme.colour("sel"))
                chosen.append(box)
            elif row == self._hover:
                painter.fillRect(box, theme.colour("hover"))
        painter.end()
        super().paintEvent(event)
        # Qt lays its own ground over a chosen row, so what stands on it comes after.
        painter.begin(self.viewport())
        for box in chosen:
            painter.fillRect(QRectF(0, box.y(), 3, box.height()), theme.colour("accent"))
        if self._over >= 0:
            top, height = self.rowViewportPosition(self._over), self.rowHeight(self._over)
            paint.draw_focus(painter, QRectF(0, top, width, height), 4)
        painter.end()

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
            self.setCurrentIndex(self._rows.index(0, 1))
        self.viewport().update()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the panel, F2 edits, Space opens the file, Delete withdraws, Ctrl+V pastes; A and R review."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif plain and key in _OPEN_KEYS and self.state() != QAbstractItemView.State.EditingState:
            self.asked.emit("panel")
        elif plain and key == Qt.Key.Key_F2:
            self.asked.emit("edit")
        elif plain and key == Qt.Key.Key_Space:
            self.asked.emit("open")
        elif plain and key == Qt.Key.Key_Delete:
            self.asked.emit("withdraw")
        elif plain and key in _REVIEW_KEYS and self.state() != QAbstractItemView.State.EditingState:
            self.asked.emit(_REVIEW_KEYS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    # Drops

    def _row_under(self, at: QPoint) -> int:
        return self.rowAt(at.y())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the row that the files would go to."""
        self._over = self._row_under(event.position().toPoint())
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        row, self._over = self._row_under(event.position().toPoint()), -1
        self.viewport().update()
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData(), self._rows.lines[row].item.id if row >= 0 else "")
