"""Describing the programme: its name, its scale, its areas, outcomes, themes and meetings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from send_tracker.domain.kinds import EXISTS, KINDS, NAMESPACE, Value, link_id, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.presets import PRESETS
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import StatusLevel, StatusScale
from send_tracker.services.session import Edited, Session

PROGRAMME_ID = link_id("programme", NAMESPACE.hex)
"""Every file has one programme, so every copy makes the same one."""


def set_fields(kind: str, entity: str, values: Mapping[str, Value], as_at: str | None = None) -> list[Draft]:
    """Return the drafts that set several fields of one entity."""
    return [Draft(kind, entity, name, value, as_at) for name, value in values.items()]


def made(kind: str, entity: str, values: Mapping[str, Value], as_at: str | None = None) -> list[Draft]:
    """Return the drafts of a new entity: that it exists, and the fields that have a value."""
    given = {k: v for k, v in values.items() if v not in (None, "")}
    unknown = set(given) - set(KINDS[kind])
    if unknown:
        raise KeyError(f"{kind} has no field {sorted(unknown)}")
    return [Draft(kind, entity, EXISTS, True, as_at), *set_fields(kind, entity, given, as_at)]


def describe_programme(session: Session, **values: Value) -> Edited:
    """Set what the programme is called, whose it is and how often its board meets.

    Raises:
        Problem: a number is out of bounds.
    """
    return session.edit("describe-programme", describing(session, **values))


def describing(session: Session, **values: Value) -> list[Draft]:
    """Return the drafts of :func:`describe_programme`, for an edit that says more than it."""
    for name, least in (("cycle_weeks", 0), ("file_limit_mb", 1)):
        number = values.get(name)
        if isinstance(number, int) and not least <= number <= 1_000:
            raise Problem(f"{KINDS['programme'][name].label} is a number from {least} to 1,000.", "bad-value")
    drafts = set_fields("programme", PROGRAMME_ID, values)
    if not session.programme.id:
        drafts.insert(0, Draft("programme", PROGRAMME_ID, EXISTS, True))
    return drafts


def set_scale(session: Session, preset: str) -> Edited:
    """Give the programme the levels of a preset; history is never rewritten.

    Of the levels it has besides, those stay that an action was ever given: its history would lose its words
    without them. The others go, or two scales would stand in one control.

    Raises:
        Problem: there is no such preset.
    """
    if preset not in PRESETS:
        names = ", ".join(PRESETS)
        raise Problem(f"There is no status scale called “{preset}”. There are: {names}.", "no-preset")
    wanted = PRESETS[preset]
    used = session.file.reading.values_given("action", "status")
    left = [s.code for s in session.scale if s.code not in wanted and s.code not in used]
    gone = [Draft("status", level_id(code), EXISTS, False) for code in left]
    return session.edit("set-scale", [*scale_drafts(wanted), *gone])


def scale_drafts(scale: StatusScale) -> list[Draft]:
    """Return the drafts that put a whole scale in place."""
    drafts: list[Draft] = []
    for level in scale:
        drafts += made("status", level_id(level.code), level_values(level))
    return drafts


def level_id(code: str) -> str:
    """Return the id of a status level, the same in every copy."""
    return link_id("status", code)


def level_values(level: StatusLevel) -> dict[str, Value]:
    """Return a level's fields as the file holds them."""
    return {
        "code": level.code,
        "label": level.label,
        "letter": level.letter,
        "shape": level.shape.value,
        "solid": json.dumps(level.solid),
        "contrast": level.contrast,
        "group": level.group.value,
        "rank": level.rank,
        "order": level.order,
        "definition": level.definition,
        "needs_reason": level.needs_reason,
        "needs_path_to_green": level.needs_path_to_green,
        "needs_evidence": level.needs_evidence,
    }


def change_level(session: Session, level: StatusLevel) -> Edited:
    """Change the words, colours or rules of one level, or add one; ratings already given are not touched.

    Raises:
        Problem: the scale could not be used any more.
    """
    after = StatusScale((*(s for s in session.scale if s.code != level.code), level))
    if problems := after.problems():
        raise Problem(f"{problems[0]} The old scale was kept.", "bad-scale")
    drafts = set_fields("status", level_id(level.code), level_values(level))
    if level.code not in session.scale:
        drafts.insert(0, Draft("status", level_id(level.code), EXISTS, True))
    return session.edit("change-scale", drafts)


def add(session: Session, kind: str, **values: Value) -> str:
    """Add an area, outcome, theme, person, organisation, meeting or extra field; return its id."""
    entity = new_id()
    session.edit(f"add-{kind.replace('_', '-')}", made(kind, entity, values))
    return entity


def change(session: Session, kind: str, entity: str, **values: Value) -> Edited:
    """Change fields of an area, outcome, theme, person, organisation or meeting."""
    return session.edit(f"change-{kind.replace('_', '-')}", set_fields(kind, entity, values))


def link_drafts(kind: str, ends: dict[str, str], on: bool, as_at: str | None = None) -> list[Draft]:
    """Return the drafts that make or take away a link, whose id is made from its ends in order."""
    entity = link_id(kind, *ends.values())
    if not on:
        return [Draft(kind, entity, EXISTS, False, as_at)]
    return [Draft(kind, entity, EXISTS, True, as_at), *set_fields(kind, entity, dict(ends), as_at)]


def set_links(kind: str, owner: tuple[str, str], end: str, before: Iterable[str], after: Iterable[str]) -> list[Draft]:
    """Return the drafts that turn one set of links into another.

    Args:
        kind: the kind of link. owner: the end that stays, as (field, id). end: the field of the other end.
        before: ids linked so far. after: ids to be linked.
    """
    old, new = list(before), list(after)
    order = list(KINDS[kind])
    drafts: list[Draft] = []
    for other in [*new, *(o for o in old if o not in new)]:
        if (other in old) is (other in new):
            continue
        given = {owner[0]: owner[1], end: other}
        drafts += link_drafts(kind, {name: given[name] for name in order if name in given}, other in new)
    return drafts
