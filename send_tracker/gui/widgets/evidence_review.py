"""The review of an item of evidence: where it stands, and accepting or rejecting it in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from send_tracker.domain.dates import show
from send_tracker.domain.register import Evidence
from send_tracker.domain.review_state import REVIEW_LABELS, ReviewState, review_states, shown_state
from send_tracker.gui import icons, theme
from send_tracker.gui.models.evidence_model import REVIEW_ICONS
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.assurance import review_evidence

People = Sequence[tuple[str, str]]
"""Ids and names of those who can review."""

_VERBS = {"accepted": "Accept", "rejected": "Reject", "draft": "Back to draft"}


class EvidenceReview(QWidget):
    """State, reviewer and note in words, and the buttons. ``left`` says that the form was closed, given or not."""

    left = Signal()

    def __init__(self, workspace: Workspace, title: bool = True, parent: QWidget | None = None) -> None:
        """Make it empty; ``title`` writes "Review" above, where nothing else does."""
        super().__init__(parent)
        self._workspace = workspace
        self._item: Evidence | None = None
        self._people: People = ()
        self._asked = ""

        # Parts
        self._icon = QLabel()
        self._icon.setTextFormat(Qt.TextFormat.PlainText)
        self.state = Label("", "body", 500, wrap=True)
        self.note = Label("", "small", token="muted", wrap=True)
        self.buttons = {
            "accepted": Button("Accept", "outline", "check", lambda: self.ask("accepted")),
            "rejected": Button("Reject", "outline", "x", lambda: self.ask("rejected")),
            "draft": Button("Back to draft", "quiet", on_click=lambda: self.ask("draft")),
        }
        self.said = LineField()
        self.reviewer = ChoiceField(placeholder="Who looked at it")
        self.expires = DateField(today=lambda: workspace.session.today)
        self.missing = Label("", "small", 500, wrap=True)
        self.give = Button("Accept", "outline", on_click=self._give)
        self._form = self._make_form()
        self._lay_out(title)
        theme.hub.changed.connect(self.retheme)

    def _make_form(self) -> QWidget:
        made = QWidget()
        self._good_until = LabelledField("Good until", self.expires)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(LabelledField("Reviewed by", self.reviewer), 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self._good_until, 1, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.give)
        buttons.addWidget(Button("Cancel", "quiet", on_click=self.close_form))
        buttons.addStretch(1)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        self._said = LabelledField("Note of the review", self.said)
        column.addWidget(self._said)
        column.addLayout(pair)
        column.addWidget(self.missing)
        column.addLayout(buttons)
        made.hide()
        return made

    def _lay_out(self, title: bool) -> None:
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.state, 1)
        row = QWidget()
        flow = FlowLayout(row, 8, 4)
        for button in self.buttons.values():
            flow.addWidget(button)
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if title:
            column.addWidget(Label("Review", "small", 500, "muted"))
        column.addLayout(words)
        for part in (self.note, row, self._form):
            column.addWidget(part)

    # Showing

    def show_item(self, item: Evidence, people: People) -> None:
        """Show where an item stands; the form of another item is put away."""
        if self._item is None or item.id != self._item.id:
            self._form.hide()
        self._item, self._people = item, people
        session = self._workspace.session
        states = review_states(item, session.today, session.boards.next)
        self.state.setText(review_sentence(item, states, dict(people)))
        self.note.setText(item.review_note)
        self.note.setVisible(bool(item.review_note))
        self._row.setVisible(not session.read_only and not self.is_asking)
        for state, button in self.buttons.items():
            button.setVisible(state != item.review or (state == "accepted" and ReviewState.EXPIRED in states))
        self._shown = shown_state(states)
        self.retheme()

    def retheme(self) -> None:
        """Take the icon again."""
        if self._item is not None:
            pixmap = icons.pixmap(REVIEW_ICONS[self._shown], "text", theme.px(16), self.devicePixelRatioF())
            self._icon.setPixmap(pixmap)

    # Reviewing

    def ask(self, state: str) -> None:
        """Ask for the note of a review in place; who reviewed last is offered again."""
        if self._item is None or self._workspace.session.read_only:
            return
        self._asked = state
        verb = _VERBS[state]
        self.give.setText(verb)
        self.give.setAccessibleName(f"{verb} {self._item.ref}")
        self.give.updateGeometry()
        self.said.set_value(self._item.review_note if state == self._item.review else "")
        kept = self.reviewer.value()
        self.reviewer.set_choices(list(self._people))
        self.reviewer.set_value(self._item.reviewer or kept or self._officer())
        self.expires.set_value(self._item.expires)
        self._good_until.setVisible(state == "accepted")
        self.missing.hide()
        self._row.hide()
        self._form.show()
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)

    def _officer(self) -> str | None:
        """Return the person of the list who bears the officer's name, if there is one."""
        author = self._workspace.session.author.casefold()
        return next((id for id, name in self._people if name.casefold() == author), None)

    def _give(self) -> None:
        """Give the review, or say what it lacks and go there."""
        item = self._item
        if item is None:
            return
        for part in (self.reviewer, self.expires):
            part.commit()
        reviewer, note = self.reviewer.value(), self.said.value().strip()
        if self._asked != "draft" and not reviewer:
            self._lack("A review needs a reviewer.", self.reviewer)
        elif self._asked == "rejected" and not note:
            self._lack("A rejection needs a note: say what is missing.", self.said)
        else:
            expires = (self.expires.value() or "") if self._asked == "accepted" else None
            done = self._workspace.attempt(
                review_evidence, self._workspace.session, item.id, self._asked, note, reviewer, expires
            )
            if done is not None:
                self.close_form()

    def _lack(self, sentence: str, field: QWidget) -> None:
        self.missing.setText(sentence)
        self.missing.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the form away."""
        self._form.hide()
        self._row.setVisible(not self._workspace.session.read_only)
        self.left.emit()

    @property
    def is_asking(self) -> bool:
        """Whether the form is open."""
        return not self._form.isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give with Enter in the note or Ctrl+Enter anywhere, leave with Escape."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and self.is_asking and (control or self.said.hasFocus()):
            self._give()
        elif event.key() == Qt.Key.Key_Escape and self.is_asking:
            self.close_form()
        else:
            super().keyPressEvent(event)


def review_sentence(item: Evidence, states: frozenset[ReviewState], names: dict[str, str]) -> str:
    """Return where an item stands in words: "Accepted by Quality lead, good until 30 September 2025"."""
    state = shown_state(states)
    if item.review == "draft":
        return "Draft, not reviewed yet"
    by = f" by {names[item.reviewer]}" if item.reviewer in names else ""
    words = f"{'Rejected' if item.review == 'rejected' else 'Accepted'}{by}"
    if item.review == "accepted" and item.expires:
        words += f", good until {show(item.expires)}"
        if state in (ReviewState.EXPIRED, ReviewState.EXPIRING):
            words += f": {REVIEW_LABELS[state][0].lower()}{REVIEW_LABELS[state][1:]}"
    return words
