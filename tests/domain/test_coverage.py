"""Coverage: an item counts for an outcome if linked to it or to any of its actions, once."""

from __future__ import annotations

from send_tracker.domain.coverage import coverage, supports
from send_tracker.domain.register import Evidence, Outcome

OUTCOMES = (Outcome("o1", "O1", "First", "a"), Outcome("o2", "O2", "Second", "a"))
OUTCOME_OF = {"x1": "o1", "x2": "o1", "y1": "o2"}


def item(id: str, *targets: str, type: str = "survey") -> Evidence:
    return Evidence(id, id.upper(), f"Item {id}", type, targets=targets)


def test_an_item_counts_once_for_an_outcome_however_often_it_is_linked() -> None:
    found = coverage([item("e1", "x1", "x2", "o1")], OUTCOMES, OUTCOME_OF)
    assert [len(row.cells["survey"]) for row in found.rows] == [1, 0]
    assert len(found.items) == 1


def test_an_item_counts_for_every_outcome_it_supports_and_once_in_all() -> None:
    found = coverage([item("e1", "x1", "y1")], OUTCOMES, OUTCOME_OF)
    assert [len(row.items) for row in found.rows] == [1, 1]
    assert len(found.column("survey")) == len(found.items) == 1


def test_links_to_themes_or_withdrawn_actions_count_for_no_outcome() -> None:
    found = coverage([item("e1", "theme"), item("e2", "gone"), item("e3")], OUTCOMES, OUTCOME_OF)
    assert found.elsewhere == {"e1", "e2", "e3"}
    assert not found.items
    assert supports(item("e4", "theme", "y1"), ["o1", "o2"], OUTCOME_OF) == {"o2"}


def test_a_type_that_is_unknown_counts_as_other() -> None:
    found = coverage([item("e1", "x1", type="photograph")], OUTCOMES, OUTCOME_OF)
    assert found.rows[0].cells["other"] == {"e1"}


def test_holes_are_counted_and_said() -> None:
    found = coverage([item("e1", "x1")], OUTCOMES, OUTCOME_OF)
    assert found.holes == 19
    assert found.sentence == (
        "1 evidence item supports 1 of 2 outcomes; 19 of 20 pairs of outcome and type have none, "
        "and nothing at all supports O2."
    )
