"""Single levels of a status scale: adding one, taking one away that was never used, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from string import ascii_uppercase

from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import Group, Shape, StatusLevel, StatusScale
from send_tracker.domain.status_colours import colours_of
from send_tracker.services.programme import level_id, level_values, made, set_fields
from send_tracker.services.session import Edited, Session

MOST_LEVELS = 9
"""So many have a key, Ctrl+1 to Ctrl+9."""
_FIRST_COLOUR = "#8A4B08"
_GIVEN = (("action", "status"), ("outcome", "rating"))


def add_level(session: Session, label: str) -> str:
    """Add a status at the end of the open ones, with a letter and a shape that are free, and return its code.

    Raises:
        Problem: it has no label, or the scale is full.
    """
    scale, words = session.scale, label.strip()
    if not words:
        raise Problem("A status needs a label. Nothing was added.", "no-label")
    if len(scale.levels) >= MOST_LEVELS:
        raise Problem(f"A scale has at most {MOST_LEVELS} statuses: each has a key of its own.", "full-scale")
    colours = colours_of(_FIRST_COLOUR)
    level = StatusLevel(
        _free_code(session, words),
        words,
        _free_letter(scale, words),
        next((s for s in Shape if s not in {level.shape for level in scale}), Shape.CROSS),
        colours.solid,
        colours.contrast,
        Group.OPEN,
        scale.worst_open,
        0,
    )
    listed = list(scale)
    place = 1 + max((n for n, s in enumerate(listed) if s.group is Group.OPEN), default=-1)
    level = replace(level, order=min(s.order for s in scale) + place)
    listed.insert(place, level)
    drafts = made("status", level_id(level.code), level_values(level))
    session.edit("change-scale", [*drafts, *_ordered(listed)])
    return level.code


def _free_code(session: Session, label: str) -> str:
    """Return a permanent name that neither the scale nor the history has."""
    stem = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or "status"
    taken = {*session.scale.codes, *_given(session)}
    names = (stem, *(f"{stem}_{number}" for number in range(2, 100)))
    return next(name for name in names if name not in taken)


def _free_letter(scale: StatusScale, label: str) -> str:
    taken = {level.letter for level in scale}
    tried = [c for c in label.upper() if c in ascii_uppercase] + list(ascii_uppercase)
    return next(c for c in tried if c not in taken)


def remove_level(session: Session, code: str) -> Edited:
    """Take a status out of the scale that no action and no outcome ever had.

    Raises:
        Problem: it is or was used, or the scale could not be used without it.
    """
    level = session.scale[code]
    if code in _given(session):
        raise Problem(f"{level.label} stays: actions have it, or had it. Change its words instead.", "level-used")
    rest = StatusScale(tuple(s for s in session.scale if s.code != code))
    if problems := rest.problems():
        raise Problem(f"{level.label} stays. {problems[0]}", "bad-scale")
    return session.edit("change-scale", [Draft("status", level_id(code), EXISTS, False), *_ordered(rest)])


def move_level(session: Session, code: str, by: int) -> Edited | None:
    """Move a status up (-1) or down (1) in the order of the control, lists and keys; None at the end."""
    listed = list(session.scale)
    at = next(n for n, level in enumerate(listed) if level.code == code)
    if not 0 <= at + by < len(listed):
        return None
    listed.insert(at + by, listed.pop(at))
    return session.edit("change-scale", list(_ordered(listed)))


def _given(session: Session) -> set[str]:
    reading = session.file.reading
    return set().union(*(reading.values_given(kind, name) for kind, name in _GIVEN))


def _ordered(levels: Iterable[StatusLevel]) -> list[Draft]:
    """Return the drafts that number levels in this order, for those that had another number."""
    listed = list(levels)
    return [
        draft
        for number, level in enumerate(listed, start=min(level.order for level in listed))
        if level.order != number
        for draft in set_fields("status", level_id(level.code), {"order": number})
    ]
