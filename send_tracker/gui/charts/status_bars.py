"""The position by area and outcome as stacked bars. Painted by hand, so that it is there at the first paint."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from send_tracker.domain.chart_data import BreakdownRow, ChartTable, StatusBreakdown, occurring
from send_tracker.domain.progress import Progress
from send_tracker.domain.status import StatusLevel
from send_tracker.domain.text import plural
from send_tracker.gui import paint, theme
from send_tracker.gui.charts.chart import say
from send_tracker.gui.charts.placing import PartCursor
from send_tracker.gui.widgets.label import tip

_ROW, _BREAK, _REF, _GAP = 28, 12, 48, 16
_AREA_BAR, _OUTCOME_BAR, _LEAST_BAR = 16, 14, 40
_KEYS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Home: (-9999, 0),
    Qt.Key.Key_End: (9999, 0),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as it lies on the widget: its middle, its bar, and the boxes of the bar's parts."""

    row: BreakdownRow
    cy: float
    bar: QRectF
    parts: tuple[tuple[QRectF, StatusLevel, int], ...]


class StatusBars(QWidget):
    """One bar an area and outcome. ``chosen`` carries the row and the status, None for the whole row.

    One tab stop: arrows walk over the parts, Enter opens the one that has the ring.
    """

    chosen = Signal(object, object)

    def __init__(self, data: StatusBreakdown, parent: QWidget | None = None) -> None:
        """Make the chart."""
        super().__init__(parent)
        self._data = data
        self._lines: list[_Line] = []
        self._cursor = PartCursor()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_data(data)
        theme.hub.changed.connect(self.retheme)

    # What a chart can do

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
        """All statuses of the scale, best first: the same whether or not an action has them."""
        shown = occurring(self._data.scale.stacked, [self._data.all])
        return tuple(s for s in self._data.scale.stacked if s.group.value != "withdrawn" or s in shown)

    def paper_copy(self) -> QWidget:
        """Return the same chart for a picture."""
        return StatusBars(self._data)

    def set_data(self, data: StatusBreakdown) -> None:
        """Show other numbers; the cursor stays where it is, if it can."""
        self._data = data
        self.setAccessibleName(f"{data.title}. {data.sentence}")
        self.retheme()

    def retheme(self) -> None:
        """Measure and paint again."""
        self._arrange()
        self.updateGeometry()
        self.update()

    # Places

    def _height(self) -> int:
        breaks = sum(r.is_area for r in self._data.rows[1:])
        return theme.px(_ROW) * len(self._data.rows) + _BREAK * breaks

    def sizeHint(self) -> QSize:
        """All rows; as wide as Overview gives at 1366."""
        return QSize(theme.px(640), self._height())

    def minimumSizeHint(self) -> QSize:
        """Names are cut before bars are, and both before the share that is done."""
        return QSize(theme.px(_REF) + _LEAST_BAR + ceil(self._done_width()) + _GAP, self._height())

    @staticmethod
    def _done_width() -> float:
        return theme.metrics("body", 600).horizontalAdvance("100% done")

    def _columns(self) -> tuple[float, float, float]:
        """Return where names start, where bars start, and where bars end."""
        weight = {True: 600, False: 400}
        names = (theme.metrics("body", weight[r.is_area]).horizontalAdvance(r.name) for r in self._data.rows)
        refs = (theme.metrics("body", weight[r.is_area]).horizontalAdvance(r.ref) for r in self._data.rows)
        name = max(theme.px(_REF), max(refs, default=0.0) + 12)
        end = max(name + _LEAST_BAR, self.width() - self._done_width() - _GAP)
        start = min(name + max(names, default=0.0) + 10, self.width() * 0.48, end - _LEAST_BAR)
        return name, max(start, name), end

    def _arrange(self) -> None:
        """Place every row and every part of its bar."""
        _, start, end = self._columns()
        self._lines = []
        top, height = 0.0, theme.px(_ROW)
        for place, row in enumerate(self._data.rows):
            top += _BREAK if row.is_area and place else 0
            cy = top + height / 2
            share = row.progress.actions / self._data.most if self._data.most else 0.0
            thick = theme.px(_AREA_BAR if row.is_area else _OUTCOME_BAR)
            bar = QRectF(start, round(cy - thick / 2), (end - start) * share, thick)
            self._lines.append(_Line(row, cy, bar, tuple(paint.bar_boxes(bar, self._data.parts(row.progress)))))
            top += height
        self._cursor.fit([len(line.parts) for line in self._lines])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything again."""
        super().resizeEvent(event)
        self._arrange()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        name, start, _ = self._columns()
        for place, line in enumerate(self._lines):
            if line.row.is_area and place:
                y = round(line.cy - theme.px(_ROW) / 2 - _BREAK / 2) + 0.5
                painter.setPen(QPen(theme.colour("line"), 1))
                painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            self._draw_words(painter, line, name, start)
            paint.draw_bar(painter, line.bar, self._data.parts(line.row.progress), letters=True)
        if self.hasFocus() and self._cursor.is_on:
            box = self._lines[self._cursor.group].parts[self._cursor.part][0]
            paint.draw_focus(painter, box.adjusted(-4, -4, 4, 4), 5)
        painter.end()

    def _draw_words(self, painter: QPainter, line: _Line, name: float, start: float) -> None:
        row, weight = line.row, 600 if line.row.is_area else 400
        paint.draw_words(painter, 0, line.cy, row.ref, "text" if row.is_area else "muted", "body", weight)
        shown = paint.elided(row.name, start - name - 8, "body", weight)
        paint.draw_words(painter, name, line.cy, shown, "text", "body", weight)
        done = done_short(row.progress)
        width = theme.metrics("body", weight).horizontalAdvance(done)
        paint.draw_words(painter, self.width() - width, line.cy, done, "text", "body", weight)

    # Mouse and keys

    def _hit(self, at: QPointF) -> tuple[int, int] | None:
        """Return the row and the part under a point; part -1 is the row's words."""
        for place, line in enumerate(self._lines):
            if abs(at.y() - line.cy) <= theme.px(_ROW) / 2:
                for part, (box, _, _) in enumerate(line.parts):
                    if box.adjusted(-1, -4, 1, 4).contains(at):
                        return place, part
                return (place, -1) if at.x() < line.bar.x() else None
        return None

    def words(self, group: int, part: int) -> str:
        """Return what a part says: "E Embedded: 15 of 36 in APA1 Education"."""
        line = self._lines[group]
        where = f"{line.row.ref} {line.row.name}"
        if part < 0 or not line.parts:
            return f"{where}: {plural(line.row.progress.actions, 'action')}, {line.row.progress.done_text} done"
        _, level, count = line.parts[part]
        return f"{level.letter} {level.label}: {count:,} of {line.row.progress.actions:,} in {where}"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over what opens rows."""
        hit = self._hit(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the rows behind the part that was clicked."""
        hit = self._hit(event.position())
        if hit and event.button() == Qt.MouseButton.LeftButton:
            self._cursor.go(hit[0], max(hit[1], 0))
            self._open(*hit)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(self.words(*hit)) if hit else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the parts, and open one."""
        key = Qt.Key(event.key())
        if key in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._cursor.move(*_KEYS[key])
            self._say()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cursor.is_on:
            self._open(self._cursor.group, self._cursor.part)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the ring is."""
        super().focusInEvent(event)
        self._say()

    def _say(self) -> None:
        if self._cursor.is_on:
            say(self, self.words(self._cursor.group, self._cursor.part))
        self.update()

    def _open(self, group: int, part: int) -> None:
        line = self._lines[group]
        self.chosen.emit(line.row, line.parts[part][1] if part >= 0 else None)


def done_short(progress: Progress) -> str:
    """Return "92% done", or that there is nothing to count."""
    return "no actions" if progress.done_percent is None else f"{progress.done_percent}% done"
