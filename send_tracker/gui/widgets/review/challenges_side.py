"""The challenges beside the action under review, with their waivers in place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.widgets.detail.challenges_part import ChallengesPart
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace


class ChallengesSide(QWidget):
    """What the rules question about one action and about its outcome, as the detail panel shows it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.part = ChallengesPart(workspace)
        self.of_outcome = Label("", "small", 500, "muted", wrap=True)
        self.outcome_part = ChallengesPart(workspace)
        self.nothing = Label("The rules question nothing here.", token="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label("Challenges raised by the rules", "small", 500, "muted"))
        column.addWidget(self.nothing)
        column.addWidget(self.part)
        column.addWidget(self.of_outcome)
        column.addWidget(self.outcome_part)

    def show_action(self, action: str, outcome: str, outcome_words: str) -> None:
        """Show the challenges to an action, and below them those to its outcome."""
        for part, subject in ((self.part, action), (self.outcome_part, outcome)):
            part.show_subject(subject)
            for row in part.rows:
                row.show()  # at once, not in the next turn of the event loop
        self.nothing.setVisible(not self.part.rows)
        self.of_outcome.setText(f"Challenges to its outcome, {outcome_words}")
        self.of_outcome.setVisible(bool(self.outcome_part.rows))

    def waive_first(self) -> None:
        """Ask for the waiver of the first challenge that has none."""
        first = next((row for row in self.part.rows if not row.challenge.waived), None)
        if first is not None and not self._workspace.session.read_only:
            first.ask_waiver()
