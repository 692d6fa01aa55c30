"""What the window says of the open file besides its pages: names, days, and when it was saved."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from send_tracker import APP_NAME
from send_tracker.domain.dates import long_date
from send_tracker.domain.text import plural
from send_tracker.services.compared_board import compared_board
from send_tracker.services.session import Session


class Facts(NamedTuple):
    """Words for title bar, rail and status strip; ``strip`` holds pairs of words and tooltip."""

    title: str
    name: str
    subtitle: str
    board: tuple[str, str, str]
    strip: list[tuple[str, str]]


_COMPARED = "Another board can be chosen with Meetings > Compare with another board."


def facts_of(session: Session) -> Facts:
    """Say whose programme this is, which day it is there, and when its board meets."""
    programme = session.programme
    name = programme.name or session.home.stem
    strip, title = [], f"{name} – {APP_NAME}"
    if programme.sample_date:
        strip.append(("Illustrative sample", programme.sample_note))
    if session.as_at is not None:
        day = long_date(session.as_at)
        strip.append((f"As at {day}", "The plan as it stood at the end of this day. Nothing in it can be changed."))
        title = f"{name} as at {day} – {APP_NAME}"
    elif programme.sample_date:
        strip.append((f"Sample date {long_date(session.today)}", "In this sample it is always this day."))
    if (compared := compared_board(session)) is not None:
        words = f"Changes are those since {compared.words}. {_COMPARED}"
        strip.append((f"Compared with {long_date(compared.day)}", words))
    board, next_board = ("", "", ""), session.boards.next
    if next_board is not None:
        days = plural((next_board - session.today).days, "day")
        board = ("Next board", long_date(next_board), days)
        strip.append((f"Next board {long_date(next_board)}", f"In {days}."))
    # The rail says "Nottinghamshire" and below it what is left of "Nottinghamshire SEND improvement plan".
    area = programme.area or name
    subtitle = name.removeprefix(area).strip() if area != name else ""
    return Facts(title, area, subtitle, board, strip)


def saved_words(session: Session) -> str:
    """Return when the file was last written to: "14:02" for today, a date for another day; empty if it is not ours."""
    if session.read_only:
        return ""
    saved = session.last_saved
    if saved is None:
        try:
            saved = datetime.fromtimestamp(session.path.stat().st_mtime).astimezone()
        except OSError:
            return ""
    if session.sharing is None:
        return _clock_or_day(saved)
    at = session.sharing.shared_at
    shared = f"Shared {_clock_or_day(at)}" if at else "Not shared yet"
    return f"on this computer {_clock_or_day(saved)} · {shared}"


def _clock_or_day(moment: datetime) -> str:
    """Return "14:02" for today, and a date for another day."""
    local = moment.astimezone()
    return f"{local:%H:%M}" if local.date() == datetime.now().astimezone().date() else long_date(local.date())
