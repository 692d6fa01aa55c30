"""The list of the palette, painted: icon, reference, words, and keys or kind at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import Label

if TYPE_CHECKING:
    from send_tracker.gui.palette_rows import PaletteRow

ROW = 32
_SELECTED = QStyle.StateFlag.State_Selected
Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractListModel):
    """The lines that the palette offers now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[PaletteRow] = ()

    def set_rows(self, rows: Sequence[PaletteRow]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.rows[index.row()]
            return f"{row.ref} {row.words}, {row.right}".strip(" ,")
        return None


class _Line(QStyledItemDelegate):
    """Paints one line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.model().rows[index.row()]  # type: ignore[attr-defined]
        rect = QRectF(option.rect)
        chosen = bool(option.state & _SELECTED)
        painter.save()
        if chosen:
            paint.fill_round(painter, rect, 4, theme.colour("sel"))
        side, cy = theme.px(16), rect.center().y()
        x = rect.x() + theme.px(10)
        if row.level is not None:
            paint.draw_shape(painter, QRectF(x + side / 2 - 5, cy - 5, 10, 10), row.level)
        else:
            icons.draw(painter, x, cy - side / 2, row.icon, "accent" if chosen else "muted", side)
        x += side + theme.px(10)
        edge = rect.right() - theme.px(10) - theme.metrics("small").horizontalAdvance(row.right)
        paint.draw_words(painter, edge, cy, row.right, "muted", "small")
        if row.ref:
            x += paint.draw_words(painter, x, cy, row.ref, "text", "body", 600) + theme.px(8)
        words = paint.elided(row.words, edge - x - theme.px(12))
        paint.draw_words(painter, x, cy, words, "text")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.px(ROW))


class PaletteList(QFrame):
    """Lies over the window; the focus stays in the field above it."""

    picked = Signal(object)
    current_changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "raised")
        self.setAccessibleName("Found")
        self._rows = _Rows(self)
        self.view = QListView(self)
        self.view.setAccessibleName("Found")
        self.view.setModel(self._rows)
        self.view.setItemDelegate(_Line(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.clicked.connect(lambda index: self.picked.emit(self._rows.rows[index.row()]))
        self._nothing = Label(
            "Nothing found. Try a reference such as 4.3, or the beginning of a word.", token="muted", wrap=True
        )
        self._nothing.setContentsMargins(8, 6, 8, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._nothing)
        self.hide()

    def set_rows(self, rows: Sequence[PaletteRow], *, keep: bool = False) -> None:
        """Show lines, the first one current; or more lines than before, with the same one current."""
        place = max(self.view.currentIndex().row(), 0) if keep else 0
        self._rows.set_rows(rows)
        self.view.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if rows:
            self.view.setCurrentIndex(self._rows.index(min(place, len(rows) - 1)))
        self.current_changed.emit(self.current())

    def rows(self) -> Sequence[PaletteRow]:
        """Return the lines shown."""
        return self._rows.rows

    def current(self) -> PaletteRow | None:
        """Return the line that Enter would pick."""
        row = self.view.currentIndex().row()
        return self._rows.rows[row] if 0 <= row < len(self._rows.rows) else None

    def step(self, by: int) -> None:
        """Go up or down; one step from an end goes round to the other."""
        count = len(self._rows.rows)
        if not count:
            return
        row = self.view.currentIndex().row()
        row = (row + by) % count if abs(by) == 1 else min(max(row + by, 0), count - 1)
        self.view.setCurrentIndex(self._rows.index(row))
        self.current_changed.emit(self.current())

    def height_for(self, most: int) -> int:
        """Return the height that shows all lines, or ``most`` of them."""
        return (min(len(self._rows.rows), most) * theme.px(ROW) if self._rows.rows else theme.px(36)) + 14
