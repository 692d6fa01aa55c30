"""Facts for the tests of rules: one sound action, and what the rules look at, changed by keyword."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from send_tracker.domain.challenge.facts import Facts, Held, History
from send_tracker.domain.challenge.rules import find_challenges, rule_named
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.register import (
    Action,
    Evidence,
    Meeting,
    Person,
    Programme,
    ProgressUpdate,
    Register,
)
from send_tracker.domain.status import StatusScale

TODAY = date(2025, 7, 4)
BOARDS = ("2025-02-27", "2025-04-10", "2025-05-22", "2025-07-03", "2025-08-14")
PEOPLE = (Person("p1", "Head of SEND"), Person("p2", "Quality lead"))

GREEN = Action(
    "a1",
    "4.3",
    "Reach families",
    "o1",
    "on_track",
    approved_date="2025-09-30",
    original_date="2025-06-30",
    updated_on="2025-06-20",
    status_since="2025-03-01",
    leads=("p1",),
)
AMBER = replace(
    GREEN,
    status="obstacles",
    obstacle="Posts",
    path_to_green="Advertise",
    recovery_date="2025-08-29",
    status_since="2025-06-10",
)
COMPLETE = replace(GREEN, status="complete", actual_date="2025-05-01")
EMBEDDED = replace(
    COMPLETE, status="embedded", verifier="p2", bau_owner="p1", bau_forum="Group", check_date="2025-12-01"
)
ITEM = Evidence("e1", "E1", "Report", logged_date="2025-06-20", targets=("a1",), review="accepted", reviewer="p2")


def note(day: str, text: str, action: str = "a1") -> ProgressUpdate:
    """Return a note for the board."""
    return ProgressUpdate(f"u{day}{text}", action, day, text)


def facts(
    *actions: Action,
    evidence: Iterable[Evidence] = (ITEM,),
    statuses: Iterable[tuple[str, str | None]] = (),
    approved: Iterable[tuple[str, str | None]] = (),
    scale: StatusScale = NOTTINGHAMSHIRE,
    today: date = TODAY,
    boards: Iterable[str] = BOARDS,
    **more: Any,
) -> Facts:
    """Return facts; ``statuses`` and ``approved`` are the history of the first action."""
    register = Register(
        Programme(cycle_weeks=6),
        scale,
        today,
        actions=actions,
        evidence=tuple(evidence),
        meetings=tuple(Meeting(day, day) for day in boards),
        people=PEOPLE,
        **more,
    )
    first = actions[0].id if actions else ""
    return Facts(
        register,
        History(
            {first: tuple(Held(*one) for one in statuses)},
            {first: tuple(Held(*one) for one in approved)},
        ),
    )


def sentences(rule: str, given: Facts) -> list[str]:
    """Return what one rule says of the facts."""
    return [f.sentence for f in rule_named(rule).find(given)]


def fired(given: Facts) -> list[tuple[str, str]]:
    """Return the rules that fire on the facts, with their subjects."""
    return [(c.rule, c.subject) for c in find_challenges(given)]
