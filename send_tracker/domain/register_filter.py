"""What narrows a register: a filter of typed text and of choices in several parts, and how each choice is counted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, ClassVar, Generic, Self, TypeVar

L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class RegisterFilter(ABC, Generic[L]):
    """A filter of a register of lines. Each field but the text is a part, a set of keys; an empty one means "any".

    A line passes a part when it has one of the keys that are chosen there.
    """

    text: str = ""

    nouns: ClassVar[str]
    """What the register holds, in the plural."""
    makes: ClassVar[Mapping[str, Callable[[str], str]]] = {}
    """What makes a key of a part from its text, where that is not the text itself."""

    @staticmethod
    @abstractmethod
    def keys_of(line: L, part: str) -> Iterable[str]:
        """Return under which choices of a part a line falls."""

    @staticmethod
    @abstractmethod
    def searched(line: L) -> str:
        """Return what a search looks through, without case."""

    @abstractmethod
    def words(self, names: Mapping[str, str]) -> str:
        """Say what is shown only: "type Survey and outcome O4". ``names`` gives words for ids."""

    @property
    def is_on(self) -> bool:
        """Tell whether it can hide anything."""
        return self != type(self)()

    def passes(self, line: L) -> bool:
        """Tell whether a line is shown."""
        for part in _parts(type(self)):
            chosen = getattr(self, part)
            if chosen and chosen.isdisjoint(self.keys_of(line, part)):
                return False
        wanted = self.text.casefold().split()
        return not wanted or all(word in self.searched(line) for word in wanted)

    def narrowed(self, lines: Iterable[L]) -> list[L]:
        """Return the lines that pass."""
        return [line for line in lines if self.passes(line)]

    def counts(self, lines: Iterable[L], part: str) -> dict[str, int]:
        """Count the lines of each choice of a part, among those that the other parts leave."""
        found: dict[str, int] = {}
        for line in self.having(part, ()).narrowed(lines):
            for key in self.keys_of(line, part):
                found[key] = found.get(key, 0) + 1
        return found

    def having(self, part: str, keys: Iterable[str]) -> Self:
        """Return the filter with other choices in one of its parts."""
        make = self.makes.get(part, str)
        return _with(self, part, frozenset(make(key) for key in keys))

    def searching(self, text: str) -> Self:
        """Return the filter with another text."""
        return _with(self, "text", text)

    def hidden_words(self, shown: int, total: int, names: Mapping[str, str]) -> str:
        """Return the sentence under the filters: what is hidden, and why; empty for nothing."""
        if not self.is_on:
            return ""
        return f"{total - shown:,} of {total:,} {self.nouns} are hidden: only {self.words(names)} is shown."

    def text_words(self) -> list[str]:
        """Return the words for the text, if there is one."""
        return [f"text “{self.text.strip()}”"] if self.text.strip() else []


F = TypeVar("F", bound=RegisterFilter[Any])


def chosen_words(noun: str, keys: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    """Return the words for the choices of a part, if there are any: "type Survey or Audit"."""
    words = sorted(labels.get(key, key or "none") for key in keys)
    return [f"{noun} {' or '.join(words)}"] if words else []


def _with(wanted: F, part: str, value: object) -> F:
    return replace(wanted, **{part: value})  # type: ignore[arg-type]  # the part says of what


@cache
def _parts(kind: type[RegisterFilter[Any]]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name != "text")
