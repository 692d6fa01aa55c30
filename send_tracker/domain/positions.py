"""A frozen position: what was known of the plan when a board met, and which one a date means.

A position is an edit. What its parents reach is what was known; the data cut-off is the last day that counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from send_tracker.domain.board import is_held
from send_tracker.domain.dates import long_date
from send_tracker.domain.register import Meeting
from send_tracker.domain.text import plural


@dataclass(frozen=True, slots=True)
class Position:
    """A frozen position of one meeting.

    Attributes:
        meeting: the meeting's id. day: the meeting's date as it is now; None where it lost its date.
        cutoff: the last day whose data count.
        edits: how many edits it stands on. digest: over what was in force, without any value.
        heads: the heads that it froze. edit: the id of the edit that froze it; n: that edit's number in this file.
        frozen_at: when that was typed, in UTC. author: by whom.
    """

    id: str
    meeting: str
    day: date | None
    cutoff: date
    edits: int
    digest: str
    heads: tuple[str, ...]
    edit: str
    n: int
    frozen_at: datetime
    author: str


def of_meeting(positions: Iterable[Position], meeting: str) -> tuple[Position, ...]:
    """Return the positions of a meeting, the first frozen first. More than one is a conflict that a person settles."""
    return tuple(p for p in positions if p.meeting == meeting)


def doubled(positions: Sequence[Position]) -> tuple[tuple[Position, ...], ...]:
    """Return the positions of each meeting that has more than one: two officers froze it and then combined."""
    meetings = dict.fromkeys(p.meeting for p in positions)
    found = (of_meeting(positions, meeting) for meeting in meetings)
    return tuple(several for several in found if len(several) > 1)


def early_words(day: date, today: date) -> str:
    """Say that a position would be frozen before its meeting, and what that means; empty from its day on."""
    if is_held(day, today):
        return ""
    left = plural((day - today).days, "day")
    return f"The meeting is on {long_date(day)}, in {left}. What changes until then will not be in its position."


def default_cutoff(meeting: Meeting, today: date) -> date:
    """Return the last day whose data count: the meeting's own cut-off, else its day; never later than today."""
    wanted = date.fromisoformat(meeting.cutoff) if meeting.cutoff else meeting.day
    return min(wanted, today)
