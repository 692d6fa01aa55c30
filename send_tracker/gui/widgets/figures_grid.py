"""The entry grid on screen: typing, Enter down, Tab across, pasting from a workbook, each cell checked in place."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from send_tracker.domain.measures.entry import Checked, Finding
from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.models.figures_model import CHECKED_ROLE, KEPT_ROLE, FiguresModel

Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _PERIOD, _WIDEST, _CELL = 30, 46, 150, 320, 108
_ICONS = {Finding.REFUSED: ("triangle-alert", "off_target"), Finding.ASKED: ("circle-question-mark", "near")}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Delegate(QStyledItemDelegate):
    """Paints a cell: what was typed, or faintly what the file holds; a mark and a ground where something is wrong."""

    def __init__(self, grid: FiguresGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(_CELL), theme.px(_ROW))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFont(theme.font())
        line.setFrame(False)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "Period"))
        return line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        found: Checked | None = index.data(CHECKED_ROLE)
        painter.save()
        chosen = self._grid.is_chosen(index.row(), index.column())
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
        right, cy = box.right() - 8, box.center().y()
        if found is not None and found.finding in _ICONS:
            icon, code = _ICONS[found.finding]
            _, ground, text = theme.status_colours(RATING_LEVELS[code])
            if not chosen:
                painter.fillRect(box.adjusted(1, 1, -1, -1), ground)
            side = theme.px(14)
            icons.draw(painter, box.x() + 6, cy - side / 2, icon, text.name(), side)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        words = str(index.data() or "")
        token, weight = ("text", 500 if index.column() else 400) if words else ("faint", 400)
        words = paint.elided(words or str(index.data(KEPT_ROLE) or ""), box.width() - 16, "body", weight)
        wide = theme.metrics("body", weight).horizontalAdvance(words)
        paint.draw_words(painter, right - wide if index.column() else box.x() + 12, cy, words, token, "body", weight)
        if self._grid.hasFocus() and self._grid.currentIndex() == index:
            paint.draw_focus(painter, box.adjusted(0, 0, -1, -1), 2)
        painter.restore()


class _Heads(QHeaderView):
    """References with titles under them, over the columns."""

    def __init__(self, model: FiguresModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model.sheet
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRectF, logicalIndex: int) -> None:  # type: ignore[override]
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, theme.colour("group"))
        if logicalIndex == 0:
            paint.draw_words(painter, box.x() + 12, box.center().y(), "Period", "muted", "small", 500)
        else:
            measure, line = self._sheet.measures[logicalIndex - 1], theme.px(15)
            for place, words in enumerate(paint.wrapped(measure.title, box.width() - 12, 2, "small", 500)):
                paint.draw_words(
                    painter, box.x() + 6, box.y() + theme.px(14) + line * place, words, "text", "small", 500
                )
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.restore()


class FiguresGrid(QTableView):
    """The grid. ``moved`` says that the cursor is on another cell; ``pasted(int)`` how many cells a paste filled."""

    moved = Signal()
    pasted = Signal(int)

    def __init__(self, model: FiguresModel, parent: QWidget | None = None) -> None:
        """Make the grid of a sheet."""
        super().__init__(parent)
        self._sheet = model
        self.setHorizontalHeader(_Heads(model, self))
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("Figures: periods down, measures across")
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        # The periods stay in sight while the measures are scrolled sideways.
        self.horizontalScrollBar().valueChanged.connect(lambda at: self.verticalHeader().setVisible(at > 0))
        self.selectionModel().currentChanged.connect(lambda _now, _then: self.moved.emit())
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take heights and widths again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setFixedHeight(theme.px(_HEAD))
        self.horizontalHeader().setDefaultSectionSize(theme.px(_CELL))
        for column in range(self._sheet.columnCount()):
            self.setColumnWidth(column, theme.px(_CELL) if column else self._wide())
        self.viewport().update()

    def _wide(self) -> int:
        """Return how wide the periods are: whole, for it is their end that tells them apart."""
        metrics = theme.metrics("body", 400)
        longest = max((metrics.horizontalAdvance(words) for words in self._sheet.sheet.periods), default=0)
        return min(max(theme.px(_PERIOD), round(longest) + 32), theme.px(_WIDEST))

    def is_chosen(self, row: int, column: int) -> bool:
        """Tell whether a cell is chosen."""
        return self.selectionModel().isSelected(self._sheet.index(row, column))

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        index = self._sheet.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, copy, empty, and go down with Enter; other keys type."""
        now = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(now.data() or ""))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.state() != self.State.EditingState:
            for index in self.selectedIndexes():
                if index.column():
                    self._sheet.sheet.set(index.row(), index.column() - 1, "")
            self._sheet.read_again()
        elif event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.state() == self.State.EditingState:
                event.ignore()  # the editor commits after this and ends in closeEditor
            else:
                self._down()
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Put a paste in from the cell the cursor is on."""
        self.pasted.emit(self._sheet.paste(self.currentIndex(), text))

    def _down(self) -> None:
        """Go one row down; below the last one there is a new one."""
        now = self.currentIndex()
        if now.row() == self._sheet.rowCount() - 1 and self._sheet.sheet.periods[now.row()].strip():
            self._sheet.add_row()
        if now.row() < self._sheet.rowCount() - 1:
            self.go_to(now.row() + 1, now.column())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go down where Enter ended the typing."""
        entered = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if entered else hint)
        if entered:
            self._down()
