"""The entries of the Reports menu, and printing: each opens its dialog over the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from send_tracker.gui.commands import Command
from send_tracker.gui.reports import REPORTS, Report
from send_tracker.gui.workspace import Workspace

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow


class ReportCommands:
    """Maps the entries to what they do while a file is open."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        self._window = window
        self._workspace = workspace

    def available(self) -> dict[Command, Callable[[], object]]:
        """Return what can be made now; a report with a dialog of its own is the window's business."""
        found: dict[Command, Callable[[], object]] = {
            r.command: lambda report=r: self._make(report)  # type: ignore[misc]
            for r in REPORTS
            if not r.own
        }
        if not self._workspace.session.read_only:
            found |= {
                r.issue: lambda report=r: self._issue(report)  # type: ignore[misc]
                for r in REPORTS
                if not r.own and r.issue is not None
            }
        found |= {r.print: lambda report=r: self._print_report(report) for r in REPORTS if r.print}  # type: ignore[misc]
        found[Command.REPORTS] = lambda: self._window.show_page("reports")
        found[Command.PRINT] = self._print
        found[Command.SAVE_PDF] = self._save_pdf
        return found

    def _make(self, report: Report) -> None:
        from send_tracker.gui.dialogs.report_dialog import ReportDialog

        meeting = getattr(self._window.pages.page, "meeting", None)
        ReportDialog(self._workspace, self._window.opener.command, report, meeting, self._window).open()

    def _issue(self, report: Report) -> None:
        from send_tracker.gui.dialogs.issue_report_dialog import IssueReportDialog

        meeting = getattr(self._window.pages.page, "meeting", None)
        IssueReportDialog(self._workspace, self._window.opener.command, report, meeting, self._window).open()

    def _print_report(self, report: Report) -> None:
        from send_tracker.gui.printing.report import preview_report

        preview_report(report, getattr(self._window.pages.page, "meeting", None), self._workspace, self._window)

    def _print(self) -> None:
        from send_tracker.gui.printing.preview import preview

        page = self._window.pages.page
        if page is not None:
            preview(page, self._window)

    def _save_pdf(self) -> None:
        from send_tracker.gui.printing.preview import save_pdf

        page = self._window.pages.page
        if page is not None:
            save_pdf(page, self._window)
