"""Handover: what is due, what was handed over, and each way to fall back with a counter-example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from send_tracker.domain.challenge.worsening import Worsening
from send_tracker.domain.handover import Handover, Stage, counts, handover, summary
from send_tracker.domain.register import Action, Evidence, Outcome
from tests.domain.challenge.facts_builder import COMPLETE, EMBEDDED, GREEN, ITEM, facts

OUTCOME = Outcome("o1", "O1", "Timely", "a")
WORSE = Worsening("m", "M1", "Reviews on time", "o1", "54% in May 2024", "16.2% in May 2025")


def found(*actions: Action, evidence: tuple[Evidence, ...] = (), worse: tuple[Worsening, ...] = ()) -> list[Handover]:
    return handover(facts(*actions, evidence=evidence, outcomes=(OUTCOME,)).register, worse)


def test_only_done_actions_and_what_each_lacks() -> None:
    rows = found(GREEN, COMPLETE, replace(EMBEDDED, id="a2", ref="4.4"), replace(COMPLETE, id="a3", bau_owner="p1"))
    assert [(r.action.ref, r.stage, r.missing) for r in rows] == [
        ("4.3", Stage.DUE, "No owner, forum or check date"),
        ("4.3", Stage.DUE, "No forum or check date"),
        ("4.4", Stage.HANDED_OVER, ""),
    ]
    assert rows[2].outcome == OUTCOME and rows[2].words == ""
    assert counts(rows) == {Stage.FALLS_BACK: 0, Stage.DUE: 2, Stage.HANDED_OVER: 1}
    assert summary(rows) == "1 handed over, 2 due for handover, 0 falling back"
    assert found() == []


@pytest.mark.parametrize(
    ("action", "falls"),
    [
        (replace(EMBEDDED, check_date="2025-07-03"), ("Check was due 3 July 2025, 1 day ago",)),
        (replace(EMBEDDED, check_date="2025-07-04"), ()),
        (replace(EMBEDDED, check_date="2025-07"), ()),
        (replace(EMBEDDED, check_date="2025-07-03", checked_on="2025-07-03"), ()),
        (
            replace(EMBEDDED, check_date="2025-07-03", checked_on="2025-07-02"),
            ("Check was due 3 July 2025, 1 day ago",),
        ),
    ],
)
def test_a_check_that_is_overdue(action: Action, falls: tuple[str, ...]) -> None:
    (row,) = found(action)
    assert row.falls == falls
    assert row.stage is (Stage.FALLS_BACK if falls else Stage.HANDED_OVER)


def test_a_measure_that_got_worse() -> None:
    said = ("Reviews on time went from 54% in May 2024 to 16.2% in May 2025",)
    assert found(EMBEDDED, worse=(WORSE,))[0].falls == said
    assert found(EMBEDDED, worse=(replace(WORSE, actions=("a1",)),))[0].falls == said
    assert found(EMBEDDED, worse=(replace(WORSE, actions=("a9",)),))[0].falls == (), "meant to be moved by another"
    assert found(EMBEDDED, worse=(replace(WORSE, outcome="o9"),))[0].falls == ()


def test_evidence_that_has_run_out() -> None:
    old = replace(ITEM, expires="2025-07-03")
    assert found(EMBEDDED, evidence=(old,))[0].falls == ("E1 was good until 3 July 2025",)
    for item in (ITEM, replace(old, expires="2025-07-04"), replace(old, review="draft"), replace(old, targets=())):
        assert found(EMBEDDED, evidence=(item,))[0].falls == ()


def test_what_is_due_stays_due_and_says_what_would_fall_back() -> None:
    (row,) = found(COMPLETE, worse=(WORSE,))
    assert row.stage is Stage.DUE
    assert row.words == f"{WORSE.words}. No owner, forum or check date"
    assert row.id == "a1"


def test_what_falls_back_comes_first() -> None:
    rows = found(EMBEDDED, COMPLETE, replace(EMBEDDED, id="a3", check_date="2025-01-01"))
    assert [r.stage for r in rows] == [Stage.FALLS_BACK, Stage.DUE, Stage.HANDED_OVER]
