"""The evidence register as its page shows it: lines, what narrows them, and the words that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.kinds import EVIDENCE_TYPES, SENSITIVITIES
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Evidence
from send_tracker.domain.register_filter import RegisterFilter, chosen_words
from send_tracker.domain.review_state import REVIEW_LABELS, ReviewState, shown_state
from send_tracker.domain.text import joined


class LinkState(StrEnum):
    """What has become of what an evidence item points to."""

    STORED = "stored"
    PRESENT = "present"
    CHANGED = "changed"
    MISSING = "missing"
    WEB = "web"
    NONE = "none"


class Lack(StrEnum):
    """What can be wrong with an item."""

    UNLINKED = "unlinked"
    NO_FILE = "no_file"
    CHANGED = "changed"
    MISSING = "missing"


LACK_LABELS = {
    Lack.UNLINKED: "Not linked to anything",
    Lack.NO_FILE: "No file and no link",
    Lack.CHANGED: "Linked file has changed",
    Lack.MISSING: "Linked file is missing",
}


class EvidenceSort(StrEnum):
    """Columns of the register, each of which it can be sorted by."""

    REF = "ref"
    TITLE = "title"
    TYPE = "type"
    ABOUT = "about"
    LOGGED = "logged"
    SOURCE = "source"
    SENSITIVITY = "sensitivity"
    SUPPORTS = "supports"
    FILE = "file"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Target:
    """Something that evidence can support: an action, an outcome or a theme; ``outcome`` is an action's."""

    id: str
    kind: str
    ref: str
    title: str
    outcome: str = ""

    @property
    def words(self) -> str:
        """The reference and the title."""
        return f"{self.ref} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One item with what it supports and where it comes from, in words.

    Attributes:
        supports: what it is linked to, actions first.
        outcomes: ids of the outcomes that it supports, directly or through an action.
        source: the short name of the source organisation.
        reviews: where it stands with its reviewers. reviewer: who reviewed it, by name.
    """

    item: Evidence
    supports: tuple[Target, ...]
    outcomes: frozenset[str]
    source: str
    state: LinkState
    reviews: frozenset[ReviewState] = frozenset({ReviewState.TO_REVIEW})
    reviewer: str = ""

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    @property
    def review(self) -> ReviewState:
        """The one state of review that a column shows."""
        return shown_state(self.reviews)

    def strength(self, target: str) -> str:
        """Return how far it goes for something it supports; empty where nobody said."""
        return dict(self.item.strengths).get(target, "")

    @property
    def links(self) -> str:
        """The references of what it supports: "4.3, O4"."""
        return ", ".join(t.ref for t in self.supports)

    @property
    def lacks(self) -> frozenset[Lack]:
        """What is wrong with it."""
        found = {Lack(self.state.value)} if self.state in (LinkState.CHANGED, LinkState.MISSING) else set()
        if not self.supports:
            found.add(Lack.UNLINKED)
        if self.state is LinkState.NONE:
            found.add(Lack.NO_FILE)
        return frozenset(found)

    @property
    def searched(self) -> str:
        """Everything that a search looks through."""
        item = self.item
        words = (item.ref, item.title, item.shows, item.file_name or "", item.link or "", self.source, self.links)
        return "\n".join((*words, EVIDENCE_TYPES.get(item.type, item.type))).casefold()


@dataclass(frozen=True, slots=True)
class EvidenceFilter(RegisterFilter[EvidenceLine]):
    """A filter of the register; empty sets mean "any". Outcomes and sources are ids."""

    types: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    sensitivities: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    lacks: frozenset[Lack] = frozenset()
    reviews: frozenset[ReviewState] = frozenset()

    nouns: ClassVar[str] = "evidence items"
    makes: ClassVar[Mapping[str, Callable[[str], str]]] = {"lacks": Lack, "reviews": ReviewState}

    @staticmethod
    def keys_of(line: EvidenceLine, part: str) -> Iterable[str]:
        """Return under which choices of a part an item falls."""
        match part:
            case "types":
                return (line.item.type,)
            case "outcomes":
                return line.outcomes
            case "sensitivities":
                return (line.item.sensitivity,)
            case "sources":
                return (line.item.source or "",)
            case "lacks":
                return line.lacks
        return line.reviews

    @staticmethod
    def searched(line: EvidenceLine) -> str:
        """Return everything that a search looks through."""
        return line.searched

    def words(self, names: Mapping[str, str]) -> str:
        """Say what is shown only: "type Survey and outcome O4". ``names`` gives words for ids."""
        reviews = [REVIEW_LABELS[k].lower() for k in ReviewState if k in self.reviews]
        return joined(
            [
                *self.text_words(),
                *chosen_words("type", self.types, EVIDENCE_TYPES),
                *chosen_words("outcome", self.outcomes, names),
                *chosen_words("sensitivity", self.sensitivities, SENSITIVITIES),
                *chosen_words("source", self.sources, names),
                *([f"review {' or '.join(reviews)}"] if reviews else []),
                *(LACK_LABELS[k][0].lower() + LACK_LABELS[k][1:] for k in Lack if k in self.lacks),
            ]
        )


_ORDER = list(LinkState)
_REVIEWS = list(ReviewState)
_KEYS: dict[EvidenceSort, Callable[[EvidenceLine], object]] = {
    EvidenceSort.REF: lambda v: sort_key(v.item.ref),
    EvidenceSort.TITLE: lambda v: v.item.title.casefold(),
    EvidenceSort.TYPE: lambda v: EVIDENCE_TYPES.get(v.item.type, v.item.type),
    EvidenceSort.ABOUT: lambda v: _day(v.item.about_date),
    EvidenceSort.LOGGED: lambda v: _day(v.item.logged_date),
    EvidenceSort.SOURCE: lambda v: v.source.casefold(),
    EvidenceSort.SENSITIVITY: lambda v: (
        list(SENSITIVITIES).index(v.item.sensitivity) if v.item.sensitivity in SENSITIVITIES else -1
    ),
    EvidenceSort.SUPPORTS: lambda v: [sort_key(t.ref) for t in v.supports],
    EvidenceSort.FILE: lambda v: _ORDER.index(v.state),
    EvidenceSort.REVIEW: lambda v: _REVIEWS.index(v.review),
}


def _day(text: str | None) -> str:
    return PartialDate.parse(text).first.isoformat() if text else ""


def ordered(lines: Sequence[EvidenceLine], by: EvidenceSort, descending: bool = False) -> list[EvidenceLine]:
    """Return the lines sorted by a column, and by reference where that is the same."""
    found = sorted(lines, key=lambda v: sort_key(v.item.ref))
    return sorted(found, key=_KEYS[by], reverse=descending)  # type: ignore[arg-type]  # one type of key a column
