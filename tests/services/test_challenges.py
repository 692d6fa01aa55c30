"""Challenges of a real file: waivers, settings, history and days."""

from __future__ import annotations

from datetime import date

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services import programme
from send_tracker.services.challenges import challenges, set_threshold, unwaive, waive
from send_tracker.services.due_dates import set_due
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo
from tests.builders import FIRST_DAY, Small


def found(small: Small, as_at: date | None = None) -> dict[tuple[str, str], bool]:
    """Return the rules that fire with their subjects, and whether each is waived."""
    return {(c.rule, c.subject): c.waived for c in challenges(small.session, as_at)}


def complete(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="complete"))


def test_a_rule_fires_and_falls_silent_with_an_edit(small: Small) -> None:
    assert found(small) == {}
    complete(small)
    assert found(small) == {("not_evidenced", "1.1"): False}
    undo(small.session)
    assert found(small) == {}


def test_a_waiver_holds_until_its_day_and_then_the_challenge_counts_again(small: Small) -> None:
    complete(small)
    action, person = small.actions[0], small.people[0]
    edited = waive(small.session, "not_evidenced", action, reason="Report due", person=person, expires="2025-02-28")
    assert edited.verb == "waive-challenge"
    assert found(small) == {("not_evidenced", "1.1"): True}
    (waiver,) = small.session.register().waivers
    assert (waiver.reason, waiver.person, waiver.expires) == ("Report due", person, "2025-02-28")
    small.on(date(2025, 2, 28))
    small.reopen()
    assert found(small) == {("not_evidenced", "1.1"): True}
    small.on(date(2025, 3, 1))
    small.reopen()
    assert found(small) == {("not_evidenced", "1.1"): False}
    waive(small.session, "not_evidenced", action, reason="Once more", person=person, expires="2025-03-31")
    assert found(small) == {("not_evidenced", "1.1"): True}
    assert len(small.session.register().waivers) == 1, "renewed, not doubled"


def test_a_waiver_can_be_taken_back(small: Small) -> None:
    complete(small)
    given = {"reason": "x", "person": small.people[0], "expires": "2025-02-28"}
    waive(small.session, "not_evidenced", small.actions[0], **given)
    unwaive(small.session, "not_evidenced", small.actions[0])
    assert found(small) == {("not_evidenced", "1.1"): False}
    undo(small.session)
    assert found(small) == {("not_evidenced", "1.1"): True}
    unwaive(small.session, "not_evidenced", small.actions[0])
    with pytest.raises(Problem) as raised:
        unwaive(small.session, "not_evidenced", small.actions[0])
    assert raised.value.code == "not-waived"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rule": "puce"}, "no-such-rule"),
        ({"subject": "ab" * 16}, "no-such-subject"),
        ({"subject": "4.3"}, "no-such-subject"),
        ({"reason": " "}, "no-reason"),
        ({"person": "ab" * 16}, "no-such-person"),
        ({"person": ""}, "no-such-person"),
        ({"expires": ""}, "no-expiry"),
        ({"expires": "2025-01-05"}, "no-expiry"),
        ({"expires": "2025-02"}, "bad-date"),
        ({"expires": "soon"}, "bad-date"),
    ],
)
def test_what_a_waiver_needs(small: Small, change: dict[str, str], code: str) -> None:
    given = {"rule": "overdue", "subject": small.actions[0], "reason": "x", "person": small.people[0]}
    given |= {"expires": FIRST_DAY.isoformat(), **change}
    before = small.session.file.log.heads()
    with pytest.raises(Problem) as raised:
        waive(small.session, given.pop("rule"), given.pop("subject"), **given)
    assert raised.value.code == code
    assert small.session.file.log.heads() == before


def moved(small: Small, *days: tuple[date, str]) -> None:
    for day, due in days:
        small.on(day)
        set_due(small.session, small.actions[0], due)
        update_actions(small.session, small.actions[0], Update(status="on_track", note=f"Said on {day}"))


def test_moves_are_counted_from_history_and_how_many_is_a_setting(small: Small) -> None:
    moved(
        small,
        (date(2025, 2, 3), "2026-03-31"),
        (date(2025, 3, 3), "2026-05-30"),
        (date(2025, 4, 3), "2026-06-30"),
    )
    assert found(small) == {}
    edited = set_threshold(small.session, "date_moves", 2)
    assert edited.verb == "set-threshold"
    assert found(small) == {("date_moved", "1.1"): False}
    moved(small, (date(2025, 5, 5), "2026-09-30"))
    set_threshold(small.session, "date_moves", 3)
    assert found(small) == {("date_moved", "1.1"): False}
    undo(small.session)
    assert dict(small.session.register().thresholds) == {"date_moves": 2}
    assert found(small, date(2025, 3, 31)) == {}, "two dates, one move by then"


def test_a_setting_out_of_bounds_is_refused(small: Small) -> None:
    for name, value in (("date_moves", 0), ("date_moves", 21), ("puce", 3)):
        with pytest.raises(Problem):
            set_threshold(small.session, name, value)
    assert small.session.register().thresholds == ()


def test_trouble_is_followed_through_history_and_days(small: Small) -> None:
    for day in ("2025-02-06", "2025-03-20", "2025-05-01"):
        programme.add(small.session, "meeting", date=day, type="board", title="Board")
    given = {"obstacle": "x", "path_to_green": "x", "recovery_date": "2025-12", "ask": "x", "reason": "x"}
    small.on(date(2025, 1, 20))
    update_actions(small.session, small.actions[0], Update(status="obstacles", **given))  # type: ignore[arg-type]
    small.on(date(2025, 4, 30))
    update_actions(small.session, small.actions[0], Update(status="at_risk", **given))  # type: ignore[arg-type]
    small.on(date(2025, 5, 2))
    assert ("long_obstacle", "1.1") in found(small)
    assert ("long_obstacle", "1.1") not in found(small, date(2025, 4, 30))
    update_actions(small.session, small.actions[0], Update(status="on_track", as_at=date(2025, 3, 1)))
    update_actions(small.session, small.actions[0], Update(status="obstacles", as_at=date(2025, 3, 2)))
    assert ("long_obstacle", "1.1") not in found(small), "a late entry broke the trouble"


def test_a_day_in_the_future_is_refused(small: Small) -> None:
    with pytest.raises(Problem) as raised:
        challenges(small.session, date(2025, 1, 7))
    assert raised.value.code == "future"
