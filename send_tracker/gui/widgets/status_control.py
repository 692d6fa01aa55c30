"""The segmented status control: open statuses, then done ones, each with shape, letter and word.

An edit is saved the moment it is made, so the arrow keys only move the focus ring; Space or Enter chooses,
and a digit or a letter chooses at once. Walking across with the arrows leaves no trail of edits.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from send_tracker.domain.status import Group, StatusLevel, StatusScale
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.label import tip

_GAP = 8
_RADIUS = 6
_HAIR_INSET = 7
_LEAST_PAD = 3.5
_LINE_PAD = 12
_BARE_PAD = 4


class Segment(QRadioButton):
    """One status of the control. It paints nothing: the control does, so that outlines can overlap."""

    def __init__(self, level: StatusLevel, key: str, control: StatusControl) -> None:
        """Make the segment; ``key`` is the digit that chooses it."""
        super().__init__(control)
        self.level = level
        self._control = control
        self.setAutoExclusive(False)
        self.setAccessibleName(f"{level.letter} {level.label}")
        self.setAccessibleDescription(level.definition)
        keys = f"{key} or {level.letter}" if key else level.letter
        self.setToolTip(tip(f"{level.label} ({keys})" + (f"\n{level.definition}" if level.definition else "")))
        self.clicked.connect(lambda _checked: control.choose(level.code))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave it to the control."""

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere inside, not only on Qt's own indicator."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer every key to the control first."""
        if not self._control.take_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self._control.focus_moved(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._control.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is here."""
        super().enterEvent(event)
        self._control.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        super().leaveEvent(event)
        self._control.update()


class StatusControl(QWidget):
    """Sets one status of a scale. One tab stop; ``chosen`` is emitted with the code when a person chooses."""

    chosen = Signal(str)

    def __init__(
        self, scale: StatusScale, code: str | None = None, one_line: bool = False, parent: QWidget | None = None
    ) -> None:
        """Make the control; ``one_line`` is the wider form of review mode."""
        super().__init__(parent)
        self._one_line = one_line
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
        self._segments = [Segment(level, places.get(level.code, ""), self) for level in order]
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
        self.setAccessibleDescription("Left and Right move, Space chooses; digits and letters choose at once.")
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
        code = next((s.code for s in self._scale if text and s.letter.casefold() == text.casefold()), None)
        if code is None and text.isdecimal() and 1 <= int(text) <= len(self._scale.codes):
            code = self._scale.codes[int(text) - 1]
        if code is None:
            return False
        self.choose(code)
        segment = self._chosen_segment()
        if segment is not None:
            segment.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # Measures

    def _widths(self, bare: bool) -> list[float]:
        """Return the least width of each segment: words at 600, so that choosing moves nothing."""
        scale = theme.text_scale()
        found = []
        for segment in self._segments:
            head = (paint.SHAPE + 6) * scale + theme.metrics("body", 600).horizontalAdvance(segment.level.letter)
            if bare:
                found.append(head + 2 * _BARE_PAD)
            elif self._one_line:
                word = theme.metrics("body", 600).horizontalAdvance(segment.level.label)
                found.append(head + 5 * scale + word + 2 * _LINE_PAD)
            else:
                word = theme.metrics("small", 600).horizontalAdvance(segment.level.label)
                found.append(max(head, word) + 2 * _LEAST_PAD)
        return found

    def _gaps(self) -> float:
        return _GAP * (len({s.level.group for s in self._segments}) - 1)

    @property
    def is_bare(self) -> bool:
        """Whether the words have no room and are left to the tooltips."""
        return self.width() < int(sum(self._widths(bare=False)) + self._gaps())

    def _place(self) -> None:
        """Share the width out: what is over goes to all segments alike."""
        widths = self._widths(self.is_bare)
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
        width = sum(self._widths(bare=False)) + self._gaps()
        return QSize(int(width), theme.px(40 if self._one_line else 44))

    def minimumSizeHint(self) -> QSize:
        """The room that shapes and letters need."""
        return QSize(int(sum(self._widths(bare=True)) + self._gaps()) + 1, self.sizeHint().height())

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
        bare = self.is_bare
        for segment in self._segments:
            if segment.level.code == self._code:
                self._draw_chosen(painter, QRectF(segment.geometry()), segment.level)
            draw_segment(painter, segment, self._one_line, bare, segment.level.code == self._code)
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
            dark_on_light = theme.current().is_contrast
            ring = QColor("#000000") if dark_on_light else theme.colour("focus")
            paint.fill_round(painter, box.adjusted(3, 3, -2, -3), _RADIUS - 2, None, ring, 2)
            return
        paint.draw_focus(painter, box.adjusted(0, 0, 1 if box.right() < self.width() - 1 else 0, 0), _RADIUS)


def draw_segment(painter: QPainter, segment: Segment, one_line: bool, bare: bool, chosen: bool) -> None:
    """Draw shape, letter and word of a segment."""
    level, box, scale = segment.level, QRectF(segment.geometry()), theme.text_scale()
    solid, _, chip_text = theme.status_colours(level)
    inverse = chosen and theme.current().is_contrast
    strong = QColor(theme.current().surface) if inverse else chip_text if chosen else theme.colour("text")
    soft = strong if chosen else theme.colour("muted")
    letter_fm = theme.metrics("body", 600)
    side, after = paint.SHAPE * scale, 6 * scale
    head = side + after + letter_fm.horizontalAdvance(level.letter)
    name, weight = ("body" if one_line else "small"), (600 if chosen else 400)
    word_fm = theme.metrics("body" if one_line else "small", weight)
    word = word_fm.horizontalAdvance(level.label)
    whole = head + 5 * scale + word if one_line and not bare else head
    x, cy = box.center().x() - whole / 2, box.center().y()
    head_cy = cy if one_line or bare else box.y() + box.height() * 0.335
    paint.draw_shape(painter, QRectF(x, head_cy - side / 2, side, side), level, strong if inverse else solid)
    painter.setFont(theme.font("body", 600))
    paint.draw_text(painter, x + side + after, head_cy, level.letter, strong, letter_fm)
    if bare:
        return
    painter.setFont(theme.font("body" if name == "body" else "small", weight))
    if one_line:
        paint.draw_text(painter, x + head + 5 * scale, cy, level.label, soft, word_fm)
    else:
        paint.draw_text(painter, box.center().x() - word / 2, box.y() + box.height() * 0.71, level.label, soft, word_fm)
