from __future__ import annotations

from send_tracker.services.assurance import review_evidence, set_handover, set_strength, set_verifier
from send_tracker.services.challenges import set_threshold
from send_tracker.services.evidence import add_evidence
from send_tracker.services.gates import gates, gates_of_many, periods_wanted, standing_gates
from send_tracker.services.plan import change_action, find_action, set_leads
from send_tracker.services.status import Update, update_actions
from tests.builders import Small

FULL = Update(
    status="at_risk",
    reason="Two posts are vacant",
    obstacle="Vacancies",
    path_to_green="Agency cover from May",
    recovery_date="2025-05",
    ask="Approve the cover",
)


def fields(small: Small, update: Update, number: int = 0) -> list[str]:
    return [asked.field for asked in gates(small.session, small.actions[number], update)]


def test_what_the_scale_asks_for_is_a_warning(small: Small) -> None:
    asked = gates(small.session, small.actions[0], Update(status="at_risk"))
    assert [a.sentence for a in asked] == [
        "At risk asks for a reason.",
        "At risk asks for an obstacle.",
        "At risk asks for a path to green.",
        "At risk asks for a date to be back on track by.",
        "At risk asks for what is asked of the board.",
    ]
    assert fields(small, FULL) == []
    update_actions(small.session, small.actions[0], FULL)
    assert fields(small, Update(status="at_risk", reason="Worse")) == []
    assert fields(small, Update(status="at_risk", reason="x", obstacle="")) == ["obstacle"]
    assert fields(small, Update(status="complete")) == ["evidence", "actual_date"]
    assert fields(small, Update(status="complete", actual_date="2025-01-06")) == ["evidence"]
    assert fields(small, Update(note="x")) == [], "it sets no status"
    assert gates(small.session, "ab" * 16, Update(status="complete")) == []


def test_the_embedding_gate_reads_the_file(small: Small) -> None:
    session, first = small.session, small.actions[0]
    wanted = Update(status="embedded", reason="x")
    id = add_evidence(session, "Survey", [first])
    everything = ["evidence", "actual_date", "verifier", "bau_owner", "check_date", "embedded_without"]
    assert sorted(fields(small, wanted)) == sorted(everything)
    set_strength(session, id, first, "lived_experience")
    assert "evidence" in fields(small, wanted)
    review_evidence(session, id, "accepted", reviewer=small.people[1])
    assert "evidence" not in fields(small, wanted)
    set_verifier(session, first, small.people[1])
    set_handover(session, first, small.people[0], "Group", "2025-12")
    assert fields(small, wanted) == ["actual_date", "embedded_without"]
    change_action(session, first, embedded_without="No measure follows it")
    assert fields(small, wanted) == ["actual_date"]
    set_leads(session, first, [small.people[1]])
    assert fields(small, wanted) == ["actual_date", "verifier"], "the verifier leads it now"


def test_of_several_actions_each_thing_is_asked_once(small: Small) -> None:
    change_action(small.session, small.actions[0], obstacle="Money", path_to_green="Wait")
    found = gates_of_many(small.session, small.actions, Update(status="at_risk", reason="x"))
    words = {lacking.asked.field: lacking.words for lacking in found}
    some = len(small.actions)
    assert words["obstacle"] == f"an obstacle ({some - 1} of {some})"
    assert words["ask"] == "what is asked of the board"
    assert [lacking.asked.field for lacking in found] == ["obstacle", "path_to_green", "recovery_date", "ask"]
    assert found[0].sentence == f"At risk asks for an obstacle. {some - 1} actions."
    assert gates_of_many(small.session, small.actions, Update(status="on_track")) == []


def test_the_status_in_force_is_asked_the_same(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="at_risk", reason="Late", obstacle="Money"))
    found = standing_gates(small.session, find_action(small.session, "1.1"))
    assert [a.field for a in found] == ["path_to_green", "recovery_date", "ask"]
    assert standing_gates(small.session, find_action(small.session, "1.2")) == []


def test_the_periods_are_the_programmes(small: Small) -> None:
    assert periods_wanted(small.session) == 2
    set_threshold(small.session, "embedded_periods", 4)
    assert periods_wanted(small.session) == 4
