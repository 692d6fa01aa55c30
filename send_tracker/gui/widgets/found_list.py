"""The list of the search over everything, painted: reference and title, the words that were found, where and when.

What was found is drawn in bold out of plain text; nothing in it is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from send_tracker.domain.finding.found import Findings, Hit
from send_tracker.domain.finding.marked import Marked
from send_tracker.domain.finding.sources import Group
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.models.found_model import FoundModel, Head, More, Row
from send_tracker.gui.theme import FontName

Index = QModelIndex | QPersistentModelIndex
_HEAD, _HIT, _MORE = 36, 52, 32
_PAD = 16
"""As on every page, whatever the size of the text."""
_PAGE = 8
_SELECTED = QStyle.StateFlag.State_Selected

GROUP_ICONS = {
    Group.ACTION: "list-checks",
    Group.OUTCOME: "flag",
    Group.UPDATE: "history",
    Group.EVIDENCE: "paperclip",
    Group.ATTACHMENT: "file-text",
    Group.DECISION: "circle-check",
    Group.COMMITMENT: "calendar",
    Group.QUESTION: "circle-question-mark",
    Group.RISK: "triangle-alert",
    Group.MEETING: "calendar-days",
    Group.STATEMENT: "presentation",
    Group.MEASURE: "chart-line",
    Group.PERSON: "users",
}


class _Delegate(QStyledItemDelegate):
    """Paints one row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        height = _HEAD if isinstance(row, Head) else _MORE if isinstance(row, More) else _HIT
        return QSize(theme.px(200), theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)
        painter.save()
        if isinstance(row, Head):
            _draw_head(painter, box, row, is_first=index.row() == 0)
        else:
            chosen = bool(option.state & _SELECTED)
            hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
            if chosen or hover:
                painter.fillRect(box, theme.colour("sel" if chosen else "hover"))
            if chosen:
                painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), theme.colour("accent"))
            if isinstance(row, More):
                token = "accent" if row.opens else "muted"
                paint.draw_words(painter, _text_at(box), box.center().y(), row.words, token, "chip")
            else:
                _draw_hit(painter, box, row, chosen)
            if chosen and option.state & QStyle.StateFlag.State_HasFocus:
                paint.draw_focus(painter, box, 0)
        painter.restore()


def _text_at(box: QRectF) -> float:
    """Return where words begin, after the icon."""
    return box.x() + _PAD + theme.px(26)


def _draw_head(painter: QPainter, box: QRectF, row: Head, *, is_first: bool) -> None:
    if not is_first:
        line = QRectF(box.x() + _PAD, box.y(), box.width() - 2 * _PAD, 1)
        painter.fillRect(line, theme.colour("line"))
    x, cy = box.x() + _PAD, box.center().y() + theme.px(2)
    x += paint.draw_words(painter, x, cy, row.words, "text", "body", 600) + theme.px(8)
    paint.draw_words(painter, x, cy, row.count, "muted", "small")


def _draw_hit(painter: QPainter, box: QRectF, hit: Hit, chosen: bool) -> None:
    first, second = box.y() + theme.px(18), box.y() + theme.px(37)
    side = theme.px(16)
    token = "accent" if chosen else "muted"
    icons.draw(painter, box.x() + _PAD, first - side / 2, GROUP_ICONS[hit.group], token, side)
    left, right = _text_at(box), box.right() - _PAD
    x, edge = left, right
    if hit.day:
        edge -= theme.metrics("small").horizontalAdvance(hit.day)
        paint.draw_words(painter, edge, first, hit.day, "muted", "small")
        edge -= theme.px(12)
    if hit.is_gone:
        words = "Withdrawn"
        edge -= theme.metrics("small", 500).horizontalAdvance(words)
        paint.draw_words(painter, edge, first, words, "muted", "small", 500)
        edge -= theme.px(12)
    if hit.ref:
        x += paint.draw_words(painter, x, first, hit.ref, "text", "body", 600) + theme.px(8)
    draw_marked(painter, x, first, edge - x, hit.title, "muted" if hit.is_gone else "text", "body")
    x = left
    if hit.where:
        x += paint.draw_words(painter, x, second, hit.where, "muted", "small", 500) + theme.px(8)
    draw_marked(painter, x, second, right - x, hit.excerpt, "muted", "chip", "text")


def draw_marked(
    painter: QPainter, x: float, cy: float, room: float, marked: Marked, token: str, name: FontName, bold: str = ""
) -> None:
    """Draw a text on one line with what was found in bold, cut with an ellipsis where the room ends.

    Args:
        painter, x, cy: where to draw. room: the width there is. marked: the text. token: its colour. name: its font.
        bold: the colour of what was found, if another.
    """
    for piece, found in marked.pieces():
        weight = 600 if found else 400
        fm = theme.metrics(name, weight)
        width = fm.horizontalAdvance(piece)
        shown = piece if width <= room else fm.elidedText(piece, Qt.TextElideMode.ElideRight, room)
        painter.setFont(theme.font(name, weight))
        paint.draw_text(painter, x, cy, shown, theme.colour(bold if found and bold else token), fm)
        if width > room:
            return
        x, room = x + width, room - width


class FoundList(QListView):
    """The list.

    Signals:
        opened(Hit): it was chosen. widened(Group): all of a group shall be shown.
    """

    opened = Signal(object)
    widened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.found = FoundModel()
        self.setModel(self.found)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName("What was found")
        self.clicked.connect(self._open)
        theme.hub.changed.connect(self.scheduleDelayedItemsLayout)

    def show_findings(self, findings: Findings, only: Group | None) -> None:
        """Show what was found; what was current stays so if it is still there, else the first is."""
        kept = self.current()
        self.found.show_findings(findings, only)
        keys = [(row.group, row.id) if isinstance(row, Hit) else None for row in self.found.rows]
        key = (kept.group, kept.id) if isinstance(kept, Hit) else None
        self.go(keys.index(key) if key in keys and key else self.found.step(-1, 1))

    def current(self) -> Row | None:
        """Return the row that Enter would open."""
        row = self.currentIndex().row()
        return self.found.rows[row] if 0 <= row < len(self.found.rows) else None

    def hits(self) -> Sequence[Hit]:
        """Return the hits that are listed."""
        return [row for row in self.found.rows if isinstance(row, Hit)]

    def go(self, row: int) -> None:
        """Make a row current, and show the head of its group with the first of it."""
        if 0 <= row < len(self.found.rows):
            index = self.found.index(row)
            self.setCurrentIndex(index)
            if row and isinstance(self.found.rows[row - 1], Head):
                self.scrollTo(self.found.index(row - 1))

    def move(self, by: int) -> None:  # type: ignore[override]
        """Go so many rows up or down, over the heads."""
        row = self.currentIndex().row()
        for _ in range(abs(by)):
            row = self.found.step(row, 1 if by > 0 else -1)
        self.go(row)

    def open_current(self) -> None:
        """Open the current row."""
        self._open(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if isinstance(row, Hit):
            self.opened.emit(row)
        elif isinstance(row, More) and row.opens:
            self.widened.emit(row.group)

    def take_key(self, key: int) -> bool:
        """Move or open by a key that was pressed here or in the field above; tell whether it was one of those."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
        if key in steps:
            self.move(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go over the heads, open with Enter or Space."""
        if event.key() == Qt.Key.Key_Space:
            self.open_current()
        elif not self.take_key(event.key()):
            super().keyPressEvent(event)
