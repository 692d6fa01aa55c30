"""Reports > Issue the partner briefing, or a board paper: what the ledger finds, then the document as it leaves."""

from __future__ import annotations

from send_tracker.gui.dialogs.issuing_dialog import ISSUING, IssuingDialog
from send_tracker.gui.dialogs.report_dialog import ReportDialog


class IssueReportDialog(IssuingDialog, ReportDialog):
    """The board and the file, with what the ledger finds beside them."""

    author_option = "--by"

    def said(self) -> tuple[str, str, str]:
        """Return the title, what issuing does, and the word on the main button."""
        return f"Issue the {self.report.title.lower()}", ISSUING, "Issue"
