from __future__ import annotations

from datetime import date

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Action
from send_tracker.services.status import Update, move_start, set_impact, start_of, update_actions
from send_tracker.services.undo import undo
from tests.builders import FIRST_DAY, Small

FULL = Update(
    status="obstacles",
    reason="Two posts are vacant",
    note="Recruitment is under way",
    internal_note="Names stay here",
    public_note="We are recruiting",
    obstacle="Vacancies",
    path_to_green="Agency cover from May",
    recovery_date="2025-05",
    ask="Approve the cover",
)


def action(small: Small, number: int = 0, as_at: date | None = None) -> Action:
    found = small.session.register(as_at)
    return next(a for a in (*found.actions, *found.withdrawn) if a.id == small.actions[number])


def refused(code: str, small: Small, update: Update, actions: str | list[str] | None = None) -> str:
    before = small.session.file.log.heads()
    with pytest.raises(Problem) as raised:
        update_actions(small.session, small.actions[0] if actions is None else actions, update)
    assert raised.value.code == code
    assert small.session.file.log.heads() == before
    return raised.value.sentence


def test_a_whole_update_is_one_edit(small: Small) -> None:
    before = small.session.file.log.count()
    edited = update_actions(small.session, small.actions[0], FULL)
    assert small.session.file.log.count() == before + 1
    assert edited.verb == "set-status"
    found = action(small)
    assert (found.status, found.obstacle, found.path_to_green) == ("obstacles", "Vacancies", "Agency cover from May")
    assert (found.recovery_date, found.ask) == ("2025-05", "Approve the cover")
    assert (found.status_reason, found.status_since) == ("Two posts are vacant", FIRST_DAY.isoformat())
    assert found.updated_on == FIRST_DAY.isoformat()
    (note,) = small.session.register().updates
    assert (note.note, note.internal_note, note.public_note) == (FULL.note, FULL.internal_note, FULL.public_note)
    assert (note.action, note.as_at, note.author) == (small.actions[0], FIRST_DAY.isoformat(), "Ana")


def test_none_leaves_alone_and_empty_clears(small: Small) -> None:
    update_actions(small.session, small.actions[0], FULL)
    update_actions(small.session, small.actions[0], Update(obstacle="", recovery_date=""))
    found = action(small)
    assert (found.obstacle, found.recovery_date) == ("", None)
    assert (found.status, found.ask) == ("obstacles", "Approve the cover")


def test_many_actions_are_one_edit_with_one_undo_step(small: Small) -> None:
    before = small.session.file.log.count()
    update_actions(small.session, small.actions, Update(status="at_risk", note="All"))
    assert small.session.file.log.count() == before + 1
    assert {a.status for a in small.session.register().actions} == {"at_risk"}
    assert {u.action for u in small.session.register().updates} == set(small.actions)
    undo(small.session)
    assert {a.status for a in small.session.register().actions} == {"not_started"}
    assert small.session.register().updates == ()


def test_a_late_entry_changes_its_days_and_leaves_the_present_alone(small: Small) -> None:
    small.on(date(2025, 3, 1))
    update_actions(small.session, small.actions[0], Update(status="complete"))
    small.on(date(2025, 4, 1))
    update_actions(small.session, small.actions[0], Update(status="at_risk", as_at=date(2025, 2, 1)))
    assert action(small).status == "complete"
    assert [action(small, as_at=date(2025, m, 15)).status for m in (1, 2, 3)] == ["not_started", "at_risk", "complete"]


def test_what_is_said_last_for_one_day_holds(small: Small) -> None:
    for code in ("at_risk", "complete"):
        update_actions(small.session, small.actions[0], Update(status=code, as_at=FIRST_DAY))
    assert action(small).status == "complete"


def test_what_is_refused(small: Small) -> None:
    assert "not_started, on_track" in refused("no-such-status", small, Update(status="purple"))
    assert "7 January 2025" in refused("future", small, Update(status="complete", as_at=date(2025, 1, 7)))
    refused("bad-date", small, Update(recovery_date="soon"))
    assert "Obstacle" in refused("text-too-long", small, Update(obstacle="x" * 32_001))
    refused("text-too-long", small, Update(status="complete", reason="x" * 32_001))
    refused("nothing", small, Update(reason="Only a reason"))
    refused("nothing", small, Update(status="complete"), [])
    refused("no-such-action", small, Update(status="complete"), "ab" * 16)
    refused("no-such-action", small, Update(status="complete"), "4.3")
    refused("no-such-action", small, Update(status="complete"), small.outcomes[0])
    refused("no-such-person", small, Update(status="complete", verifier="ab" * 16))


@pytest.mark.parametrize(
    "text",
    ["=cmd()", "<img src=x onerror=alert(1)>", "right \u202e left", "'; DROP TABLE edit; --", "line\nline", "😀" * 50],
)
def test_hostile_text_comes_back_as_it_went_in(small: Small, text: str) -> None:
    update_actions(small.session, small.actions[0], Update(status="at_risk", reason=text, note=text, obstacle=text))
    small.reopen()
    found = action(small)
    assert (found.obstacle, found.status_reason) == (text, text)
    assert small.session.register().updates[0].note == text


def test_control_characters_are_dropped(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(obstacle="a\x00b\x07c\x1b[31m"))
    assert action(small).obstacle == "abc[31m"


def test_impact_is_rated_apart_from_delivery(small: Small) -> None:
    set_impact(small.session, small.actions, "evidenced", "Survey of May")
    assert {a.impact for a in small.session.register().actions} == {"evidenced"}
    assert action(small).status == "not_started"
    with pytest.raises(Problem) as raised:
        set_impact(small.session, small.actions[0], "huge")
    assert raised.value.code == "no-such-impact"


def test_a_late_entry_from_before_the_start_can_move_the_start(small: Small) -> None:
    action_id, early = small.actions[0], date(2024, 11, 1)
    small.on(date(2025, 2, 1))
    update_actions(small.session, action_id, Update(status="on_track"))
    update_actions(small.session, action_id, Update(status="at_risk", as_at=early))
    assert start_of(small.session, action_id) == FIRST_DAY
    assert action_id not in {a.id for a in small.session.register(early).actions}, "kept, but shown nowhere"
    moved = move_start(small.session, action_id, date(2024, 10, 1))
    assert moved
    assert start_of(small.session, action_id) == date(2024, 10, 1)
    before, then = action(small, as_at=date(2024, 10, 15)), action(small, as_at=early)
    assert (before.status, before.title, before.outcome) == ("not_started", "Action 0", small.outcomes[0])
    assert then.status == "at_risk"
    assert action(small).status == "on_track"
    assert move_start(small.session, action_id, date(2024, 12, 1)) is None
    undo(small.session)
    move_start(small.session, action_id, early)
    assert action(small, as_at=early).status == "at_risk", "what was said of that very day stays"
    undo(small.session)
    assert start_of(small.session, action_id) == FIRST_DAY


def test_an_action_that_never_was_has_no_start(small: Small) -> None:
    assert start_of(small.session, "ab" * 16) is None
