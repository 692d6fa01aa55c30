"""Ranges from low to high and shares of answers, as bars: one a period, the newest at the foot. No pyqtgraph."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from send_tracker.domain.chart_data import ChartTable
from send_tracker.domain.measures.trend import Trend, TrendPoint, axis, point_words
from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme
from send_tracker.gui.charts.chart import say
from send_tracker.gui.charts.sparkline import DASH
from send_tracker.gui.widgets.label import tip

MOST_BARS = 12
_ROW, _BAR, _FOOT = 30, 12, 22
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}


class MeasureBars(QWidget):
    """The chart. One tab stop; Up and Down walk over the bars."""

    action_chosen = Signal(str)

    def __init__(self, trend: Trend, parent: QWidget | None = None) -> None:
        """Make the chart."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._trend = trend
        self._at = 0
        self.set_data(trend)
        theme.hub.changed.connect(self._retheme)

    def set_data(self, trend: Trend) -> None:
        """Show another measure, or the same with other figures."""
        self._trend = trend
        self._bars = trend.shown[-MOST_BARS:]
        self._at = len(self._bars) - 1
        self.setAccessibleName(f"{trend.title}. {trend.sentence}")
        self._retheme()

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

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
        """No statuses occur here."""
        return ()

    def paper_copy(self) -> QWidget:
        """Return the same chart for a picture, as high as its bars."""
        copy = MeasureBars(self._trend)
        copy.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return copy

    def sizeHint(self) -> QSize:
        """One row a bar, and an axis."""
        return QSize(theme.px(468), theme.px(_ROW * max(len(self._bars), 1) + _FOOT + 28))

    def minimumSizeHint(self) -> QSize:
        """Never less than all bars."""
        return QSize(theme.px(200), self.sizeHint().height())

    # Where things lie

    def _field(self) -> QRectF:
        """Return where bars are drawn: right of the periods, left of the figures, above the axis."""
        fm, strong = theme.metrics("small"), theme.metrics("body", 600)
        left = max((fm.horizontalAdvance(p.short) for p in self._bars), default=0.0) + 12
        right = max((strong.horizontalAdvance(p.text) for p in self._bars), default=0.0) + 12
        top = theme.px(20) if self._trend.targets else 4
        return QRectF(left, top, max(self.width() - left - right, 40.0), theme.px(_ROW) * len(self._bars))

    def _reach(self) -> tuple[float, list[float]]:
        numbers = [0.0, *self._trend.numbers()]
        if self._trend.most is not None and self._trend.kind == "share":
            numbers.append(float(self._trend.most))
        _, high, marks = axis(numbers, float(self._trend.most) if self._trend.most is not None else None)
        return high, marks

    def _box(self, row: int, field: QRectF, high: float) -> QRectF:
        point, height = self._bars[row], theme.px(_BAR)
        start = float(point.low) if point.low is not None else 0.0
        end = float(point.high if point.high is not None else point.value or 0)
        x, cy = field.x() + field.width() * start / high, field.y() + theme.px(_ROW) * (row + 0.5)
        return QRectF(x, cy - height / 2, max(field.width() * (end - start) / high, 2.0), height)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis, bars, target and figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field, (high, marks) = self._field(), self._reach()
        for mark in marks:
            x = field.x() + field.width() * mark / high
            painter.setPen(QPen(theme.colour("line"), 0))
            painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
            words = self._axis_words(mark, mark == marks[-1])
            half = theme.metrics("small").horizontalAdvance(words) / 2
            paint.draw_words(painter, x - half, field.bottom() + theme.px(12), words, "muted", "small")
        for row, point in enumerate(self._bars):
            self._draw_bar(painter, row, point, field, high)
        self._draw_target(painter, field, high)
        if self.hasFocus() and self._bars:
            paint.draw_focus(painter, self._box(self._at, field, high).adjusted(-4, -4, 4, 4), 6)
        painter.end()

    def _axis_words(self, number: float, is_last: bool) -> str:
        words = f"{number:,.1f}".rstrip("0").rstrip(".")
        return f"{self._trend.before}{words}{self._trend.unit}" if is_last else words

    def _draw_bar(self, painter: QPainter, row: int, point: TrendPoint, field: QRectF, high: float) -> None:
        box = self._box(row, field, high)
        is_last = row == len(self._bars) - 1
        paint.draw_words(painter, 0, box.center().y(), point.short, "text" if is_last else "muted", "small")
        paint.fill_round(painter, box, 3, theme.colour("accent" if is_last else "field"))
        paint.draw_words(painter, field.right() + 10, box.center().y(), point.text, "text", "body", 600)

    def _draw_target(self, painter: QPainter, field: QRectF, high: float) -> None:
        if not self._trend.targets:
            return
        x = field.x() + field.width() * float(self._trend.targets[-1].value) / high
        pen = QPen(theme.colour("text"), 1.4)
        pen.setDashPattern(list(DASH))
        painter.setPen(pen)
        painter.drawLine(QPointF(x, field.top() - 4), QPointF(x, field.bottom()))
        words = self._trend.target_words
        left = min(x - theme.metrics("small", 500).horizontalAdvance(words) / 2, field.right() - 40)
        paint.draw_words(painter, max(0, left), field.top() - theme.px(12), words, "text", "small", 500)

    # Mouse and keys

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos().y())
            words = point_words(self._trend, self._bars[row]) if row >= 0 else ""
            QToolTip.showText(event.globalPos(), tip(words), self)
            return True
        return super().event(event)

    def _row_at(self, y: float) -> int:
        row = int((y - self._field().top()) // theme.px(_ROW))
        return row if 0 <= row < len(self._bars) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand on the bar that was clicked."""
        row = self._row_at(event.position().y())
        if row >= 0:
            self._stand(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the bars."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            super().keyPressEvent(event)
        else:
            self._stand(min(max(self._at + step, 0), len(self._bars) - 1))

    def _stand(self, row: int) -> None:
        self._at = row
        say(self, point_words(self._trend, self._bars[row]))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the ring is."""
        super().focusInEvent(event)
        if self._bars:
            self._stand(self._at)
