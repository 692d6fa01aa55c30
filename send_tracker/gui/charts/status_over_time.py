"""Status at each board: stacked columns over the meetings, with the words beside the last one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from send_tracker.domain.chart_data import BoardPoint, ChartTable, StatusHistory, day_labels, ticks
from send_tracker.domain.dates import long_date
from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme
from send_tracker.gui.charts.chart import say
from send_tracker.gui.charts.placing import PartCursor, spread
from send_tracker.gui.charts.plot import Plot
from send_tracker.gui.widgets.label import tip

_WIDTH = 0.74
_LEAST_PLACES = 6
"""Columns are never wider than where there are so many of them."""
_KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Home: (-9999, 0),
    Qt.Key.Key_End: (9999, 0),
}


class StatusOverTime(Plot):
    """The chart. ``chosen`` carries the board's point and the status of the part that was opened.

    One tab stop: Left and Right walk over the boards, Up and Down over the parts, Enter opens.
    """

    chosen = Signal(object, object)

    def __init__(self, data: StatusHistory, parent: QWidget | None = None) -> None:
        """Make the chart."""
        super().__init__(parent)
        self._data = data
        self._layers: list[tuple[StatusLevel, object]] = []
        self._days: list[tuple[int, str]] = []
        self._cursor = PartCursor()
        self.set_data(data)
        self._cursor.go(len(data.points) - 1, 0)

    @property
    def title(self) -> str:
        """What it is called."""
        return self._data.title

    @property
    def sentence(self) -> str:
        """What it shows, in one sentence."""
        return self._data.sentence

    @property
    def table(self) -> ChartTable:
        """Its numbers."""
        return self._data.table

    @property
    def legend(self) -> tuple[StatusLevel, ...]:
        """The statuses that occur, best first."""
        return tuple(s for s in self._data.scale.stacked if s in self._data.levels)

    def paper_copy(self) -> QWidget:
        """Return the same chart for a picture."""
        return StatusOverTime(self._data)

    def sizeHint(self) -> QSize:
        """Room for columns and words."""
        return QSize(theme.px(640), theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """The least height in which the labels keep apart."""
        return QSize(theme.px(240), theme.px(150))

    # Data

    def set_data(self, data: StatusHistory) -> None:
        """Show other numbers."""
        self._data = data
        self.setAccessibleName(f"{data.title}. {data.sentence}")
        most = max((p.progress.actions for p in data.points), default=0)
        self._days = day_labels([p.day for p in data.points])
        self.set_axes([(n, f"{n:,}") for n in ticks(most)], self._days[:-1], self._label_room())
        room = max(0, _LEAST_PLACES - len(data.points))  # at the left, so that the words stay beside the last column
        self.set_ranges((-0.55 - room, len(data.points) - 0.45), (0, max(most, 1) * 1.01))
        self._draw_layers()
        self._cursor.fit([len(self.parts(p)) for p in data.points])

    def _draw_layers(self) -> None:
        for _, item in self._layers:
            self.removeItem(item)
        self._layers = []
        places = list(range(len(self._data.points)))
        bases = [0.0] * len(places)
        for level in self._data.levels:
            heights = [float(p.progress.counts.get(level.code, 0)) for p in self._data.points]
            item = self.columns(places, bases, heights, theme.status_colours(level)[0])
            self._layers.append((level, item))
            bases = [b + h for b, h in zip(bases, heights, strict=True)]

    def retheme(self) -> None:
        """Take colours and fonts again; columns are drawn anew."""
        super().retheme()
        if getattr(self, "_layers", None):
            self._draw_layers()
            self.plotItem.layout.setContentsMargins(0, 8, self._label_room(), 0)

    def parts(self, point: BoardPoint) -> list[tuple[StatusLevel, int, int]]:
        """Return the parts of a column from the ground up: status, where it starts, how many."""
        found, base = [], 0
        for level in self._data.levels:
            count = point.progress.counts.get(level.code, 0)
            if count:
                found.append((level, base, count))
            base += count
        return found

    # Words beside the last column

    def _last(self) -> list[tuple[StatusLevel, int, int]]:
        return self.parts(self._data.points[-1]) if self._data.points else []

    def _label_room(self) -> float:
        fm = theme.metrics("small", 500)
        widths = (fm.horizontalAdvance(f"{level.label} {count:,}") for level, _, count in self._last())
        return max(widths, default=0.0) + theme.px(paint.SHAPE) + 5 + 14

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the words at the right, the last day in bold, and the ring of the keyboard."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_end_labels(painter)
        self._draw_last_day(painter)
        if self.hasFocus() and self._cursor.is_on:
            box = self._box(self._cursor.group, self._cursor.part)
            paint.draw_focus(painter, box.adjusted(-3, -3, 3, 3), 4)
        painter.restore()

    def _draw_end_labels(self, painter: QPainter) -> None:
        """Name the parts of the last column, at their height, from the top of the pile down."""
        last = list(reversed(self._last()))
        if not last:
            return
        edge = self.plotItem.getViewBox().sceneBoundingRect()
        wanted = [self.pixel(0, base + count / 2).y() for _, base, count in last]
        places = spread(wanted, edge.top() + 4, edge.bottom() - 4, theme.px(17))
        x, side = edge.right() + 8, theme.px(paint.SHAPE)
        for (level, _, count), y in zip(last, places, strict=True):
            paint.draw_shape(painter, QRectF(x, y - side / 2, side, side), level)
            paint.draw_words(painter, x + side + 5, y, f"{level.label} {count:,}", "text", "small")

    def _draw_last_day(self, painter: QPainter) -> None:
        """Write the last day in bold, where the axis writes the others."""
        for place, words in self._days[-1:]:
            ground = self.plotItem.getAxis("bottom").sceneBoundingRect()
            x = self.pixel(place, 0).x() - theme.metrics("small", 600).horizontalAdvance(words) / 2
            cy = ground.top() + 6 + theme.metrics("small").height() / 2
            paint.draw_words(painter, x, cy, words, "text", "small", 600)

    # Mouse and keys

    def _box(self, group: int, part: int) -> QRectF:
        _, base, count = self.parts(self._data.points[group])[part]
        return self.pixel_box(group - _WIDTH / 2, base, _WIDTH, count)

    def _hit(self, at: QPointF) -> tuple[int, int] | None:
        """Return the column and the part under a place on the widget."""
        value = self.value(at)
        group = round(value.x())
        if 0 <= group < len(self._data.points) and abs(value.x() - group) <= _WIDTH / 2:
            for part, (_, base, count) in enumerate(self.parts(self._data.points[group])):
                if base <= value.y() < base + count:
                    return group, part
        return None

    def words(self, group: int, part: int) -> str:
        """Return what a part says: "8 June 2023: 51 of 61 N Not started"."""
        point = self._data.points[group]
        level, _, count = self.parts(point)[part]
        return f"{long_date(point.day)}: {count:,} of {point.progress.actions:,} {level.letter} {level.label}"

    def _tip(self, group: int) -> str:
        """Return all counts of a column."""
        point = self._data.points[group]
        counts = [f"{level.label} {count:,}" for level, _, count in reversed(self.parts(point))]
        return "\n".join((long_date(point.day), *counts, f"{point.progress.done_text} done"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus only: nothing is dragged."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over what opens rows."""
        hit = self._hit(event.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the rows behind the part that was clicked."""
        hit = self._hit(event.position())
        if hit and event.button() == Qt.MouseButton.LeftButton:
            self._cursor.go(*hit)
            self._open()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip all counts of the column under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(self._tip(hit[0])) if hit else "", self)
            return True
        return bool(super().viewportEvent(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the parts, and open one."""
        key = Qt.Key(event.key())
        if key in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._cursor.move(*_KEYS[key])
            self._say()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cursor.is_on:
            self._open()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the ring is."""
        super().focusInEvent(event)
        self._say()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _say(self) -> None:
        if self._cursor.is_on:
            say(self, self.words(self._cursor.group, self._cursor.part))
        self.viewport().update()

    def _open(self) -> None:
        point = self._data.points[self._cursor.group]
        self.chosen.emit(point, self.parts(point)[self._cursor.part][0])
