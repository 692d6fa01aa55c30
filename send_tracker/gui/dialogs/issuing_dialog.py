"""What every dialog has that issues a document: the ledger's findings beside its options, and the record of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.exchange.outline import Outline
from send_tracker.gui.dialogs.issue_record import read_record
from send_tracker.gui.dialogs.outlined_dialog import OutlinedDialog
from send_tracker.gui.widgets.findings_beside import FindingsBeside
from send_tracker.services import issuing
from send_tracker.services.report_boards import is_frozen

ISSUING = "Its figures are checked, what it says is recorded, and the file can tell later whether it was altered."


class IssuingDialog(OutlinedDialog):
    """Stands before the dialog that makes the document: a finding is corrected, explained, or a reason is given."""

    issues = True
    author_option = "--author"

    def beside(self) -> QWidget:
        """Return the findings and what can be done about them, with the preview behind another tab."""
        self._record: Path | None = None
        both = FindingsBeside(self.workspace, self.preview)
        self.part = both.part
        self.part.changed.connect(self.show_preview)
        self.part.failed.connect(self.say_problem)
        self.part.plan_wanted.connect(self._to_the_plan)
        self.looker.begun.connect(self.part.show_waiting)
        return both

    def looked(self, outline: Outline) -> None:
        """Take what the document would hold, and what the ledger finds in its figures."""
        super().looked(outline)
        self.part.frozen = is_frozen(self.workspace.session, self.board_day)
        self.part.show_findings(outline.findings)

    def not_looked(self, sentence: str) -> None:
        """Take what speaks against it; there is nothing to issue then."""
        super().not_looked(sentence)
        self.part.show_not_checked()

    def _to_the_plan(self) -> None:
        """Go to the plan: what was found is a count of actions."""
        self.workspace.show_plan.emit(PlanFilter())
        self.reject()

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Ask for the document and for the record that this file is to keep, once no finding stands without a word."""
        words = super().arguments(copy, output)
        if words is None:
            return None
        if refusal := self.part.refusal:
            self.say_problem(refusal)
            self.part.table.setFocus()
            return None
        self._record = output.with_name("record.json")
        author, reason = self.workspace.session.author, self.part.reason.value().strip()
        said = ["--reason", reason] if reason else []
        return [*words, self.author_option, author, *said, "--record", str(self._record)]

    def keep(self, output: Path, target: Path) -> None:
        """Record the issue in the open file and put the document at its place: both, or neither."""
        record, session = read_record(self._record), self.workspace.session
        with session.batch():
            issuing.record_issue(session, record, self.part.reason.value().strip() or None)
            super().keep(output, target)
