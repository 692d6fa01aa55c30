"""What a document will hold, beside its options: its parts in order, its first sentences, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from send_tracker.exchange.outline import Outline
from send_tracker.gui import paint, theme
from send_tracker.gui.theme import FontName
from send_tracker.gui.widgets.label import Label

_HEAD, _LINE, _TEXT_LINE, _AIR = 32, 23, 17, 7
_PAD, _NUMBER = 6, 28
_MOST_LINES: Final = 6
_HEADLINES, _LEFT_OUT = "How it begins", "What is left out"
Index = QModelIndex | QPersistentModelIndex


class _Row(NamedTuple):
    """One row: a head, a part with its number, or a sentence."""

    kind: str
    words: str
    holds: str = ""
    number: int = 0

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return f"{self.words}: {self.holds}" if self.holds else self.words


def _rows(outline: Outline) -> Iterator[_Row]:
    yield _Row("state", " ".join(outline.state))
    for number, (name, holds) in enumerate(outline.parts, start=1):
        yield _Row("part", name, holds, number)
    for head, sentences, kind in (
        (_HEADLINES, outline.says, "said"),
        (_LEFT_OUT, outline.left_out, "state"),
    ):
        if sentences:
            yield _Row("head", head)
            yield from (_Row(kind, words) for words in sentences)


class OutlinePane(QWidget):
    """A list to read, and to walk through with the keys. It changes with each option."""

    def __init__(self, parts: str, parent: QWidget | None = None) -> None:
        """Make an empty one; ``parts`` is what a document of its kind is made of, such as "Sheets"."""
        super().__init__(parent)
        self._parts = parts
        self.head = Label("", "small", 500, token="muted")
        self.list = _OutlineList(self)
        self.list.setAccessibleName("Preview of what it will hold")
        self.head.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        self._say("")

    def show_outline(self, outline: Outline) -> None:
        """Show what a document will hold now."""
        self._say(f": {len(outline.parts)} {self._parts}")
        self.list.show_rows(list(_rows(outline)))

    def show_waiting(self) -> None:
        """Say that it is being looked at; what was shown stays until the answer comes."""
        self._say(" (being worked out…)")

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot be shown."""
        self._say("")
        self.list.show_rows([_Row("said", sentence)])

    def text(self) -> str:
        """Return all rows in words, as a screen reader says them."""
        return "\n".join(row.spoken for row in self.list.rows)

    def _say(self, words: str) -> None:
        self.head.setText(f"What it will hold{words}")


class _OutlineList(QListWidget):
    """The rows. One tab stop; the arrow keys go from row to row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Delegate(self))
        theme.hub.changed.connect(self.scheduleDelayedItemsLayout)

    def show_rows(self, rows: list[_Row]) -> None:
        """Show other rows; the place that was scrolled to stays."""
        if rows == self.rows:
            return
        self.rows = rows
        place, current = self.verticalScrollBar().value(), self.currentRow()
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.spoken)
            item.setData(Qt.ItemDataRole.UserRole, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            self.addItem(item)
        self.setCurrentRow(min(max(0, current), len(rows) - 1))
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the sentences again."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """Ask for little: it takes what the options leave, and scrolls."""
        return QSize(theme.px(320), theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few rows."""
        return QSize(theme.px(220), theme.px(96))


class _Delegate(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: _Row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        if row.kind in ("head", "part"):
            return QSize(width, theme.px(_HEAD if row.kind == "head" else _LINE))
        return QSize(width, theme.px(_TEXT_LINE * len(_wrapped(row, width)) + _AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: _Row = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)
        painter.save()
        if row.kind == "head":
            paint.draw_words(painter, box.x() + _PAD, box.bottom() - theme.px(11), row.words, "muted", "small", 500)
        elif row.kind == "part":
            _draw_part(painter, box, row)
        else:
            token: str = "text" if row.kind == "said" else "muted"
            for number, line in enumerate(_wrapped(row, box.width())):
                cy = box.y() + theme.px(_AIR / 2 + _TEXT_LINE * (number + 0.5))
                paint.draw_words(painter, box.x() + _PAD, cy, line, token, _FONT)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.draw_focus(painter, box.adjusted(0, 1, -1, -1), 4)
        painter.restore()


_FONT: Final[FontName] = "chip"


def _wrapped(row: _Row, width: float) -> list[str]:
    return paint.wrapped(row.words, width - 2 * _PAD, _MOST_LINES, _FONT)


def _draw_part(painter: QPainter, box: QRectF, row: _Row) -> None:
    """Draw number and name at the left, and what it holds at the right; the name is cut before that is."""
    cy, left, right = box.center().y(), box.x() + _PAD, box.right() - _PAD
    number = f"{row.number}"
    fm = theme.metrics("small")
    end = left + theme.px(_NUMBER) - theme.px(12)
    paint.draw_words(painter, end - fm.horizontalAdvance(number), cy, number, "muted", "small")
    left += theme.px(_NUMBER)
    holds = paint.elided(row.holds, (right - left) * 0.62, "chip")
    right -= theme.metrics("chip").horizontalAdvance(holds)
    paint.draw_words(painter, right, cy, holds, "muted", "chip")
    paint.draw_words(painter, left, cy, paint.elided(row.words, right - left - theme.px(12), "body"), "text", "body")
