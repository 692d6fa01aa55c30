from __future__ import annotations

from dataclasses import replace

import pytest

from send_tracker.domain.presets import CONFIDENCE
from send_tracker.domain.register import Action
from tests.domain.challenge.facts_builder import AMBER, COMPLETE, GREEN, facts, sentences


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path_to_green": ""}, "has no path to green"),
        ({"recovery_date": None}, "has no date to be back on track by"),
        ({"recovery_date": "2025-07-03"}, "was to be back on track by 3 July 2025, which has passed"),
        ({"recovery_date": "2025-06"}, "was to be back on track by June 2025, which has passed"),
        (
            {"path_to_green": "", "recovery_date": None, "status": "at_risk"},
            "has no path to green and has no date to be back on track by",
        ),
    ],
)
def test_trouble_without_a_way_back(change: dict[str, str | None], words: str) -> None:
    action = replace(AMBER, **change)  # type: ignore[arg-type]
    label = "At risk" if action.status == "at_risk" else "Obstacles"
    assert sentences("no_path", facts(action)) == [f"4.3 is rated {label} and {words}."]


@pytest.mark.parametrize(
    "action",
    [
        AMBER,
        replace(AMBER, recovery_date="2025-07-04"),
        replace(AMBER, recovery_date="2025-07"),
        replace(GREEN, path_to_green="", recovery_date="2025-01-01"),
        replace(COMPLETE, recovery_date="2025-01-01"),
    ],
)
def test_a_way_back_or_no_trouble(action: Action) -> None:
    assert sentences("no_path", facts(action)) == []


def test_trouble_is_whatever_asks_for_a_path() -> None:
    for code, fires in (("amber_red", True), ("amber", True), ("amber_green", False), ("green", False)):
        action = replace(AMBER, status=code, path_to_green="")
        assert bool(sentences("no_path", facts(action, scale=CONFIDENCE))) is fires, code


def test_trouble_through_more_than_two_boards() -> None:
    statuses = [("2025-01-01", "on_track"), ("2025-03-01", "obstacles")]
    assert sentences("long_obstacle", facts(AMBER, statuses=statuses)) == [
        "4.3 has been in trouble since 1 March 2025, through 3 boards (10 April 2025 to 3 July 2025)."
    ]
    assert sentences("long_obstacle", facts(AMBER, statuses=statuses, thresholds=(("obstacle_boards", 3),))) == []


@pytest.mark.parametrize(
    ("statuses", "fires"),
    [
        ([("2025-03-01", "obstacles"), ("2025-06-01", "at_risk")], True),
        ([("2025-03-01", "obstacles"), ("2025-06-01", "on_track"), ("2025-06-02", "obstacles")], False),
        ([("2025-04-10", "obstacles")], False),
        ([("2025-04-09", "obstacles")], True),
        ([], False),
    ],
)
def test_what_breaks_the_trouble(statuses: list[tuple[str, str]], fires: bool) -> None:
    assert bool(sentences("long_obstacle", facts(AMBER, statuses=statuses))) is fires


def test_without_history_the_status_itself_counts() -> None:
    assert sentences("long_obstacle", facts(replace(AMBER, status_since="2025-01-01"))) != []
    assert sentences("long_obstacle", facts(replace(GREEN, status_since="2025-01-01"))) == []
