"""What is special to an outcome in the panel: the rating that the board gives it, and what the rules question."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.widgets.detail.challenges_part import ChallengesPart
from send_tracker.gui.widgets.fields import ChoiceField, LabelledField
from send_tracker.gui.workspace import Workspace
from send_tracker.services.parts import rate_outcome

_NONE = ("", "Not rated")


class OutcomePart(QWidget):
    """Fields that save themselves."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._outcome = ""
        self.rating = ChoiceField()
        self.rating.setEnabled(not workspace.session.read_only)
        self.rating.committed.connect(self._rate)
        self.challenges = ChallengesPart(workspace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(LabelledField("Rating that the board gives this outcome", self.rating))
        column.addWidget(self.challenges)

    def show_outcome(self, outcome: str) -> None:
        """Show the rating of an outcome and its challenges as they are now."""
        self._outcome = outcome
        session = self._workspace.session
        row = session.file.reading.row("outcome", outcome)
        self.rating.set_choices([_NONE, *((level.code, level.text) for level in session.scale)])
        self.rating.set_value(str((row or {}).get("rating") or ""))
        self.challenges.show_subject(outcome)

    def _rate(self, code: str | None) -> None:
        self._workspace.attempt(rate_outcome, self._workspace.session, self._outcome, code or None)
