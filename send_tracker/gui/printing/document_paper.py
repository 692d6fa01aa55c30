"""A document on paper: laid out by Qt, its charts as drawings that stay sharp at any size."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.document.palette import PAPER
from send_tracker.exchange.document.printed_page import PICTURE, printed_page
from send_tracker.gui.printing.sheet import FOOT, HEAD, draw_foot, draw_head, room


class _Drawings(QPyTextObject):
    """Draws the pictures that the page names ``picture:0``, ``picture:1``, … as what they are: SVG."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._drawn = [QSvgRenderer(QByteArray(p.svg.encode("utf-8"))) for p in document.pictures()]

    def intrinsicSize(self, _document: QTextDocument, _place: int, format: QTextFormat) -> QSizeF:
        """Return how large a picture stands on the page."""
        size = self._of(format).defaultSize()
        width = format.toImageFormat().width()
        return QSizeF(width, width * size.height() / max(size.width(), 1))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _place: int, format: QTextFormat
    ) -> None:
        """Draw a picture at its place."""
        self._of(format).render(painter, QRectF(rect))

    def _of(self, format: QTextFormat) -> QSvgRenderer:
        return self._drawn[int(format.toImageFormat().name().removeprefix(PICTURE))]


def paint_text(document: Document, printer: QPrinter) -> None:
    """Paint a document on a printer, page after page."""
    text, drawings = QTextDocument(), _Drawings(document)
    text.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, drawings)
    text.setHtml(printed_page(document))
    painter = QPainter(printer)
    try:
        whole, scale = room(printer)
        size = QSizeF(whole.width(), whole.height() - HEAD - FOOT)
        text.setPageSize(size)
        _keep_headings(text)
        painter.scale(scale, scale)
        for number in range(text.pageCount()):
            if number:
                printer.newPage()
                draw_head(painter, whole, document.title, document.subtitle)
            _paint_part(text, painter, size, number)
            draw_foot(painter, whole, document.footer, number + 1, text.pageCount())
    finally:
        painter.end()


def _keep_headings(text: QTextDocument) -> None:
    """Move a heading whose text would stand on the next page to that page: Qt knows no such rule."""
    high = text.pageSize().height()
    block = text.begin()
    while block.isValid():
        first = block
        while block.isValid() and block.blockFormat().headingLevel():
            block = block.next()
        if block == first or not block.isValid():
            block = block.next()
            continue
        top, page = _top(text, first), int(_top(text, first) // high)
        if int((_top(text, block) + _line(block)) // high) > page:
            format = first.blockFormat()
            format.setTopMargin(format.topMargin() + high * (page + 1) - top)
            QTextCursor(first).setBlockFormat(format)
            text.markContentsDirty(0, text.characterCount())


def _top(text: QTextDocument, block: QTextBlock) -> float:
    return text.documentLayout().blockBoundingRect(block).top()


def _line(block: QTextBlock) -> float:
    line = block.layout().lineAt(0)
    return line.height() if line.isValid() else 0.0


def _paint_part(text: QTextDocument, painter: QPainter, size: QSizeF, number: int) -> None:
    part = QRectF(0, number * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, HEAD - part.top())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    context.palette.setColor(QPalette.ColorRole.Text, QColor(PAPER["text"]))  # not that of a dark window
    painter.setClipRect(part)
    text.documentLayout().draw(painter, context)
    painter.restore()
