"""Where an item of evidence stands with its reviewers: to be looked at, accepted, rejected, past its date."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.register import Evidence

SOON: Final = timedelta(weeks=6)
"""How far "soon" reaches where no next board is known: one cycle of an improvement board."""


class ReviewState(StrEnum):
    """What the register can be narrowed to; an accepted item can also have expired, or be about to."""

    TO_REVIEW = "to_review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    EXPIRING = "expiring"


REVIEW_LABELS: Final = {
    ReviewState.TO_REVIEW: "To review",
    ReviewState.ACCEPTED: "Accepted",
    ReviewState.REJECTED: "Rejected",
    ReviewState.EXPIRED: "Expired",
    ReviewState.EXPIRING: "Expires by the next board",
}
_OF_REVIEW: Final = {"accepted": ReviewState.ACCEPTED, "rejected": ReviewState.REJECTED}


def review_states(item: Evidence, today: date, board: date | None) -> frozenset[ReviewState]:
    """Return where an item stands.

    Args:
        item: the item.
        today: the programme's today; an item is good on its last day.
        board: the next board; what runs out by then is about to expire.
    """
    state = _OF_REVIEW.get(item.review, ReviewState.TO_REVIEW)
    found = {state}
    if state is ReviewState.ACCEPTED and item.expires:
        last = PartialDate.parse(item.expires).last
        if last < today:
            found.add(ReviewState.EXPIRED)
        elif last <= (board or today + SOON):
            found.add(ReviewState.EXPIRING)
    return frozenset(found)


def shown_state(states: frozenset[ReviewState]) -> ReviewState:
    """Return the one state that a column shows: that an item has expired, or will soon, comes before the rest."""
    order = (ReviewState.EXPIRED, ReviewState.EXPIRING, *ReviewState)
    return next((state for state in order if state in states), ReviewState.TO_REVIEW)
