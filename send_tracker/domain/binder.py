"""What goes into an evidence binder for inspectors, and in which order. Nothing that may not leave the house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from send_tracker.domain.register import Evidence, Register

SHAREABLE: Final = ("public", "official")
"""The sensitivities that may be handed out. Whatever else an item says, a new or an unknown one may not."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the binder: an outcome or a criterion, with its items in the order of their references."""

    ref: str
    title: str
    items: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A priority area with its outcomes, or the criteria, or what is left."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Binder:
    """The whole binder.

    Attributes:
        items: every item that is in it, once. withheld: how many are not shareable.
        rejected: how many a reviewer rejected; they are left out too.
    """

    chapters: tuple[Chapter, ...]
    items: tuple[Evidence, ...]
    withheld: int
    rejected: int


def may_share(item: Evidence) -> bool:
    """Tell whether an item may be handed out: only what is marked public or official, never personal data."""
    return item.sensitivity in SHAREABLE


def bind(register: Register) -> Binder:
    """Return the binder of a register: by priority area and outcome, then by inspection criterion, then the rest."""
    shared = [e for e in register.evidence if may_share(e)]
    items = tuple(e for e in shared if e.review != "rejected")
    outcome_of = {a.id: a.outcome for a in (*register.actions, *register.withdrawn)}
    chapters = [
        Chapter(
            f"{area.ref} {area.title}",
            tuple(
                Section(o.ref, o.title, _of(items, {o.id}, outcome_of)) for o in register.outcomes if o.area == area.id
            ),
        )
        for area in register.areas
    ]
    criteria = [t for t in register.themes if t.framework == "criterion"]
    through = {a.id: a.themes for a in register.actions}
    found = tuple(Section(t.ref, t.title, _for_theme(items, t.id, through)) for t in criteria)
    if found:
        chapters.append(Chapter("Inspection criteria", found))
    known = {o.id for o in register.outcomes}
    placed = {e.id for o in register.outcomes for e in _of(items, {o.id}, outcome_of)} if known else set()
    rest = tuple(e for e in items if e.id not in placed)
    if rest:
        chapters.append(Chapter("Other evidence", (Section("", "Not tied to an outcome", rest),)))
    return Binder(tuple(chapters), items, len(register.evidence) - len(shared), len(shared) - len(items))


def _of(items: Iterable[Evidence], outcomes: set[str], outcome_of: dict[str, str]) -> tuple[Evidence, ...]:
    """Return the items that support an outcome, by themselves or through one of its actions."""
    return tuple(e for e in items if any(outcome_of.get(t, t) in outcomes for t in e.targets))


def _for_theme(items: Iterable[Evidence], theme: str, through: dict[str, tuple[str, ...]]) -> tuple[Evidence, ...]:
    """Return the items that support a criterion, by themselves or through an action that belongs to it."""
    return tuple(e for e in items if any(t == theme or theme in through.get(t, ()) for t in e.targets))
