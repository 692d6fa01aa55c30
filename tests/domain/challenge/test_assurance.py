from __future__ import annotations

from dataclasses import replace

from send_tracker.domain.challenge.worsening import Worsening, by_action
from send_tracker.domain.presets import RAG
from tests.domain.challenge.facts_builder import COMPLETE, EMBEDDED, GREEN, facts, sentences


def test_embedded_without_an_owner_or_a_verifier() -> None:
    lacking = replace(EMBEDDED, verifier=None)
    assert sentences("embedded_unassured", facts(lacking)) == [
        "4.3 has been Embedded since 1 March 2025 with no verifier."
    ]
    both = sentences("embedded_unassured", facts(replace(lacking, bau_owner=None)))
    assert both[0].endswith("with no verifier and no business-as-usual owner.")
    assert sentences("embedded_unassured", facts(EMBEDDED)) == []
    assert sentences("embedded_unassured", facts(COMPLETE)) == [], "delivered claims less"


def test_a_scale_with_one_done_status_has_nothing_embedded() -> None:
    assert sentences("embedded_unassured", facts(replace(COMPLETE, status="done"), scale=RAG)) == []


def test_the_verifier_is_the_lead() -> None:
    found = sentences("verifier_is_lead", facts(replace(EMBEDDED, verifier="p1")))
    assert found == ["4.3 is rated Embedded and was verified by its own lead, Head of SEND."]
    assert len(sentences("verifier_is_lead", facts(replace(COMPLETE, verifier="p1")))) == 1
    assert sentences("verifier_is_lead", facts(EMBEDDED)) == []
    assert sentences("verifier_is_lead", facts(replace(EMBEDDED, verifier=None))) == []
    assert sentences("verifier_is_lead", facts(replace(GREEN, verifier="p1"))) == []


def test_handed_over_to_nobody() -> None:
    going = replace(COMPLETE, bau_forum="Quality group", check_date="2025-09-30")
    assert sentences("handover_unowned", facts(going)) == [
        (
            "4.3 is rated Complete and goes to Quality group and is to be checked by 30 September 2025, "
            "but has no business-as-usual owner."
        )
    ]
    assert len(sentences("handover_unowned", facts(replace(going, bau_forum="")))) == 1
    assert sentences("handover_unowned", facts(replace(going, bau_owner="p2"))) == []
    assert sentences("handover_unowned", facts(COMPLETE)) == []
    assert sentences("handover_unowned", facts(replace(EMBEDDED, bau_owner=None))) == [], "that is another rule's"
    assert sentences("handover_unowned", facts(replace(going, status="on_track"))) == []


def test_a_check_that_nobody_made() -> None:
    missed = replace(EMBEDDED, check_date="2025-05")
    assert sentences("check_overdue", facts(missed)) == [
        "4.3 is rated Embedded, and its check of May 2025 was not recorded. There was none before."
    ]
    before = replace(missed, checked_on="2025-01-10")
    assert sentences("check_overdue", facts(before))[0].endswith("The last one was on 10 January 2025.")
    assert sentences("check_overdue", facts(replace(missed, checked_on="2025-05-02"))) == [], "made in that month"
    assert sentences("check_overdue", facts(replace(EMBEDDED, check_date="2025-12"))) == []
    assert sentences("check_overdue", facts(replace(EMBEDDED, check_date=None))) == []
    assert sentences("check_overdue", facts(replace(COMPLETE, check_date="2025-05"))) == [], "it claims no more"


def test_embedded_while_its_measure_gets_worse() -> None:
    worse = Worsening("m1", "M12", "Reviews on time", "o1", "54% in May 2024", "16.2% in May 2025", "", ("a1",))
    seen = replace(facts(EMBEDDED), worsened=by_action([worse]))
    assert sentences("embedded_but_worse", seen) == [
        "4.3 is rated Embedded, but Reviews on time went from 54% in May 2024 to 16.2% in May 2025."
    ]
    assert sentences("embedded_but_worse", facts(EMBEDDED)) == []
    assert sentences("embedded_but_worse", replace(facts(COMPLETE), worsened=by_action([worse]))) == []
    assert sentences("embedded_but_worse", replace(seen, worsened=by_action([replace(worse, actions=("a2",))]))) == []
