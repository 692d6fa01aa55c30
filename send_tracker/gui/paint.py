"""How statuses, bars, arrows and focus rings are drawn: by every delegate and every widget, one way.

All lengths are logical pixels at 100 % text and grow with the text size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from send_tracker.domain.status import Shape, StatusLevel
from send_tracker.gui import icons, theme
from send_tracker.gui.theme import FontName

Parts = Sequence[tuple[StatusLevel, int]]
"""What a stacked bar shows: statuses with their counts, in drawing order."""

CHIP_HEIGHT: Final = 20
SHAPE: Final = 9
"""The side of the square that a status shape fills, by eye: points stand out a little."""
_SLOT: Final = 10
_PAD, _AFTER_SHAPE, _AFTER_LETTER, _RADIUS = 8, 6, 5, 4
_GAP: Final = 1.5
_LETTER_FROM, _COUNT_FROM = 34, 8
_TRAVEL: Final = {1: "arrow-up-right", 0: "minus", -1: "arrow-down-right"}


@lru_cache(maxsize=32)
def _outline(shape: Shape) -> QPainterPath:
    """Return a status shape about the origin, for a square of side 9."""
    path = QPainterPath()
    match shape:
        case Shape.RING:
            path.addEllipse(QPointF(0, 0), 3.8, 3.8)
        case Shape.DISC:
            path.addEllipse(QPointF(0, 0), 4.6, 4.6)
        case Shape.TRIANGLE:
            path.addPolygon(QPolygonF([QPointF(0, -4.6), QPointF(5.2, 4.3), QPointF(-5.2, 4.3)]))
        case Shape.DIAMOND:
            path.addPolygon(QPolygonF([QPointF(0, -5.3), QPointF(5.3, 0), QPointF(0, 5.3), QPointF(-5.3, 0)]))
        case Shape.SQUARE:
            path.addRoundedRect(QRectF(-4.25, -4.25, 8.5, 8.5), 0.8, 0.8)
        case Shape.STAR:
            path.addPolygon(QPolygonF(list(_star(5.6, 2.35))))
        case Shape.CROSS:
            path.moveTo(-3.4, -3.4)
            path.lineTo(3.4, 3.4)
            path.moveTo(3.4, -3.4)
            path.lineTo(-3.4, 3.4)
    path.closeSubpath()
    return path


def _star(outer: float, inner: float) -> Iterator[QPointF]:
    for corner in range(10):
        reach, turn = (inner if corner % 2 else outer), corner * pi / 5
        yield QPointF(reach * sin(turn), 0.3 - reach * cos(turn))


def draw_shape(painter: QPainter, rect: QRectF, level: StatusLevel, tint: QColor | None = None) -> None:
    """Draw the shape of a status in the middle of ``rect``, whose shorter side gives the size.

    Args:
        painter: where to draw.
        rect: a square of side 9 (or :data:`SHAPE` at the text size) for a chip.
        level: the status.
        tint: a colour instead of the status's own, such as black on the chosen part in high contrast, or the
            quiet one of a count of nought.
    """
    solid = tint or theme.status_colours(level)[0]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    side = min(rect.width(), rect.height()) / SHAPE
    painter.scale(side, side)
    if level.shape in (Shape.RING, Shape.CROSS):
        painter.setPen(QPen(solid, 1.7, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(solid)
    painter.drawPath(_outline(level.shape))
    painter.restore()


def draw_text(painter: QPainter, x: float, cy: float, text: str, colour: QColor, fm: QFontMetricsF) -> None:
    """Draw one line with the middle of its capitals at ``cy``; the painter's font must be that of ``fm``."""
    painter.setPen(colour)
    painter.drawText(QPointF(x, cy + fm.capHeight() / 2), text)


def draw_words(
    painter: QPainter, x: float, cy: float, text: str, token: str, name: FontName = "body", weight: int = 400
) -> float:
    """Draw one line in a font and a colour of the theme, and return its width."""
    fm = theme.metrics(name, weight)
    painter.setFont(theme.font(name, weight))
    draw_text(painter, x, cy, text, theme.colour(token), fm)
    return fm.horizontalAdvance(text)


def chip_width(level: StatusLevel, word: str | None = None) -> float:
    """Return the width of a chip; ``word`` stands in for the status's own, and an empty one for none."""
    return _chip_width(level.letter, level.label if word is None else word, theme.text_scale())


@lru_cache(maxsize=512)
def _chip_width(letter: str, word: str, scale: float) -> float:
    words = theme.metrics("chip", 600).horizontalAdvance(letter)
    if word:
        words += _AFTER_LETTER * scale + theme.metrics("chip", 500).horizontalAdvance(word)
    return (2 * _PAD + _SLOT + _AFTER_SHAPE) * scale + words


def draw_chip(
    painter: QPainter, x: float, cy: float, level: StatusLevel, word: str | None = None, room: float | None = None
) -> float:
    """Draw a status chip from ``x``, centred on ``cy``, and return its width.

    Args:
        painter: where to draw.
        x: the left edge.
        cy: the middle line.
        level: the status.
        word: a word instead of the status's own ("Near" for a measure).
        room: the width there is; a chip that would pass it keeps shape and letter, and drops its word.
    """
    scale = theme.text_scale()
    word = level.label if word is None else word
    if room is not None and chip_width(level, word) > room:
        word = ""
    solid, ground, text = theme.status_colours(level)
    box = QRectF(x, cy - CHIP_HEIGHT * scale / 2, chip_width(level, word), CHIP_HEIGHT * scale)
    painter.save()
    fill_round(painter, box, _RADIUS, ground, theme.colour("field") if theme.current().is_contrast else None)
    side = SHAPE * scale
    at = x + _PAD * scale
    draw_shape(painter, QRectF(at, cy - side / 2, _SLOT * scale, side), level, solid)
    at += (_SLOT + _AFTER_SHAPE) * scale
    at += draw_words(painter, at, cy, level.letter, text.name(), "chip", 600)
    if word:
        draw_words(painter, at + _AFTER_LETTER * scale, cy, word, text.name(), "chip", 500)
    painter.restore()
    return box.width()


