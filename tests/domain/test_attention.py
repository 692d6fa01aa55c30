from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from send_tracker.domain.attention import Reason, attention, misses_board, reasons
from send_tracker.domain.presets import NOTTINGHAMSHIRE, RAG
from send_tracker.domain.register import Action

TODAY, SINCE = date(2025, 7, 4), date(2025, 5, 22)
FINE = Action("1", "4.3", "Reach families", "o", "on_track", approved_date="2025-09-30", updated_on="2025-06-01")


def found(action: Action, evidence: int = 0) -> list[Reason]:
    return reasons(action, NOTTINGHAMSHIRE, TODAY, SINCE, evidence)


@pytest.mark.parametrize(
    ("action", "evidence", "wanted"),
    [
        (FINE, 0, []),
        (replace(FINE, status="at_risk"), 0, [Reason.AT_RISK]),
        (replace(FINE, status="obstacles"), 0, [Reason.OBSTACLE]),
        (replace(FINE, approved_date="2025-07-03"), 0, [Reason.OVERDUE]),
        (replace(FINE, approved_date="2025-07-04"), 0, []),
        (replace(FINE, approved_date="2025-07"), 0, []),
        (replace(FINE, approved_date="2025-summer"), 0, []),
        (replace(FINE, approved_date="2025-06"), 0, [Reason.OVERDUE]),
        (replace(FINE, approved_date=None, original_date="2025-06"), 0, [Reason.OVERDUE]),
        (replace(FINE, updated_on="2025-05-21"), 0, [Reason.STALE]),
        (replace(FINE, updated_on="2025-05-22"), 0, []),
        (replace(FINE, updated_on=None), 0, [Reason.STALE]),
        (replace(FINE, status="complete"), 0, [Reason.NO_EVIDENCE]),
        (replace(FINE, status="embedded", updated_on=None, approved_date="2020-01-01"), 2, []),
        (replace(FINE, status="unheard_of"), 0, [Reason.AT_RISK]),
        (
            replace(FINE, status="at_risk", approved_date="2024-01-01", updated_on=None),
            0,
            [Reason.AT_RISK, Reason.OVERDUE, Reason.STALE],
        ),
    ],
)
def test_why_an_action_needs_attention(action: Action, evidence: int, wanted: list[Reason]) -> None:
    assert found(action, evidence) == wanted


def test_no_board_no_staleness() -> None:
    assert reasons(replace(FINE, updated_on=None), NOTTINGHAMSHIRE, TODAY, None, 0) == []


def test_the_lowest_open_rank_is_at_risk_in_any_scale() -> None:
    assert reasons(replace(FINE, status="red"), RAG, TODAY, SINCE, 0) == [Reason.AT_RISK]
    assert reasons(replace(FINE, status="amber"), RAG, TODAY, SINCE, 0) == [Reason.OBSTACLE]


def test_rows_come_worst_first_then_by_reference_as_people_count() -> None:
    rows = attention(
        [
            replace(FINE, id="a", ref="4.10", status="at_risk"),
            replace(FINE, id="b", ref="4.2", status="at_risk"),
            replace(FINE, id="c", ref="1.1", status="complete"),
            replace(FINE, id="d", ref="1.2", approved_date="2025-07-01"),
            FINE,
        ],
        NOTTINGHAMSHIRE,
        TODAY,
        SINCE,
        {},
    )
    assert [(r.ref, r.reason) for r in rows] == [
        ("4.2", Reason.AT_RISK),
        ("4.10", Reason.AT_RISK),
        ("1.2", Reason.OVERDUE),
        ("1.1", Reason.NO_EVIDENCE),
    ]
    assert rows[2].title == "3 days past its date"


def test_a_recovery_date_after_the_next_board_misses_it() -> None:
    assert misses_board("2025-08-15", date(2025, 8, 14))
    assert not misses_board("2025-08-14", date(2025, 8, 14))
    assert misses_board("2025-08", date(2025, 8, 14))
    assert not misses_board(None, date(2025, 8, 14))
    assert not misses_board("2025-08", None)
