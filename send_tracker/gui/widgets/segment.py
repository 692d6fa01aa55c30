"""One status of the segmented status control: its button, and how it is drawn."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRectF
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from send_tracker.domain.status import StatusLevel
from send_tracker.gui import paint, theme
from send_tracker.gui.theme import FontName
from send_tracker.gui.widgets.label import tip

_BARE_PAD, _TWO_PAD, _LINE_PAD = 4.0, 3.5, 4.0
_AFTER_SHAPE, _AFTER_LETTER = 6, 5


class Form(Enum):
    """How much of a status its segment says: all on one line, the word below, or shape and letter only."""

    LINE = "line"
    TWO = "two"
    BARE = "bare"


class Control(Protocol):
    """What a segment asks of its control."""

    def choose(self, code: str) -> None:
        """Choose a status."""

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key, and tell whether it was one of the control's."""

    def focus_moved(self, segment: Segment) -> None:
        """Take note of where the focus is."""

    def update(self) -> None:
        """Paint again."""


class Segment(QRadioButton):
    """One status of the control. It paints nothing: the control does, so that outlines can overlap."""

    def __init__(self, level: StatusLevel, key: str, control: Control, parent: QWidget) -> None:
        """Make the segment; ``key`` is the digit that chooses it."""
        super().__init__(parent)
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


def segment_width(level: StatusLevel, form: Form) -> float:
    """Return the least width of a segment: words at 600, so that choosing moves nothing."""
    scale = theme.text_scale()
    letter, words = _fonts(form)
    head = (paint.SHAPE + _AFTER_SHAPE) * scale + theme.metrics(letter, 600).horizontalAdvance(level.letter)
    word = theme.metrics(words, 600).horizontalAdvance(level.label)
    if form is Form.LINE:
        return head + _AFTER_LETTER * scale + word + 2 * _LINE_PAD
    return max(head, word) + 2 * _TWO_PAD if form is Form.TWO else head + 2 * _BARE_PAD


def _fonts(form: Form) -> tuple[FontName, FontName]:
    """Return the fonts of letter and word."""
    return ("body", "body") if form is Form.LINE else ("chip", "small")


def draw_segment(painter: QPainter, box: QRectF, level: StatusLevel, form: Form, chosen: bool) -> None:
    """Draw shape, letter and word of a status in its segment."""
    scale = theme.text_scale()
    solid, _, chip_text = theme.status_colours(level)
    inverse = chosen and theme.current().is_contrast
    strong = theme.colour("surface") if inverse else chip_text if chosen else theme.colour("text")
    letter, words = _fonts(form)
    weight = 600 if chosen else 400
    letter_fm, word_fm = theme.metrics(letter, 600), theme.metrics(words, weight)
    side, head = paint.SHAPE * scale, (paint.SHAPE + _AFTER_SHAPE) * scale
    word = word_fm.horizontalAdvance(level.label)
    width = head + letter_fm.horizontalAdvance(level.letter)
    after = width + _AFTER_LETTER * scale
    x = box.center().x() - (after + word if form is Form.LINE else width) / 2
    cy = box.y() + box.height() * (0.33 if form is Form.TWO else 0.5)
    paint.draw_shape(painter, QRectF(x, cy - side / 2, side, side), level, strong if inverse else solid)
    painter.setFont(theme.font(letter, 600))
    paint.draw_text(painter, x + head, cy, level.letter, strong, letter_fm)
    if form is Form.BARE:
        return
    painter.setFont(theme.font(words, weight))
    if form is Form.LINE:
        x += after
    else:
        x, cy = box.center().x() - word / 2, box.y() + box.height() * 0.70
    paint.draw_text(painter, x, cy, level.label, strong if chosen else theme.colour("muted"), word_fm)
