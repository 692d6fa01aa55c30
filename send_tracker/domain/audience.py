"""Who a document is for, and what each of them may read: the one gate that every output goes through.

Internal notes and internal wordings pass it for nobody. Partners read what the board reads, without the challenges and
without evidence that is sensitive. The public reads public wordings only, role titles in place of names, and evidence
that is marked public.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from send_tracker.domain.compare import Comparison
from send_tracker.domain.register import Action, Person, ProgressUpdate, Register
from send_tracker.domain.text import plural


class Audience(StrEnum):
    """For whom a document is made."""

    BOARD = "board"
    PARTNER = "partner"
    PUBLIC = "public"

    @property
    def words(self) -> str:
        """The audience in words."""
        return AUDIENCES[self]

    @property
    def wording(self) -> str:
        """Which wording of a position statement it reads: ``board`` or ``public``, never ``internal``."""
        return "public" if self is Audience.PUBLIC else "board"


AUDIENCES: Final = {Audience.BOARD: "the board", Audience.PARTNER: "partners", Audience.PUBLIC: "the public"}

NO_ROLE: Final = "Named officer"
"""Stands for a person of whom neither a role title nor an organisation is known."""

_SHOWN: Final[dict[Audience, tuple[str, ...] | None]] = {
    Audience.BOARD: None,
    Audience.PARTNER: ("public", "official"),
    Audience.PUBLIC: ("public",),
}
"""The sensitivities of evidence that each may read; None is all."""

_TEXTS: Final = ("obstacle", "path_to_green", "ask", "status_reason", "description", "success", "embedded_without")
"""Texts of an action that are worded for the board and have no public wording."""


@dataclass(frozen=True, slots=True)
class Gated:
    """A register as an audience may read it, and what was left out of it, in sentences."""

    register: Register
    left_out: tuple[str, ...]


def gated(register: Register, audience: Audience, *, roles: bool, outcomes: Container[str] | None = None) -> Gated:
    """Return a register as an audience may read it.

    Args:
        register: all there is. audience: who reads it.
        roles: print role titles in place of names; for the public always.
        outcomes: ids of the outcomes that are printed; all if left out.
    """
    found = register if outcomes is None else _of_outcomes(register, outcomes)
    left = list(_left_out(found, audience))
    public = audience is Audience.PUBLIC
    changes: dict[str, Any] = {"updates": tuple(_update(u, public=public) for u in found.updates)}
    if roles or public:
        changes["people"] = tuple(_as_role(p, found) for p in found.people)
        left.append(f"Names of {plural(len(found.people), 'person', 'people')}: role titles stand in their place.")
    if public:
        changes["actions"] = tuple(map(_public, found.actions))
        changes["withdrawn"] = tuple(map(_public, found.withdrawn))
        changes["extra_fields"] = ()
    shown = _SHOWN[audience]
    changes["evidence"] = tuple(e for e in found.evidence if shown is None or e.sensitivity in shown)
    return Gated(replace(found, **changes), tuple(left))


def _of_outcomes(register: Register, outcomes: Container[str]) -> Register:
    """Return the part of a register that belongs to some outcomes."""
    kept = tuple(o for o in register.outcomes if o.id in outcomes)
    areas = {o.area for o in kept}
    actions = tuple(a for a in register.actions if a.outcome in outcomes)
    ids = {a.id for a in actions} | {o.id for o in kept}
    return replace(
        register,
        outcomes=kept,
        areas=tuple(a for a in register.areas if a.id in areas),
        actions=actions,
        withdrawn=tuple(a for a in register.withdrawn if a.outcome in outcomes),
        evidence=tuple(e for e in register.evidence if ids.intersection(e.targets)),
        updates=tuple(u for u in register.updates if u.action in ids),
    )


def _update(update: ProgressUpdate, *, public: bool) -> ProgressUpdate:
    return replace(update, internal_note="", author="", note=update.public_note if public else update.note)


def _public(action: Action) -> Action:
    blank: dict[str, Any] = dict.fromkeys(_TEXTS, "")
    return replace(action, extras=(), **blank)


def by_role(register: Register) -> Register:
    """Return a register whose people go by their role titles."""
    return replace(register, people=tuple(_as_role(p, register) for p in register.people))


def _as_role(person: Person, register: Register) -> Person:
    """Return a person under the role title; where none is kept, as somebody of the organisation."""
    organisation = next((o.label for o in register.organisations if o.id == person.organisation), "")
    return replace(person, name=person.role or (f"Officer, {organisation}" if organisation else NO_ROLE), aliases="")


def _left_out(register: Register, audience: Audience) -> Iterable[str]:
    internal = sum(bool(u.internal_note) for u in register.updates)
    if internal:
        yield f"{plural(internal, 'internal note')}: these never leave the file."
    shown = _SHOWN[audience]
    closed = sum(shown is not None and e.sensitivity not in shown for e in register.evidence)
    if closed:
        verb = "is" if closed == 1 else "are"
        yield f"{plural(closed, 'item')} of evidence that {verb} not marked for {audience.words}."
    if audience is not Audience.PUBLIC:
        return
    unworded = sum(bool(u.note) and not u.public_note for u in register.updates)
    if unworded:
        yield f"{plural(unworded, 'progress note')} without public wording."
    texts = sum(bool(getattr(a, name)) for a in register.actions for name in _TEXTS)
    if texts:
        yield f"{plural(texts, 'text')} on obstacles, paths to green, asks and reasons, which are worded for the board."
    if register.extra_fields:
        yield f"{plural(len(register.extra_fields), 'column')} of the programme’s own."
    yield "Notes on measures, and why a person set a rating."
    yield "Small numbers of measures, which stand as [c]."


def gated_comparison(
    found: Comparison, register: Register, audience: Audience, outcomes: Container[str] | None = None
) -> Comparison:
    """Return what changed as an audience may read it; ``register`` is the later one after the gate."""
    if outcomes is not None:
        found = _compared(found, register, outcomes)
    found = replace(found, called={**found.called, **{p.id: p.name for p in register.people}})
    if audience is Audience.BOARD:
        return found
    shown = {e.id for e in register.evidence}
    added = tuple(e for e in found.evidence.added if e.id in shown)
    found = replace(found, evidence=replace(found.evidence, added=added, removed=(), changed=()))
    if audience is Audience.PARTNER:
        return found
    changed = tuple(
        replace(c, fields=tuple(f for f in c.fields if f.field in _PUBLIC_FIELDS)) for c in found.actions.changed
    )
    return replace(found, actions=replace(found.actions, changed=changed))


_PUBLIC_FIELDS: Final = ("status", "title", "ref", "outcome", "approved_date", "original_date", "forecast_date")


def _compared(found: Comparison, register: Register, outcomes: Container[str]) -> Comparison:
    """Return the part of a comparison that belongs to some outcomes."""

    def mine(actions: Iterable[Action]) -> tuple[Action, ...]:
        return tuple(a for a in actions if a.outcome in outcomes)

    rows = found.actions
    changed = tuple(c for c in rows.changed if c.after.outcome in outcomes)
    added = mine(rows.added)
    same = len(register.actions) - len(changed) - len(added)
    items = {e.id for e in register.evidence}
    return replace(
        found,
        actions=replace(rows, changed=changed, added=added, removed=mine(rows.removed), same=max(0, same)),
        evidence=replace(
            found.evidence, added=tuple(e for e in found.evidence.added if e.id in items), removed=(), changed=()
        ),
        measures=tuple(m for m in found.measures if m.measure.outcome in outcomes),
    )
