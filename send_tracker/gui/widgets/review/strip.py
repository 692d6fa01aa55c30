"""The progress strip: one segment an action, grouped by outcome; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_tracker.domain.review import Progress, Run, State
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.label import tip

_GAP, _GROUP_GAP = 3.0, 16.0
_LOW, _TALL, _LABEL_GAP = 4.0, 9.0, 5.0
REVIEWED = 0.65
"""How strong the accent is of what was reviewed and not changed: just so much that it is seen."""
_GROUNDS = {
    State.LEFT: ("field", 1.0),
    State.SKIPPED: ("surface", 1.0),
    State.REVIEWED: ("accent", REVIEWED),
    State.CHANGED: ("accent", 1.0),
}
_HEIGHTS = {State.LEFT: 1.5, State.CHANGED: _TALL}
"""What is left is a line, what was changed stands out: colour does not tell them apart alone."""
_LEAST = 3.0
"""Narrower segments are not told apart; an outcome is drawn as one bar of shares then."""


class ReviewStrip(QWidget):
    """Drawn from a :class:`Progress`. ``chosen`` carries the place of the action that was clicked, from 0.

    It takes no focus: the keys of review mode go where it leads, and its numbers stand above it in words.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._names: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def show_progress(self, progress: Progress, names: Sequence[str]) -> None:
        """Show how far it has got; ``names`` are the references of the outcomes, one a run."""
        self._progress, self._names = progress, names
        self.setAccessibleName(f"{progress.words}; {progress.changed:,} changed")
        self.setToolTip(tip(progress.words))
        self.update()

    def sizeHint(self) -> QSize:
        """The tall segment, and the references below."""
        return QSize(200, round(_TALL + _LABEL_GAP) + theme.px(14))

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(60, self.sizeHint().height())

    def _boxes(self) -> list[QRectF]:
        """Share the width out by the number of actions, with a gap between outcomes."""
        runs = self._progress.runs if self._progress else ()
        total = sum(len(run.states) for run in runs)
        free = self.width() - _GROUP_GAP * max(0, len(runs) - 1)
        found, x = [], 0.0
        for run in runs:
            width = max(2.0, free * len(run.states) / total)
            found.append(QRectF(x, 0, width, _TALL))
            x += width + _GROUP_GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every outcome."""
        progress = self._progress
        if progress is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = 0
        for box, run, name in zip(self._boxes(), progress.runs, self._names, strict=True):
            here = progress.place - 1 - at if 0 <= progress.place - 1 - at < len(run.states) else -1
            _draw_run(painter, box, run, here)
            words = paint.elided(name, box.width() + _GROUP_GAP - 4, "small", 600 if here >= 0 else 400)
            y = _TALL + _LABEL_GAP + theme.px(14) / 2
            token, weight = ("text", 600) if here >= 0 else ("muted", 400)
            paint.draw_words(painter, box.x(), y, words, token, "small", weight)
            at += len(run.states)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the action under the pointer."""
        progress, at = self._progress, 0
        for box, run in zip(self._boxes(), progress.runs if progress else (), strict=True):
            count = len(run.states)
            if box.left() <= event.position().x() <= box.right():
                place = int((event.position().x() - box.left()) / box.width() * count)
                self.chosen.emit(at + min(place, count - 1))
                return
            at += count


def _draw_run(painter: QPainter, box: QRectF, run: Run, here: int) -> None:
    count = len(run.states)
    each = (box.width() - _GAP * (count - 1)) / count
    if each < _LEAST:
        _draw_shares(painter, box, run, here)
        return
    for n, state in enumerate(run.states):
        segment = QRectF(box.x() + n * (each + _GAP), box.y(), each, box.height())
        _draw_segment(painter, segment, state, n == here)


def _draw_segment(painter: QPainter, box: QRectF, state: State, now: bool) -> None:
    height = _TALL if now else _HEIGHTS.get(state, _LOW)
    place = QRectF(box.x(), box.center().y() - height / 2, box.width(), height)
    ground = theme.colour("text") if now else _ground(state)
    line = theme.colour("field") if state is State.SKIPPED and not now else None
    paint.fill_round(painter, place, 2, ground, line)


def _ground(state: State) -> QColor:
    token, strength = _GROUNDS[state]
    found = QColor(theme.colour(token))
    found.setAlphaF(strength)
    return found


def _draw_shares(painter: QPainter, box: QRectF, run: Run, here: int) -> None:
    """Draw an outcome of very many actions as shares, and where one is."""
    x, middle = box.x(), box.center().y()
    for state in (State.CHANGED, State.REVIEWED, State.SKIPPED, State.LEFT):
        width = box.width() * run.states.count(state) / len(run.states)
        height = min(_LOW, _HEIGHTS.get(state, _LOW))
        painter.fillRect(QRectF(x, middle - height / 2, width, height), _ground(state))
        x += width
    if here >= 0:
        at = box.x() + box.width() * here / len(run.states)
        corner = QPointF(max(box.x(), at - 2), box.y())
        paint.fill_round(painter, QRectF(corner.x(), corner.y(), 4, _TALL), 2, theme.colour("text"))
