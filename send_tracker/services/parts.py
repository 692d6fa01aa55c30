"""Adding priority areas, outcomes, people, partners and boards: the frame that actions stand in."""

from __future__ import annotations

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import next_free
from send_tracker.services.programme import add, set_fields
from send_tracker.services.session import Edited, Session

AREA_PREFIX, OUTCOME_PREFIX = "APA", "O"


def next_area_reference(session: Session) -> str:
    """Return the next free reference of a priority area, such as APA3."""
    return next_free(AREA_PREFIX, (a.ref for a in session.register().areas))


def next_outcome_reference(session: Session) -> str:
    """Return the next free reference of an outcome, such as O7."""
    return next_free(OUTCOME_PREFIX, (o.ref for o in session.register().outcomes))


def add_area(session: Session, ref: str, title: str, short: str = "") -> str:
    """Add a priority area; return its id.

    Raises:
        Problem: it has no title, or its reference is taken.
    """
    _check(ref, title, "A priority area", [a.ref for a in session.register().areas])
    return add(session, "area", ref=ref.strip(), title=title, short=short)


def add_outcome(session: Session, area: str, ref: str, title: str, short: str = "") -> str:
    """Add an outcome under a priority area; return its id.

    Raises:
        Problem: it has no title or no area, or its reference is taken.
    """
    register = session.register()
    if area not in {a.id for a in register.areas}:
        raise Problem("An outcome belongs to a priority area. Choose one, or add it first.", "no-area")
    _check(ref, title, "An outcome", [o.ref for o in register.outcomes])
    return add(session, "outcome", ref=ref.strip(), title=title, short=short, area=area)


def rate_outcome(session: Session, outcome: str, status: str | None) -> Edited:
    """Say which rating the board gives an outcome itself; None takes it back.

    Raises:
        Problem: there is no such outcome, or the scale has no such status.
    """
    if not session.file.reading.is_known("outcome", outcome):
        raise Problem("There is no such outcome in this file. Nothing was changed.", "no-such-outcome")
    if status and status not in session.scale:
        raise Problem(f"The scale has no status “{status}”. There are: {', '.join(session.scale.codes)}.", "no-status")
    return session.edit("rate-outcome", set_fields("outcome", outcome, {"rating": status or None}))


def _check(ref: str, title: str, what: str, taken: list[str]) -> None:
    if not title.strip():
        raise Problem(f"{what} needs a title.", "no-title")
    if not ref.strip():
        raise Problem(f"{what} needs a reference.", "no-reference")
    if ref.strip().casefold() in {t.casefold() for t in taken}:
        raise Problem(f"{ref.strip()} is taken. Choose another reference.", "taken")


def add_named(session: Session, kind: str, name: str) -> str:
    """Add a person or an organisation; return its id.

    Raises:
        Problem: the name is empty, or there is somebody of that name.
    """
    register = session.register()
    taken = [p.name for p in register.people] if kind == "person" else [o.name for o in register.organisations]
    if not name.strip():
        raise Problem("Type a name first.", "no-name")
    if " ".join(name.split()).casefold() in {t.casefold() for t in taken}:
        raise Problem(f"“{' '.join(name.split())}” is in the list already.", "taken")
    return add(session, kind, name=name)


def add_board(session: Session, day: str) -> str:
    """Add a board meeting; return its id.

    Raises:
        Problem: it is not a single day, or there is a board on it.
    """
    date = PartialDate.parse(day)
    if date.first != date.last:
        raise Problem("A board needs a single day, such as 14 August 2025.", "not-a-day")
    if any(m.date == date.text and m.type == "board" for m in session.register().meetings):
        raise Problem(f"There is a board on {date} already.", "taken")
    return add(session, "meeting", date=date.text, type="board")
