"""Reports > Issue the partner briefing, or a board paper: what the ledger finds, then the document as it leaves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.ledger import Finding, open_findings
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import plural
from send_tracker.exchange.briefing.checking import Checked, check_document
from send_tracker.gui.dialogs.report_dialog import ReportDialog
from send_tracker.gui.reports import Report
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services import issuing

_HEADS = ("What", "Found", "Explanation")


class IssueReportDialog(ReportDialog):
    """The board and the file, with what the ledger finds below. A finding is explained, or a reason is given."""

    def __init__(
        self,
        workspace: Workspace,
        command: list[str],
        report: Report,
        meeting: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.findings: tuple[Finding, ...] = ()
        self._record: Path | None = None
        super().__init__(workspace, command, report, meeting, parent)
        self.board.currentIndexChanged.connect(self.check)
        self.check()

    def said(self) -> tuple[str, str, str]:
        """Return the title, what issuing does, and the word on the main button."""
        self.resize(820, 580)
        about = "Its figures are checked, what it says is recorded, and the file can tell later whether it was altered."
        return f"Issue the {self.report.title.lower()}", about, "Issue"

    def more(self, column: QVBoxLayout) -> None:
        """Add the findings, and what can be done about them."""
        self.found = Label("", "body", 600, wrap=True)
        self.left_out = Label("", "small", token="muted", wrap=True)
        self.table = PlainTable("What the figure ledger finds", _HEADS, (1,), {0: 196, 2: 96})
        self.sentence = Label("", "small", wrap=True)
        self.words = LineField("", "How it comes about; printed as a note")
        self.explain_button = Button("E&xplain", "outline", on_click=self.explain)
        self.reason = LineField("", "Why it goes out all the same; kept in the history")
        self.table.setMinimumHeight(self.fontMetrics().height() * 6)
        self.form.column5.setStretchFactor(self.form.options, 1)
        column.addWidget(self.left_out)
        column.addWidget(self.found)
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("Explanation of this finding", self.words), 1)
        row.addWidget(self.explain_button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(LabelledField("Reason, where findings stand that nobody explained", self.reason))
        self.table.currentCellChanged.connect(lambda *_cells: self._show_finding())

    def check(self) -> None:
        """Check the figures of the document that would be issued."""
        found = self.attempt(check_document, self.workspace.session, self.report.document, self.meeting) or Checked()
        self.findings = found.findings
        waiting = open_findings(self.findings)
        self.table.set_rows([(f.heading, f.sentence, f.explained) for f in self.findings])
        explained = len(self.findings) - len(waiting)
        words = f"{plural(len(waiting), 'finding')} to clear up" if waiting else "Nothing speaks against issuing it"
        self.found.setText(f"{words}{f', {explained} explained' if explained else ''}.")
        self.left_out.setText(" ".join(found.left_out))
        self.left_out.setVisible(bool(found.left_out))
        self._show_finding()

    def _finding(self) -> Finding | None:
        row = self.table.currentRow()
        return self.findings[row] if 0 <= row < len(self.findings) else None

    def _show_finding(self) -> None:
        finding = self._finding()
        self.sentence.setText(finding.sentence if finding else "")
        self.words.set_value((finding.explained or finding.usual) if finding else "")
        for part in (self.words, self.explain_button):
            part.setEnabled(finding is not None)

    def explain(self) -> None:
        """Keep the explanation of the selected finding."""
        finding = self._finding()
        if finding is None:
            return
        if self.attempt(issuing.explain, self.workspace.session, finding, self.words.value()) is not None:
            self.check()

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Check once more; then ask for the document and for the record that this file is to keep."""
        words = super().arguments(copy, output)
        if words is None:
            return None
        self.check()
        waiting, reason = open_findings(self.findings), self.reason.value().strip()
        if waiting and not reason:
            self.say_problem(f"{plural(len(waiting), 'finding')} to clear up. Explain each, or give a reason below.")
            self.table.setFocus()
            return None
        self._record = output.with_name("record.json")
        author = self.workspace.session.author
        return [*words, "--issue", "--by", author, "--reason", reason or "-", "--record", str(self._record)]

    def keep(self, output: Path, target: Path) -> None:
        """Record the issue in the open file and put the document at its place: both, or neither."""
        record, session = self._read_record(), self.workspace.session
        with session.batch():
            issuing.record_issue(session, record, self.reason.value().strip() or None)
            super().keep(output, target)

    def _read_record(self) -> issuing.IssueRecord:
        try:
            text = self._record.read_text(encoding="utf-8") if self._record else ""
            return issuing.from_plain(json.loads(text))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Problem(
                "Nothing was issued: the figures changed while the document was made. Try again.", "no-record"
            ) from error
