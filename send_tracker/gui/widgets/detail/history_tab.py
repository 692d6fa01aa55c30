"""The History tab: what happened to the action, newest first, as plain lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from send_tracker.domain.dates import long_date
from send_tracker.gui import paint, theme
from send_tracker.gui.theme import FontName
from send_tracker.services.action_view import ActionDetail
from send_tracker.services.story import StoryEntry

ENTRY = Qt.ItemDataRole.UserRole + 1
Story = Callable[[str], list[StoryEntry]]
Index = QModelIndex | QPersistentModelIndex
_PAD = 16


class HistoryTab(QWidget):
    """A list, so that keys and screen readers go through it entry by entry."""

    def __init__(self, story: Story, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story = story
        self.list = _HistoryList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.list)

    def show_detail(self, detail: ActionDetail) -> None:
        """Show an action's history."""
        self.list.clear()
        for entry in self._story(detail.action.id):
            shown = QListWidgetItem("\n".join([when(entry), *body(entry)]))
            shown.setData(ENTRY, entry)
            self.list.addItem(shown)


def when(entry: StoryEntry) -> str:
    """Return the head of an entry: the day, who, and when it was typed if that was later."""
    words = f"{long_date(date.fromisoformat(entry.day))}, {entry.author}"
    if entry.recorded_on:
        words += f", recorded {long_date(date.fromisoformat(entry.recorded_on))}"
    return words if entry.counts else f"{words}, undone"


def body(entry: StoryEntry) -> list[str]:
    """Return the lines below the head: what changed, and why."""
    return [*entry.sentences, *([f"Why: {entry.reason}"] if entry.reason else [])]


class _HistoryList(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("History")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_HistoryDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        theme.hub.changed.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _HistoryDelegate(QStyledItemDelegate):
    """Draws an entry: its head small and quiet, each change on its own lines, the reason quiet."""

    def _lines(self, entry: StoryEntry) -> list[tuple[str, FontName, str]]:
        found: list[tuple[str, FontName, str]] = [(when(entry), "small", "muted")]
        found += [(s, "body", "text" if entry.counts else "faint") for s in entry.sentences]
        if entry.reason:
            found.append((f"Why: {entry.reason}", "chip", "muted"))
        return found

    @staticmethod
    def _height(text: str, name: FontName, width: float) -> float:
        flags = int(Qt.TextFlag.TextWordWrap)
        return theme.metrics(name).boundingRect(QRectF(0, 0, width, 1e6), flags, text).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListWidget) else 300
        entry = index.data(ENTRY)
        heights = [self._height(text, name, wide - 2 * _PAD) + 3 for text, name, _ in self._lines(entry)]
        return QSize(wide, round(sum(heights)) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        entry = index.data(ENTRY)
        painter.save()
        y = rect.y() + 6
        for text, name, token in self._lines(entry):
            box = QRectF(rect.x() + _PAD, y, rect.width() - 2 * _PAD, self._height(text, name, rect.width() - 2 * _PAD))
            painter.setFont(theme.font(name))
            painter.setPen(theme.colour(token))
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap), text)
            y += box.height() + 3
        painter.fillRect(QRectF(rect.x() + _PAD, rect.bottom() - 1, rect.width() - 2 * _PAD, 1), theme.colour("line"))
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            paint.draw_focus(painter, rect.adjusted(6, 1, -6, -3))
        painter.restore()
