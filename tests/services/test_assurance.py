from __future__ import annotations

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Action, Evidence
from send_tracker.services.assurance import review_evidence, set_handover, set_strength, set_verifier
from send_tracker.services.evidence import add_evidence, link_evidence
from send_tracker.services.evidence_view import evidence_view
from send_tracker.services.labels import edit_label
from send_tracker.services.undo import undo
from tests.builders import Small


def action(small: Small) -> Action:
    return next(a for a in small.session.register().actions if a.id == small.actions[0])


def item(small: Small, id: str) -> Evidence:
    return next(e for e in small.session.register().evidence if e.id == id)


def code_of(call: object, *given: object) -> str:
    with pytest.raises(Problem) as raised:
        call(*given)  # type: ignore[operator]
    return raised.value.code


def test_a_verifier_is_named_and_taken_away(small: Small) -> None:
    edited = set_verifier(small.session, small.actions[0], small.people[1], "Read the file")
    assert (edited.verb, action(small).verifier) == ("set-verifier", small.people[1])
    assert edit_label(small.session, edited.n) == "verifier of 1.1"
    set_verifier(small.session, small.actions[0], None)
    assert action(small).verifier is None
    undo(small.session)
    assert action(small).verifier == small.people[1]


def test_a_handover_sets_what_is_given(small: Small) -> None:
    set_handover(small.session, small.actions[0], small.people[0], "Quality group", "2025-autumn")
    found = action(small)
    assert (found.bau_owner, found.bau_forum, found.check_date) == (small.people[0], "Quality group", "2025-autumn")
    set_handover(small.session, small.actions[0], check_date="2025-12-01")
    assert (action(small).bau_forum, action(small).check_date) == ("Quality group", "2025-12-01")
    set_handover(small.session, small.actions[0], owner="")
    assert action(small).bau_owner is None


def test_evidence_is_a_draft_until_somebody_looks_at_it(small: Small) -> None:
    id = add_evidence(small.session, "Report", [small.actions[0]])
    assert (item(small, id).review, item(small, id).accepted) == ("draft", False)
    review_evidence(small.session, id, "accepted", "Figures agree", small.people[1], "2025-12")
    found = item(small, id)
    assert (found.review, found.reviewer, found.review_note) == ("accepted", small.people[1], "Figures agree")
    assert (found.expires, found.accepted) == ("2025-12", True)
    assert edit_label(small.session, small.session.file.log.count()) == "review evidence E1"
    assert evidence_view(small.session).line(id).item == found  # type: ignore[union-attr]
    review_evidence(small.session, id, "rejected", reviewer=small.people[0])
    found = item(small, id)
    assert (found.review, found.review_note, found.expires) == ("rejected", "", "2025-12")
    review_evidence(small.session, id, "draft")
    assert (item(small, id).review, item(small, id).reviewer) == ("draft", None)


def test_strength_belongs_to_one_link(small: Small) -> None:
    id = add_evidence(small.session, "Report", small.actions[:2])
    set_strength(small.session, id, small.actions[0], "outcome")
    set_strength(small.session, id, small.actions[1], "output")
    assert dict(item(small, id).strengths) == {small.actions[0]: "outcome", small.actions[1]: "output"}
    set_strength(small.session, id, small.actions[1], None)
    assert dict(item(small, id).strengths) == {small.actions[0]: "outcome"}
    link_evidence(small.session, id, [small.actions[0]], on=False)
    assert item(small, id).strengths == ()


def test_what_is_refused(small: Small) -> None:
    session, first, nobody = small.session, small.actions[0], "ab" * 16
    id = add_evidence(session, "Report", [first])
    before = session.file.log.heads()
    assert code_of(set_verifier, session, nobody, small.people[0]) == "no-such-action"
    assert code_of(set_verifier, session, first, nobody) == "no-such-person"
    assert code_of(set_handover, session, first) == "nothing"
    assert code_of(set_handover, session, first, nobody) == "no-such-person"
    assert code_of(set_handover, session, first, None, None, "soon") == "bad-date"
    assert code_of(review_evidence, session, id, "fine") == "no-such-review"
    assert code_of(review_evidence, session, id, "accepted") == "no-reviewer"
    assert code_of(review_evidence, session, id, "accepted", "", nobody) == "no-such-person"
    assert code_of(review_evidence, session, nobody, "draft") == "no-such-evidence"
    assert code_of(set_strength, session, id, first, "huge") == "no-such-strength"
    assert code_of(set_strength, session, id, small.actions[1], "output") == "not-linked"
    assert code_of(set_strength, session, nobody, first, "output") == "no-such-evidence"
    assert session.file.log.heads() == before
