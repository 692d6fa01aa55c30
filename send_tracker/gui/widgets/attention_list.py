"""What needs attention, as a list: each row opens what it questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from send_tracker.domain.challenge.model import Challenge, Scope
from send_tracker.domain.severity import SEVERITY_LABELS
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import tip
from send_tracker.services.attention import AttentionRow

Index = QModelIndex | QPersistentModelIndex
_ROW, _LINE, _SHAPE_AT, _REF_AT, _TITLE_AT, _CHEVRON = 52, 17, 16, 34, 72, 26
_ROOT = QModelIndex()
_ICONS = {
    Scope.ACTION: "list-checks",
    Scope.OUTCOME: "chart-line",
    Scope.EVIDENCE: "paperclip",
    Scope.PERSON: "users",
    Scope.REFERENCE: "copy",
}
"""Signs of what has no status of its own."""


class AttentionModel(QAbstractListModel):
    """The rows; the words of each are its display text."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: tuple[AttentionRow, ...] = ()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        found = row.challenge
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                status = f", {row.level.letter} {row.level.label}" if row.level else ""
                severity = SEVERITY_LABELS[found.severity]
                return f"{found.subject}{status}: {found.headline}, severity {severity}. {found.detail}"
            case Qt.ItemDataRole.ToolTipRole:
                severity = SEVERITY_LABELS[found.severity]
                return tip(f"{found.title}. Severity: {severity}.\n{found.sentence}")
            case Qt.ItemDataRole.UserRole:
                return row
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a row: shape, reference, reason, detail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        lines = len(title_lines(index.data(Qt.ItemDataRole.UserRole).challenge, width))
        return QSize(theme.px(200), theme.px(_ROW + _LINE * max(0, lines - 1)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: AttentionRow = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)
        state = option.state
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        ground = box.adjusted(0, 2, 0, -2)
        if hover or focus:
            paint.fill_round(painter, ground, 6, theme.colour("hover"))
        x, cy = box.x() + theme.px(_SHAPE_AT), box.y() + theme.px(18)
        if row.level is not None:
            side = theme.px(paint.SHAPE)
            paint.draw_shape(painter, QRectF(x - side / 2, cy - side / 2, side, side), row.level)
        else:
            side = theme.px(14)
            icons.draw(painter, x - side / 2, cy - side / 2, _ICONS[row.challenge.on], "text", side)
        self._draw_words(painter, row, box, hover or focus)
        if focus:
            paint.draw_focus(painter, ground)
        painter.restore()

    def _draw_words(self, painter: QPainter, row: AttentionRow, box: QRectF, chevron: bool) -> None:
        found = row.challenge
        first, second = box.y() + theme.px(18), box.y() + theme.px(36)
        title = box.x() + _title_at(found)
        paint.draw_words(painter, box.x() + theme.px(_REF_AT), first, _ref(found), "text", "body", 600)
        lines = title_lines(found, box.width())
        for place, line in enumerate(lines):
            paint.draw_words(painter, title, first + theme.px(_LINE) * place, line, "text", "body", 500)
        second += theme.px(_LINE) * (len(lines) - 1)
        room = box.right() - title - theme.px(30 if chevron else 12)
        below = f"{SEVERITY_LABELS[found.severity]}. {found.brief or found.detail}"
        paint.draw_words(painter, title, second, paint.elided(below, room, "small"), "muted", "small")
        if chevron:
            side = theme.px(16)
            icons.draw(painter, box.right() - side - 8, box.center().y() - side / 2, "chevron-right", "text", side)


def _ref(found: Challenge) -> str:
    """A reference is short; the name of a person takes the place of a title and moves on nothing."""
    return "" if found.on is Scope.PERSON else found.subject


def _title_at(found: Challenge) -> float:
    if found.on is Scope.PERSON:
        return theme.px(_REF_AT)
    ref = theme.metrics("body", 600).horizontalAdvance(_ref(found))
    return max(theme.px(_TITLE_AT), theme.px(_REF_AT) + ref + 8)


def title_lines(found: Challenge, width: float) -> list[str]:
    """Return the title in one or two lines; the chevron's room stays free, so that no word moves under the pointer."""
    return paint.wrapped(found.headline, width - _title_at(found) - theme.px(_CHEVRON), 2, "body", 500)


class AttentionList(QListView):
    """The list. ``opened`` carries the id of what is questioned, by click or by Enter."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._rows = AttentionModel()
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Needs attention")
        self.clicked.connect(self._open)
        theme.hub.changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[AttentionRow]) -> None:
        """Show other rows, keeping the current one by its challenge."""
        if self._rows.rows == tuple(rows):
            return
        kept = self._key(self.currentIndex())
        self._rows.beginResetModel()
        self._rows.rows = tuple(rows)
        self._rows.endResetModel()
        place = next((n for n, row in enumerate(rows) if (row.challenge.rule, row.challenge.subject_id) == kept), 0)
        if rows:
            self.setCurrentIndex(self._rows.index(place))

    def _key(self, index: QModelIndex) -> tuple[str, str]:
        row = index.data(Qt.ItemDataRole.UserRole)
        return (row.challenge.rule, row.challenge.subject_id) if isinstance(row, AttentionRow) else ("", "")

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._key(index)[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
