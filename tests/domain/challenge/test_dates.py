from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.challenge.dates import count_moves
from send_tracker.domain.challenge.facts import Held
from send_tracker.domain.presets import RAG
from send_tracker.domain.register import Action
from tests.domain.challenge.facts_builder import AMBER, COMPLETE, GREEN, facts, sentences

LATE = {"approved_date": "2025-06-30"}


def test_green_and_overdue_names_the_date_and_the_days() -> None:
    assert sentences("green_overdue", facts(replace(GREEN, approved_date="2025-06-30"))) == [
        "4.3 is rated On track and was due 30 June 2025, 4 days ago."
    ]


@pytest.mark.parametrize(
    "action",
    [
        GREEN,
        replace(GREEN, approved_date="2025-07-04"),
        replace(GREEN, approved_date="2025-07"),
        replace(GREEN, approved_date=None, original_date=None),
        replace(AMBER, approved_date="2025-06-30"),
        replace(COMPLETE, approved_date="2025-06-30"),
        replace(GREEN, status="not_started", approved_date="2025-06-30"),
    ],
)
def test_green_and_overdue_leaves_alone(action: Action) -> None:
    assert sentences("green_overdue", facts(action)) == []


def test_green_is_whatever_the_scale_ranks_best() -> None:
    late = replace(GREEN, status="green", approved_date="2025-06")
    assert sentences("green_overdue", facts(late, scale=RAG)) == [
        "4.3 is rated Green and was due June 2025, 4 days ago."
    ]


def test_overdue_says_which_date_is_hoped_for() -> None:
    late = replace(AMBER, approved_date="2025-06-30", recovery_date="2025-09-26")
    assert sentences("overdue", facts(late)) == [
        (
            "4.3 is rated Obstacles and was due 30 June 2025, 4 days ago. "
            "The new date given, 26 September 2025, is not approved."
        )
    ]
    assert sentences("overdue", facts(replace(late, recovery_date=None)))[0].endswith("There is no new date.")
    assert sentences("overdue", facts(AMBER)) == []
    assert sentences("overdue", facts(replace(GREEN, approved_date="2025-06-30"))) == [], "that is another rule's"
    assert sentences("overdue", facts(replace(COMPLETE, approved_date="2025-06-30"))) == []


def test_forecast_after_the_approved_date() -> None:
    found = sentences("forecast_late", facts(replace(GREEN, forecast_date="2025-10")))
    assert found == ["4.3 is rated On track, but is forecast for October 2025 and due 30 September 2025."]
    assert sentences("forecast_late", facts(replace(GREEN, forecast_date="2025-09"))) == []
    assert sentences("forecast_late", facts(replace(GREEN, forecast_date="2025-09-30"))) == []
    assert sentences("forecast_late", facts(replace(AMBER, forecast_date="2025-10"))) == [], "it admits it"


MOVED = [("2025-01-01", "2025-03-31"), ("2025-02-01", "2025-05-30"), ("2025-04-01", "2025-06-30")]


def test_a_date_moved_three_times() -> None:
    (found,) = sentences("date_moved", facts(AMBER, approved=[*MOVED, ("2025-06-01", "2025-09-30")]))
    dates = "31 March 2025, then 30 May 2025, then 30 June 2025, then 30 September 2025"
    assert found == f"4.3 has had its date moved 3 times: {dates}."
    assert sentences("date_moved", facts(AMBER, approved=MOVED)) == []
    assert len(sentences("date_moved", facts(AMBER, approved=MOVED, thresholds=(("date_moves", 2),)))) == 1
    assert sentences("date_moved", facts(COMPLETE, approved=[*MOVED, ("2025-06-01", "2025-09-30")])) == []


@pytest.mark.parametrize(
    ("values", "moves"),
    [
        ([], 0),
        (["a"], 0),
        ([None, "a"], 0),
        (["a", "b"], 1),
        (["a", None, "a"], 0),
        (["a", None, "b"], 1),
        (["a", "b", "a"], 2),
        (["a", "b", None], 1),
        (["a", "a", "b", "b"], 1),
    ],
)
def test_what_counts_as_a_move(values: list[str | None], moves: int) -> None:
    assert len(count_moves([Held(str(n), v) for n, v in enumerate(values)])) == moves


VALUES = st.lists(st.sampled_from([None, "2025-01-01", "2025-02", "2025-summer"]), max_size=30)


@given(VALUES)
def test_moves_agree_with_a_count_by_brute_force(values: list[str | None]) -> None:
    set_ones = [v for v in values if v is not None]
    wanted = sum(set_ones[n] != set_ones[n - 1] for n in range(1, len(set_ones)))
    moves = count_moves([Held(f"{n:03}", v) for n, v in enumerate(values)])
    assert len(moves) == wanted
    assert [m.since for m in moves] == sorted(m.since for m in moves)


@given(VALUES, VALUES)
def test_later_values_never_take_a_move_back(first: list[str | None], more: list[str | None]) -> None:
    held = [Held(f"{n:03}", v) for n, v in enumerate([*first, *more])]
    before = count_moves(held[: len(first)])
    assert count_moves(held)[: len(before)] == before


@pytest.mark.parametrize(
    ("statuses", "day"),
    [
        ([("2025-01-01", "on_track"), ("2025-06-24", "obstacles")], "24 June 2025"),
        ([("2025-01-01", "on_track"), ("2025-07-02", "at_risk")], "2 July 2025"),
        (
            [
                ("2025-01-01", "obstacles"),
                ("2025-02-01", "on_track"),
                ("2025-06-26", "at_risk"),
                ("2025-07-01", "obstacles"),
            ],
            "26 June 2025",
        ),
    ],
)
def test_green_until_the_week_it_was_missed(statuses: list[tuple[str, str]], day: str) -> None:
    late = replace(AMBER, approved_date="2025-06-30")
    assert sentences("green_until_missed", facts(late, statuses=statuses)) == [
        f"4.3 was due 30 June 2025 and was rated on course until {day}."
    ]


@pytest.mark.parametrize(
    ("action", "statuses"),
    [
        (replace(AMBER, approved_date="2025-06-30"), [("2025-01-01", "on_track"), ("2025-06-23", "obstacles")]),
        (replace(AMBER, approved_date="2025-06-30"), [("2025-01-01", "not_started"), ("2025-06-29", "obstacles")]),
        (AMBER, [("2025-01-01", "on_track"), ("2025-06-29", "obstacles")]),
        (replace(GREEN, approved_date="2025-06-30"), [("2025-01-01", "on_track")]),
        (replace(COMPLETE, approved_date="2025-06-30"), [("2025-01-01", "on_track"), ("2025-06-29", "complete")]),
    ],
)
def test_told_in_time_or_not_missed(action: Action, statuses: list[tuple[str, str]]) -> None:
    assert sentences("green_until_missed", facts(action, statuses=statuses)) == []


def test_how_long_before_is_a_setting() -> None:
    late = replace(AMBER, approved_date="2025-06-30")
    statuses = [("2025-01-01", "on_track"), ("2025-06-10", "obstacles")]
    assert sentences("green_until_missed", facts(late, statuses=statuses)) == []
    assert sentences("green_until_missed", facts(late, statuses=statuses, thresholds=(("missed_days", 30),))) != []
