"""How whole rows of the plan are drawn: their grounds, the groups across, lines, bars and rings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.plan_header import REF_INSET
from send_tracker.services.plan_view import Head

AREA, OUTCOME, ACTION = 40, 36, 32
"""Row heights at 100 % text."""
CHEVRON_END: Final = 32
"""A click left of here opens or closes a group."""
_CHEVRON, _CHEVRON_X = 14, 12
_BAR, _BAR_AREA, _BAR_OUTCOME = 112, 8, 6
_AFTER_BAR, _BEFORE_BAR, _AFTER_TITLE = 12, 12, 11
ACCENT: Final = 3


@dataclass(frozen=True, slots=True)
class Across:
    """Where the parts of a group row stand, so that all groups line up with the columns.

    Attributes:
        title: the left edge of titles. bar: the left edge of bars.
        words: whether "1 obstacle" has room.
    """

    title: float
    bar: float
    words: bool


def row_height(head: Head | None) -> int:
    """Return the height of a group's row, or of an action's."""
    return theme.px(ACTION if head is None else AREA if head.is_area else OUTCOME)


def draw_ground(painter: QPainter, rect: QRectF, head: Head | None, selected: bool, hover: bool) -> None:
    """Fill a whole row at once: cells drawn one by one would leave seams at 125 %."""
    if selected:
        token = "sel"
    elif hover and head is None:
        token = "hover"
    else:
        token = "group" if head is not None and head.is_area else "surface"
    painter.fillRect(rect, theme.colour(token))


def draw_accent(painter: QPainter, rect: QRectF) -> None:
    """Draw the bar at the left edge of the chosen row."""
    painter.fillRect(QRectF(rect.x(), rect.y(), ACCENT, rect.height()), theme.colour("accent"))


def draw_line(painter: QPainter, y: float, width: float) -> None:
    """Draw the line of one pixel between groups."""
    painter.fillRect(QRectF(0, y, width, 1), theme.colour("line"))


def draw_group(painter: QPainter, rect: QRectF, head: Head, is_open: bool, across: Across) -> None:
    """Draw a group across its row."""
    side, cy = theme.px(_CHEVRON), rect.y() + (rect.height() - 1) / 2
    icons.draw(
        painter, theme.px(_CHEVRON_X), cy - side / 2, "chevron-down" if is_open else "chevron-right", "muted", side
    )
    x, token = float(theme.px(REF_INSET)), "text" if head.is_area else "muted"
    paint.draw_words(painter, x, cy, paint.elided(head.ref, across.title - x - 4, "body", 600), token, "body", 600)
    end = across.bar - theme.px(_BEFORE_BAR)
    if across.words and head.trouble:
        end -= theme.metrics("small").horizontalAdvance(head.trouble)
        paint.draw_words(painter, end, cy, head.trouble, "muted", "small")
        end -= theme.px(_AFTER_TITLE)
    _draw_title(painter, across.title, cy, end, head)
    _draw_progress(painter, across.bar, cy, head)


def _draw_title(painter: QPainter, x: float, cy: float, end: float, head: Head) -> None:
    """Draw the title and, where there is room after it, the number of actions."""
    count, gap = head.actions_text, theme.px(_AFTER_TITLE)
    wide = theme.metrics("small").horizontalAdvance(count) + gap
    whole = theme.metrics("body", 600).horizontalAdvance(head.title)
    room = end - x
    with_count = whole + wide <= room or room - wide > theme.px(120)
    shown = paint.elided(head.title, room - wide if with_count else room, "body", 600)
    x += paint.draw_words(painter, x, cy, shown, "text", "body", 600) + gap
    if with_count:
        paint.draw_words(painter, x, cy, count, "muted", "small")


def _draw_progress(painter: QPainter, x: float, cy: float, head: Head) -> None:
    """Draw the bar and the share that is done."""
    if not head.progress.actions:
        return
    height = _BAR_AREA if head.is_area else _BAR_OUTCOME
    paint.draw_bar(painter, QRectF(x, cy - height / 2, theme.px(_BAR), height), head.parts)
    x += theme.px(_BAR + _AFTER_BAR)
    x += paint.draw_words(painter, x, cy, head.done_text, "text", "body", 600) + theme.px(6)
    paint.draw_words(painter, x, cy, "done", "muted", "small")
