"""The frame of review mode: head, foot, and between them the action, the list at the end, or why there is nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.one_of import OneOf
from send_tracker.gui.widgets.review.challenges_side import ChallengesSide
from send_tracker.gui.widgets.review.end import ReviewEnd
from send_tracker.gui.widgets.review.evidence_side import EvidenceSide
from send_tracker.gui.widgets.review.foot import ReviewFoot
from send_tracker.gui.widgets.review.head import ReviewHead
from send_tracker.gui.widgets.review.stage import ReviewStage
from send_tracker.services.review import Review


class ReviewFrame(QWidget):
    """The parts and their places. One of ``stage``, ``end`` and ``nothing`` is at the front."""

    def __init__(self, editing: Editing, challenges: ChallengesSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.foot, self.end = ReviewHead(), ReviewFoot(), ReviewEnd()
        self.evidence = EvidenceSide(editing)
        self.stage = ReviewStage(editing, challenges, self.evidence)
        self.empty = EmptyState("", "")
        self.nothing = QWidget()
        inner = QVBoxLayout(self.nothing)
        inner.setContentsMargins(40, 24, 40, 24)
        inner.addWidget(self.empty)
        inner.addStretch(1)
        self._stack = OneOf(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._stack, 1)
        column.addWidget(self.foot)
        # Only now: a stacked layout shows its first part at once, which would be a window of its own without a parent.
        for part in (self.stage, self.end, self.nothing):
            self._stack.addWidget(part)

    @property
    def at_end(self) -> bool:
        """Whether the list at the end is shown."""
        return self._stack.currentWidget() is self.end

    @property
    def at_action(self) -> bool:
        """Whether an action is shown."""
        return self._stack.currentWidget() is self.stage

    def show_progress(self, review: Review, challenges: int) -> None:
        """Say where one is, how far the sitting has got, and how many challenges of the action are open."""
        progress = review.progress
        refs = {head.id: head.ref for head in review.groups}
        names = [refs.get(run.outcome, "No outcome") for run in progress.runs]
        self.stage.body.show_progress(progress)
        self.foot.show_progress(progress, names, challenges)

    def bring(self, part: QWidget) -> bool:
        """Bring a part to the front, and tell whether it was not there."""
        is_other = self._stack.currentWidget() is not part
        self._stack.setCurrentWidget(part)
        self.foot.setVisible(part is self.stage)
        return is_other

    @property
    def first_focus(self) -> QWidget:
        """What has the focus in the part that is at the front."""
        if self.at_end:
            return self.end.done
        return self.stage.body if self.at_action else self.empty

    def say_nothing(self, is_empty: bool) -> None:
        """Say why there is no action: the plan has none, or the filter shows none."""
        if is_empty:
            sentence = "Review goes through the actions of the plan one by one. Add some first."
            self.empty.set_words("No actions yet", sentence, "Go to the plan")
        else:
            self.empty.set_words("Nothing to review here", "No action passes this filter.", "Show everything")
