"""One sheet of paper: its head and its foot, in small muted words, and the room between them. Always in light."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtPrintSupport import QPrinter

from send_tracker.exchange.document.palette import PAPER

HEAD = FOOT = 26.0
"""What head and foot take, in units of 1/96 inch."""

_PIXELS = 11


def room(printer: QPrinter) -> tuple[QSizeF, float]:
    """Return the size between the margins in units of 1/96 inch, and how many dots of the printer one of them is."""
    scale = printer.logicalDpiX() / 96
    area = printer.pageLayout().paintRectPixels(printer.resolution())
    return QSizeF(area.width() / scale, area.height() / scale), scale


def draw_head(painter: QPainter, size: QSizeF, left: str, right: str) -> None:
    """Write a sheet's head, with a hair line under it."""
    _words(painter, QRectF(0, 0, size.width(), HEAD - 10), left, right)
    painter.setPen(QColor(PAPER["line"]))
    painter.drawLine(0, round(HEAD - 9), round(size.width()), round(HEAD - 9))


def draw_foot(painter: QPainter, size: QSizeF, left: str, number: int, of: int) -> None:
    """Write a sheet's foot with its number."""
    _words(painter, QRectF(0, size.height() - FOOT + 10, size.width(), FOOT - 10), left, f"Page {number} of {of}")


def _words(painter: QPainter, where: QRectF, left: str, right: str) -> None:
    font = QFont()
    font.setFamilies(["Arial", "Liberation Sans", "Helvetica"])
    font.setPixelSize(_PIXELS)
    painter.setFont(font)
    painter.setPen(QColor(PAPER["muted"]))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(where, Qt.AlignmentFlag.AlignRight | middle, right)
    room_left = where.width() - painter.fontMetrics().horizontalAdvance(right) - 16
    shown = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, round(room_left))
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | middle, shown)
