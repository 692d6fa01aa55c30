"""A line small enough for a cell of a table: muted, with a dot at its end and the target dashed. No pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from send_tracker.gui import theme

WIDTH, HEIGHT = 112, 22
DASH = (4.0, 4.0)
Values = Sequence[float | None]


def draw_spark(
    painter: QPainter,
    box: QRectF,
    values: Values,
    target: Values = (),
    token: str = "muted",
    width: float = 1.5,
    dot: float = 2.6,
    dot_token: str = "text",
) -> QPointF | None:
    """Draw a line across ``box`` and return where its last value lies, or None where there is none.

    Args:
        painter: where to draw.
        box: the room; dots may stand out of it by their radius.
        values: one for each step along the box; None is a gap and breaks the line.
        target: the target at each step, in the same scale; empty for none.
        token: colour of the line. width: its width. dot: radius of the end dot. dot_token: its colour.
    """
    known = [v for v in (*values, *target) if v is not None]
    if not known or not values:
        return None
    low, high = min(known), max(known)
    reach = (high - low) or 1.0
    step = box.width() / max(len(values) - 1, 1)

    def at(place: int, value: float) -> QPointF:
        level = 0.5 if high == low else (value - low) / reach
        return QPointF(
            box.x() + (step * place if len(values) > 1 else box.width()), box.bottom() - level * box.height()
        )

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(token), 1.2)
    pen.setDashPattern(list(DASH))
    painter.setPen(pen)
    _draw_runs(painter, [at(i, v) if v is not None else None for i, v in enumerate(target)])
    painter.setPen(QPen(theme.colour(token), width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    places = [at(i, v) if v is not None else None for i, v in enumerate(values)]
    _draw_runs(painter, places)
    end = next((p for p in reversed(places) if p is not None), None)
    if end is not None and dot:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(dot_token))
        painter.drawEllipse(end, dot, dot)
    painter.restore()
    return end


def _draw_runs(painter: QPainter, places: Sequence[QPointF | None]) -> None:
    """Draw the stretches between gaps; a point alone is a short dash, so that it is seen."""
    run: list[QPointF] = []
    for place in (*places, None):
        if place is not None:
            run.append(place)
            continue
        if len(run) > 1:
            painter.drawPolyline(QPolygonF(run))
        elif run:
            painter.drawLine(run[0] - QPointF(1, 0), run[0] + QPointF(1, 0))
        run = []
