"""What a page of the window is on paper: its rows as a table where it shows a register, else a picture of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QMarginsF, QPoint, QRect, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QImage, QPageLayout, QPageSize, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from send_tracker.domain.problem import Problem
from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.document.printed_page import printed_page
from send_tracker.exchange.print_register import register_document
from send_tracker.gui import theme, tokens
from send_tracker.gui.charts.svg_picture import svg_to_png
from send_tracker.gui.pages.page import Page

Paint = Callable[[QPrinter], None]
"""Paints everything on a printer, page after page."""

_MARGIN_MM = 15.0
_FOOT = 28
_PICTURE = 1400


def new_printer(title: str) -> QPrinter:
    """Return a printer that is set to A4 with margins, under a document's title."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("SEND Tracker")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    return printer


def paint_of(page: Page) -> Paint:
    """Return what paints a page of the window: all rows of its register as they are shown, or its picture."""
    view = page.view()
    if view is not None:
        with suppress(Problem):  # a register that has no printed form is printed as its picture
            return paint_document(register_document(page.session, view.what, view.ids))
    return lambda printer: _paint_picture(page, printer)


def paint_document(document: Document) -> Paint:
    """Return what paints a document with its tables and charts, and a foot with the number of the page."""
    return lambda printer: _paint_text(document, printer)


def _paint_text(document: Document, printer: QPrinter) -> None:
    text = QTextDocument()
    for number, picture in enumerate(document.pictures()):
        drawn = QImage.fromData(svg_to_png(picture.svg, _PICTURE))
        text.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"picture:{number}"), drawn)
    text.setHtml(printed_page(document))
    painter = QPainter(printer)
    try:
        scale = printer.logicalDpiX() / 96
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        size = QSizeF(area.width() / scale, area.height() / scale - _FOOT)
        text.setPageSize(size)
        painter.scale(scale, scale)
        for number in range(text.pageCount()):
            if number:
                printer.newPage()
            _paint_part(text, painter, size, number)
            foot = QRectF(0, size.height() + 8, size.width(), _FOOT - 8)
            words = f"{document.footer}. Page {number + 1} of {text.pageCount()}"
            painter.setFont(theme.font("small"))
            painter.setPen(QColor(tokens.LIGHT.muted))
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    finally:
        painter.end()


def _paint_part(text: QTextDocument, painter: QPainter, size: QSizeF, number: int) -> None:
    part = QRectF(0, number * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -part.top())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    painter.setClipRect(part)
    text.documentLayout().draw(painter, context)
    painter.restore()


def _paint_picture(page: Page, printer: QPrinter) -> None:
    """Paint a page as the window shows it, as large as the paper allows; wide ones lie on their side."""
    if page.width() > page.height():
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter(printer)
    try:
        area = QRect(0, 0, *printer.pageLayout().paintRectPixels(printer.resolution()).size().toTuple())
        factor = min(area.width() / max(page.width(), 1), area.height() / max(page.height(), 1))
        painter.scale(factor, factor)
        page.render(painter, QPoint())
    finally:
        painter.end()
