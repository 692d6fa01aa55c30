from __future__ import annotations

from dataclasses import replace

from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.status import StatusScale
from tests.domain.challenge.facts_builder import AMBER, COMPLETE, EMBEDDED, GREEN, ITEM, facts, sentences

DRAFT = replace(ITEM, id="e2", ref="E2", review="draft", reviewer=None)


def test_done_without_any_evidence() -> None:
    assert sentences("not_evidenced", facts(COMPLETE, evidence=())) == [
        "4.3 has been Complete since 1 March 2025 with no evidence attached."
    ]


def test_done_with_evidence_that_nobody_accepted() -> None:
    rejected = replace(DRAFT, id="e3", ref="E3", review="rejected")
    assert sentences("not_evidenced", facts(EMBEDDED, evidence=(DRAFT, rejected))) == [
        "4.3 has been Embedded since 1 March 2025 with 2 evidence items, none of them accepted (E2 draft, E3 rejected)."
    ]


def test_one_accepted_item_is_enough() -> None:
    assert sentences("not_evidenced", facts(COMPLETE, evidence=(DRAFT, ITEM))) == []
    assert sentences("not_evidenced", facts(COMPLETE, evidence=(replace(ITEM, targets=("o1",)),))) != []
    assert sentences("not_evidenced", facts(GREEN, AMBER, evidence=())) == [], "not done"


def test_a_scale_that_asks_for_no_evidence() -> None:
    scale = StatusScale(tuple(replace(s, needs_evidence=False) for s in NOTTINGHAMSHIRE))
    assert sentences("not_evidenced", facts(COMPLETE, evidence=(), scale=scale)) == []


def test_evidence_older_than_its_period() -> None:
    old = (replace(ITEM, logged_date="2025-05-01"), replace(DRAFT, logged_date="2025-05-22"))
    assert sentences("evidence_old", facts(AMBER, evidence=old)) == [
        "4.3 has had no new evidence for 43 days, since E2 of 22 May 2025; the period is 42 days."
    ]
    assert sentences("evidence_old", facts(AMBER, evidence=(replace(ITEM, logged_date="2025-05-23"),))) == []
    assert sentences("evidence_old", facts(AMBER, evidence=(replace(ITEM, logged_date="2025-05"),))) == []
    assert sentences("evidence_old", facts(AMBER, evidence=())) == [], "none is not old"
    assert sentences("evidence_old", facts(AMBER, evidence=(replace(ITEM, logged_date=None),))) == []
    assert sentences("evidence_old", facts(COMPLETE, evidence=old)) == []
    assert sentences("evidence_old", facts(AMBER, evidence=old, thresholds=(("evidence_days", 43),))) == []


def test_evidence_past_its_date() -> None:
    expired = replace(ITEM, expires="2025-06")
    assert sentences("evidence_expired", facts(COMPLETE, evidence=(expired,))) == [
        "E1 was accepted for 4.3 and was good until June 2025."
    ]
    for item in (
        ITEM,
        replace(ITEM, expires="2025-07-04"),
        replace(ITEM, expires="2025-07"),
        replace(expired, review="draft"),
        replace(expired, targets=("gone",)),
    ):
        assert sentences("evidence_expired", facts(COMPLETE, evidence=(item,))) == []
