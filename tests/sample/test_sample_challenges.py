"""The challenges of the sample, by name: these and no others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from send_tracker.bootstrap import open_tracker
from send_tracker.domain.gates import backing
from send_tracker.services.challenges import challenges
from send_tracker.services.checking import check
from send_tracker.services.due_dates import date_story
from send_tracker.services.gates import standing_gates
from send_tracker.services.session import Session
from send_tracker.services.undo import undo_state

WANTED = [
    ("delivered_but_worse", "O2"),
    ("not_evidenced", "1.11"),
    ("not_evidenced", "2.9"),
    ("not_evidenced", "5.8"),
    ("verifier_is_lead", "3.7"),
    ("overdue", "4.3"),
    ("evidence_old", "6.2"),
    ("handover_unowned", "1.11"),
]


LACKING = {"1.11": ["evidence"], "2.9": ["evidence"], "5.8": ["evidence"], "3.7": ["evidence", "verifier"]}
"""What ratings of the sample were saved without: what the challenges question too."""


@pytest.fixture(scope="module")
def sample(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The whole sample."""
    session = open_tracker(Path(shutil.copy(pristine_sample, tmp_path_factory.mktemp("challenged") / "s.sendtracker")))
    yield session
    session.close()


def test_these_and_no_others(sample: Session) -> None:
    found = challenges(sample)
    assert [(c.rule, c.subject) for c in found] == WANTED
    assert not any(c.waived for c in found)


def test_what_they_say(sample: Session) -> None:
    said = {(c.rule, c.subject): c.sentence for c in challenges(sample)}
    assert said["delivered_but_worse", "O2"] == (
        "O2 has all of its 12 actions done, but Annual reviews completed on time went from 54% in May 2024 "
        "to 16.2% in May 2025."
    )
    assert said["overdue", "4.3"] == (
        "4.3 is rated Obstacles and was due 30 June 2025, 4 days ago. "
        "The new date given, 26 September 2025, is not approved."
    )
    assert "no new evidence for 43 days, since E85 of 22 May 2025" in said["evidence_old", "6.2"]
    assert "by its own lead, School network lead" in said["verifier_is_lead", "3.7"]
    assert "since 12 May 2025 with no evidence attached" in said["not_evidenced", "2.9"]
    assert "30 September 2025, but has no business-as-usual owner" in said["handover_unowned", "1.11"]


def test_an_earlier_board_was_told_other_things(sample: Session) -> None:
    then = {(c.rule, c.subject) for c in challenges(sample, date(2024, 1, 3))}
    assert {("green_until_missed", "3.1"), ("long_obstacle", "1.1"), ("no_path", "2.7")} <= then
    assert ("verifier_is_lead", "3.7") not in then, "nobody had verified it yet"


def test_every_embedded_action_is_backed_and_handed_over(sample: Session) -> None:
    register = sample.register()
    embedded = [a for a in register.actions if register.scale.is_embedded(a.status)]
    assert len(embedded) == 23
    assert all(a.verifier and a.bau_owner and a.bau_forum and a.check_date for a in embedded)
    unproven = [a.ref for a in embedded if not backing(a.id, register.evidence).accepted_outcome]
    assert unproven == ["3.7"]


def test_what_the_ratings_in_force_lack(sample: Session) -> None:
    asked = {a.ref: [one.field for one in standing_gates(sample, a)] for a in sample.register().actions}
    assert {ref: fields for ref, fields in asked.items() if fields} == LACKING


def test_every_move_of_a_date_says_who_approved_it(sample: Session) -> None:
    moves = [m for a in sample.register().actions for m in date_story(sample, a.id).moves]
    assert len(moves) > 40 and {m.approver for m in moves} <= {"Board", "Officer"}
    assert all(m.minute.startswith("Board of ") for m in moves if m.approver == "Board")
    assert all(m.reason for m in moves)


def test_the_file_is_sound(sample: Session) -> None:
    assert check(sample) == []


def test_its_own_officer_cannot_undo_the_history_it_came_with(pristine_sample: Path, tmp_path: Path) -> None:
    session = open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "s.sendtracker")), author="Programme officer")
    assert undo_state(session).undo == ""
    session.close()
