from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from send_tracker.domain.register import Evidence
from send_tracker.domain.review_state import ReviewState, review_states, shown_state

TODAY, BOARD = date(2025, 7, 4), date(2025, 8, 14)
ITEM = Evidence("e", "E1", "Report", review="accepted")


@pytest.mark.parametrize(
    ("item", "wanted", "shown"),
    [
        (replace(ITEM, review="draft"), {ReviewState.TO_REVIEW}, ReviewState.TO_REVIEW),
        (replace(ITEM, review="something newer"), {ReviewState.TO_REVIEW}, ReviewState.TO_REVIEW),
        (replace(ITEM, review="rejected", expires="2025-07-01"), {ReviewState.REJECTED}, ReviewState.REJECTED),
        (ITEM, {ReviewState.ACCEPTED}, ReviewState.ACCEPTED),
        (replace(ITEM, expires="2025-07-03"), {ReviewState.ACCEPTED, ReviewState.EXPIRED}, ReviewState.EXPIRED),
        (replace(ITEM, expires="2025-07-04"), {ReviewState.ACCEPTED, ReviewState.EXPIRING}, ReviewState.EXPIRING),
        (replace(ITEM, expires="2025-07"), {ReviewState.ACCEPTED, ReviewState.EXPIRING}, ReviewState.EXPIRING),
        (replace(ITEM, expires="2025-08-14"), {ReviewState.ACCEPTED, ReviewState.EXPIRING}, ReviewState.EXPIRING),
        (replace(ITEM, expires="2025-08-15"), {ReviewState.ACCEPTED}, ReviewState.ACCEPTED),
    ],
)
def test_where_an_item_stands(item: Evidence, wanted: set[ReviewState], shown: ReviewState) -> None:
    found = review_states(item, TODAY, BOARD)
    assert found == wanted
    assert shown_state(found) is shown


def test_without_a_next_board_soon_is_six_weeks() -> None:
    assert ReviewState.EXPIRING in review_states(replace(ITEM, expires="2025-08-15"), TODAY, None)
    assert ReviewState.EXPIRING not in review_states(replace(ITEM, expires="2025-08-16"), TODAY, None)
