"""Linked measures beside the action under review: a small chart each. Takes prepared data and knows no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule

_HEIGHT, _ENDS = 58, 74


@dataclass(frozen=True, slots=True)
class SmallMeasure:
    """A linked measure, ready to be drawn.

    Attributes:
        title, unit: what it is called and counted in. level: the status whose colours and shape its rating has.
        word: the rating ("Near"). values: its points in order of time. target: the target now, where there is one.
        latest, target_text: what stands at the ends of the two lines. first, last: the periods of the first and
        last point in words. sentence: all of it in words, for a screen reader.
    """

    title: str
    unit: str
    level: StatusLevel | None
    word: str
    values: tuple[float, ...]
    target: float | None
    latest: str
    target_text: str
    first: str
    last: str
    sentence: str


class MeasuresSide(QWidget):
    """The charts one below the other. It is hidden while the action has no linked measures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Label("Linked measures", "small", 500, "muted"))
        self._rows: list[QWidget] = []
        self._rule = Rule()
        self._column.addWidget(self._rule)
        self.hide()

    def show_measures(self, measures: Sequence[SmallMeasure]) -> None:
        """Show these measures and no others."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(measure) for measure in measures]
        for n, row in enumerate(self._rows, start=1):
            self._column.insertWidget(n, row)
            row.show()
        self.setVisible(bool(measures))


class _Row(QWidget):
    """Title, rating, unit and chart of one measure."""

    def __init__(self, measure: SmallMeasure) -> None:
        super().__init__()
        self.setAccessibleName(measure.sentence)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ElidedLabel(measure.title, "body", 500), 1)
        if measure.level is not None:
            head.addWidget(Chip(measure.level, measure.word))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(ElidedLabel(measure.unit, "small", token="muted"))
        column.addWidget(SmallChart(measure))


class SmallChart(QWidget):
    """A line, its end, the target dashed, the first and the last period below."""

    def __init__(self, measure: SmallMeasure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measure = measure
        self.setAccessibleName(measure.sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The chart and the line of periods below it."""
        return QSize(200, theme.px(_HEIGHT) + theme.px(18))

    def _points(self, box: QRectF) -> tuple[list[QPointF], float | None]:
        """Return the points, and the height of the target, in the box."""
        m = self._measure
        seen = [*m.values, *([m.target] if m.target is not None else [])]
        low, high = min(seen), max(seen)
        span = (high - low) or 1.0

        def y(value: float) -> float:
            return box.bottom() - (value - low) / span * box.height()

        step = box.width() / max(1, len(m.values) - 1)
        points = [QPointF(box.left() + n * step, y(value)) for n, value in enumerate(m.values)]
        if len(points) == 1:
            points[0].setX(box.right())
        return points, y(m.target) if m.target is not None else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        m, painter = self._measure, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2, 6, self.width() - theme.px(_ENDS), theme.px(_HEIGHT) - 12)
        foot = theme.px(_HEIGHT) + theme.px(9)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(0, theme.px(_HEIGHT)), QPointF(box.right(), theme.px(_HEIGHT)))
        paint.draw_words(painter, 0, foot, m.first, "muted", "small")
        width = theme.metrics("small").horizontalAdvance(m.last)
        if m.last != m.first:
            paint.draw_words(painter, box.right() - width, foot, m.last, "muted", "small")
        if m.values:
            self._draw_lines(painter, box)
        painter.end()

    def _draw_lines(self, painter: QPainter, box: QRectF) -> None:
        m = self._measure
        points, target = self._points(box)
        end = points[-1].y()
        if target is not None:
            pen = QPen(theme.colour("muted"), 1.4)
            pen.setDashPattern([4, 4])
            painter.setPen(pen)
            painter.drawLine(QPointF(box.left(), target), QPointF(box.right(), target))
            apart = theme.px(15)
            below = target + (apart - abs(target - end)) * (1 if target >= end else -1)
            at = target if abs(target - end) >= apart else below
            paint.draw_words(painter, box.right() + 8, at, m.target_text, "muted", "small")
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(points[-1], 3, 3)
        paint.draw_words(painter, box.right() + 8, end, m.latest, "text", "body", 600)
