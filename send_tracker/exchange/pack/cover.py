"""Cover: whose plan this is, when, from which state of the log, and what the other sheets hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from send_tracker import __version__
from send_tracker.domain.dates import long_date
from send_tracker.domain.text import plural
from send_tracker.exchange.columns import Cell, Column, Link, Sheet
from send_tracker.exchange.pack.material import Material


class _Fact(NamedTuple):
    name: Cell
    words: Cell


def sheet(material: Material, others: Sequence[Sheet[Any]]) -> Sheet[_Fact]:
    """Return the cover; ``others`` are the sheets that follow it."""
    rows = [*_programme(material), *_state(material), *_figures(material)]
    rows += [_Fact(Link(s.name, s.name), s.about) for s in others]
    return Sheet(
        "Cover",
        material.title,
        "This sheet says whose plan this is, on which day, from what it was made, and what each sheet holds.",
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
    made = material.made_at.astimezone()
    register = material.register
    return [
        _Fact("As at", register.as_at),
        _Fact("Made on", f"{long_date(made.date())} at {made:%H:%M}, with SEND Tracker {__version__}"),
        _Fact("Options", material.options),
        _Fact("Frozen position", _position(material)),
        _Fact("Edits in the change log", f"{register.edits:,}"),
        _Fact("Head of the change log", "\n".join(register.heads)),
        _Fact("Conflicts", _conflicts(material.conflicts)),
    ]


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
    return f"Frozen by {found.author} on {long_date(when.date())} at {when:%H:%M}. Digest {found.digest}"


def _conflicts(number: int) -> str:
    if not number:
        return ""
    return f"In {plural(number, 'action')} two copies of the file disagree; the worse status is counted until settled."
