"""A register on screen: a table painted like the plan. What a key asks for is said in a signal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Generic

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from send_tracker.gui import paint, theme
from send_tracker.gui.models.register_delegate import RegisterDelegate
from send_tracker.gui.models.register_model import C, Head, L, RegisterModel
from send_tracker.gui.widgets.register_heads import FIRST, HEIGHT, PAD, RegisterHeads

Index = QModelIndex | QPersistentModelIndex


class RegisterTable(QTableView, Generic[C, L]):
    """The table. ``asked`` carries what a key asks for, one of :attr:`keys`, or ``panel`` for a double click."""

    asked = Signal(str)

    row_height: ClassVar[int] = 32
    keys: ClassVar[Mapping[int, str]] = {}
    has_lines: ClassVar[bool] = False
    """Whether a hair line stands between the rows."""

    def __init__(
        self,
        name: str,
        model: RegisterModel[C, L],
        delegate: type[RegisterDelegate[C, L]],
        parent: QWidget | None = None,
    ) -> None:
        """Make the table of a model, with its accessible name and what paints its cells."""
        super().__init__(parent)
        self._hover = -1
        self.rows = model
        self.columns = model.columns
        self.heads = RegisterHeads(self.columns, self)
        self.setHorizontalHeader(self.heads)
        self.setModel(model)
        self.setItemDelegate(delegate(self))
        self.setAccessibleName(name)
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
        self.verticalHeader().setDefaultSectionSize(theme.px(self.row_height))
        self.heads.setFixedHeight(theme.px(HEIGHT))
        self.viewport().update()

    def show_columns(self, shown: Sequence[C]) -> None:
        """Show some of the columns; the title takes the room that is left."""
        for number, column in enumerate(self.columns.order):
            self.setColumnHidden(number, column not in shown)
            if column in self.columns.widths:
                edge = FIRST - PAD if column is shown[0] else 0
                self.setColumnWidth(number, theme.px(self.columns.widths[column] + edge))
        self.heads.first = self.columns.order.index(shown[0])
        self.heads.setSectionResizeMode(self._title, QHeaderView.ResizeMode.Stretch)
        self.heads.viewport().update()

    @property
    def _title(self) -> int:
        return self.columns.order.index(self.columns.title)

    # Rows

    def is_selected(self, row: int) -> bool:
        """Tell whether a row is chosen."""
        return self.selectionModel().isRowSelected(row, QModelIndex())

    def shows_focus(self, index: Index) -> bool:
        """Tell whether a cell has the ring."""
        now = self.currentIndex()
        return self.hasFocus() and (now.row(), now.column()) == (index.row(), index.column())

    def line(self) -> L | None:
        """Return the line of the current row."""
        return self.rows.line_at(self.currentIndex().row())

    def chosen(self) -> list[str]:
        """Return the ids of the chosen rows, in order."""
        parts = self.selectionModel().selection().toList()
        rows = {row for part in parts for row in range(part.top(), part.bottom() + 1)}
        return [line.id for row in sorted(rows) if (line := self.rows.line_at(row)) is not None]

    def go_to(self, id: str) -> bool:
        """Choose a line, and tell whether it is shown."""
        row = self.rows.row_of(id)
        if row < 0:
            return False
        column = self.currentIndex().column()
        if column < 0 or self.isColumnHidden(column):
            column = self._title
        self.setCurrentIndex(self.rows.index(row, column))
        return True

    def step(self, by: int) -> None:
        """Choose the line before or after."""
        row = self.currentIndex().row() + by
        if self.rows.head_at(row) is not None:
            row += by
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, max(self.currentIndex().column(), 0)))

    # Painting

    def row_box(self, row: int) -> QRectF:
        """Return where a whole row stands in the viewport."""
        return QRectF(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _in_view(self) -> Iterator[tuple[int, QRectF]]:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        for row in range(max(first, 0), (last if last >= 0 else self.rows.rowCount() - 1) + 1):
            yield row, self.row_box(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of whole rows, then the cells, then what lies across."""
        rows = list(self._in_view())
        painter = QPainter(self.viewport())
        for row, box in rows:
            ground = self._ground(row)
            if ground:
                painter.fillRect(box, theme.colour(ground))
        painter.end()
        super().paintEvent(event)
        # Qt lays its own ground over a chosen row, so what stands on it comes after.
        painter.begin(self.viewport())
        painter.setPen(QPen(theme.colour("line"), 1))
        for row, box in rows:
            head = self.rows.head_at(row)
            if head is not None:
                self._draw_head(painter, head, box)
            elif self.is_selected(row):
                painter.fillRect(QRectF(0, box.y(), 3, box.height()), theme.colour("accent"))
            elif self.has_lines:
                painter.drawLine(theme.px(FIRST), int(box.bottom()) - 1, int(box.width()), int(box.bottom()) - 1)
        painter.end()

    def _ground(self, row: int) -> str:
        """Return the colour that a row lies on, or nothing for the page's own."""
        if self.rows.head_at(row) is not None:
            return "group"
        return "sel" if self.is_selected(row) else "hover" if row == self._hover else ""

    def _draw_head(self, painter: QPainter, head: Head, box: QRectF) -> None:
        """Draw the words over a part of the register across the whole row."""
        painter.save()
        left = box.x() + theme.px(FIRST)
        left += paint.draw_words(painter, left, box.center().y(), head.words, "text", "body", 600) + 8
        paint.draw_words(painter, left, box.center().y(), self.rows.head_words(head), "muted", "small")
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

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be somewhere when the keyboard arrives."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            first = 1 if self.rows.head_at(0) is not None else 0
            self.setCurrentIndex(self.rows.index(first, self._title))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for what a key stands for; a cell that is being typed in keeps its keys."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        asked = self.keys.get(event.key()) if plain else None
        if asked and self.state() != QAbstractItemView.State.EditingState:
            self.asked.emit(asked)
        elif event.matches(QKeySequence.StandardKey.Copy):
            from send_tracker.gui.copied_rows import copy_rows

            copy_rows(self)
        else:
            super().keyPressEvent(event)
