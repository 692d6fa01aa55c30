"""The panel while a new action is entered: a title, an outcome, Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.problem import Problem
from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.many_field import ManyField
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from send_tracker.gui.widgets.label import Label
from send_tracker.services import filter_words, plan


class NewAction(QWidget):
    """``added`` carries the id of the new action; ``cancelled`` is Escape."""

    added = Signal(str)
    cancelled = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        session = editing.session

        # Fields
        self.title = LineField()
        self.outcome = ChoiceField(placeholder="Type to find")
        self.ref = LineField()
        self.leads = ManyField("Leads", lambda: filter_words.people(session), add=editing.add_person)
        self.due = DateField(today=lambda: session.today)
        self.problem = Label("", "small", 500, wrap=True)
        self.problem.hide()
        self.add_button = Button("Add action", "outline", "plus", self._add)
        self.cancel_button = Button("Cancel", "quiet", on_click=self.cancelled.emit)
        self.outcome.committed.connect(lambda _key: self._propose())
        self.title.returnPressed.connect(self._add)
        self.setFocusProxy(self.title)
        self._lay_out()

    def _lay_out(self) -> None:
        pair, buttons = QHBoxLayout(), QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(LabelledField("Reference", self.ref), 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(LabelledField("Due", self.due), 1, Qt.AlignmentFlag.AlignTop)
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(Label("New action", "panel", 600))
        column.addSpacing(4)
        column.addWidget(LabelledField("Title", self.title))
        column.addWidget(LabelledField("Outcome", self.outcome))
        column.addLayout(pair)
        column.addWidget(LabelledField("Leads", self.leads))
        column.addWidget(self.problem)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addStretch(1)

    def begin(self, outcome: str) -> None:
        """Start with empty fields under an outcome; its next free reference is proposed."""
        self.title.set_value("")
        self.due.set_value(None)
        self.leads.set_value([])
        self.outcome.set_value(None)
        choices = filter_words.outcomes(self._editing.session)
        self.outcome.set_choices(choices)
        self.outcome.set_value(outcome or (choices[0][0] if choices else None))
        self._say("" if choices else "An action belongs to an outcome. Add an outcome first, in the Action menu.")
        self.add_button.setEnabled(bool(choices))
        self._propose()

    def refresh(self) -> None:
        """Offer the outcomes there are now; what was typed stays."""
        choices = filter_words.outcomes(self._editing.session)
        self.outcome.set_choices(choices)
        if self.outcome.value() is None and choices:
            self.outcome.set_value(choices[0][0])
            self._propose()
        self.add_button.setEnabled(bool(choices))
        if choices:
            self._say("")

    def _propose(self) -> None:
        outcome = self.outcome.value()
        self.ref.set_value(plan.next_reference(self._editing.session, outcome) if outcome else "")

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        outcome = self.outcome.value()
        if outcome is None:
            self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.due.commit():
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        leads = ";".join(self.leads.value()) or None
        try:
            action = plan.add_action(
                self._editing.session,
                outcome,
                self.title.text(),
                self.ref.text().strip(),
                original_date=self.due.value(),
                leads=leads,
            )
        except Problem as problem:
            self._say(problem.sentence)
            self.focus_title()
            return
        self.added.emit(action)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.set_token(theme.current().status(NOTTINGHAMSHIRE["at_risk"])[2])
        self.problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)
