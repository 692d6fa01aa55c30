"""One item of an action's evidence: what it is, how far it goes, where it stands with its reviewers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import show
from send_tracker.domain.kinds import EVIDENCE_TYPES
from send_tracker.domain.register import Evidence
from send_tracker.domain.review_state import review_states
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.evidence_review import EvidenceReview, People, review_sentence
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule
from send_tracker.gui.widgets.strength_button import StrengthButton

if TYPE_CHECKING:
    from send_tracker.gui.widgets.detail.evidence_tab import EvidenceTab


class EvidenceRow(QWidget):
    """The item; its review opens below it."""

    def __init__(self, item: Evidence, target: str, tab: EvidenceTab) -> None:
        super().__init__()
        self.item, self._tab = item, tab
        self._people: People = ()
        self._review: EvidenceReview | None = None

        # Parts
        kind = EVIDENCE_TYPES.get(item.type, item.type)
        about = show(item.about_date or item.logged_date)
        self.state = ElidedLabel("", "small", 500)
        weigh = partial(tab.weigh, item, target)
        self.strength = StrengthButton("this action", dict(item.strengths).get(target, ""), weigh)
        self.strength.setEnabled(tab.writable)
        self.toggle = Button("Review…", "link", on_click=lambda: self.set_open(not self.is_open))
        self.toggle.setAccessibleName(f"Review {item.ref}")

        # Look
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(item.title, "body", 500))
        words.addWidget(ElidedLabel(", ".join(w for w in (item.ref, kind, about) if w), "small", token="muted"))
        if item.shows:
            words.addWidget(Label(item.shows, "small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addLayout(words, 1)
        top = Qt.AlignmentFlag.AlignTop
        if item.file_hash or item.link:
            row.addWidget(IconButton("external-link", f"Open {item.ref}", lambda: tab.open_item(item)), 0, top)
        if tab.writable:
            row.addWidget(IconButton("x", f"Unlink {item.ref} from this action", lambda: tab.unlink(item)), 0, top)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.strength)
        foot.addWidget(self.toggle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(row)
        self._column.addLayout(foot)
        self._column.addWidget(Rule())

    def show_people(self, people: People) -> None:
        """Say who reviewed it, by name, and who can."""
        self._people = people
        session = self._tab.workspace.session
        states = review_states(self.item, session.today, session.boards.next)
        self.state.set_text(review_sentence(self.item, states, dict(people)))

    @property
    def is_open(self) -> bool:
        """Whether the review is shown."""
        return self._review is not None and not self._review.isHidden()

    @property
    def review(self) -> EvidenceReview:
        """The review, made when it is first asked for."""
        if self._review is None:
            self._review = EvidenceReview(self._tab.workspace, title=False)
            self._column.insertWidget(2, self._review)
        return self._review

    def set_open(self, on: bool) -> None:
        """Show or hide the review."""
        if on:
            self.review.show_item(self.item, self._people)
        if self._review is not None:
            self._review.setVisible(on)
        self.state.setVisible(not on)
        self.toggle.setText("Close" if on else "Review…")
        self.toggle.updateGeometry()
