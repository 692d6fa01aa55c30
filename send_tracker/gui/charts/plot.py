"""The ground of every chart that pyqtgraph draws. The one module that knows pyqtgraph's ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from send_tracker.gui import theme

Labels = Sequence[tuple[float, str]]


class Plot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph is untyped
    """A still plot in the house's style: no frame, no menu, no zoom; hair lines across, words for axes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty plot."""
        super().__init__(parent)
        self._lines: list[Any] = []
        self._axis_labels: dict[str, Labels] = {"left": (), "bottom": ()}
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A kept background is a picture, and would be one in an SVG file too.
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.plotItem.setMenuEnabled(False)
        self.plotItem.hideButtons()
        self.plotItem.setMouseEnabled(False, False)
        self.plotItem.getViewBox().setDefaultPadding(0)
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take colours and fonts again."""
        if self.plotItem is None:
            return  # it was closed, which takes it apart, and waits to be deleted
        self.setBackground(theme.colour("surface"))
        for name in self._axis_labels:
            axis = self.plotItem.getAxis(name)
            axis.setPen(None)
            axis.setTextPen(theme.colour("muted"))
            axis.setStyle(
                tickLength=0,
                tickAlpha=0,
                hideOverlappingLabels=False,
                tickFont=theme.font("small"),
                tickTextOffset=6,
                autoExpandTextSpace=False,
                autoReduceTextSpace=False,
            )
        self.plotItem.getAxis("left").setWidth(self._left_room())
        self.plotItem.getAxis("bottom").setHeight(theme.px(22))
        for line in self._lines:
            line.setPen(QPen(theme.colour("line"), 0))
        self.viewport().update()

    def _left_room(self) -> float:
        """Return the room that the labels of the left axis need."""
        widths = (theme.metrics("small").horizontalAdvance(words) for _, words in self._axis_labels["left"])
        return max(widths, default=0.0) + 10

    def set_axes(self, left: Labels, bottom: Labels, right_room: float = 0) -> None:
        """Give both axes their labels, each with a hair line for those of the left one.

        Args:
            left: places and words, at most five. bottom: the same along the ground.
            right_room: pixels kept free at the right, for labels at the ends of lines.
        """
        self._axis_labels = {"left": left, "bottom": bottom}
        for line in self._lines:
            self.removeItem(line)
        self._lines = []
        for place, _ in left:
            line = pg.InfiniteLine(place, angle=0, pen=QPen(theme.colour("line"), 0))
            line.setZValue(-10)
            self.addItem(line, ignoreBounds=True)
            self._lines.append(line)
        for name, labels in self._axis_labels.items():
            self.plotItem.getAxis(name).setTicks([list(labels)])
        self.plotItem.layout.setContentsMargins(0, 8, right_room, 0)
        self.retheme()

    def set_ranges(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Fix what is seen."""
        self.plotItem.setRange(xRange=x, yRange=y, padding=0)

    def columns(self, places: Sequence[float], bases: Sequence[float], heights: Sequence[float], colour: QColor) -> Any:
        """Add one layer of columns, with a hair of ground between layers, and return it."""
        bars = pg.BarGraphItem(
            x=list(places),
            y0=list(bases),
            height=list(heights),
            width=0.74,
            brush=QBrush(colour),
            pen=QPen(theme.colour("surface"), 0),
        )
        self.addItem(bars)
        return bars

    def pixel(self, x: float, y: float) -> QPointF:
        """Return where a point of the data lies on the widget."""
        found: QPointF = self.plotItem.getViewBox().mapViewToScene(QPointF(x, y))
        return found

    def pixel_box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return where a box of the data lies on the widget."""
        return QRectF(self.pixel(x, y), self.pixel(x + width, y + height)).normalized()

    def value(self, at: QPointF) -> QPointF:
        """Return the point of the data under a place on the widget."""
        found: QPointF = self.plotItem.getViewBox().mapSceneToView(at)
        return found

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a chart does not zoom."""
        event.ignore()
