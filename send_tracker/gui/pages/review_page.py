"""Review mode: one action fills the window, and single keys do the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.review import ReviewFilter, Scope
from send_tracker.gui.commands import Command
from send_tracker.gui.pages.page import Page
from send_tracker.gui.pages.review_acts import READ_ONLY, ReviewActs
from send_tracker.gui.pages.review_filters import filter_words, status_words
from send_tracker.gui.pages.review_keys import ReviewKeys, add_review_keys, review_commands
from send_tracker.gui.pages.review_minutes import ReviewMinutes
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.review.challenges_side import ChallengesSide
from send_tracker.gui.widgets.review.frame import ReviewFrame
from send_tracker.gui.workspace import Workspace
from send_tracker.services.linked_measures import LinkedMeasures
from send_tracker.services.review import Review
from send_tracker.services.review_item import ReviewItem, review_item
from send_tracker.services.session import Edited

_SHOWN_ELSEWHERE = frozenset({"status", "area", "outcome", "meeting", "programme", "waiver"})
"""Kinds whose edits show in more than the action that is looked at."""


class ReviewPage(Page):
    """The review of an open file. It starts where it was left."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Review")
        self.review = Review(self.session, workspace.challenges)
        self._measures = LinkedMeasures(self.session)
        self.editing = Editing(workspace, workspace.drafts, self)
        self.item: ReviewItem | None = None

        # Parts
        self.challenges = ChallengesSide(workspace)
        self.frame = ReviewFrame(self.editing, self.challenges)
        self.head, self.foot, self.end = self.frame.head, self.frame.foot, self.frame.end
        self.stage, self.evidence = self.frame.stage, self.frame.evidence
        self.body, self.asking = self.stage.body, self.stage.body.asking
        self.minutes = ReviewMinutes(workspace, self)
        self.acts = ReviewActs(self)
        self.keys = ReviewKeys(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._connect()
        add_review_keys(self.keys, self)
        self.refresh()

    def _connect(self) -> None:
        self.head.narrowed.connect(self.narrow)
        self.head.leave_wanted.connect(self.leave)
        self.head.opening.connect(self.acts.offer_filters)
        self.foot.chosen.connect(self._go_to_place)
        self.body.stepped.connect(self.step)
        self.body.noted.connect(self.acts.note)
        self.body.left_field.connect(self.focus_action)
        self.stage.measures.chosen.connect(self.workspace.show_measure)
        self.asking.done.connect(self.focus_action)
        self.asking.evidence_wanted.connect(self.acts.show_evidence)
        self.frame.empty.acted.connect(self.acts.act_on_nothing)
        self.end.back_wanted.connect(self.back_to_review)
        self.end.done_wanted.connect(self.finish)
        self.minutes.serve(self.end, self.review)

    # Showing

    def refresh(self) -> None:
        """Read the plan again, and show where one was."""
        self.review.read()
        self._measures.forget()
        self.asking.set_scale()
        writable = not self.session.read_only
        self.body.set_writable(writable, READ_ONLY)
        self.foot.set_keys(len(self.session.scale.codes), writable)
        self._show()

    def edited(self, edited: Edited) -> None:
        """Take note of an edit, and show the action again; what is being typed stays."""
        self.review.edited(edited)
        kinds = {kind for kind, _ in edited.touched}
        if kinds & _SHOWN_ELSEWHERE:
            self.refresh()
        else:
            self._show()
        if "waiver" in kinds and self.isVisible():
            self.focus_action()  # the form had the focus, and is gone

    def _show(self) -> None:
        """Show the list at the end where it is looked at, else the action that is looked at, or why there is none."""
        if self.frame.at_end:
            self.show_end()
            return
        current = self.review.current
        item = review_item(self.review, current) if current else None
        fresh = item is not None and (self.item is None or self.item.action.id != current)
        self.item = item
        if item is None:
            self.frame.say_nothing(is_empty=not self.review.stops)
            self._bring(self.frame.nothing)
        else:
            self._show_item(item, fresh)
            self._bring(self.stage)
        self._show_progress()

    def _show_item(self, item: ReviewItem, fresh: bool) -> None:
        if fresh:
            self.editing.show([item.action.id])
            self.editing.meeting = self.review.meeting
            self.stage.show_evidence(False)
        self.body.show_item(item, self.session.scale, fresh)
        self.stage.measures.show_measures(self._measures.of(item.action.id))
        self.challenges.show_action(item.action.id, item.action.outcome, item.detail.group)
        self.evidence.show_detail(item.detail)
        if fresh:
            self.body.note.offer(self.workspace.drafts.of([item.action.id]).get("note", ""))
            self.stage.to_top()

    def _show_progress(self) -> None:
        self.frame.show_progress(self.review, self.item.open_challenges if self.item else 0)
        self.head.words.set_text(filter_words(self.review))
        self.changed.emit()

    def _bring(self, part: QWidget) -> None:
        """Bring a part to the front; single keys belong to the actions only."""
        is_other = self.frame.bring(part)
        self.keys.set_on(part is not self.end)
        self.setFocusProxy(self.frame.first_focus)
        if is_other and self.isVisible():
            self.frame.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_action(self) -> None:
        """Give the keys back to the review."""
        self.frame.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # Going on

    def flush(self) -> None:
        """Give what is being typed, and keep what cannot be given."""
        if self.item is not None:
            self.body.note.commit()
            self.asking.flush()

    def step(self, by: int) -> None:
        """Go to the next action or the one before; after the last one comes the list of changes."""
        self._move(lambda: self.review.step(by), is_end=by > 0)

    def skip(self) -> None:
        """Leave this action for later."""
        self._move(self.review.skip, is_end=True)

    def _move(self, move: Callable[[], bool], is_end: bool) -> None:
        if self.item is None:
            return
        self.flush()
        if not move() and is_end:
            self.show_end()
        else:
            self.back_to_review()

    def _go_to_place(self, place: int) -> None:
        self.flush()
        self.review.go(self.review.order[place].id)
        self.back_to_review()

    def narrow(self, wanted: ReviewFilter) -> None:
        """Go through other actions."""
        self.flush()
        self.review.narrow(wanted)
        self.back_to_review()

    def set_status(self, code: str) -> None:
        """Set the status of the action, or ask in place for what it lacks."""
        self.acts.rate(code)

    # The end

    def show_end(self) -> None:
        """Show what changed in this sitting."""
        self.minutes.show(self.end, self.review)
        self.item = None
        self._bring(self.end)
        self.changed.emit()

    def back_to_review(self) -> None:
        """Go back to the action that was looked at."""
        self.frame.bring(self.stage)
        self._show()
        self.focus_action()

    def finish(self) -> None:
        """End the sitting and leave."""
        self.review.end()
        self._away()

    def leave(self) -> None:
        """Leave the review; with changes, their list comes first. The sitting can be taken up again."""
        self.flush()
        if not self.frame.at_end and self.review.sitting.changed:
            self.show_end()
        else:
            self._away()

    def _away(self) -> None:
        self.frame.bring(self.stage)
        self._show()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a field with Escape, then the review."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.frame.at_action and (self.stage.is_in_field() or self.asking.is_open):
            self.asking.drop()
            self.asking.leave()
            self.stage.show_evidence(False)
            self.focus_action()
        else:
            self.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give what is being typed before another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous() and self.workspace.is_open:
            self.flush()

    # What the window asks

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what can be done with the action."""
        return review_commands(self)

    def undo_name(self) -> str:
        """Name a status that waits for its reason."""
        return "status not saved yet" if self.item is not None and self.editing.pending is not None else ""

    def status_text(self) -> str:
        """Return "Review: 11 of 25 actions, 3 changed in this sitting"."""
        return status_words(self.review.progress)

    def subject(self) -> str:
        """Return the action that is looked at, for its history."""
        return self.item.action.id if self.item is not None else ""

    def place(self) -> object:
        """Return the action and the filter, for another day of the same file."""
        wanted = self.review.sitting.wanted
        return (self.review.current, wanted.scope.value, wanted.group)

    def restore(self, place: object) -> None:
        """Look at the same action on this day, if it is in the plan."""
        if isinstance(place, tuple):
            action, scope, group = place
            if (wanted := ReviewFilter(Scope(scope), group)) != self.review.sitting.wanted:
                self.narrow(wanted)
            ids = [stop.id for stop in self.review.order]
            if action in ids:
                self._go_to_place(ids.index(action))

    def panes(self) -> list[QWidget]:
        """Return the action, its note, what stands beside it, and the filter."""
        if not self.frame.at_action:
            return [self.frame.first_focus]
        return [self.body, self.body.note, self.challenges, self.head.filter]

    def set_width_class(self, width: int) -> None:
        """Give the sides less room in a narrow window."""
        self.stage.set_width_class(width)
