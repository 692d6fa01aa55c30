"""Freezing the position for a meeting, and reading the plan as it was frozen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from send_tracker.domain.dates import long_date
from send_tracker.domain.kinds import EXISTS, Value, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.positions import Position, default_cutoff, doubled, of_meeting
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting, Register
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.programme import made
from send_tracker.services.reading import build_register
from send_tracker.services.session import Edited, Session
from send_tracker.storage.reading import Reading


def freeze(session: Session, meeting: Meeting, cutoff: date | None = None) -> Position:
    """Freeze the plan for a meeting, as it is known now; return the position.

    Args:
        session: the open file.
        meeting: the meeting that it is for.
        cutoff: the last day whose data count; the meeting's data cut-off or its day if left out, today at the latest.

    Raises:
        Problem: the meeting has a position already, or the cut-off is in the future.
    """
    if of_meeting(positions(session), meeting.id):
        raise Problem(
            f"The position for {long_date(meeting.day)} is frozen already and was left as it is. "
            "Withdraw it first if it must be frozen again.",
            "frozen",
        )
    day = cutoff or default_cutoff(meeting, session.today)
    if day > session.today:
        raise Problem(f"{long_date(day)} is in the future; data count up to today.", "future")
    with session.batch():
        held = session.file.positions.held_now(day.isoformat())
        values: dict[str, Value] = {
            "meeting": meeting.id,
            "cutoff": day.isoformat(),
            "edits": session.file.log.count(),
            "digest": session.file.positions.digest(held),
        }
        edited = session.edit("freeze", made("position", new_id(), values), meeting=meeting.id)
        session.file.positions.keep(edited.n, held)
    return of_meeting(positions(session), meeting.id)[0]


def positions(session: Session) -> tuple[Position, ...]:
    """Return every frozen position by the day of its meeting, then by when it was frozen."""
    rows = session.file.reading.listed("position")
    if not rows:
        return ()
    freezings = session.present.file.positions.freezings()
    days = {m.id: m.day for m in session.meetings}
    found = []
    for row in rows:
        if not row["cutoff"]:
            continue  # cleared by hand; there is nothing to read without it
        by = freezings[row["id"]]
        found.append(
            Position(
                row["id"],
                row["meeting"] or "",
                days.get(row["meeting"] or ""),
                date.fromisoformat(row["cutoff"]),
                row["edits"] or 0,
                row["digest"] or "",
                by.heads,
                by.id,
                by.n,
                datetime.fromisoformat(by.recorded_at),
                by.author,
            )
        )
    return tuple(sorted(found, key=lambda p: (p.day or p.cutoff, p.frozen_at, p.id)))


def position_for(session: Session, meeting: Meeting) -> Position | None:
    """Return the position of a meeting; None where it was not frozen.

    Raises:
        Problem: two officers froze it, and nobody has settled which one counts.
    """
    found = of_meeting(positions(session), meeting.id)
    if len(found) > 1:
        who = " and ".join(p.author for p in found)
        raise Problem(
            f"There are {len(found)} positions for {long_date(meeting.day)}, frozen by {who}. "
            "Both are safe. Choose the one that counts first.",
            "two-positions",
        )
    return found[0] if found else None


def position_on(session: Session, day: date) -> Position | None:
    """Return the position of the meeting of a day; None where there is no meeting or it was not frozen."""
    if not any(m.day == day for m in session.meetings):
        return None
    return position_for(session, meeting_on(session, day))


def doubled_positions(session: Session) -> tuple[tuple[Position, ...], ...]:
    """Return the positions of each meeting that has more than one: a conflict that a person settles."""
    return doubled(positions(session))


def choose_position(session: Session, position: str, reason: str) -> Edited:
    """Settle which of several positions of a meeting counts; the others are withdrawn, and stay in the history.

    Raises:
        Problem: there is no such position, it is the only one, or no reason was given.
    """
    listed = positions(session)
    chosen = _named(listed, position)
    others = [p for p in of_meeting(listed, chosen.meeting) if p.id != chosen.id]
    if not others:
        raise Problem("It is the only position of its meeting, so there is nothing to settle.", "nothing")
    if not reason.strip():
        raise Problem("Say why this position counts and not the other.", "no-reason")
    return session.edit("choose-position", [Draft("position", p.id, EXISTS, False) for p in others], reason)


def withdraw_position(session: Session, position: str, reason: str) -> Edited:
    """Take a position back, so that its meeting can be frozen again; it stays in the history.

    Raises:
        Problem: there is no such position, or no reason was given.
    """
    _named(positions(session), position)
    if not reason.strip():
        raise Problem("Say why the position is withdrawn.", "no-reason")
    return session.edit("withdraw-position", [Draft("position", position, EXISTS, False)], reason)


def _named(listed: Iterable[Position], position: str) -> Position:
    for found in listed:
        if found.id == position:
            return found
    raise Problem("There is no such position in this file. Nothing was changed.", "no-such-position")


def reading_at(session: Session, position: Position) -> Reading:
    """Return a reader of every kind of row as it was frozen."""
    stored = session.present.file.positions  # the past has no positions of its own
    return stored.reading(stored.held(position.n, position.cutoff.isoformat()))


def register_at(session: Session, position: Position) -> Register:
    """Return the whole register as it was frozen: plan, scale and definitions by what was known then."""
    day = position.cutoff
    return build_register(reading_at(session, position), day, day.isoformat(), position.heads, position.edits)


def is_intact(session: Session, position: Position) -> bool:
    """Tell whether what a position stands on is still in the file as it was, worked out from the log again."""
    stored = session.present.file.positions
    held = stored.from_log(position.n, position.cutoff.isoformat())
    return stored.digest(held) == position.digest and stored.edits(position.n) == position.edits


def reads_as_frozen(session: Session, position: Position) -> bool:
    """Tell whether what a position is read from, the cache where there is one, fits its digest."""
    stored = session.present.file.positions
    return stored.digest(stored.held(position.n, position.cutoff.isoformat())) == position.digest
