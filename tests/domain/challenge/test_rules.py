"""All rules together: references, waivers, thresholds, order, and what help says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from send_tracker.domain.challenge.rules import RULES, find_challenges, rule_named
from send_tracker.domain.challenge.thresholds import THRESHOLDS, Thresholds, check_threshold
from send_tracker.domain.presets import PRESETS
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Outcome, Waiver
from send_tracker.domain.severity import Severity
from tests.domain.challenge.facts_builder import AMBER, COMPLETE, EMBEDDED, GREEN, ITEM, TODAY, facts, fired, sentences

WAIVER = Waiver("w1", "not_evidenced", "a1", "Report is due in July", "p2", "2025-07-04")


def test_sound_actions_are_not_questioned() -> None:
    sound = [replace(a, id=f"a{n}", ref=f"4.{n}") for n, a in enumerate((GREEN, AMBER, COMPLETE, EMBEDDED))]
    item = replace(ITEM, targets=tuple(a.id for a in sound))
    assert fired(facts(*sound, evidence=(item,))) == []
    assert fired(facts()) == []


def test_two_rows_with_one_reference() -> None:
    twin = replace(GREEN, id="a2", title="Reach schools")
    assert sentences("duplicate_reference", facts(GREEN, twin)) == [
        "2 actions bear the reference 4.3: “Reach families” and “Reach schools”."
    ]
    items = (ITEM, replace(ITEM, id="e2", ref=" e1 ", title="Other"))
    assert sentences("duplicate_reference", facts(GREEN, evidence=items))[0].startswith("2 evidence items bear")
    outcomes = (Outcome("o1", "4.3", "An outcome", "x"),)
    assert sentences("duplicate_reference", facts(GREEN, outcomes=outcomes)) == [], "an outcome is no action"
    blank = [replace(GREEN, id=i, ref="") for i in ("a1", "a2")]
    assert sentences("duplicate_reference", facts(*blank)) == []


def test_a_waiver_covers_one_rule_of_one_subject_until_its_day() -> None:
    given = facts(COMPLETE, evidence=(), waivers=(WAIVER,))
    (found,) = find_challenges(given)
    assert (found.waived, found.waiver) == (True, WAIVER)
    for other in (
        replace(WAIVER, expires="2025-07-03"),
        replace(WAIVER, expires=None),
        replace(WAIVER, rule="overdue"),
        replace(WAIVER, subject="a2"),
    ):
        (found,) = find_challenges(facts(COMPLETE, evidence=(), waivers=(other,)))
        assert not found.waived


def test_a_waiver_that_has_run_out_counts_again_on_the_day_after() -> None:
    assert WAIVER.holds(TODAY)
    assert not WAIVER.holds(date(2025, 7, 5))


def test_the_worst_comes_first_then_as_people_count() -> None:
    late = [replace(GREEN, id=ref, ref=ref, approved_date="2025-06-30") for ref in ("4.10", "4.9")]
    old = replace(AMBER, id="4.1", ref="4.1", updated_on="2025-04-20")
    assert fired(facts(*late, old, evidence=())) == [
        ("green_overdue", "4.9"),
        ("green_overdue", "4.10"),
        ("not_updated", "4.1"),
    ]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("status", ["nonsense", "", "done", "complete", "red"])
def test_any_scale_and_any_status_can_be_asked(preset: str, status: str) -> None:
    bare = replace(GREEN, status=status, approved_date=None, original_date=None, leads=(), updated_on=None)
    find_challenges(facts(bare, scale=PRESETS[preset], evidence=()))


def test_every_rule_explains_itself() -> None:
    assert len({r.code for r in RULES}) == len({r.title for r in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.definition.endswith(".") and len(rule.definition) > 60
        assert rule.severity in Severity and rule_named(rule.code) is rule
        assert rule.find.__doc__ and "Source:" in rule.find.__doc__
    with pytest.raises(Problem) as raised:
        rule_named("puce")
    assert raised.value.code == "no-such-rule"


def test_thresholds_have_defaults_and_bounds() -> None:
    numbers = Thresholds([("date_moves", 5), ("unheard_of", 9), ("same_notes", 0)])
    assert (numbers["date_moves"], numbers["evidence_days"], numbers["same_notes"]) == (5, 42, 2)
    for known in THRESHOLDS:
        assert known.least <= known.first <= known.most
        assert check_threshold(known.name, known.most) == known.most
        for value in (known.least - 1, known.most + 1):
            with pytest.raises(Problem):
                check_threshold(known.name, value)
    with pytest.raises(Problem):
        check_threshold("unheard_of", 1)
