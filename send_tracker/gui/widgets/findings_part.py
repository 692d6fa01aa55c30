"""What the figure ledger finds in a document that is to be issued, and what can be done about each finding.

A finding is corrected, explained (the explanation is printed as a note), or the document goes out with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.ledger import Finding, open_findings
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.correct_figure_dialog import CorrectFigureDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services import issuing

_HEADS = ("What", "Found", "Explanation")


class FindingsPart(QWidget):
    """The findings, the explanation of the one that is selected, and the reason for all that stand.

    Signals:
        changed(): a figure was corrected or a finding explained; check again.
        failed(str): why an explanation was not kept.
        plan_wanted(): what was found is corrected in the plan itself.

    ``frozen`` says that the document is about a frozen position, which a correction leaves as it is.
    """

    changed = Signal()
    failed = Signal(str)
    plan_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.findings: tuple[Finding, ...] = ()
        self.frozen = False
        self._not_checked = ""
        self.found = Label("", "body", 600, wrap=True)
        self.table = PlainTable("What the figure ledger finds", _HEADS, (1,), {0: 196, 2: 96})
        self.table.setMinimumHeight(self.fontMetrics().height() * 5)
        self.sentence = Label("", "small", wrap=True)
        self.words = LineField("", "How it comes about; printed as a note")
        self.reason = LineField("", "Why it goes out all the same; kept in the history")
        self.explain_button = Button("E&xplain", "outline", on_click=self.explain)
        self.correct_button = Button("C&orrect…", "outline", on_click=self.correct)
        self._lay_out()
        self.table.currentCellChanged.connect(lambda *_cells: self._show_finding())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("Explanation of this finding", self.words), 1)
        for button in (self.explain_button, self.correct_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.found)
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)
        column.addLayout(row)
        column.addWidget(LabelledField("Reason, where findings stand that nobody explained", self.reason))

    # What was found

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found; the one that was selected stays so while it is found."""
        self._not_checked = ""
        kept = self.finding.digest if self.finding else ""
        self.findings = tuple(findings)
        self.table.set_rows([(f.heading, f.sentence, f.explained) for f in self.findings])
        place = next((n for n, f in enumerate(self.findings) if f.digest == kept), 0)
        if self.findings:
            self.table.setCurrentCell(place, 0)
        waiting = len(self.waiting)
        explained = len(self.findings) - waiting
        words = f"{plural(waiting, 'finding')} to clear up" if waiting else "Nothing speaks against issuing it"
        self.found.setText(f"{words}{f', {explained} explained' if explained else ''}.")
        self.table.setVisible(bool(self.findings))
        self._show_finding()

    def show_waiting(self) -> None:
        """Say that the figures are being checked; what was found before stays in sight until then."""
        self._not_checked = "The figures are still being checked. Press the button again when that is done."
        self.found.setText("The figures are being checked…")

    def show_not_checked(self) -> None:
        """Say that they cannot be checked: what was chosen cannot be made."""
        self.show_findings(())
        self._not_checked = "The figures could not be checked, so nothing can be issued. The preview says why."
        self.found.setText("The figures could not be checked.")

    @property
    def waiting(self) -> tuple[Finding, ...]:
        """The findings that nobody explained."""
        return open_findings(self.findings)

    @property
    def finding(self) -> Finding | None:
        """The finding that is selected."""
        row = self.table.currentRow()
        return self.findings[row] if 0 <= row < len(self.findings) else None

    @property
    def refusal(self) -> str:
        """Why it cannot be issued yet, in a sentence; empty where it can."""
        if self._not_checked:
            return self._not_checked
        if not self.waiting or self.reason.value().strip():
            return ""
        what = plural(len(self.waiting), "finding")
        return f"{what} to clear up. Explain each, correct it, or give a reason below."

    def _show_finding(self) -> None:
        finding = self.finding
        self.sentence.setText(finding.sentence if finding else "")
        self.words.set_value((finding.explained or finding.usual) if finding else "")
        for part in (self.explain_button, self.words, self.correct_button):
            part.setEnabled(finding is not None)

    # What is done about it

    def explain(self) -> None:
        """Keep the explanation of the selected finding."""
        finding = self.finding
        if finding is None:
            return
        try:
            issuing.explain(self._workspace.session, finding, self.words.value())
        except Problem as problem:
            self.failed.emit(problem.sentence)
            return
        self.changed.emit()

    def correct(self) -> None:
        """Show the figures of the measure that the finding is about; what is about the plan is corrected there."""
        finding = self.finding
        measure = measure_of(finding) if finding is not None else ""
        if not measure or finding is None:
            self.plan_wanted.emit()
            return
        dialog = CorrectFigureDialog(self._workspace, measure, finding.sentence, self.window(), frozen=self.frozen)
        dialog.finished.connect(lambda _result: self.changed.emit())
        dialog.open()


def measure_of(finding: Finding) -> str:
    """Return the id of the measure that a finding is about; empty where it is about the plan."""
    kind, _, rest = finding.keys[0].partition(":")
    return rest.partition(":")[0] if kind in ("measure", "beside") else ""
