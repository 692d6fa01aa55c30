"""File > Print preview and Save as PDF: the page that is shown, on paper."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QToolBar, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.exchange.document.blocks import Document
from send_tracker.gui import choose_file
from send_tracker.gui.pages.page import Page
from send_tracker.gui.printing.paper import Paint, new_printer, paint_document, paint_of
from send_tracker.gui.workspace import Workspace
from send_tracker.into_place import move_into_place


def preview(page: Page, window: QWidget) -> QPrintPreviewDialog:
    """Show a page as it will be printed; the preview has the buttons for printing and for a PDF file."""
    session = page.session
    return show_preview(paint_of(page), session.programme.name, session.path.stem, page.workspace, window)


def preview_document(document: Document, name: str, workspace: Workspace, window: QWidget) -> QPrintPreviewDialog:
    """Show a document as it will be printed; ``name`` is proposed for its PDF file."""
    return show_preview(paint_document(document), document.title, name, workspace, window)


def show_preview(paint: Paint, title: str, name: str, workspace: Workspace, window: QWidget) -> QPrintPreviewDialog:
    """Show what is painted, page by page."""
    printer = new_printer(title)
    dialog = QPrintPreviewDialog(printer, window)
    dialog.setWindowTitle("Print preview")
    dialog.setAccessibleName("Print preview")
    dialog.setMinimumSize(640, 480)
    dialog.resize(900, 700)
    dialog.paintRequested.connect(paint)
    bar = dialog.findChild(QToolBar)
    if bar is not None:
        entry = bar.addAction("Save as PDF…")
        entry.triggered.connect(lambda: save_painted(paint, title, name, workspace, dialog))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_pdf(page: Page, window: QWidget) -> None:
    """Ask for a name and write a page as a PDF file."""
    session = page.session
    save_painted(paint_of(page), session.programme.name, session.path.stem, page.workspace, window)


def save_painted(paint: Paint, title: str, name: str, workspace: Workspace, window: QWidget) -> None:
    """Ask for a name and write what is painted as a PDF file."""
    kept = Path(workspace.preferences.get("pack_folder") or ".")
    folder = kept if kept.is_absolute() and kept.is_dir() else workspace.session.home.parent
    proposed = choose_file.free_name(folder / f"{name}.pdf")
    chosen = choose_file.to_save(window, "Save as PDF", proposed, "PDF files (*.pdf)")
    if chosen is None:
        return
    try:
        write_pdf(paint, title, chosen)
    except Problem as problem:
        workspace.problem.emit(problem.sentence)
        return
    workspace.notice.emit(f"{chosen.name} was written.")


def write_pdf(paint: Paint, title: str, target: Path) -> None:
    """Write what is painted as a PDF file, whole or not at all.

    Raises:
        Problem: the place cannot be written to.
    """
    part = target.with_name(target.name + ".tmp")
    printer = new_printer(title)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(part))
    try:
        with part.open("wb"):
            pass
        paint(printer)
        move_into_place(part, target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        why = error.strerror or str(error)
        raise Problem(f"“{target.name}” was not written: {why}. Choose another name.", "cannot-write") from error
