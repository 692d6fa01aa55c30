from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from send_tracker.domain.board import misses_board
from send_tracker.domain.counted import Count, counted, why_words
from send_tracker.domain.presets import NOTTINGHAMSHIRE, RAG
from send_tracker.domain.register import Action

TODAY = date(2025, 7, 4)
FINE = Action("1", "4.3", "Reach families", "o", "on_track", approved_date="2025-09-30", updated_on="2025-06-01")


def found(action: Action, evidence: int = 0) -> list[Count]:
    return counted(action, NOTTINGHAMSHIRE, TODAY, evidence)


@pytest.mark.parametrize(
    ("action", "evidence", "wanted"),
    [
        (FINE, 0, []),
        (replace(FINE, status="at_risk"), 0, [Count.AT_RISK]),
        (replace(FINE, status="obstacles"), 0, [Count.OBSTACLE]),
        (replace(FINE, approved_date="2025-07-03"), 0, [Count.OVERDUE]),
        (replace(FINE, approved_date="2025-07-04"), 0, []),
        (replace(FINE, approved_date="2025-07"), 0, []),
        (replace(FINE, approved_date="2025-summer"), 0, []),
        (replace(FINE, approved_date="2025-06"), 0, [Count.OVERDUE]),
        (replace(FINE, approved_date=None, original_date="2025-06"), 0, [Count.OVERDUE]),
        (replace(FINE, status="complete"), 0, [Count.NO_EVIDENCE]),
        (replace(FINE, status="embedded", updated_on=None, approved_date="2020-01-01"), 2, []),
        (replace(FINE, status="unheard_of"), 0, [Count.AT_RISK]),
        (
            replace(FINE, status="at_risk", approved_date="2024-01-01", updated_on=None),
            0,
            [Count.AT_RISK, Count.OVERDUE],
        ),
    ],
)
def test_what_an_action_is_counted_under(action: Action, evidence: int, wanted: list[Count]) -> None:
    assert found(action, evidence) == wanted


def test_the_lowest_open_rank_is_at_risk_in_any_scale() -> None:
    assert counted(replace(FINE, status="red"), RAG, TODAY, 0) == [Count.AT_RISK]
    assert counted(replace(FINE, status="amber"), RAG, TODAY, 0) == [Count.OBSTACLE]


def test_a_recovery_date_after_the_next_board_misses_it() -> None:
    assert misses_board("2025-08-15", date(2025, 8, 14))
    assert not misses_board("2025-08-14", date(2025, 8, 14))
    assert misses_board("2025-08", date(2025, 8, 14))
    assert not misses_board(None, date(2025, 8, 14))
    assert not misses_board("2025-08", None)


def test_why_an_action_is_listed_reads_as_one_line() -> None:
    assert why_words((Count.OVERDUE, Count.OBSTACLE)) == "Past its date; has an obstacle"
    assert why_words((Count.AT_RISK,)) == "At risk" and why_words(()) == ""
