from __future__ import annotations

from dataclasses import replace

import pytest

from send_tracker.domain.gates import (
    Backing,
    LinkedMeasure,
    asked_of,
    backing,
    date_gate,
    is_reopening,
    measure_words,
    rating_gate,
)
from send_tracker.domain.presets import BRAG, NOTTINGHAMSHIRE
from send_tracker.domain.register import Action, Evidence
from send_tracker.domain.status import StatusScale

PLAIN = Action("a1", "4.3", "Reach families", "o1", "on_track", leads=("p1",))
READY = replace(PLAIN, actual_date="2025-05-01", verifier="p2", bau_owner="p3", check_date="2025-12-01")
PROVEN = Backing(2, True, (LinkedMeasure("M1", 2),), 2)


def asked(action: Action, status: str, reason: str | None = "Because", proof: Backing = PROVEN) -> list[str]:
    return rating_gate(action, status, reason, {}, proof, NOTTINGHAMSHIRE)


def given(action: Action, status: str, fields: dict[str, str]) -> list[str]:
    return rating_gate(action, status, "Because", fields, PROVEN, NOTTINGHAMSHIRE)


@pytest.mark.parametrize("status", ["obstacles", "at_risk"])
def test_amber_and_red_ask_for_four_things_and_a_reason(status: str) -> None:
    assert len(asked(PLAIN, status, None)) == 5
    fields = {"obstacle": "x", "path_to_green": "x", "recovery_date": "2025-09", "ask": "x"}
    assert given(PLAIN, status, fields) == []
    for name in fields:
        assert len(given(PLAIN, status, {**fields, name: ""})) == 1, name
    held = replace(PLAIN, **fields)  # type: ignore[arg-type]
    assert asked(held, status) == [], "what the action has already is not asked for again"
    assert len(given(held, status, {"obstacle": ""})) == 1, "unless it is cleared"


def test_green_asks_for_nothing() -> None:
    assert asked(PLAIN, "on_track", None) == []
    assert asked(PLAIN, "not_started", None) == []


def test_complete_asks_for_evidence_and_a_delivered_date() -> None:
    assert asked(PLAIN, "complete", None, Backing()) == [
        "Complete asks for evidence.",
        "Complete asks for a delivered date.",
    ]
    assert asked(replace(PLAIN, actual_date="2025-05-01"), "complete", None, Backing(1)) == []


def test_an_open_status_can_ask_for_evidence_and_never_for_a_delivered_date() -> None:
    scale = StatusScale(tuple(replace(s, needs_evidence=True) for s in NOTTINGHAMSHIRE))
    assert rating_gate(PLAIN, "on_track", None, {}, Backing(), scale) == ["On track asks for evidence."]


def test_embedded_asks_for_more_than_delivery() -> None:
    assert asked(READY, "embedded") == []
    assert asked(replace(PLAIN, actual_date="2025-05-01"), "embedded", proof=Backing(1)) == [
        "Embedded asks for accepted evidence of an outcome.",
        "Embedded asks for a verifier.",
        "Embedded asks for a business-as-usual owner.",
        "Embedded asks for a check date.",
        "Embedded asks for a linked measure at target, or why there is none.",
    ]
    assert asked(replace(READY, verifier="p1"), "embedded") == ["Embedded asks for a verifier who is not a lead."]


def test_the_only_done_status_of_a_scale_is_not_embedded() -> None:
    action = replace(PLAIN, status="green", actual_date="2025-05-01")
    assert rating_gate(action, "blue", None, {}, Backing(1), BRAG) == []


def test_opening_again_asks_for_a_reason() -> None:
    done = replace(READY, status="complete")
    assert asked(done, "on_track", None) == ["Opening 4.3 again asks for a reason."]
    assert asked(done, "on_track", "Waits rose") == []
    assert len([s for s in asked(done, "at_risk", None) if "reason" in s]) == 1, "asked for once"
    assert asked(done, "embedded", None) == []
    assert not is_reopening(NOTTINGHAMSHIRE, "on_track", "at_risk")


def test_moving_an_approved_date_asks_for_a_reason_and_an_approver() -> None:
    assert date_gate("2025-05", "2025-09", None, "") == [
        "Moving an approved date asks for a reason, and who approved it."
    ]
    assert date_gate("2025-05", None, "Dropped", None) == ["Moving an approved date asks who approved it."]
    assert date_gate("2025-05", "2025-09", "Finance", "Board") == []
    assert date_gate(None, "2025-09", None, None) == [], "a first date is no move"
    assert date_gate("2025-05", "2025-05", None, None) == []


def test_backing_wants_an_accepted_item_that_shows_an_outcome_of_this_action() -> None:
    item = Evidence("e1", "E1", "x", targets=("a1", "a2"), review="accepted", strengths=(("a1", "outcome"),))
    assert backing("a1", [item]) == Backing(1, True)
    assert backing("a2", [item]) == Backing(1, False)
    assert backing("a3", [item]) == Backing(0, False)
    assert backing("a1", [replace(item, review="draft")]) == Backing(1, False)
    assert backing("a1", [replace(item, strengths=(("a1", "output"),))]) == Backing(1, False)
    assert backing("a1", [replace(item, strengths=(("a1", "lived_experience"),))]) == Backing(1, True)


def test_each_linked_measure_has_to_stay_at_target_or_there_is_a_reason() -> None:
    good, late = LinkedMeasure("M1", 3), LinkedMeasure("M2", 1)
    assert measure_words(Backing(1, True, (good,), 3)) == ""
    assert measure_words(Backing(1, True, (good, late), 3)) == "M2 at target for 3 periods, or why not"
    assert measure_words(Backing(1, True, (late, late), 2)) == "2 linked measures at target for 2 periods, or why not"
    one_short = Backing(2, True, (good, late), 2)
    assert [a.field for a in asked_of(READY, "embedded", None, {}, one_short, NOTTINGHAMSHIRE)] == ["embedded_without"]
    said = {"embedded_without": "The figure comes once a year"}
    assert asked_of(READY, "embedded", None, said, one_short, NOTTINGHAMSHIRE) == []
    assert asked_of(replace(READY, embedded_without="Yearly"), "embedded", None, {}, one_short, NOTTINGHAMSHIRE) == []
    assert asked_of(READY, "complete", None, {}, Backing(1), NOTTINGHAMSHIRE) == [], "complete asks for no measure"


def test_what_is_given_with_the_rating_counts() -> None:
    given = {"actual_date": "2025-05-01", "verifier": "p2", "bau_owner": "p3", "check_date": "2025-12"}
    assert asked_of(PLAIN, "embedded", None, given, PROVEN, NOTTINGHAMSHIRE) == []
    own = {**given, "verifier": "p1"}
    assert [a.words for a in asked_of(PLAIN, "embedded", None, own, PROVEN, NOTTINGHAMSHIRE)] == [
        "a verifier who is not a lead"
    ]
    assert [a.field for a in asked_of(READY, "embedded", None, {"check_date": ""}, PROVEN, NOTTINGHAMSHIRE)] == [
        "check_date"
    ]
