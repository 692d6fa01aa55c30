"""The index of challenges: after any edits it says what a full run of the rules says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_tracker.domain.challenge.rules import RULES
from send_tracker.domain.log import Draft
from send_tracker.services import evidence, plan, programme, undo
from send_tracker.services.assurance import review_evidence, set_handover, set_verifier
from send_tracker.services.challenge_index import ChallengeIndex
from send_tracker.services.challenges import challenges, set_rule, set_threshold, unwaive, waive
from send_tracker.services.due_dates import set_due
from send_tracker.services.measures import Entry, add_measure, change_measure, record, set_target
from send_tracker.services.status import Update, update_actions
from tests.builders import Small, small_programme

TODAY = date(2025, 7, 4)


class Desk:
    """A small programme with an index that listens, and random edits to make in it."""

    def __init__(self, small: Small) -> None:
        self.small, self.session = small, small.session
        self.index = ChallengeIndex(self.session)
        self.session.on_edit.append(self.index.note)
        self.items: list[str] = []
        self.measures = [
            add_measure(self.session, f"Measure {n}", outcome=outcome, direction="higher", unit="percent")
            for n, outcome in enumerate(small.outcomes)
        ]
        for action in small.actions[1::2]:
            update_actions(self.session, action, Update(status="complete", as_at=date(2025, 6, 1)))
        for day in ("2025-02-06", "2025-03-20", "2025-05-01"):
            programme.add(self.session, "meeting", date=day, type="board", title="Board")
        for action in small.actions[:4]:
            plan.set_leads(self.session, action, small.people[:1])

    def step(self, what: int, n: int, m: int) -> None:
        """Make one edit."""
        action, person = self.small.actions[n % len(self.small.actions)], self.small.people[m % 2]
        if not self.items:
            self.items.append(evidence.add_evidence(self.session, "Minutes", [action], logged_date="2025-02"))
        steps = self.steps(action, person, m)
        steps[what % len(steps)]()

    def steps(self, action: str, person: str, m: int) -> list[Callable[[], object]]:
        """Return the edits to choose from."""
        session, item = self.session, self.items[m % len(self.items)]
        code = session.scale.codes[m % 6]
        day = (date(2025, 2, 1) + timedelta(days=m * 9)).isoformat()
        words = ("ongoing", "Ongoing.", "Two more schools", "continues")[m % 4]
        return [
            lambda: update_actions(session, action, Update(status=code, reason="x", as_at=date(2025, 1 + m % 6, 3))),
            lambda: update_actions(session, action, Update(note=words)),
            lambda: set_due(session, action, day),
            lambda: plan.change_action(session, action, forecast_date=day, ref=("1.1", "2.1", "E1")[m % 3]),
            lambda: set_verifier(session, action, person),
            lambda: set_handover(session, action, owner=person if m % 2 else "", check_date=day),
            lambda: plan.set_leads(session, action, self.small.people[: m % 3]),
            lambda: self.items.append(evidence.add_evidence(session, "More", [action], ref=f"E{m % 3}")),
            lambda: review_evidence(session, item, "accepted", reviewer=person, expires=day),
            lambda: evidence.link_evidence(session, item, [action], on=bool(m % 2)),
            lambda: evidence.withdraw_evidence(session, item),
            lambda: session.edit("x", [Draft("action", action, "exists", bool(m % 2))]),
            lambda: session.edit("x", [Draft("person", person, "exists", bool(m % 3))]),
            lambda: programme.change(session, "person", person, name=f"Head {m}"),
            lambda: programme.change(session, "outcome", self.small.outcomes[m % 2], ref="O1"),
            lambda: plan.change_action(session, action, outcome=self.small.outcomes[m % 2]),
            lambda: self.waive(action, person, m),
            lambda: set_threshold(session, "silent_boards", 1 + m % 3),
            lambda: set_rule(session, RULES[m % len(RULES)].code, bool(m % 2)),
            lambda: programme.add(session, "meeting", date=day, type="board"),
            lambda: self.record(m),
            lambda: change_measure(session, self.measures[m % 2], outcome=self.small.outcomes[m // 2 % 2]),
            lambda: set_target(session, self.measures[m % 2], "2025-05", Decimal(50)),
            lambda: programme.change(session, "outcome", self.small.outcomes[m % 2], rating=code),
            lambda: undo.undo(session) if undo.undo_state(session).undo else None,
        ]

    def record(self, m: int) -> None:
        """Record a figure: of last year, or of this one."""
        period = ("2024-05", "2025-05")[m // 2 % 2]
        record(self.session, [Entry(self.measures[m % 2], period, value=Decimal(5 * m))], confirmed=True)

    def waive(self, action: str, person: str, m: int) -> None:
        """Waive a challenge, or take the waiver back."""
        if waived := [one for one in self.index.all() if one.waived]:
            unwaive(self.session, waived[0].rule, waived[0].subject_id)
        elif found := self.index.all():
            one = found[m % len(found)]
            waive(self.session, one.rule, one.subject_id, reason="x", person=person, expires="2025-12-31")


@settings(max_examples=16, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 5), st.integers(0, 17)), min_size=3, max_size=14))
def test_after_random_edits_it_says_what_a_full_run_says(steps: list[tuple[int, int, int]]) -> None:
    with TemporaryDirectory() as folder, small_programme(Path(folder) / "a.sendtracker", actions=6) as small:
        small.on(TODAY)
        desk = Desk(small)
        desk.index.all()
        for n, step in enumerate(steps):
            desk.step(*step)
            if n % 3 != 1:  # now and then two edits are taken in at once
                assert list(desk.index.all()) == challenges(small.session), step
        assert list(desk.index.all()) == challenges(small.session)
        for action in small.actions:
            assert list(desk.index.of(action)) == [c for c in challenges(small.session) if c.subject_id == action]


@pytest.fixture
def desk(small: Small) -> Desk:
    small.on(TODAY)
    return Desk(small)


def test_nothing_is_read_before_somebody_asks(desk: Desk) -> None:
    desk.step(1, 0, 0)
    assert not desk.index.is_loaded
    assert desk.index.counts()["empty_note"] == 1
    assert desk.index.is_loaded


def test_it_reads_no_register_for_one_edit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.index.all()

    def refuse(*_: object) -> None:
        raise AssertionError("the whole register was read")

    with monkeypatch.context() as patched:
        patched.setattr(desk.session, "register", refuse)
        desk.step(1, 0, 0)
        (found,) = [c for c in desk.index.open() if c.rule == "empty_note"]
    assert (found.subject_id, found.detail[:10]) == (desk.small.actions[0], "Has a note")
    assert desk.index.subjects({"empty_note"}) == {desk.small.actions[0]}


def test_another_day_is_another_answer(desk: Desk) -> None:
    set_due(desk.session, desk.small.actions[0], "2025-07-04")
    assert "overdue" not in desk.index.counts()
    desk.small.on(date(2025, 7, 5))
    assert desk.index.counts()["overdue"] == 1


def test_a_rule_out_of_force_finds_nothing(desk: Desk) -> None:
    desk.step(1, 0, 0)
    assert desk.index.counts()["empty_note"] == 1
    set_rule(desk.session, "empty_note", on=False)
    assert "empty_note" not in desk.index.counts()
    set_rule(desk.session, "empty_note", on=True)
    assert desk.index.counts()["empty_note"] == 1
