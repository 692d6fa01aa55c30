"""Cover: whose plan this is, when, for whom, and from which state of the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from send_tracker import __version__
from send_tracker.domain.dates import long_date
from send_tracker.domain.text import plural
from send_tracker.exchange.columns import Cell, Column, Sheet
from send_tracker.exchange.pack.material import Material


class _Fact(NamedTuple):
    name: Cell
    words: Cell


MADE_ON: Final = "Made on"
"""The one row that differs when a pack that was issued is written again."""

ISSUE: Final = "Issue"
HEADS: Final = "Head of the change log"


def sheet(material: Material) -> Sheet[_Fact]:
    """Return the cover."""
    rows = [*_programme(material), *_state(material), *_figures(material)]
    return Sheet(
        "Cover",
        material.title,
        "This sheet says whose plan this is, for whom and on which day, and from what it was made.",
        [Column("About this pack", lambda f: f.name, 26), Column("Details", lambda f: f.words, 100)],
        [row for row in rows if row.words],
    )


def _programme(material: Material) -> list[_Fact]:
    programme = material.register.programme
    meeting = material.meeting
    return [
        _Fact("Programme", programme.name),
        _Fact("Local area", programme.area),
        _Fact("Partnership", programme.partnership),
        _Fact("Board", programme.board),
        _Fact("Independent chair", programme.chair),
        _Fact("Meeting", f"{long_date(meeting.day)}. {meeting.words}" if meeting else ""),
        _Fact("Please note", programme.sample_note),
    ]


def _state(material: Material) -> list[_Fact]:
    register = material.register
    return [
        _Fact("As at", register.as_at),
        _Fact("Status of this pack", _standing(material)),
        _Fact(ISSUE, material.issue),
        _Fact(MADE_ON, made_on(material.made_at)),
        _Fact("Options", material.options),
        _Fact("Frozen position", _position(material)),
        _Fact("Edits in the change log", f"{register.edits:,}"),
        _Fact(HEADS, "\n".join(register.heads)),
        _Fact("Conflicts", material.conflicts),
    ]


def made_on(moment: datetime) -> str:
    """Return when and with what a pack was made."""
    made = moment.astimezone()
    return f"{long_date(made.date())} at {made:%H:%M}, with SEND Tracker {__version__}"


def _standing(material: Material) -> str:
    if material.issue:
        return "Issued. The tracker file remembers every cell of it and can tell whether one was altered since."
    return "Draft. Nothing of it was recorded."


def _figures(material: Material) -> list[_Fact]:
    progress, register = material.progress.all, material.register
    gone = f", and {progress.withdrawn:,} withdrawn" if progress.withdrawn else ""
    plan = f"{plural(progress.actions, 'action')} in {plural(len(register.areas), 'priority area')}"
    return [
        _Fact("Size of the plan", f"{plan} and {plural(len(register.outcomes), 'outcome')}{gone}"),
        _Fact("Done", f"{progress.done_text} of actions"),
    ]


def _position(material: Material) -> str:
    """Say who froze the position, when, and its digest; nothing for a pack of the plan as it is."""
    found = material.position
    if found is None:
        return ""
    when = found.frozen_at.astimezone()
    by = "" if material.is_public or material.chosen.roles else f"by {found.author} "
    return f"Frozen {by}on {long_date(when.date())} at {when:%H:%M}. Digest {found.digest}"


def made_again(sheet: Sheet[Sequence[Cell]], moment: datetime) -> Sheet[Sequence[Cell]]:
    """Return a stored sheet; the cover with the moment at which the pack is written again."""
    if sheet.name != "Cover":
        return sheet
    rows = [(row[0], made_on(moment)) if row[0] == MADE_ON else row for row in sheet.rows]
    return replace(sheet, rows=rows)
