"""What is drawn on the chart of a measure, layer by layer. It knows places on the widget and no pyqtgraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.domain.measures.spc_results import Variation
from send_tracker.domain.measures.trend import ActionMark, TargetPoint, Trend, TrendPoint
from send_tracker.gui import paint, theme
from send_tracker.gui.charts.sparkline import DASH

Place = Callable[[date, Decimal], QPointF]
POINT, DIAMOND = 3.0, 5.0
BAND_ALPHA = 0.06
THIN = 0.7
"""How strong quiet lines are: the limits and the middle of a band, and what others reach."""
HEAD_HEIGHT = 17


@dataclass(slots=True)
class Layers:
    """Draws a trend into a box.

    Attributes:
        trend: what is drawn. box: where. place: where a number of a day lies.
        points: those that are drawn. right: the edge that no word passes.
        taken: where words stand already.
    """

    trend: Trend
    box: QRectF
    place: Place
    points: Sequence[TrendPoint] = ()
    right: float = 0.0
    taken: list[QRectF] = field(default_factory=list)
    _traces: list[QPointF] = field(default_factory=list)

    def draw(self, painter: QPainter) -> None:
        """Draw every layer, the line last, then the words."""
        painter.save()
        painter.setClipRect(self.box.adjusted(-6, -4, 6, 6))
        self._bands(painter)
        self._breaks(painter)
        self._trajectories(painter)
        self._marks(painter)
        self._line(painter)
        painter.restore()
        self._points(painter)
        self._words(painter)

    def x(self, day: date) -> float:
        """Return where a day lies."""
        return self.place(day, Decimal()).x()

    # Layers

    def _bands(self, painter: QPainter) -> None:
        ground = QColor(theme.colour("muted"))
        ground.setAlphaF(BAND_ALPHA if not theme.current().is_contrast else 0.18)
        for band in self.trend.bands:
            left, right = self.x(band.first), self.x(band.last)
            if band.lower is not None and band.upper is not None:
                top, bottom = self.place(band.first, band.upper).y(), self.place(band.first, band.lower).y()
                painter.fillRect(QRectF(left, top, right - left, bottom - top), ground)
                painter.setPen(_limit())
                for edge in (top, bottom):
                    painter.drawLine(QPointF(left, edge), QPointF(right, edge))
            y = self.place(band.first, band.middle).y()
            painter.setPen(_thin(THIN))
            painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _breaks(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("muted"), 1))
        for day, _ in self.trend.breaks:
            x = self.x(day) - 4
            painter.drawLine(QPointF(x, self.box.top()), QPointF(x, self.box.bottom()))
            painter.drawLine(QPointF(x + 3, self.box.top()), QPointF(x + 3, self.box.bottom()))

    def _trajectories(self, painter: QPainter) -> None:
        for targets, token, width in ((self.trend.targets, "text", 1.4), (self.trend.stretch, "muted", 1.0)):
            pen = QPen(theme.colour(token), width)
            pen.setDashPattern(list(DASH))
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(self._path(targets)))

    def _path(self, targets: Sequence[TargetPoint]) -> list[QPointF]:
        """Return the corners of a trajectory; a single target holds for the whole width."""
        corners: list[QPointF] = []
        for target in targets:
            here = self.place(target.day, target.value)
            if corners and self.trend.stepped:
                corners.append(QPointF(here.x(), corners[-1].y()))
            corners.append(here)
        if len(targets) == 1:
            corners = [QPointF(self.box.left(), corners[0].y()), QPointF(self.box.right(), corners[0].y())]
        return corners

    def _marks(self, painter: QPainter) -> None:
        for mark in self.trend.marks:
            x = self.x(mark.day)
            painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, self.box.top()), QPointF(x, self.box.bottom()))

    def _line(self, painter: QPainter) -> None:
        pen = QPen(theme.colour("accent"), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        run: list[QPointF] = []
        for point in self.points:
            if point.value is None or not point.joined:
                painter.drawPolyline(QPolygonF(run))
                run = []
            if point.value is not None:
                run.append(self.place(point.day, point.value))
        painter.drawPolyline(QPolygonF(run))

    def _points(self, painter: QPainter) -> None:
        rim = QPen(theme.colour("surface"), 1.2)
        for point in self.points:
            if point.value is None:
                continue
            at = self.place(point.day, point.value)
            if not self.box.adjusted(-1, -8, 1, 8).contains(at):
                continue
            painter.setPen(rim)
            if point.nature is Variation.COMMON:
                painter.setBrush(theme.colour("accent"))
                painter.drawEllipse(at, POINT + 0.6, POINT + 0.6)
            else:
                painter.setBrush(signal_colour(point.nature))
                painter.drawPolygon(QPolygonF([at + QPointF(*c) for c in _DIAMOND]))

    # Words, each where it meets no other

    def _words(self, painter: QPainter) -> None:
        self._heads(painter)
        self._end(painter)
        self._target_words(painter)
        self._others(painter)
        self._band_words(painter)
        for day, words in self.trend.breaks:
            name = f"Break: {words}" if words else "Series break"
            x, wide = self.x(day) + 4, theme.px(150)
            self.say(painter, paint.elided(name, wide, "small"), [(x, self.box.top() + 8), (x, self.box.bottom() - 8)])

    def _heads(self, painter: QPainter) -> None:
        """Draw shape and reference over each marker's line, on a second row where they would meet."""
        side = theme.px(paint.SHAPE)
        ends = [-1e9, -1e9]
        for mark in sorted(self.trend.marks, key=lambda m: m.day):
            x = self.x(mark.day)
            if not self.box.left() - 1 <= x <= self.box.right() + 1:
                continue
            row = 0 if x - side / 2 > ends[0] + 8 else 1
            cy = self.box.top() - theme.px(HEAD_HEIGHT) * (row + 0.6)
            painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, cy), QPointF(x, self.box.top()))
            paint.draw_shape(painter, QRectF(x - side / 2, cy - side / 2, side, side), mark.level)
            wide = paint.draw_words(painter, x + side / 2 + 4, cy, mark.ref, "text", "small", 500)
            ends[row] = x + side / 2 + 4 + wide
            self.taken.append(QRectF(x - side / 2, cy - side, side + 6 + wide, side * 2))

    def _end(self, painter: QPainter) -> None:
        """Write the last value at the line's end, with what it means below it."""
        last = next((p for p in reversed(self.points) if p.value is not None), None)
        if last is None or last.value is None:
            return
        at = self.place(last.day, last.value)
        if at.x() > self.box.right() + 1:
            return
        fm = theme.metrics("body", 600)
        wide = fm.horizontalAdvance(last.text)
        x = at.x() + 8
        paint.draw_words(painter, x, at.y(), last.text, "text", "body", 600)
        self.taken.append(QRectF(x, at.y() - 9, wide, 18))
        if self.trend.end_note:
            room = theme.metrics("small").horizontalAdvance(self.trend.end_note)
            left = max(self.box.left(), min(x, self.right - room))
            spots = [left, at.x() - room - 10]
            self.say(painter, self.trend.end_note, [(s, at.y() + by) for by in (18, -18, 34) for s in spots])

    def _target_words(self, painter: QPainter) -> None:
        if not self.trend.targets:
            return
        last = self.trend.targets[-1]
        y = self.place(last.day, last.value).y()
        wide = theme.metrics("small", 500).horizontalAdvance(self.trend.target_words)
        right = self.box.right() - wide
        ends = [right, max(self.box.left(), min(right, self.x(last.day) - wide))]
        steps = (-11, 11, -24, 24, -37, 37)
        tries = [(x, y + theme.px(by)) for x in (*ends, self.box.left() + 4) for by in steps]
        self.say(painter, self.trend.target_words, tries, "text", 500)

    def _others(self, painter: QPainter) -> None:
        """Draw what others reach as a short line at the right, named in place."""
        for other in self.trend.comparators:
            y = self.place(self.trend.points[-1].day, other.value).y()
            painter.setPen(_thin(THIN))
            painter.drawLine(QPointF(self.box.left(), y), QPointF(self.box.right(), y))
            words = f"{other.name} {other.text}"
            wide = theme.metrics("small").horizontalAdvance(words)
            spots = [(x, y + by) for x in (self.box.right() - wide, self.box.left() + 4) for by in (-9, 9, -22, 22)]
            self.say(painter, words, spots)

    def _band_words(self, painter: QPainter) -> None:
        for band in self.trend.bands[-1:]:
            if not band.words:
                continue
            wide = theme.metrics("small").horizontalAdvance(band.words)
            right = min(self.x(band.last), self.box.right()) - wide - 4
            edge = [band.lower, band.upper] if band.lower is not None else [band.middle, band.middle]
            low, high = (self.place(band.last, e if e is not None else band.middle).y() for e in edge)
            left = self.box.left() + 4
            across = [right + (left - right) * n / 4 for n in range(5)]
            spots = [(x, y) for x in across for y in (low - 10, high + 10, low + 10, high - 10)]
            self.say(painter, band.words, spots)

    def say(
        self,
        painter: QPainter,
        words: str,
        spots: Sequence[tuple[float, float]],
        token: str = "muted",
        weight: int = 400,
    ) -> None:
        """Write words at the first of some places (left edge, middle line) where they meet no other words."""
        fm = theme.metrics("small", weight)
        size = (fm.horizontalAdvance(words), fm.height() - 2)
        boxes = [QRectF(x, y - size[1] / 2, *size) for x, y in spots]
        inside = [b for b in boxes if b.bottom() <= self.box.bottom() + 1] or boxes
        free = [b for b in inside if not any(b.intersects(t) for t in self.taken)]
        chosen = min(free or inside, key=self._crossed)
        self.taken.append(chosen)
        if self._crossed(chosen):
            ground = QColor(theme.colour("surface"))
            ground.setAlphaF(0.85)
            painter.fillRect(chosen.adjusted(-2, 0, 2, 0), ground)
        paint.draw_words(painter, chosen.x(), chosen.center().y(), words, token, "small", weight)

    def _crossed(self, box: QRectF) -> int:
        """Count what words in a box would lie on: the line and the trajectory weigh more than a marker."""
        near = box.adjusted(-3, -2, 3, 2)
        if not self._traces:
            self._traces = [*_samples([self.place(p.day, p.value) for p in self.points if p.value is not None])]
            self._traces += _samples(self._path(self.trend.targets))
        marks = sum(near.left() <= self.x(m.day) <= near.right() for m in self.trend.marks)
        return marks + 3 * sum(near.contains(at) for at in self._traces)


