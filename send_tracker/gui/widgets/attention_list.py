"""What needs attention, as a list: each row opens its action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from send_tracker.domain.attention import Attention
from send_tracker.domain.status import StatusScale
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import tip

Index = QModelIndex | QPersistentModelIndex
_ROW, _SHAPE_AT, _REF_AT, _TITLE_AT = 52, 16, 34, 72
_ROOT = QModelIndex()


class AttentionModel(QAbstractListModel):
    """The rows; the words of each are its display text."""

    def __init__(self, scale: StatusScale) -> None:
        """Start empty."""
        super().__init__()
        self.scale = scale
        self.rows: tuple[Attention, ...] = ()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                level = self.scale[row.status]
                return f"{row.ref}, {level.letter} {level.label}: {row.title}. {row.detail}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip(f"{row.ref}  {row.title}\n{row.detail}")
            case Qt.ItemDataRole.UserRole:
                return row
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a row: shape, reference, reason, detail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Attention = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        box = QRectF(option.rect)
        state = option.state
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        ground = box.adjusted(0, 2, 0, -2)
        if hover or focus:
            paint.fill_round(painter, ground, 6, theme.colour("hover"))
        if isinstance(model, AttentionModel):
            side = theme.px(paint.SHAPE)
            shape = QRectF(box.x() + theme.px(_SHAPE_AT) - side / 2, box.y() + theme.px(18) - side / 2, side, side)
            paint.draw_shape(painter, shape, model.scale[row.status])
        self._draw_words(painter, row, box, hover or focus)
        if focus:
            paint.draw_focus(painter, ground)
        painter.restore()

    def _draw_words(self, painter: QPainter, row: Attention, box: QRectF, chevron: bool) -> None:
        first, second = box.y() + theme.px(18), box.y() + theme.px(36)
        title = max(theme.px(_TITLE_AT), theme.px(_REF_AT) + theme.metrics("body", 600).horizontalAdvance(row.ref) + 8)
        room = box.width() - title - theme.px(30 if chevron else 12)
        paint.draw_words(painter, box.x() + theme.px(_REF_AT), first, row.ref, "text", "body", 600)
        shown = paint.elided(row.title, room, "body", 500)
        paint.draw_words(painter, box.x() + title, first, shown, "text", "body", 500)
        detail = paint.elided(row.detail, room, "small")
        paint.draw_words(painter, box.x() + title, second, detail, "muted", "small")
        if chevron:
            side = theme.px(16)
            icons.draw(painter, box.right() - side - 8, box.center().y() - side / 2, "chevron-right", "text", side)


class AttentionList(QListView):
    """The list. ``opened`` carries the id of an action, by click or by Enter."""

    opened = Signal(str)

    def __init__(self, scale: StatusScale, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._rows = AttentionModel(scale)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Needs attention")
        self.clicked.connect(self._open)
        theme.hub.changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[Attention], scale: StatusScale) -> None:
        """Show other rows, keeping the current one by its action."""
        if self._rows.rows == tuple(rows) and self._rows.scale == scale:
            return
        kept = self._action(self.currentIndex())
        self._rows.beginResetModel()
        self._rows.scale, self._rows.rows = scale, tuple(rows)
        self._rows.endResetModel()
        place = next((n for n, row in enumerate(rows) if row.action == kept), 0)
        if rows:
            self.setCurrentIndex(self._rows.index(place))

    def _action(self, index: QModelIndex) -> str:
        row = index.data(Qt.ItemDataRole.UserRole)
        return row.action if isinstance(row, Attention) else ""

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._action(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
