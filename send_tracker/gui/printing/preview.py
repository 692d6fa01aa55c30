"""File > Print preview and Save as PDF: the page that is shown, on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui import choose_file
from send_tracker.gui.pages.page import Page
from send_tracker.gui.printing.paper import Paint, new_printer, paint_of


def preview(page: Page, window: QWidget) -> QPrintPreviewDialog:
    """Show a page as it will be printed; the preview has the buttons for printing."""
    printer = new_printer(page.session.programme.name)
    dialog = QPrintPreviewDialog(printer, window)
    dialog.setWindowTitle("Print preview")
    dialog.setAccessibleName("Print preview")
    dialog.setMinimumSize(640, 480)
    paint = paint_of(page)
    dialog.paintRequested.connect(paint)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_pdf(page: Page, window: QWidget) -> None:
    """Ask for a name and write a page as a PDF file."""
    workspace = page.workspace
    kept = Path(workspace.preferences.get("pack_folder") or ".")
    folder = kept if kept.is_absolute() and kept.is_dir() else page.session.home.parent
    proposed = choose_file.free_name(folder / f"{page.session.path.stem}.pdf")
    chosen = choose_file.to_save(window, "Save as PDF", proposed, "PDF files (*.pdf)")
    if chosen is None:
        return
    try:
        write_pdf(paint_of(page), page.session.programme.name, chosen)
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
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        why = error.strerror or str(error)
        raise Problem(f"“{target.name}” was not written: {why}. Choose another name.", "cannot-write") from error