def fill_round(
    painter: QPainter, rect: QRectF, radius: float, ground: QColor | None, line: QColor | None = None, width: float = 1
) -> None:
    """Fill a rounded rectangle and draw a line inside its edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground if ground else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    half = width / 2
    painter.setPen(QPen(line, width))
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def draw_focus(painter: QPainter, rect: QRectF, radius: float = 6) -> None:
    """Draw the focus ring: 2 px inside the edge of ``rect``."""
    fill_round(painter, rect, radius, None, theme.colour("focus"), 2)


def draw_bar(painter: QPainter, rect: QRectF, parts: Parts, letters: bool = False) -> None:
    """Draw a stacked bar across ``rect``.

    Args:
        painter: where to draw.
        rect: the bar; its width stands for all counts together.
        parts: statuses with counts, in drawing order; nought is left out.
        letters: write letter and count inside, where a part has the room (a bar of 14 px or more).
    """
    shown = [(level, count) for level, count in parts if count > 0]
    total = sum(count for _, count in shown)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not shown:
        fill_round(painter, rect, min(rect.height() / 2, _RADIUS), theme.colour("line"))
    elif not letters:
        ends = QPainterPath()
        ends.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setClipPath(ends)
    for box, (level, count) in zip(_boxes(rect, [c for _, c in shown], total), shown, strict=True):
        fill_round(painter, box, 2 if letters else 0, theme.status_colours(level)[0])
        if letters:
            _bar_text(painter, box, level, count)
    painter.restore()


def bar_boxes(rect: QRectF, parts: Parts) -> list[tuple[QRectF, StatusLevel, int]]:
    """Return where :func:`draw_bar` draws each part that is not nought, for the pointer and the focus ring."""
    shown = [(level, count) for level, count in parts if count > 0]
    boxes = _boxes(rect, [count for _, count in shown], sum(count for _, count in shown))
    return [(box, level, count) for box, (level, count) in zip(boxes, shown, strict=True)]


def _boxes(rect: QRectF, counts: list[int], total: int) -> list[QRectF]:
    """Share the width of a bar out by count, with a gap between parts; none gets narrower than 2 px."""
    free = rect.width() - _GAP * (len(counts) - 1)
    least = min(2.0, free / len(counts)) if counts else 0.0
    spare = free - least * len(counts)
    edges, at = [], rect.x()
    for count in counts:
        edges.append((at, least + spare * count / total))
        at += edges[-1][1] + _GAP
    return [QRectF(x, rect.y(), width, rect.height()) for x, width in edges]


def _bar_text(painter: QPainter, box: QRectF, level: StatusLevel, count: int) -> None:
    """Write letter and count in a part of a bar; the count only, or nothing, where they do not fit."""
    fm = theme.metrics("small", 600)
    scale = theme.text_scale()
    for text, least in ((f"{level.letter} {count}", _LETTER_FROM), (f"{count}", _COUNT_FROM)):
        width = fm.horizontalAdvance(text)
        if box.width() > least * scale and width + 2 <= box.width() and fm.capHeight() + 2 <= box.height():
            painter.setFont(theme.font("small", 600))
            draw_text(painter, box.center().x() - width / 2, box.center().y(), text, theme.bar_text(level), fm)
            return


def bar_sentence(parts: Parts) -> str:
    """Return all counts of a bar in words, for its tooltip and for screen readers."""
    return ", ".join(f"{level.label} {count:,}" for level, count in parts) or "No actions"


def draw_travel(painter: QPainter, rect: QRectF, direction: int, token: str = "text") -> None:
    """Draw the arrow of a direction of travel (1 better, 0 the same, -1 worse) in the middle of ``rect``."""
    side = theme.px(16)
    corner = rect.center() - QPointF(side / 2, side / 2)
    icons.draw(painter, corner.x(), corner.y(), _TRAVEL[direction], token, side)


def elided(text: str, width: float, name: FontName = "body", weight: int = 400) -> str:
    """Return ``text`` on one line, cut with an ellipsis so that it fits ``width`` in a font of the theme."""
    return _elided(text, max(0.0, width), name, weight, theme.text_scale())


@lru_cache(maxsize=2048)
def _elided(text: str, width: float, name: FontName, weight: int, _scale: float) -> str:
    flat = " ".join(text.split())
    return theme.metrics(name, weight).elidedText(flat, Qt.TextElideMode.ElideRight, width)


def wrapped(text: str, width: float, lines: int, name: FontName = "body", weight: int = 400) -> list[str]:
    """Return ``text`` in at most ``lines`` lines of a width; the last is cut with an ellipsis where it must."""
    fm = theme.metrics(name, weight)
    words = text.split()
    starts = [0]
    for at in range(1, len(words)):
        if fm.horizontalAdvance(" ".join(words[starts[-1] : at + 1])) > width:
            starts.append(at)
    rows = [" ".join(words[a:b]) for a, b in pairwise([*starts, len(words)])]
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(words[starts[lines - 1] :])]
    return [elided(row, width, name, weight) for row in rows]
