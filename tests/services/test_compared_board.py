"""The board that change is shown against has one source: Overview, the plan's arrows and What changed agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from send_tracker.domain.compare import Travel
from send_tracker.domain.headlines import Figure
from send_tracker.domain.plan_filter import PlanFilter, SortBy
from send_tracker.services import evidence, plan, programme
from send_tracker.services.action_view import action_detail
from send_tracker.services.assurance import review_evidence
from send_tracker.services.combine import combine
from send_tracker.services.compared_board import compared_board
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.meetings import add_meeting
from send_tracker.services.overview import overview
from send_tracker.services.plan_view import PlanView
from send_tracker.services.positions import freeze, register_at
from send_tracker.services.redaction import redact, traces
from send_tracker.services.risks import add_risk, rate_risk, risk_register
from send_tracker.services.session import Session
from send_tracker.services.since_board import since_last_board
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import FIRST_DAY, Small, small_programme
from tests.services.board_oracle import ways

NOW = FIRST_DAY + timedelta(days=20)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """A board on the first day, with action 0 on track and action 1 at risk, the first past its date; then frozen."""
    with small_programme(tmp_path / "a.sendtracker", actions=4) as made:
        add_meeting(made.session, FIRST_DAY)
        rate(made, 0, "on_track")
        rate(made, 1, "at_risk")
        rate(made, 2, "complete")
        item = evidence.add_evidence(made.session, "Signed off", [made.actions[2]])
        review_evidence(made.session, item, "accepted", reviewer=made.people[0])
        plan.change_action(made.session, made.actions[0], original_date="2025-01-01", approved_date="2025-01-01")
        freeze(made.session, meeting_on(made.session, FIRST_DAY))
        made.on(NOW)
        yield made


def rate(small: Small, place: int, code: str, on: date | None = None) -> None:
    update_actions(small.session, small.actions[place], Update(status=code, reason="So it is", as_at=on))


def figure(session: Session, key: str) -> Figure:
    return next(f for f in overview(session).figures if f.key == key)


def arrows(session: Session) -> dict[str, int]:
    view = PlanView(session)
    keys = view.listing(PlanFilter(), SortBy.REF, descending=False).keys
    return {line.row.id: line.travel for line in view.lines([k.n for k in keys])}


def travels(session: Session) -> dict[str, int]:
    """Return the arrows as What changed would draw them."""
    since = since_last_board(session)
    assert since is not None
    signs = {Travel.BETTER: 1, Travel.WORSE: -1}
    went = ways(since)
    return {a.id: signs.get(went.get(a.id, Travel.SAME), 0) for a in session.register().actions}


def test_a_late_entry_moves_nothing_at_a_frozen_board(small: Small) -> None:
    session = small.session
    board = compared_board(session)
    assert board is not None and board.words == "the board of 6 January 2025, as frozen"
    assert overview(session).heading.endswith(", against the board of 6 January 2025, as frozen")
    assert [figure(session, k).change for k in ("done", "at_risk", "overdue", "no_evidence")] == [
        "no change since 6 January"
    ] * 4

    rate(small, 0, "complete", FIRST_DAY)  # typed after the board, for its day: the board did not know of it
    rate(small, 1, "obstacles")
    assert figure(session, "done").change == "+25 points since 6 January"
    assert figure(session, "at_risk").change == "−1 since 6 January"
    assert figure(session, "overdue").change == "−1 since 6 January"
    assert figure(session, "no_evidence").change == "+1 since 6 January"
    assert arrows(session) == travels(session)
    assert sorted(arrows(session).values()) == [0, 0, 1, 1]
    frozen = {a.id: a.status for a in register_at(session, board.position).actions} if board.position else {}
    assert {id: d.before.code for id in small.actions if (d := action_detail(session, id)) and d.before} == frozen


def test_an_evidence_link_and_a_date_are_read_as_they_were_frozen(small: Small) -> None:
    session = small.session
    link = session.file.reading.related("evidence_link", "target", small.actions[2])[0]["evidence"]
    review_evidence(session, link, "rejected", "It is not signed", small.people[0])
    plan.change_action(session, small.actions[0], approved_date="2025-12-31")
    assert figure(session, "no_evidence").change == "+1 since 6 January"
    assert figure(session, "overdue").change == "−1 since 6 January"


def test_what_is_kept_of_the_frozen_side_goes_with_a_redaction(small: Small) -> None:
    session = small.session
    assert figure(session, "at_risk").change == "no change since 6 January"
    rated = [t.change for t in traces(session, small.actions[1], "status")]
    redact(session, rated, "It named somebody")
    told = overview(session)
    session.file.positions.forget()
    assert overview(session) == told, "the rating that was frozen is gone from what is kept of it, too"


def test_a_board_that_was_not_frozen_goes_by_its_day_and_says_so(small: Small) -> None:
    session = small.session
    add_meeting(session, FIRST_DAY + timedelta(days=7))
    assert overview(session).heading.endswith(", against the board of 13 January 2025 (not frozen)")
    rate(small, 1, "obstacles", FIRST_DAY + timedelta(days=7))
    assert figure(session, "at_risk").change == "no change since 13 January"
    assert set(arrows(session).values()) == {0} and arrows(session) == travels(session)


def test_codes_are_ranked_and_named_by_the_scale_that_was_frozen(small: Small) -> None:
    session = small.session
    scale = session.scale
    programme.change_level(session, replace(scale["at_risk"], label="Grave", rank=90))
    assert arrows(session) == travels(session), "a rank that was changed turns no arrow round"
    assert set(arrows(session).values()) == {0}
    detail = action_detail(session, small.actions[1])
    assert detail is not None and detail.before is not None
    assert detail.before.label == scale["at_risk"].label
    rate(small, 1, "obstacles")
    assert arrows(session)[small.actions[1]] == 1 == travels(session)[small.actions[1]]


def test_two_positions_of_the_board_wait_for_a_person_and_nothing_falls_over(small: Small, tmp_path: Path) -> None:
    other = tmp_path / "ben.sendtracker"
    add_meeting(small.session, NOW)
    small.session.file.snapshot(other)
    ben = Session(TrackerFile.open(other), "Ben", small.clock)
    freeze(ben, meeting_on(ben, NOW))
    ben.close()
    freeze(small.session, meeting_on(small.session, NOW))
    combine(small.session, other)
    small.on(NOW + timedelta(days=8))
    assert overview(small.session).heading.endswith("(two positions to choose from)")
    assert risk_register(small.session).board == NOW
    assert set(arrows(small.session).values()) == {0}


def test_risks_move_since_the_board_that_is_compared_with(small: Small) -> None:
    session = small.session
    risk = add_risk(session, "Late reviews", likelihood=2, impact=3)
    add_meeting(session, NOW - timedelta(days=10))
    rate_risk(session, risk, 4, 3, "It grew")
    assert risk_register(session).board == NOW - timedelta(days=10)
    session.board_chosen = FIRST_DAY
    register = risk_register(session)
    assert (register.board, register.moves[0].movement.value) == (FIRST_DAY, "new")


def test_the_plan_sorts_by_where_actions_moved_the_worse_first(small: Small) -> None:
    session = small.session
    rate(small, 0, "at_risk")
    rate(small, 2, "embedded")
    rate(small, 3, "complete")
    view = PlanView(session)

    def order(descending: bool, grouped: bool) -> list[int]:
        keys = view.listing(PlanFilter(), SortBy.MOVE, descending, grouped).keys
        return [line.travel for line in view.lines([k.n for k in keys])]

    assert order(descending=False, grouped=False) == [-1, 0, 1, 1]
    assert order(descending=True, grouped=False) == [1, 1, 0, -1]
    assert order(descending=False, grouped=True) == [-1, 1, 0, 1], "O1 has the first and the third, O2 the others"
    assert order(descending=True, grouped=True) == [1, -1, 1, 0]
