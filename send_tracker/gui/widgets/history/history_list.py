"""The entries of a history, newest first. Two of them can be marked, to be compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from send_tracker.domain.status import StatusScale
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.theme import FontName
from send_tracker.gui.widgets.history.words import text_of, when
from send_tracker.services.story import StoryEntry

ENTRY = Qt.ItemDataRole.UserRole + 1
MOST_MARKED = 2
Index = QModelIndex | QPersistentModelIndex
_PAD = 16


class HistoryList(QListWidget):
    """A list, so that keys and screen readers go through it entry by entry. Space or a click marks an entry.

    Signals:
        marked: other entries are marked.
        compare_wanted: Enter was pressed.
        copy_wanted: Ctrl+C was pressed.
    """

    marked = Signal()
    compare_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, scale: StatusScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order: list[QListWidgetItem] = []
        self.setAccessibleName("History")
        self.setAccessibleDescription("Space marks an entry. With two marked, Enter compares them.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setItemDelegate(_HistoryDelegate(scale, self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemSelectionChanged.connect(self._keep_two)
        theme.hub.changed.connect(self.scheduleDelayedItemsLayout)

    def show_entries(self, entries: Sequence[StoryEntry]) -> None:
        """Show these, none of them marked."""
        self._order = []
        self.clear()
        for entry in entries:
            shown = QListWidgetItem(text_of(entry))
            shown.setData(ENTRY, entry)
            self.addItem(shown)
        if entries:
            self.setCurrentRow(0)
            self.clearSelection()

    def chosen(self) -> list[StoryEntry]:
        """Return the marked entries, from the top."""
        return [self.item(row).data(ENTRY) for row in range(self.count()) if self.item(row).isSelected()]

    def entries(self) -> list[StoryEntry]:
        """Return all entries that are shown."""
        return [self.item(row).data(ENTRY) for row in range(self.count())]

    def _keep_two(self) -> None:
        """Let the mark that was set first go where a third is set."""
        now = self.selectedItems()
        self._order = [item for item in self._order if item in now] + [item for item in now if item not in self._order]
        if len(self._order) > MOST_MARKED:
            self._order[0].setSelected(False)  # which comes back here
            return
        self.marked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare with Enter, copy with Ctrl+C."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.compare_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the entries again."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _HistoryDelegate(QStyledItemDelegate):
    """Draws an entry: its head small and quiet, each change on its own lines, the reason quiet.

    A change of status is two chips. What was undone is struck through, and its head says so.
    """

    def __init__(self, scale: StatusScale, parent: QWidget) -> None:
        super().__init__(parent)
        self._scale = scale

    def _lines(self, entry: StoryEntry) -> list[tuple[str, FontName, str]]:
        """Return the text, the font and the colour of each paragraph; an empty text stands for the chips."""
        found: list[tuple[str, FontName, str]] = [(when(entry), "small", "muted")]
        if entry.rating is not None:
            found.append(("", "body", "text"))
        else:
            found += [(s, "body", "text" if entry.counts else "faint") for s in entry.sentences]
        if entry.reason:
            found.append((f"Why: {entry.reason}", "chip", "muted"))
        return found + [(words, "chip", "muted") for words in entry.beside]

    @staticmethod
    def _height(text: str, name: FontName, width: float) -> float:
        if not text:
            return theme.px(paint.CHIP_HEIGHT + 4)
        flags = int(Qt.TextFlag.TextWordWrap)
        return theme.metrics(name).boundingRect(QRectF(0, 0, width, 1e6), flags, text).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListWidget) else 300
        heights = [self._height(text, name, wide - 2 * _PAD) + 3 for text, name, _ in self._lines(index.data(ENTRY))]
        return QSize(wide, round(sum(heights)) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, entry, state = QRectF(option.rect), index.data(ENTRY), option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("sel"))
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), theme.colour("accent"))
        y, width = rect.y() + 6, rect.width() - 2 * _PAD
        for text, name, token in self._lines(entry):
            box = QRectF(rect.x() + _PAD, y, width, self._height(text, name, width))
            if text:
                self._words(painter, box, text, name, token, struck=token == "faint")
            else:
                self._chips(painter, box, entry)
            y += box.height() + 3
        painter.fillRect(QRectF(rect.x() + _PAD, rect.bottom() - 1, width, 1), theme.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            paint.draw_focus(painter, rect.adjusted(6, 1, -6, -3))
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, box: QRectF, text: str, name: FontName, token: str, struck: bool) -> None:
        font = QFont(theme.font(name))
        font.setStrikeOut(struck)
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap), text)

    def _chips(self, painter: QPainter, box: QRectF, entry: StoryEntry) -> None:
        """Draw from what to what; struck through, if it was undone."""
        before, after = entry.rating or ("", "")
        x, cy, side = box.x(), box.center().y(), theme.px(14)
        if before:
            x += paint.draw_chip(painter, x, cy, self._scale[before]) + 8
            icons.draw(painter, x, cy - side / 2, "arrow-right", "muted", side)
            x += side + 8
        x += paint.draw_chip(painter, x, cy, self._scale[after])
        if not entry.counts:
            painter.fillRect(QRectF(box.x(), cy, x - box.x(), 1.5), theme.colour("text"))
