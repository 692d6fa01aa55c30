"""File > Issue the board pack: what the figure ledger finds, then the pack as it leaves the building."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.exchange.pack.writing import check_pack
from send_tracker.gui.dialogs.issue_record import read_record
from send_tracker.gui.dialogs.pack_dialog import PackDialog
from send_tracker.gui.widgets.findings_part import FindingsPart
from send_tracker.gui.workspace import Workspace
from send_tracker.services import issuing
from send_tracker.services.report_boards import is_frozen


class IssueDialog(PackDialog):
    """The pack's options with the findings below. A finding is corrected, explained, or issued with a reason."""

    verb = "Issue"
    wide_and_high = (1100, 620)
    across = 2
    title = "Issue the board pack"
    explanation = (
        "Its figures are checked, what it says is recorded, and the file can tell later whether it was altered."
    )

    def __init__(
        self, workspace: Workspace, command: list[str], parent: QWidget | None = None, meeting: date | None = None
    ) -> None:
        super().__init__(workspace, command, parent, meeting)
        self.check()

    def more(self, beside: QHBoxLayout) -> None:
        """Add the findings, and what can be done about them."""
        self._record: Path | None = None
        self.part = FindingsPart(self.workspace)
        self.part.changed.connect(self.check)
        self.part.failed.connect(self.say_problem)
        self.part.plan_wanted.connect(self._to_the_plan)
        beside.addWidget(self.part, 1)

    def check(self) -> None:
        """Check the figures of the pack as it is chosen now."""
        self.part.frozen = is_frozen(self.workspace.session, self.wanted.meeting)
        self.part.show_findings(self.attempt(check_pack, self.workspace.session, self.wanted) or ())

    def _to_the_plan(self) -> None:
        """Go to the plan: what was found is a count of actions."""
        self.workspace.show_plan.emit(PlanFilter())
        self.reject()

    # Issuing

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Check once more; then ask for the pack and for the record that this file is to keep."""
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
        return [*words, "--issue", "--author", author, "--reason", reason or "-", "--record", str(self._record)]

    def keep(self, output: Path, target: Path) -> None:
        """Record the issue in the open file and put the pack at its place: both, or neither."""
        record = read_record(self._record)
        session = self.workspace.session
        with session.batch():
            issuing.record_issue(session, record, self.part.reason.value().strip() or None)
            super().keep(output, target)
