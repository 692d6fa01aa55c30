"""A page of the window on paper, drawn as it looks in the light theme, whatever theme the screen has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPainter, QPicture
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from send_tracker.domain.dates import long_date
from send_tracker.gui import theme, tokens
from send_tracker.gui.pages.page import Page
from send_tracker.gui.printing.sheet import FOOT, HEAD, draw_foot, draw_head, room

_LEAST = QSize(1280, 860)
"""What a page is laid out on at least, in the shape of a sheet that lies on its side."""


def paint_drawing(page: Page) -> Callable[[QPrinter], None]:
    """Return what paints a page as large as the paper allows. It is drawn once, now, as lines and letters."""
    drawn, size = _drawing(page)
    session = page.session
    day = f"As at {long_date(session.as_at or session.today)}"
    name = f"{session.programme.name}: {page.printed_name}"
    note = session.programme.sample_note

    def paint(printer: QPrinter) -> None:
        if size.width() > size.height():
            printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        painter = QPainter(printer)
        try:
            whole, scale = room(printer)
            painter.scale(scale, scale)
            draw_head(painter, whole, name, day)
            draw_foot(painter, whole, note, 1, 1)
            high = whole.height() - HEAD - FOOT
            factor = min(whole.width() / max(size.width(), 1), high / max(size.height(), 1), 1.5)
            painter.translate(0, HEAD)
            # A recording is blown up to the resolution of what it is drawn on, by Qt itself.
            own = factor * drawn.logicalDpiX() / printer.logicalDpiX()
            painter.scale(own, own)
            painter.drawPicture(0, 0, drawn)
        finally:
            painter.end()

    return paint


def _drawing(page: Page) -> tuple[QPicture, QSizeF]:
    picture = QPicture()
    kept = page.geometry()
    with _in_light():
        page.resize(kept.size().expandedTo(_LEAST))  # a small window hides what lies below
        painter = QPainter(picture)
        try:
            page.render(painter, QPoint())
            size = QSizeF(page.size())
        finally:
            painter.end()
            page.setGeometry(kept)
    return picture, size


@contextmanager
def _in_light() -> Iterator[None]:
    """Have everything look light for as long as a page is drawn; the screen is painted later, as it was before."""
    app, mode, scale = QApplication.instance(), theme.hub.mode, theme.hub.scale
    if theme.current() is tokens.LIGHT or not isinstance(app, QApplication):
        yield
        return
    try:
        theme.apply(app, "light", scale)
        yield
    finally:
        theme.apply(app, mode, scale)
