"""Random histories of a small programme, done by the verbs that a window calls, for properties of positions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from send_tracker.domain.register import Meeting
from send_tracker.services import evidence, plan, programme
from send_tracker.services.ending import withdraw
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo
from tests.builders import Small
from tests.storage.arriving import arrive

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["rate", "late", "reword", "withdraw", "undo", "arrive", "evidence", "rank", "freeze", "lead"]),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=24,
)
CODES = ["not_started", "on_track", "obstacles", "at_risk", "complete", "embedded"]


def board(small: Small, day: date) -> Meeting:
    programme.add(small.session, "meeting", date=day.isoformat(), type="board", title="Board")
    return meeting_on(small.session, day)


def rate(small: Small, code: str, as_at: date | None = None, action: int = 0) -> None:
    update_actions(small.session, small.actions[action], Update(status=code, reason="So it is", as_at=as_at))


def do(small: Small, what: str, at: int, pick: int, base: int) -> None:
    session, action, today = small.session, small.actions[at], small.session.today
    match what:
        case "rate":
            rate(small, CODES[pick], action=at)
        case "late":
            rate(small, CODES[pick], as_at=max(date(2025, 1, 6), today - timedelta(days=pick)), action=at)
        case "reword":
            plan.change_action(session, action, title=f"Title {pick}")
        case "withdraw":
            withdraw(session, [action], "Gone")
        case "undo":
            undo(session)
        case "arrive":
            arrive(small, "status", CODES[pick], "2025-01-06", base, f"Ben {today}")
        case "evidence":
            evidence.add_evidence(session, "Proof", [action])
        case "lead":
            plan.set_leads(session, action, [small.people[pick % 2]])
        case "rank":
            level = session.scale[CODES[pick]]
            programme.change_level(session, replace(level, rank=level.rank + 10))
