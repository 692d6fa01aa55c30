"""What a page of the window is on paper: its rows as a table where it shows a register, else a drawing of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from send_tracker.domain.problem import Problem
from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.print_register import register_document
from send_tracker.gui.pages.page import Page
from send_tracker.gui.printing.document_paper import paint_text
from send_tracker.gui.printing.page_paper import paint_drawing

Paint = Callable[[QPrinter], None]
"""Paints everything on a printer, page after page."""

_MARGIN_MM = 15.0


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
    """Return what paints a page of the window: all rows of its register as they are shown, or a drawing of it."""
    view = page.view()
    if view is not None:
        with suppress(Problem):  # a register that has no printed form is printed as it looks
            return paint_document(register_document(page.session, view.what, view.ids))
    return paint_drawing(page)


def paint_document(document: Document) -> Paint:
    """Return what paints a document with its tables and charts, a head from the second page on, and page numbers."""
    return lambda printer: paint_text(document, printer)