def _samples(corners: Sequence[QPointF]) -> list[QPointF]:
    """Return points along a line, near enough to each other that no word fits between."""
    found = list(corners)
    for a, b in pairwise(corners):
        steps = max(1, int(abs(b.x() - a.x()) + abs(b.y() - a.y())) // 6)
        found += [a + (b - a) * (n / steps) for n in range(1, steps)]
    return found


_DIAMOND = ((0.0, -DIAMOND), (DIAMOND, 0.0), (0.0, DIAMOND), (-DIAMOND, 0.0))


def _limit() -> QPen:
    """Return the pen of a limit: as quiet as the middle line, and dotted, so that it is not taken for it."""
    pen = _thin(THIN)
    pen.setStyle(Qt.PenStyle.DotLine)
    return pen


def _thin(strength: float) -> QPen:
    """Return a quiet pen of one pixel, for what is not the measure's own line."""
    colour = QColor(theme.colour("muted"))
    if not theme.current().is_contrast:
        colour.setAlphaF(strength)
    return QPen(colour, 0)


def signal_colour(nature: Variation) -> QColor:
    """Return the colour of a special-cause point: red, but the line's own where it is an improvement."""
    if nature is Variation.IMPROVING:
        return theme.colour("accent")
    return theme.status_colours(RATING_LEVELS["off_target"])[0]


def mark_at(marks: Sequence[ActionMark], x: Callable[[date], float], at: QPointF) -> ActionMark | None:
    """Return the marker whose line or head lies under a place."""
    near = [m for m in marks if abs(x(m.day) - at.x()) <= 6]
    return min(near, key=lambda m: abs(x(m.day) - at.x())) if near else None
