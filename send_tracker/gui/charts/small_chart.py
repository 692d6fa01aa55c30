"""A measure as a small chart: title, rating, line with target, last value. For review mode and small multiples.

It is painted without pyqtgraph, so that twelve of them cost no more than a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_tracker.domain.measures.small import SmallFacts
from send_tracker.domain.measures.spc_results import Variation
from send_tracker.domain.measures.trend import Trend, TrendPoint
from send_tracker.gui import paint, theme
from send_tracker.gui.charts.measure_marks import signal_colour
from send_tracker.gui.charts.sparkline import DASH
from send_tracker.gui.widgets.label import tip

HEIGHT, HEAD, FOOT = 128, 46, 20


class SmallChart(QWidget):
    """One small chart. ``chosen`` carries the id of its measure when it is clicked or Enter is pressed on it."""

    chosen = Signal(str)

    def __init__(self, facts: SmallFacts, parent: QWidget | None = None) -> None:
        """Make the chart."""
        super().__init__(parent)
        self.facts = facts
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_facts(facts)
        theme.hub.changed.connect(self._retheme)

    def show_facts(self, facts: SmallFacts) -> None:
        """Show another measure."""
        self.facts = facts
        rating = f", {facts.rating.letter} {facts.rating.label}" if facts.rating else ""
        self.setAccessibleName(f"{facts.title}{rating}")
        self.setAccessibleDescription(facts.trend.sentence)
        self.setToolTip(tip(facts.trend.sentence))
        self._retheme()

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A head of two lines, the line, and an axis of two periods."""
        return QSize(theme.px(320), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never less high."""
        return QSize(theme.px(180), theme.px(HEIGHT))

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head, line and axis."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_head(painter)
        shown = self.facts.trend.shown
        if shown:
            self._draw_body(painter, shown)
        else:
            paint.draw_words(painter, 4, theme.px(HEAD + 22), "No figures yet", "muted", "small")
        if self.hasFocus():
            paint.draw_focus(painter, QRectF(self.rect()), 6)
        painter.end()

    def _draw_head(self, painter: QPainter) -> None:
        facts, chip = self.facts, 0.0
        if facts.rating is not None:
            chip = paint.chip_width(facts.rating) + 10
            paint.draw_chip(painter, self.width() - chip + 6, theme.px(14), facts.rating)
        else:
            words = "No target"
            chip = theme.metrics("small").horizontalAdvance(words) + 14
            paint.draw_words(painter, self.width() - chip + 6, theme.px(14), words, "muted", "small")
        title = paint.elided(facts.title, self.width() - chip - 12, "body", 500)
        paint.draw_words(painter, 4, theme.px(14), title, "text", "body", 500)
        subtitle = paint.elided(facts.subtitle, self.width() - 8, "small")
        paint.draw_words(painter, 4, theme.px(32), subtitle, "muted", "small")

    def _draw_body(self, painter: QPainter, shown: Sequence[TrendPoint]) -> None:
        trend, last = self.facts.trend, shown[-1]
        room = self._room(last)
        box = QRectF(6, theme.px(HEAD), self.width() - 14 - room, theme.px(HEIGHT - HEAD - FOOT - 6))
        ground = box.bottom() + theme.px(5)
        painter.setPen(QPen(theme.colour("line"), 0))
        painter.drawLine(QPointF(box.x(), ground), QPointF(box.right(), ground))
        is_line = trend.kind == "line"
        places = self._draw_line(painter, box, shown) if is_line else self._draw_bar(painter, box, last)
        self._draw_end(painter, box, last, places)
        self._draw_axis(painter, box, ground, shown)

    def _room(self, last: TrendPoint) -> float:
        strong, small = theme.metrics("body", 600), theme.metrics("small")
        return max(strong.horizontalAdvance(last.text), small.horizontalAdvance(self.facts.target_words)) + 6

    def _draw_line(self, painter: QPainter, box: QRectF, shown: Sequence[TrendPoint]) -> tuple[float, float | None]:
        """Draw the line and its target, and return how high both end."""
        trend, fit = self.facts.trend, _Fit.of(self.facts.trend, shown, box)
        targets = [(p.day, t) for p in shown if (t := trend.target_on(p.day)) is not None]
        if len(trend.targets) == 1:
            targets = [(shown[0].day, trend.targets[0].value), (shown[-1].day, trend.targets[0].value)]
        pen = QPen(theme.colour("muted"), 1.4)
        pen.setDashPattern(list(DASH))
        painter.setPen(pen)
        painter.drawPolyline([fit.place(day, value) for day, value in targets])
        painter.setPen(QPen(theme.colour("accent"), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        run: list[QPointF] = []
        for point in shown:
            if not point.joined:
                painter.drawPolyline(run)
                run = []
            run.append(fit.place(point.day, point.value or Decimal()))
        painter.drawPolyline(run)
        last = shown[-1]
        painter.setPen(Qt.PenStyle.NoPen)
        special = last.nature not in (Variation.COMMON, Variation.IMPROVING)
        painter.setBrush(signal_colour(last.nature) if special else theme.colour("accent"))
        painter.drawEllipse(run[-1], 3, 3)
        return run[-1].y(), fit.place(*targets[-1]).y() if targets else None

    def _draw_bar(self, painter: QPainter, box: QRectF, last: TrendPoint) -> tuple[float, float | None]:
        """Draw the latest range or share as one bar over the whole scale."""
        most = float(self.facts.trend.most or 0) or max(self.facts.trend.numbers(), default=1.0) * 1.1 or 1.0
        start = float(last.low) if last.low is not None else 0.0
        end = float(last.high if last.high is not None else last.value or 0)
        cy, height = box.center().y(), theme.px(12)
        whole = QRectF(box.x(), cy - height / 2, box.width(), height)
        paint.fill_round(painter, whole, 3, theme.colour("hover"))
        part = QRectF(box.x() + box.width() * start / most, whole.y(), box.width() * (end - start) / most, height)
        paint.fill_round(painter, part, 3, theme.colour("accent"))
        return cy, None

    def _draw_end(self, painter: QPainter, box: QRectF, last: TrendPoint, places: tuple[float, float | None]) -> None:
        """Write the last value and the target beside their lines, 17 px apart where they would meet."""
        value, target = places
        if target is not None and self.facts.target_words:
            apart = theme.px(17)
            if abs(target - value) < apart:
                middle, side = (target + value) / 2, 1 if target >= value else -1
                value, target = middle - side * apart / 2, middle + side * apart / 2
            paint.draw_words(painter, box.right() + 8, target, self.facts.target_words, "muted", "small")
        paint.draw_words(painter, box.right() + 8, value, last.text, "text", "body", 600)

    def _draw_axis(self, painter: QPainter, box: QRectF, ground: float, shown: Sequence[TrendPoint]) -> None:
        cy = ground + theme.px(11)
        first, last = shown[0].period, shown[-1].period
        fm = theme.metrics("small")
        if self.facts.trend.kind != "line" or len(shown) == 1:
            first, last = "", shown[-1].period
        if fm.horizontalAdvance(first) + fm.horizontalAdvance(last) + 12 > box.width():
            first, last = shown[0].short if first else "", shown[-1].short
        paint.draw_words(painter, box.x() - 2, cy, first, "muted", "small")
        paint.draw_words(painter, box.right() - fm.horizontalAdvance(last), cy, last, "muted", "small")

    # Mouse and keys

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the measure."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.facts.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the measure with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.facts.id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()


@dataclass(frozen=True, slots=True)
class _Fit:
    """Where days and numbers lie in a box."""

    box: QRectF
    first: int
    days: int
    low: float
    reach: float

    @classmethod
    def of(cls, trend: Trend, shown: Sequence[TrendPoint], box: QRectF) -> _Fit:
        """Fit a line and its target into a box."""
        numbers = [float(p.value) for p in shown if p.value is not None]
        numbers += [float(t.value) for t in trend.targets]
        low, high = min(numbers), max(numbers)
        first = shown[0].day.toordinal()
        return cls(box, first, max(shown[-1].day.toordinal() - first, 1), low, (high - low) or 1.0)

    def place(self, day: date, value: Decimal) -> QPointF:
        """Return where a number of a day lies."""
        across = (day.toordinal() - self.first) / self.days if self.days > 1 else 1.0
        up = (float(value) - self.low) / self.reach
        return QPointF(self.box.x() + self.box.width() * across, self.box.bottom() - self.box.height() * up)
