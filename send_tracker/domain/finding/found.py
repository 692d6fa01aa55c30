"""What a search over everything gives: groups of hits, each with the words that were found and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.domain.finding.marked import Marked
from send_tracker.domain.finding.query import Query
from send_tracker.domain.finding.sources import Group


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        group: under which it stands. kind, id: what it is. goes_to: the kind and id of what is shown when it is
            chosen. ref: its reference or that of what it is a part of. title: the same, marked. excerpt: the words
            around what was found. where: the field, page or sheet in which that stands. day: a day in words.
        is_gone: whether it was withdrawn.
    """

    group: Group
    kind: str
    id: str
    goes_to: tuple[str, str]
    ref: str
    title: Marked
    excerpt: Marked
    where: str = ""
    day: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The hits of a group: how many there are, whether there are more than were counted, and the first of them."""

    group: Group
    count: int
    is_more: bool
    hits: tuple[Hit, ...]

    @property
    def count_words(self) -> str:
        """The count as people read it."""
        return f"{self.count:,}{'+' if self.is_more else ''}"


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found for a search."""

    query: Query
    groups: tuple[FoundGroup, ...] = ()

    @property
    def count(self) -> int:
        """How many there are in all groups."""
        return sum(group.count for group in self.groups)

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return any(group.is_more for group in self.groups)
