"""The chart of a measure: its line, the target trajectory, the limits, and the actions that were meant to move it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from send_tracker.domain.chart_data import ChartTable
from send_tracker.domain.measures.trend import Trend, axis, mark_words, point_words
from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme
from send_tracker.gui.charts.chart import say
from send_tracker.gui.charts.measure_marks import HEAD_HEIGHT, Layers, mark_at
from send_tracker.gui.charts.plot import Plot
from send_tracker.gui.charts.time_axis import time_labels
from send_tracker.gui.widgets.label import tip

LEAST_DAYS = 60.0
"""No nearer than this can be zoomed."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -99_999, Qt.Key.Key_End: 99_999}
_ZOOMS = {Qt.Key.Key_Plus: 1 / 1.5, Qt.Key.Key_Equal: 1 / 1.5, Qt.Key.Key_Minus: 1.5, Qt.Key.Key_0: 0.0}


class MeasureTrend(Plot):
    """The chart. ``action_chosen`` carries the id of the action whose marker was clicked.

    One tab stop: Left and Right walk over the figures, plus and minus zoom, 0 shows all again. Ctrl and the wheel
    zoom at the pointer, dragging moves what is seen, a double click shows all.
    """

    action_chosen = Signal(str)

    def __init__(self, trend: Trend, parent: QWidget | None = None) -> None:
        """Make the chart."""
        super().__init__(parent)
        self._trend = trend
        self._whole = (0.0, 1.0)
        self._seen = (0.0, 1.0)
        self._at = -1
        self._hover = -1
        self._grip: float | None = None
        self.set_data(trend)

    @property
    def title(self) -> str:
        """What it is called."""
        return self._trend.title

    @property
    def sentence(self) -> str:
        """What it shows, in one sentence."""
        return self._trend.sentence

    @property
    def table(self) -> ChartTable:
        """Its numbers."""
        return self._trend.table

    @property
    def legend(self) -> tuple[StatusLevel, ...]:
        """The statuses of its markers."""
        return tuple(dict.fromkeys(m.level for m in self._trend.marks))

    def paper_copy(self) -> QWidget:
        """Return the same chart for a picture."""
        return MeasureTrend(self._trend)

    def sizeHint(self) -> QSize:
        """Room for a line with its words; it takes what more there is."""
        return QSize(theme.px(468), theme.px(210))

    def minimumSizeHint(self) -> QSize:
        """The least in which the words keep apart."""
        return QSize(theme.px(240), theme.px(180))

    # Data

    def set_data(self, trend: Trend) -> None:
        """Show another measure, or the same with other figures."""
        self._trend = trend
        self.setAccessibleName(f"{trend.title}. {trend.sentence}")
        days = [p.day for p in trend.points] + [t.day for t in (*trend.targets, *trend.stretch)]
        days += [m.day for m in trend.marks]
        first, last = (min(days), max(days)) if days else (date(2025, 1, 1), date(2025, 12, 31))
        margin = max((last - first).days * 0.035, 10.0)
        self._whole = (first.toordinal() - margin, last.toordinal() + margin)
        self._seen = self._whole
        self._at = len(trend.points) - 1
        self._hover = -1
        self._scale_axes()

    def _scale_axes(self) -> None:
        trend = self._trend
        low, high, marks = axis(trend.numbers(), float(trend.most) if trend.most is not None else None)
        if trend.marks:
            high += (high - low) * 0.05  # the heads of the markers, and the target's words below them
        last = len(marks) - 1
        left = [(n, self._axis_words(n, n == marks[last])) for n in marks]
        self.set_axes(left, self._days(), self._right_room())
        self.set_ranges(self._seen, (low, high))
        self.viewport().update()

    def _axis_words(self, number: float, is_top: bool) -> str:
        words = f"{number:,.1f}".rstrip("0").rstrip(".")
        return f"{self._trend.before}{words}{self._trend.unit}" if is_top else words

    def _days(self) -> list[tuple[float, str]]:
        points = [(p.day, p.short) for p in self._trend.points]
        ends = [t.day for t in self._trend.targets[-1:]]
        room = max(self.width() - theme.px(40) - self._right_room(), 60.0)
        return time_labels(points, ends, self._seen, room)

    def _right_room(self) -> float:
        """Return the room right of the plot that the words at the line's end need."""
        shown = self._trend.shown
        if not shown:
            return 8.0
        wide: float = theme.metrics("body", 600).horizontalAdvance(shown[-1].text) + 18
        share = (self._seen[1] - shown[-1].day.toordinal()) / (self._seen[1] - self._seen[0])
        whole = max(float(self.width()) - theme.px(40), 60.0)
        # What the words need is taken from the plot, and with it a share of the room that the plot leaves for them.
        return max(8.0, (wide - share * whole) / max(1 - share, 0.5))

    def retheme(self) -> None:
        """Take colours and fonts again, and keep room for the heads of the markers."""
        super().retheme()
        if getattr(self, "_trend", None) is not None and self.plotItem is not None:
            top = theme.px(HEAD_HEIGHT) * (2 if len(self._trend.marks) > 1 else 1) + 4 if self._trend.marks else 10
            self.plotItem.layout.setContentsMargins(0, top, self._right_room(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the labels anew for the width."""
        super().resizeEvent(event)
        # pyqtgraph sizes a plot once while it is built, and once more after it has been taken apart.
        if getattr(self, "_trend", None) is not None and self.plotItem is not None and self.plotItem.vb is not None:
            self._scale_axes()

    # Drawing

    def place(self, day: date, value: Decimal) -> QPointF:
        """Return where a number of a day lies on the widget."""
        return self.pixel(float(day.toordinal()), float(value))

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Draw all that is not axis."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.plotItem.getViewBox().sceneBoundingRect()
        Layers(self._trend, box, self.place, self._trend.points, self.width() - 2.0).draw(painter)
        for index, shown in ((self._hover, True), (self._at, self.hasFocus())):
            if shown and 0 <= index < len(self._trend.points):
                value = self._trend.points[index].value
                if value is not None:
                    at = self.place(self._trend.points[index].day, value)
                    paint.draw_focus(painter, QRectF(at.x() - 8, at.y() - 8, 16, 16), 8)
        painter.restore()

    # Zoom

    def zoom(self, factor: float, about: float | None = None) -> None:
        """See less (factor below 1) or more of the time around a day; 0 shows all."""
        first, last = self._seen
        if not factor:
            self._look(self._whole)
            return
        about = (first + last) / 2 if about is None else about
        span = min(max((last - first) * factor, LEAST_DAYS), self._whole[1] - self._whole[0])
        share = (about - first) / (last - first)
        self._look((about - span * share, about + span * (1 - share)))

    def _look(self, seen: tuple[float, float]) -> None:
        """See a stretch of time, kept within what there is."""
        first, last = seen
        first = min(max(first, self._whole[0]), self._whole[1] - (last - first))
        self._seen = (first, first + (last - seen[0]))
        self._scale_axes()

    @property
    def seen(self) -> tuple[float, float]:
        """The first and the last day that is seen, as ordinals."""
        return self._seen

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl at the pointer; leave the wheel to the page otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 / 1.25 if event.angleDelta().y() > 0 else 1.25, self.value(event.position()).x())
            event.accept()
        else:
            event.ignore()

    # Mouse and keys

    def _nearest(self, at: QPointF) -> int:
        """Return the figure nearest to a place, or -1 where none is near."""
        found, least = -1, 18.0
        for index, point in enumerate(self._trend.points):
            if point.value is not None:
                here = self.place(point.day, point.value)
                away = abs(here.x() - at.x()) + 0.3 * abs(here.y() - at.y())
                if away < least:
                    found, least = index, away
        return found

    def words_at(self, at: QPointF) -> str:
        """Return what the pointer is on: a marker's action, or a figure."""
        box = self.plotItem.getViewBox().sceneBoundingRect()
        mark = mark_at(self._trend.marks, lambda d: self.place(d, Decimal()).x(), at)
        if mark is not None and at.y() < box.top():
            return mark_words(mark)
        index = self._nearest(at)
        return point_words(self._trend, self._trend.points[index]) if index >= 0 else mark_words(mark) if mark else ""

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self.words_at(QPointF(event.pos()))), self)
            return True
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the time."""
        self._grip = self.value(event.position()).x()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is seen while a button is held; show the figure under the pointer otherwise."""
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton and self._seen != self._whole:
            by = self._grip - self.value(event.position()).x()
            self._look((self._seen[0] + by, self._seen[1] + by))
            return
        self._show_hover(self._nearest(event.position()))

    def _show_hover(self, index: int) -> None:
        if index != self._hover:
            self._hover = index
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self._show_hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the action whose marker's head was clicked; stand on the figure otherwise."""
        self._grip = None
        mark = mark_at(self._trend.marks, lambda d: self.place(d, Decimal()).x(), event.position())
        if mark is not None and event.position().y() < self.plotItem.getViewBox().sceneBoundingRect().top():
            self.action_chosen.emit(mark.id)
        elif (index := self._nearest(event.position())) >= 0:
            self._stand(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all again."""
        self.zoom(0)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the figures, and zoom."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif key in _STEPS:
            self._stand(min(max(self._at + _STEPS[key], 0), len(self._trend.points) - 1))
        elif key in _ZOOMS:
            at = self._trend.points[self._at].day.toordinal() if 0 <= self._at < len(self._trend.points) else None
            self.zoom(_ZOOMS[key], at)
        else:
            event.ignore()

    def _stand(self, index: int) -> None:
        """Go to a figure, bring it into view and say it."""
        self._at = index
        if 0 <= index < len(self._trend.points):
            day = float(self._trend.points[index].day.toordinal())
            first, last = self._seen
            if not first <= day <= last:
                self._look((day - (last - first) / 2, day + (last - first) / 2))
            say(self, point_words(self._trend, self._trend.points[index]))
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the ring is."""
        super().focusInEvent(event)
        self._stand(self._at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()
