"""Reports > Verify an issued document: what was altered in an issued document since it was made."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.next_steps import NextSteps
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.workspace import Workspace

if TYPE_CHECKING:
    from send_tracker.exchange.pack.verifying import Verified

_STEPS = (
    ("The document", "Its number is looked up among what was issued from this file. The document is only read."),
    ("Every cell", "Each cell, or each line of a briefing or paper, is compared with what was issued then."),
    ("The answer", "One sentence says whether it is unaltered; a table lists what differs, as it was and as it is."),
)
_KINDS = "Issued documents (*.xlsx *.docx *.html)"


class VerifyDialog(HouseDialog):
    """Asks for a document and says in a sentence and a table what became of it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle("Verify an issued document")
        self.resize(820, 480)
        self.words = Label("Choose a pack or a briefing that was issued from this file.", "body", 600, wrap=True)
        self.log = Label("", token="muted", wrap=True)
        self.table = PlainTable("What differs", ("Where", "Was", "Is"), (1, 2), {0: 190})
        self.choose_button = Button("C&hoose a document…", "primary", on_click=self.choose)
        self.steps = NextSteps(_STEPS, "What is looked at")
        self._lay_out()
        self.table.hide()
        self.finish_form()
        self.choose_button.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label("Verify an issued document", "heading", 600))
        column.addWidget(Label("Its cells are compared with what the file remembers of it.", token="muted", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("Close", "outline", on_click=self.accept))
        foot.addWidget(self.choose_button)
        column.addWidget(self.words)
        column.addWidget(self.log)
        column.addWidget(self.table, 1)
        column.addWidget(self.steps, 1)
        column.addStretch()
        column.addLayout(foot)

    def choose(self) -> None:
        """Ask for a document and look at it."""
        folder = str(self._workspace.session.home.parent)
        chosen, _ = QFileDialog.getOpenFileName(self, "Verify an issued document", folder, _KINDS)
        if chosen:
            self.look(Path(chosen))

    def look(self, path: Path) -> None:
        """Say what became of a document."""
        from send_tracker.exchange.verifying import verify

        self.steps.hide()
        found = self.attempt(verify, self._workspace.session, path)
        if found is None:
            self.words.setText("")
            self.log.setText("")
            self.table.hide()
            return
        self.words.setText(_verdict(found))
        known = "is" if found.log_head_known else "is not"
        state = f"The state of the change log that it was made from {known} in this file."
        self.log.setText(f"{found.redacted_words} {state}".strip())
        rows = [(a.where, a.was, a.now) for a in found.altered] + [
            (words, "there", "missing") for words in found.missing
        ]
        rows += [(where, "redacted in the file", "not compared") for where in found.redacted]
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.setAccessibleDescription(self.words.text())


def _verdict(found: Verified) -> str:
    if found.problem:
        return found.problem
    day = long_date(date.fromisoformat(found.issued_on))
    if found.unaltered:
        so_far = ", as far as the file still knows" if found.redacted else ""
        return f"✓ Unaltered: it says what “{found.document}” said when it was issued on {day}{so_far}."
    is_book = any("!" in a.where for a in found.altered) or any(m.startswith("The sheet ") for m in found.missing)
    cell, row, rows = ("cell", "row or sheet", "rows or sheets") if is_book else ("line", "line", "lines")
    differ = f"{plural(len(found.altered), cell)} {'differs' if len(found.altered) == 1 else 'differ'}"
    missing = plural(len(found.missing), row, rows)
    return f"✗ Altered since “{found.document}” was issued on {day}: {differ}, {missing} missing."
