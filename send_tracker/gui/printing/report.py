"""Reports > Print the partner briefing, or the board paper: the draft as it stands now, on paper or as a PDF file."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from send_tracker.domain.problem import Problem
from send_tracker.exchange.briefing.checking import drafted
from send_tracker.exchange.document.blocks import Document
from send_tracker.gui.kept_cover import kept_cover
from send_tracker.gui.printing.preview import preview_document
from send_tracker.gui.reports import Report
from send_tracker.gui.widgets.paper_fields import cover_of
from send_tracker.gui.workspace import Workspace
from send_tracker.services.report_boards import report_boards


def preview_report(report: Report, meeting: date | None, workspace: Workspace, window: QWidget) -> None:
    """Show the draft of a report for a board as it will be printed; the board that is proposed if none is chosen."""
    boards = report_boards(workspace.session, report.boards)
    day = meeting if meeting in boards.days else boards.proposed
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        document = _document(report, day, workspace)
    except Problem as problem:
        workspace.problem.emit(problem.sentence)
        return
    finally:
        QGuiApplication.restoreOverrideCursor()
    on = f" {day.isoformat()}" if day else ""
    preview_document(document, f"{workspace.session.path.stem} {report.title.lower()}{on}", workspace, window)


def _document(report: Report, day: date | None, workspace: Workspace) -> Document:
    return drafted(workspace.session, report.document, day, cover_of(kept_cover(workspace), day))
