"""What review mode says of an action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from send_tracker.domain import review_words as words
from send_tracker.domain.presets import NOTTINGHAMSHIRE as SCALE
from send_tracker.domain.register import Action, Evidence

TODAY = date(2025, 7, 4)
BOARDS = [date(2025, 4, 3), date(2025, 5, 22), date(2025, 7, 3)]
DONE = Action("1", "5.3", "Cut the wait", "", "complete", status_since="2025-03-24", actual_date="2025-03-24")
OPEN = Action("2", "4.3", "Strategy", "", "obstacles", status_since="2025-05-30", original_date="2025-06-30")


def item(day: str | None) -> Evidence:
    return Evidence(f"e{day}", "E1", "Minutes", about_date=day)


def test_how_long_a_status_has_held_and_how_old_its_evidence_is() -> None:
    found = words.standing(SCALE, DONE, [item("2025-04-24"), item("2025-01-09")], BOARDS, TODAY)
    assert found == "Complete for 3 boards; the evidence is 71 days old."
    assert words.standing(SCALE, DONE, [], BOARDS, TODAY) == "Complete for 3 boards; there is no evidence."
    assert words.standing(SCALE, OPEN, [], BOARDS[:2], TODAY) == "Obstacles since 30 May."


@pytest.mark.parametrize(
    ("before", "moved", "sentence"),
    [
        ("complete", False, "No change since 22 May."),
        ("complete", True, "Set again since 22 May, to the same."),
        ("on_track", True, "Was On track on 22 May."),
        (None, False, "Not in the plan on 22 May."),
    ],
)
def test_what_changed_since_the_board(before: str | None, moved: bool, sentence: str) -> None:
    then = SCALE[before] if before else None
    assert words.since_board(DONE, then, date(2025, 5, 22), moved) == sentence
    assert words.since_board(DONE, then, None, moved) == ""


def test_the_due_date_says_how_late_an_open_action_is() -> None:
    assert words.due_words(SCALE, OPEN, TODAY) == ("Due, 4 days late", "30 June 2025")
    assert words.due_words(SCALE, replace(OPEN, status="complete"), TODAY) == ("Due", "30 June 2025")
    assert words.due_words(SCALE, replace(OPEN, original_date=None), TODAY) == ("Due", "Not recorded")


def test_done_actions_say_when_and_open_ones_what_is_forecast() -> None:
    assert words.end_words(SCALE, DONE) == ("Completed", "24 March 2025")
    assert words.end_words(SCALE, replace(DONE, actual_date=None)) == ("Completed", "Not recorded")
    assert words.end_words(SCALE, replace(OPEN, forecast_date="2025-09-26")) == ("Forecast", "26 September 2025")


def test_the_newest_evidence_is_named_by_its_day() -> None:
    assert words.evidence_words([item("2025-04-24"), item("2025-01-09")], TODAY) == "2 items, newest 24 April"
    assert words.evidence_words([item("2024-12-01")], TODAY) == "1 item, newest 1 December 2024"
    assert words.evidence_words([item("2025-05")], TODAY) == "1 item, newest May 2025"
    assert words.evidence_words([item(None)], TODAY) == "1 item" and words.evidence_words([], TODAY) == "None"
