"""Several people in one cell: "A. Smith / B. Jones", "Head of SEN; Director of Children's Services", matched to people.

A role holds commas and "and" of its own ("Director of Education, Skills and Families"), so a cell is cut there only
where each piece is a known person or plainly a personal name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from send_tracker.domain.register import Organisation, Person

_HARD: Final = re.compile(r"\s*[;\n|]\s*|\s+/\s+|\s*•\s*")
_SOFT: Final = re.compile(r"\s*[,/&]\s*|\s+and\s+")
_PERSONAL: Final = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Dame|Sir|Cllr)\.? )?(?:[A-Z][\w'’.-]*)(?: [A-Z][\w'’.-]*){1,2}"
)
_ROLE_WORDS: Final = frozenset(
    [
        "head",
        "director",
        "lead",
        "manager",
        "officer",
        "service",
        "services",
        "team",
        "board",
        "council",
        "chief",
        "executive",
        "assistant",
        "deputy",
        "group",
        "health",
        "care",
        "education",
        "commissioning",
        "send",
        "sen",
        "icb",
        "nhs",
        "trust",
        "partnership",
        "children",
        "families",
        "strategy",
    ]
)
_NOBODY: Final = frozenset(("", "tbc", "n/a", "na", "none", "-", "–", "vacant", "to be confirmed", "?"))


def plain_name(text: str) -> str:
    """Return a name as it is compared."""
    return re.sub(r"\s+", " ", re.sub(r"[.’']", "", text)).strip(" ,;:-").casefold()


class Directory:
    """Finds people or organisations by any of their names."""

    def __init__(self, things: Iterable[Person] | Iterable[Organisation]) -> None:
        self._ids: dict[str, str] = {}
        self.names: dict[str, str] = {}
        for thing in things:
            label = thing.label if isinstance(thing, Organisation) else thing.name
            self.names[thing.id] = label
            own = [thing.name, label, *re.split(r"[;,\n]", thing.aliases)]
            for name in own:
                if plain := plain_name(name):
                    self._ids.setdefault(plain, thing.id)

    def find(self, name: str) -> str | None:
        """Return the id of whoever bears a name or an alias; None for nobody."""
        return self._ids.get(plain_name(name))

    def called(self, name: str) -> str:
        """Return how the tracker calls whoever bears a name; the name itself, tidied, for somebody new."""
        found = self.find(name)
        return self.names[found] if found else " ".join(name.split()).strip(" ,;:-–")

    def split(self, text: str) -> list[str]:
        """Return the names in a cell, each as the tracker calls it, none twice."""
        names: list[str] = []
        for part in _HARD.split(text):
            names += [self.called(piece) for piece in self._pieces(part)]
        kept = [n for n in names if plain_name(n) not in _NOBODY]
        return list({plain_name(n): n for n in kept}.values())

    def _pieces(self, part: str) -> Sequence[str]:
        if self.find(part) or plain_name(part) in _NOBODY:
            return [part]
        pieces = [p for p in _SOFT.split(part) if p.strip()]
        if len(pieces) > 1 and all(self.find(p) or _is_personal(p) for p in pieces):
            return pieces
        return [part]


def _is_personal(name: str) -> bool:
    """Tell a personal name from a part of a role: two or three capitalised words, none of an office."""
    return bool(_PERSONAL.fullmatch(name.strip())) and not set(plain_name(name).split()) & _ROLE_WORDS
