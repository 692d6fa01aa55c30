"""File > Issue the board pack: what the figure ledger finds, then the pack as it leaves the building."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.ledger import Finding, open_findings
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import plural
from send_tracker.exchange.pack.writing import check_pack
from send_tracker.gui.dialogs.pack_dialog import PackDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services import issuing

_HEADS = ("What", "Found", "Explanation")


class IssueDialog(PackDialog):
    """The pack's options with the findings below. A finding is corrected, explained, or issued with a reason."""

    verb = "Issue"
    wide_and_high = (1100, 620)
    across = 2
    title = "Issue the board pack"
    explanation = (
        "Its figures are checked, what it says is recorded, and the file can tell later whether it was altered."
    )

    findings: tuple[Finding, ...] = ()

    def __init__(
        self, workspace: Workspace, command: list[str], parent: QWidget | None = None, meeting: date | None = None
    ) -> None:
        super().__init__(workspace, command, parent, meeting)
        self.check()

    def more(self, beside: QHBoxLayout) -> None:
        """Add the findings, and what can be done about them."""
        column = QVBoxLayout()
        column.setSpacing(10)
        beside.addLayout(column, 1)
        self._record: Path | None = None
        self.found = Label("", "body", 600, wrap=True)
        self.table = PlainTable("What the figure ledger finds", _HEADS, (1,), {0: 196, 2: 96})
        self.table.setMinimumHeight(self.fontMetrics().height() * 5)
        self.sentence = Label("", "small", wrap=True)
        self.explain_words = LineField("", "How it comes about; printed as a note")
        self.reason = LineField("", "Why it goes out all the same; kept in the history")
        self.explain_button = Button("E&xplain", "outline", on_click=self.explain)
        self.correct_button = Button("&Correct…", "outline", on_click=self.correct)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("Explanation of this finding", self.explain_words), 1)
        for button in (self.explain_button, self.correct_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addWidget(self.found)
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)
        column.addLayout(row)
        column.addWidget(LabelledField("Reason, where findings stand that nobody explained", self.reason))
        self.table.currentCellChanged.connect(lambda *_cells: self._show_finding())

    # The ledger

    def check(self) -> None:
        """Check the figures of the pack as it is chosen now."""
        found = self.attempt(check_pack, self.workspace.session, self.wanted)
        self.findings = found or ()
        waiting = open_findings(self.findings)
        self.table.set_rows([(f.heading, f.sentence, f.explained) for f in self.findings])
        explained = len(self.findings) - len(waiting)
        words = f"{plural(len(waiting), 'finding')} to clear up" if waiting else "Nothing speaks against issuing it"
        self.found.setText(f"{words}{f', {explained} explained' if explained else ''}.")
        self.table.setVisible(bool(self.findings))
        self._show_finding()

    @property
    def finding(self) -> Finding | None:
        """The finding that is selected."""
        row = self.table.currentRow()
        return self.findings[row] if 0 <= row < len(self.findings) else None

    def _show_finding(self) -> None:
        finding = self.finding
        self.sentence.setText(finding.sentence if finding else "")
        self.explain_words.set_value((finding.explained or finding.usual) if finding else "")
        for part in (self.explain_button, self.explain_words):
            part.setEnabled(finding is not None)
        self.correct_button.setEnabled(finding is not None and bool(self._measure(finding)))

    def explain(self) -> None:
        """Keep the explanation of the selected finding."""
        finding = self.finding
        if finding is None:
            return
        if self.attempt(issuing.explain, self.workspace.session, finding, self.explain_words.value()) is not None:
            self.check()

    def correct(self) -> None:
        """Go to the measure whose figure is wrong; the pack is issued once it is right."""
        finding = self.finding
        if finding is not None and (measure := self._measure(finding)):
            self.workspace.show_measure.emit(measure)
            self.reject()

    @staticmethod
    def _measure(finding: Finding) -> str:
        """Return the id of the measure that a finding is about; empty where it is about the plan."""
        kind, _, rest = finding.keys[0].partition(":")
        return rest.partition(":")[0] if kind == "measure" else ""

    # Issuing

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Check once more; then ask for the pack and for the record that this file is to keep."""
        words = super().arguments(copy, output)
        if words is None:
            return None
        self.check()
        waiting = open_findings(self.findings)
        reason = self.reason.value().strip()
        if waiting and not reason:
            self.say_problem(
                f"{plural(len(waiting), 'finding')} to clear up. Explain each, correct it, or give a reason below."
            )
            self.table.setFocus()
            return None
        self._record = output.with_name("record.json")
        author = self.workspace.session.author
        return [*words, "--issue", "--author", author, "--reason", reason or "-", "--record", str(self._record)]

    def keep(self, output: Path, target: Path) -> None:
        """Record the issue in the open file and put the pack at its place: both, or neither."""
        record = self._read_record()
        session = self.workspace.session
        with session.batch():
            issuing.record_issue(session, record, self.reason.value().strip() or None)
            super().keep(output, target)

    def _read_record(self) -> issuing.IssueRecord:
        try:
            text = self._record.read_text(encoding="utf-8") if self._record else ""
            return issuing.from_plain(json.loads(text))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Problem(
                "The pack was not issued: its figures changed while it was made. Try again.", "no-record"
            ) from error
