"""The meetings that are to come and the steps before them as a calendar file (RFC 5545), written by hand.

Days only, no times and no time zones: nobody's invitation, but dates to see beside one's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from send_tracker import __version__
from send_tracker.domain.board_calendar import coming
from send_tracker.domain.board_rows import MEETING_TYPES
from send_tracker.domain.dates import long_date
from send_tracker.domain.kinds import link_id
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.meetings import timetable
from send_tracker.services.session import Session

_FOLD = 75
"""Octets in a line at most, its line break not counted (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a whole day. ``uid`` stays the same when it is written again, so that a calendar moves it."""

    uid: str
    day: date
    last: date
    summary: str
    description: str = ""
    category: str = ""


def write_calendar(
    session: Session, target: Path, *, meeting: Meeting | None = None, force: bool = False
) -> tuple[Path, int]:
    """Write the coming meetings, or one meeting, with the steps before each board; return the file and its entries.

    Raises:
        Problem: there is no meeting to come, or the file cannot be written.
    """
    meetings = (meeting,) if meeting else coming(session.meetings, session.today)
    events = [event for m in meetings for event in _events(session, m)]
    if not events:
        raise Problem("There is no meeting to come, so there is nothing to put into a calendar.", "nothing")
    text = calendar_text(events, session.clock.now(), session.programme.name)
    with replacing(target, force=force) as file:
        file.write(text.encode())
    return target, len(events)


def _events(session: Session, meeting: Meeting) -> Iterator[Event]:
    kind = MEETING_TYPES.get(meeting.type, meeting.type)
    about = "\n".join(part for part in (meeting.theme, meeting.note) if part)
    yield Event(meeting.id, meeting.day, meeting.day, meeting.title or kind, about, kind)
    if meeting.type != "board":
        return
    for deadline in timetable(session, meeting):
        yield Event(
            link_id("deadline", meeting.id, deadline.title),
            deadline.day,
            deadline.day,
            f"{deadline.title}: board of {long_date(meeting.day)}",
            deadline.words,
            "Timetable",
        )


def calendar_text(events: Iterable[Event], made_at: datetime, name: str) -> str:
    """Return a whole calendar: lines that end in CR LF, folded at 75 octets, texts escaped."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//SEND Tracker//{__version__}//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        lines += _event_lines(event, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event_lines(event: Event, made_at: datetime) -> list[str]:
    last = event.last + timedelta(days=1)  # the end of a whole day is the day after it
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}@send-tracker",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last:%Y%m%d}",
        f"SUMMARY:{escaped(event.summary)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{escaped(event.description)}")
    if event.category:
        lines.append(f"CATEGORIES:{escaped(event.category)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def escaped(text: str) -> str:
    """Return a text as a calendar holds it (RFC 5545, 3.3.11): four characters escaped, no control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return "".join(c for c in plain.replace("\n", "\\n") if c == "\t" or (c >= " " and c != "\x7f"))


def folded(line: str) -> str:
    """Return a line broken into pieces of at most 75 octets, never within a character.

    Each piece but the first begins with a space.
    """
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    return "\r\n".join((*pieces, piece))
