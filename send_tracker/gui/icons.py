"""Our icons in the colours of the theme.

``currentColor`` means nothing to Qt, so the drawing's text is coloured before it is rendered, at the pixel
ratio of the screen it is for, and kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from send_tracker.gui import theme
from send_tracker.resource_files import resource

_RATIOS: Final = (1.0, 2.0)
_rendered: dict[tuple[str, str, int, float], QPixmap] = {}


def names() -> list[str]:
    """Return the names of all icons."""
    return sorted(p.stem for p in resource("icons").glob("*.svg"))


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, token: str = "muted", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture.

    Args:
        name: the file's name without its ending.
        token: a colour token of the theme, or a hex colour. It is part of the cache's key as a colour, so
            a change of theme never shows yesterday's.
        size: width and height in logical pixels; give ``theme.px(16)`` beside text.
        ratio: the pixel ratio of the screen.
    """
    key = (name, theme.current().colour(token), size, ratio)
    if key not in _rendered:
        _rendered[key] = _render(*key)
    return _rendered[key]


def _render(name: str, hex_colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    made = QPixmap(QSize(side, side))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    source = _drawing(name).replace("currentColor", hex_colour)
    QSvgRenderer(QByteArray(source.encode("utf-8"))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, token: str = "muted", size: int = 16) -> QIcon:
    """Return an icon for a Qt action or button, faint where that is disabled.

    It holds pictures of the present theme: take it again when ``theme.hub.changed`` says so.
    """
    made = QIcon()
    app = QGuiApplication.instance()
    screen = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    for ratio in sorted({*_RATIOS, screen}):
        made.addPixmap(pixmap(name, token, size, ratio))
        made.addPixmap(pixmap(name, "line", size, ratio), QIcon.Mode.Disabled)
    return made


def draw(painter: QPainter, x: float, y: float, name: str, token: str = "muted", size: int = 16) -> None:
    """Draw an icon with its upper left corner at ``x``, ``y``, moved to the nearest whole pixel of the screen."""
    ratio = painter.device().devicePixelRatio()
    to_screen = painter.deviceTransform()
    corner = to_screen.map(QPointF(x, y))
    back, _ = to_screen.inverted()
    painter.drawPixmap(back.map(QPointF(round(corner.x()), round(corner.y()))), pixmap(name, token, size, ratio))
