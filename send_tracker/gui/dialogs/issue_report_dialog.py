"""Reports > Issue the partner briefing, or a board paper: what the ledger finds, then the document as it leaves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.exchange.briefing.checking import Checked, check_document
from send_tracker.gui.dialogs.issue_record import read_record
from send_tracker.gui.dialogs.report_dialog import ReportDialog
from send_tracker.gui.reports import Report
from send_tracker.gui.widgets.findings_part import FindingsPart
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services import issuing
from send_tracker.services.report_boards import is_frozen


class IssueReportDialog(ReportDialog):
    """The board and the file, with what the ledger finds. A finding is corrected, explained, or a reason is given."""

    def __init__(
        self,
        workspace: Workspace,
        command: list[str],
        report: Report,
        meeting: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._record: Path | None = None
        super().__init__(workspace, command, report, meeting, parent)
        self.board.currentIndexChanged.connect(self.check)
        if self.cover_fields is not None:
            self.cover_fields.names.currentIndexChanged.connect(self.check)
        self.check()

    def said(self) -> tuple[str, str, str]:
        """Return the title, what issuing does, and the word on the main button."""
        self.resize(*((1040, 580) if self.report.document == "paper" else (820, 580)))
        about = "Its figures are checked, what it says is recorded, and the file can tell later whether it was altered."
        return f"Issue the {self.report.title.lower()}", about, "Issue"

    def more(self, column: QVBoxLayout) -> None:
        """Add the findings, and what can be done about them; the cover of a paper stands beside them."""
        self.left_out = Label("", "small", token="muted", wrap=True)
        self.part = FindingsPart(self.workspace)
        self.part.changed.connect(self.check)
        self.part.failed.connect(self.say_problem)
        self.part.plan_wanted.connect(self._to_the_plan)
        self.form.column5.setStretchFactor(self.form.options, 1)
        beside, cover = QHBoxLayout(), QVBoxLayout()
        beside.setSpacing(24)
        super().more(cover)
        cover.addStretch(1)
        if self.cover_fields is not None:
            beside.addLayout(cover, 2)
        beside.addWidget(self.part, 3)
        column.addWidget(self.left_out)
        column.addLayout(beside, 1)

    def check(self) -> None:
        """Check the figures of the document that would be issued."""
        wanted = (self.workspace.session, self.report.document, self.meeting, self.cover)
        found = self.attempt(check_document, *wanted) or Checked()
        self.part.frozen = is_frozen(self.workspace.session, self.meeting)
        self.part.show_findings(found.findings)
        self.left_out.setText(" ".join(found.left_out))
        self.left_out.setVisible(bool(found.left_out))

    def _to_the_plan(self) -> None:
        """Go to the plan: what was found is a count of actions."""
        self.workspace.show_plan.emit(PlanFilter())
        self.reject()

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Check once more; then ask for the document and for the record that this file is to keep."""
        words = super().arguments(copy, output)
        if words is None:
            return None
        self.check()
        if refusal := self.part.refusal:
            self.say_problem(refusal)
            self.part.table.setFocus()
            return None
        self._record = output.with_name("record.json")
        author, reason = self.workspace.session.author, self.part.reason.value().strip()
        return [*words, "--issue", "--by", author, "--reason", reason or "-", "--record", str(self._record)]

    def keep(self, output: Path, target: Path) -> None:
        """Record the issue in the open file and put the document at its place: both, or neither."""
        record, session = read_record(self._record), self.workspace.session
        with session.batch():
            issuing.record_issue(session, record, self.part.reason.value().strip() or None)
            super().keep(output, target)
