"""What is done to the action under review: rate it, note something, look at its evidence, waive a challenge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from send_tracker.domain.review import ReviewFilter
from send_tracker.gui.commands import Command
from send_tracker.gui.pages.review_filters import groups, scopes
from send_tracker.gui.pages.review_minutes import save_note

if TYPE_CHECKING:
    from send_tracker.gui.pages.review_page import ReviewPage

READ_ONLY: Final = "This is open for reading only: you can go through it, and nothing in it can be changed."


class ReviewActs(QObject):
    """The verbs of the single keys. Without an action they do nothing."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page

    def rate_by_place(self, place: int) -> None:
        """Set the status of a place in the scale, from 1."""
        codes = self._page.session.scale.codes
        if place <= len(codes):
            self.rate(codes[place - 1])

    def rate(self, code: str) -> None:
        """Set the status of the action, or ask in place for what it lacks."""
        page = self._page
        if page.session.read_only:
            page.workspace.notice.emit(READ_ONLY)
        elif page.item is not None:
            page.asking.choose(code)

    def focus_note(self) -> None:
        """Go to the note for the minutes."""
        page = self._page
        if page.item is not None:
            page.body.note.setFocus(Qt.FocusReason.TabFocusReason)
            page.stage.reveal(page.body.note)

    def note(self, text: str) -> None:
        """Save the note for the minutes."""
        page = self._page
        if page.item is not None and not page.session.read_only:
            save_note(page.workspace, page.review, page.body.note, page.item.action.id, text)

    def show_evidence(self) -> None:
        """Show the evidence beside the action, and put it away again."""
        page = self._page
        if page.item is None:
            return
        page.stage.show_evidence(not page.stage.shows_evidence)
        if page.stage.shows_evidence:
            page.evidence.focus_first()
        else:
            page.focus_action()

    def waive(self) -> None:
        """Ask for a waiver of the first challenge that has none."""
        page = self._page
        if page.item is not None:
            page.stage.show_evidence(False)
            page.challenges.waive_first()

    def offer_filters(self) -> None:
        """Fill the list of filters, with how many actions each would show."""
        review = self._page.review
        self._page.head.set_filters(review.sitting.wanted, scopes(review), groups(review))

    def act_on_nothing(self) -> None:
        """Show everything again, or go where actions are added."""
        if self._page.review.stops:
            self._page.narrow(ReviewFilter())
        else:
            self._page.command_wanted.emit(Command.PLAN)
