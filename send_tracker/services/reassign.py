"""When somebody leaves: what they held goes to somebody else from a day on, as one edit, and who held it when stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from send_tracker.domain.dates import long_date
from send_tracker.domain.kinds import EXISTS, link_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import sort_key
from send_tracker.domain.text import clean_text
from send_tracker.services.programme import link_drafts
from send_tracker.services.session import Edited, Session

ROLES: Final = {
    "lead": "Lead",
    "accountable": "Accountable officer",
    "verifier": "Verified by",
    "bau_owner": "Owner in business as usual",
}
"""What somebody can hold on an action."""
_FIELDS: Final = ("accountable", "verifier", "bau_owner")


@dataclass(frozen=True, slots=True)
class Holding:
    """An action of the plan on which somebody holds something, and what."""

    action: str
    ref: str
    title: str
    roles: tuple[str, ...]


def holdings(session: Session, person: str) -> list[Holding]:
    """Return what somebody holds on the actions of the plan, by reference."""
    led = session.file.reading.linked("lead", "person", person, "action")
    found = []
    for row in session.file.reading.listed("action"):
        roles: tuple[str, ...] = ("lead",) if row["id"] in led else ()
        roles += tuple(name for name in _FIELDS if row.get(name) == person)
        if roles:
            found.append(Holding(row["id"], row["ref"] or "", row["title"] or "", roles))
    return sorted(found, key=lambda one: sort_key(one.ref))


def reassign(
    session: Session,
    person: str,
    to: str,
    actions: Sequence[str],
    roles: Collection[str] = tuple(ROLES),
    *,
    day: date | None = None,
    reason: str = "",
) -> Edited:
    """Give what somebody holds on some actions to somebody else, as one edit with one undo.

    Args:
        person: who held it. to: who holds it from now on. actions: on which actions.
        roles: which of :data:`ROLES`. day: from which day; today if left out. What began later goes from its own day.
        reason: why.

    Raises:
        Problem: there is no reason, no such person, the two are one, the day is in the future, or there is nothing.
    """
    _check(session, person, to, day, reason)
    chosen = set(actions)
    since = (day or session.today).isoformat()
    drafts: list[Draft] = []
    for held in holdings(session, person):
        if held.action in chosen:
            drafts += [
                d for role in held.roles if role in roles for d in _moved(session, held, role, person, to, since)
            ]
    if not drafts:
        raise Problem("There is nothing to reassign: choose actions, and what is held on them.", "nothing")
    return session.edit("reassign", drafts, reason)


def _check(session: Session, person: str, to: str, day: date | None, reason: str) -> None:
    known = session.file.reading.is_known
    if not (known("person", person) and known("person", to)):
        raise Problem("Choose who it goes from, and who it goes to.", "no-such-person")
    if person == to:
        raise Problem("It cannot go to the one who has it. Choose somebody else.", "same-person")
    if not clean_text(reason):
        raise Problem("Reassigning actions asks for a reason.", "no-reason")
    if day is not None and day > session.today:
        raise Problem(f"{long_date(day)} is in the future; reassign on the day, or from a day before.", "future")


def _moved(session: Session, held: Holding, role: str, person: str, to: str, day: str) -> list[Draft]:
    """Return the drafts that give one thing on one action to somebody else, from no day before it began."""
    reading = session.file.reading
    if role != "lead":
        return [Draft("action", held.action, role, to, _later(day, reading.since("action", role, held.action)))]
    old, new = link_id("lead", held.action, person), link_id("lead", held.action, to)
    ends = {"action": held.action, "person": to}
    from_day = _later(day, reading.since("lead", EXISTS, old), reading.since("lead", EXISTS, new))
    gone = [Draft("lead", old, EXISTS, False, _later(day, reading.since("lead", EXISTS, old)))]
    leads_already = to in reading.linked("lead", "action", held.action, "person")
    return gone if leads_already else [*link_drafts("lead", ends, True, from_day), *gone]


def _later(*days: str | None) -> str:
    return max(day for day in days if day)
