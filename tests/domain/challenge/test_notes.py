from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from tests.domain.challenge.facts_builder import AMBER, COMPLETE, GREEN, facts, note, sentences

SILENT = replace(GREEN, updated_on="2025-05-21")


def test_not_updated_since_the_board_compared_with() -> None:
    assert sentences("not_updated", facts(SILENT)) == [
        "4.3 is rated On track and was last updated 21 May 2025, before the board of 22 May 2025."
    ]
    assert "was never updated" in sentences("not_updated", facts(replace(SILENT, updated_on=None)))[0]
    assert sentences("not_updated", facts(replace(SILENT, updated_on="2025-05-22"))) == []
    assert sentences("not_updated", facts(replace(COMPLETE, updated_on=None))) == []
    assert sentences("not_updated", facts(SILENT, boards=())) == [], "no board yet"
    assert len(sentences("not_updated", facts(GREEN, today=date(2025, 7, 10)))) == 1, "the week of writing up is over"


SAME = [note("2025-04-01", "Work goes on."), note("2025-05-01", "work goes  on"), note("2025-06-01", "Work goes on!")]


def test_the_same_note_three_times_running() -> None:
    assert sentences("same_note", facts(AMBER, updates=tuple(SAME))) == [
        "4.3 has had the same note 3 times running (1 April 2025 to 1 June 2025): “Work goes on!”"
    ]
    assert sentences("same_note", facts(AMBER, updates=tuple(SAME[:2]))) == []
    other = (*SAME[:2], note("2025-06-01", "Two posts filled"))
    assert sentences("same_note", facts(AMBER, updates=other)) == []
    assert sentences("same_note", facts(COMPLETE, updates=tuple(SAME))) == []
    assert sentences("same_note", facts(AMBER, updates=tuple(SAME), thresholds=(("same_notes", 4),))) == []
    internal = tuple(replace(u, note="", internal_note="x") for u in SAME)
    assert sentences("same_note", facts(AMBER, updates=internal)) == [], "internal notes are not read"


@pytest.mark.parametrize(
    "text",
    ["Ongoing", "ongoing.", "On-going", "Continues", "Work continues.", "This action is ongoing",
     "Work is still in progress", "No change", "No update", "continues as planned", "As before"],
)  # fmt: skip
def test_a_note_that_says_nothing(text: str) -> None:
    found = sentences("empty_note", facts(AMBER, updates=(note("2025-06-01", text),)))
    assert found == [f"4.3 has a note of 1 June 2025 that says only “{text}”."]


@pytest.mark.parametrize(
    "text",
    ["Recruitment is ongoing: two of six posts are filled", "Work continues in Ashfield from May", "Done",
     "Change agreed", "Continues until the finance schedule arrives", ""],
)  # fmt: skip
def test_a_note_that_says_something(text: str) -> None:
    assert sentences("empty_note", facts(AMBER, updates=(note("2025-06-01", text),))) == []


def test_only_the_latest_note_counts() -> None:
    updates = (note("2025-05-01", "Ongoing"), note("2025-06-01", "Two posts filled"))
    assert sentences("empty_note", facts(AMBER, updates=updates)) == []
    assert sentences("empty_note", facts(COMPLETE, updates=updates[:1])) == []


def test_no_text_makes_the_rule_slow() -> None:
    for text in ("this action the work " * 1_500 + "x", "is " * 10_000, "on going " * 3_000):
        started = time.perf_counter()
        sentences("empty_note", facts(AMBER, updates=(note("2025-06-01", text),)))
        assert time.perf_counter() - started < 1


def test_a_lead_with_no_updates() -> None:
    quiet = replace(GREEN, updated_on="2025-04-09")
    other = replace(quiet, id="a2", ref="4.10", updated_on=None)
    assert sentences("lead_silent", facts(other, quiet)) == [
        (
            "Head of SEND leads 2 open actions (4.3, 4.10); nothing has been recorded of that since 9 April 2025, "
            "and 2 boards have met, from 10 April 2025."
        )
    ]
    assert "nothing was ever recorded" in sentences("lead_silent", facts(other))[0]
    assert sentences("lead_silent", facts(other, replace(quiet, updated_on="2025-04-10"))) == []
    assert sentences("lead_silent", facts(replace(COMPLETE, updated_on=None))) == []
    assert sentences("lead_silent", facts(replace(quiet, leads=()))) == []
    assert sentences("lead_silent", facts(quiet, boards=("2025-07-03",))) == []
    assert sentences("lead_silent", facts(quiet, thresholds=(("silent_boards", 3),))) == []
