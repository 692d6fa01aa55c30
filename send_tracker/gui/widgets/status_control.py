"""The segmented status control: open statuses, then done ones, each with shape, letter and word.

An edit is saved the moment it is made, so the arrow keys only move the focus ring; Space or Enter chooses,
and a digit or a letter chooses at once. Walking across with the arrows leaves no trail of edits.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_tracker.domain.status import Group, StatusLevel, StatusScale
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.segment import Form, Segment, draw_segment, segment_width

_GAP = 8
_RADIUS = 6
_HAIR_INSET = 7


class StatusControl(QWidget):
    """Sets one status of a scale. One tab stop; ``chosen`` is emitted with the code when a person chooses."""

    chosen = Signal(str)

    def __init__(
        self,
        scale: StatusScale,
        code: str | None = None,
        one_line: bool = False,
        letters: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make the control; ``one_line`` is the wider form of review mode, where letters are other commands."""
        super().__init__(parent)
        self._one_line, self._letters = one_line, letters
        self._code: str | None = None
        self._segments: list[Segment] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_scale(scale)
        self.set_code(code)
        theme.hub.changed.connect(self.retheme)

    # What it shows

    @property
    def code(self) -> str | None:
        """The status shown as chosen."""
        return self._code

    def set_scale(self, scale: StatusScale) -> None:
        """Offer the statuses of a scale."""
        for segment in self._segments:
            segment.setParent(None)
            segment.deleteLater()
        self._scale = scale
        places = {code: str(n) for n, code in enumerate(scale.codes, start=1) if n < 10}
        order = [level for group in Group for level in scale.of_group(group)]
        self._segments = [Segment(level, places.get(level.code, ""), self, self) for level in order]
        for segment in self._segments:
            segment.show()
        self.set_code(self._code if self._code in scale else None)
        self.retheme()

    def set_code(self, code: str | None) -> None:
        """Show a status as chosen, or none; nothing is emitted."""
        self._code = code
        for segment in self._segments:
            segment.setChecked(segment.level.code == code)
        self._give_stop(self._chosen_segment() or self._segments[0])
        word = self._scale[code].label if code else "not set"
        self.setAccessibleName(f"Status: {word}")
        how = "Left and Right move, Space chooses; digits and letters choose at once."
        self.setAccessibleDescription(how if self._letters else "Digits choose at once.")
        self.update()

    def choose(self, code: str) -> None:
        """Choose as a person does: show it, and emit it where it is a change."""
        changed = code != self._code
        self.set_code(code)
        if changed:
            self.chosen.emit(code)

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self._place()
        self.update()

    # Keys

    def _chosen_segment(self) -> Segment | None:
        return next((s for s in self._segments if s.level.code == self._code), None)

    def _give_stop(self, stop: Segment) -> None:
        """Make one segment the tab stop of the whole control."""
        for segment in self._segments:
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if segment is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def focus_moved(self, segment: Segment) -> None:
        """Keep the tab stop where the focus is."""
        self._give_stop(segment)
        self.update()

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key, and tell whether it was one of ours."""
        key, text = event.key(), event.text()
        at = next((i for i, s in enumerate(self._segments) if s.hasFocus()), 0)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -at}.get(Qt.Key(key))
        if key == Qt.Key.Key_End:
            step = len(self._segments) - 1 - at
        if step is not None:
            self._segments[(at + step) % len(self._segments)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose(self._segments[at].level.code)
            return True
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        return self._take_character(text)

    def _take_character(self, text: str) -> bool:
        """Choose by digit, in the order of the scale, or by letter."""
        code = None
        if self._letters:
            code = next((s.code for s in self._scale if text and s.letter.casefold() == text.casefold()), None)
        if code is None and text.isdecimal() and 1 <= int(text) <= len(self._scale.codes):
            code = self._scale.codes[int(text) - 1]
        if code is None:
            return False
        # First the focus, then the choice: whoever hears of it may want the focus elsewhere, to ask for a reason.
        segment = next(s for s in self._segments if s.level.code == code)
        segment.setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(code)
        return True

    # Measures

    def _widths(self, form: Form) -> list[float]:
        return [segment_width(s.level, form) for s in self._segments]

    def _gaps(self) -> float:
        return _GAP * (len({s.level.group for s in self._segments}) - 1)

    def _room(self, form: Form) -> int:
        """Return the width that a form needs."""
        return int(sum(self._widths(form)) + self._gaps())

    @property
    def form(self) -> Form:
        """The fullest form that fits; where there are no words, the tooltips have them."""
        wanted = (Form.LINE, Form.TWO) if self._one_line else (Form.TWO,)
        return next((f for f in wanted if self._room(f) <= self.width()), Form.BARE)

    def _place(self) -> None:
        """Share the width out: what is over goes to all segments alike."""
        widths = self._widths(self.form)
        over = max(0.0, (self.width() - self._gaps() - sum(widths)) / len(widths))
        x, group = 0.0, self._segments[0].level.group
        for segment, width in zip(self._segments, widths, strict=True):
            if segment.level.group is not group:
                x, group = x + _GAP, segment.level.group
            right = x + width + over
            segment.setGeometry(round(x), 0, round(right) - round(x), self.height())
            x = right

    def sizeHint(self) -> QSize:
        """The room that all words need."""
        wanted = Form.LINE if self._one_line else Form.TWO
        return QSize(self._room(wanted), theme.px(40 if self._one_line else 44))

    def minimumSizeHint(self) -> QSize:
        """The room that shapes and letters need."""
        return QSize(self._room(Form.BARE), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the segments again."""
        super().resizeEvent(event)
        self._place()

    # Face

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groups, then the segments, then what lies over its neighbours: the chosen one and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        runs = [[s for s in self._segments if s.level.group is g] for g in Group]
        for run in (r for r in runs if r):
            self._draw_run(painter, run)
        form = self.form
        for segment in self._segments:
            box, chosen = QRectF(segment.geometry()), segment.level.code == self._code
            if chosen:
                self._draw_chosen(painter, box, segment.level)
            draw_segment(painter, box, segment.level, form, chosen)
        for segment in self._segments:
            if segment.hasFocus():
                self._draw_ring(painter, segment)
        painter.end()

    def _draw_run(self, painter: QPainter, run: list[Segment]) -> None:
        box = QRectF(run[0].geometry().united(run[-1].geometry()))
        paint.fill_round(painter, box, _RADIUS, theme.colour("surface"), theme.colour("field"))
        for segment in run:
            if segment.underMouse() and segment.isEnabled():
                inner = QRectF(segment.geometry()).adjusted(1, 1, -1, -1)
                paint.fill_round(painter, inner, _RADIUS - 1, theme.colour("hover"))
        inset = theme.px(_HAIR_INSET)
        painter.setPen(QPen(theme.colour("line"), 1))
        for segment in run[1:]:
            x = segment.x() + 0.5
            painter.drawLine(QPointF(x, inset), QPointF(x, self.height() - inset))

    def _draw_chosen(self, painter: QPainter, box: QRectF, level: StatusLevel) -> None:
        _, ground, text = theme.status_colours(level)
        if theme.current().is_contrast:
            ground = text
        last = box.right() >= self.width() - 1
        paint.fill_round(painter, box.adjusted(0, 0, 0 if last else 1, 0), _RADIUS, ground, text, 2)

    def _draw_ring(self, painter: QPainter, segment: Segment) -> None:
        """Draw the focus ring; inside the chosen segment, which has an outline of its own."""
        box = QRectF(segment.geometry())
        if segment.level.code == self._code:
            ring = theme.colour("surface" if theme.current().is_contrast else "focus")
            paint.fill_round(painter, box.adjusted(3, 3, -2, -3), _RADIUS - 2, None, ring, 2)
            return
        paint.draw_focus(painter, box.adjusted(0, 0, 1 if box.right() < self.width() - 1 else 0, 0), _RADIUS)
