"""The figure ledger: what must be cleared up, or explained, before a document is issued.

What it finds is what readers of such papers have found: two rates for one period in one paper, a figure that differs
from last month's without a word, a share of nobody knows how many, data long out of date, and shares of a whole that
add up to 99.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from send_tracker.domain.figures import Figure

FINDINGS: Final = {
    "twice": "Printed with different values",
    "contradicts": "Differs from an earlier issue",
    "incomplete": "Something is missing",
    "old": "Older than its rule allows",
    "not-100": "Parts do not add up to 100",
}
"""What can be found, in the order in which it is told."""


_MOST: Final = 4
"""Figures that a sentence names."""


@dataclass(frozen=True, slots=True)
class IssuedFigure:
    """A figure as a document printed it.

    Attributes:
        key, as_at, source: what it was of. text, value: what was printed.
        document: the title of the document. issued_on: the ISO day on which it was issued.
    """

    key: str
    as_at: str
    source: str
    text: str
    value: str
    document: str = ""
    issued_on: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person has to look at.

    Attributes:
        code: one of :data:`FINDINGS`. sentence: what was found, with both values. keys: the figures concerned.
        explained: what somebody wrote about exactly this; it is printed as a note.
    """

    code: str
    sentence: str
    keys: tuple[str, ...]
    explained: str = ""

    @property
    def digest(self) -> str:
        """A fingerprint of what was found: another value makes another finding."""
        return hashlib.sha256(f"{self.code}\n{self.sentence}".encode()).hexdigest()

    @property
    def heading(self) -> str:
        """The kind of finding in words."""
        return FINDINGS[self.code]

    @property
    def usual(self) -> str:
        """The explanation that nearly always holds, offered and never given by itself; empty where there is none."""
        return "Each share is rounded by itself; the counts add up." if self.code == "not-100" else ""


def check(
    printed: Sequence[Figure], earlier: Iterable[IssuedFigure] = (), explained: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with the figures of a document.

    Args:
        printed: its figures, those by other sources that stand beside the quoted ones among them.
        earlier: what earlier documents printed, the oldest first.
        explained: explanations by the fingerprint of a finding.
    """
    notes = explained or {}
    found = [
        *_twice(printed),
        *_contradicting(printed, earlier),
        *_incomplete(printed),
        *_old(printed),
        *_sums(printed),
    ]
    return tuple(replace(f, explained=notes.get(f.digest, "")) for f in found)


def open_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that nobody has explained."""
    return tuple(f for f in findings if not f.explained)


def base_key(key: str) -> str:
    """Return the key of a figure whichever source gave it."""
    return ":".join(key.split(":")[:3]) if key.startswith("measure:") else key


def _twice(printed: Iterable[Figure]) -> Iterator[Finding]:
    """Find one figure with two values: by two sources, or in two places."""
    same: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in printed:
        if figure.value is not None or figure.text:
            same[base_key(figure.key), figure.as_at].append(figure)
    for figures in same.values():
        if len({f.text for f in figures}) > 1:
            said = " and ".join(f"{f.text}{_by(f)}" for f in figures)
            keys = tuple(f.key for f in figures)
            yield Finding("twice", f"{figures[0].what}, {figures[0].as_at_words}: {said}.", keys)


def _by(figure: Figure) -> str:
    return f" ({figure.source})" if figure.source else ""


def _contradicting(printed: Iterable[Figure], earlier: Iterable[IssuedFigure]) -> Iterator[Finding]:
    """Find a figure that the last document to print it gave otherwise, with no revision since."""
    last = {(e.key, e.as_at): e for e in earlier}
    for figure in printed:
        then = last.get((figure.key, figure.as_at))
        if then is None or then.text == figure.text or figure.key.startswith("beside:"):
            continue
        if figure.revised_on and figure.revised_on >= then.issued_on:
            continue
        yield Finding(
            "contradicts",
            f"{figure.what}, {figure.as_at_words}: {figure.text} now, but {then.text} in “{then.document}”, issued on "
            f"{then.issued_on}, and no revision was recorded.",
            (figure.key,),
        )


def _incomplete(printed: Iterable[Figure]) -> Iterator[Finding]:
    """Find figures that lack what a reader needs; those of one measure that lack the same are one finding."""
    lacking: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in printed:
        if figure.value is None or figure.key.startswith("beside:"):
            continue
        wanted = (
            (figure.as_at, "an as-at date"),
            (figure.unit, "a unit"),
            (figure.base, "a base, out of how many it is"),
        )
        if words := " and ".join(word for there, word in wanted if not there):
            lacking[figure.what, words].append(figure)
    for (what, words), figures in lacking.items():
        said = "; ".join(f"{f.text}, {f.as_at_words or 'of no day'}" for f in figures[:_MOST])
        more = f"; and {len(figures) - _MOST} more" if len(figures) > _MOST else ""
        verb = "lacks" if len(figures) == 1 else "lack"
        yield Finding("incomplete", f"{what} ({said}{more}): {verb} {words}.", tuple(f.key for f in figures))


def _old(printed: Iterable[Figure]) -> Iterator[Finding]:
    for figure in printed:
        if figure.late:
            yield Finding("old", f"{figure.what}, {figure.as_at_words}, {figure.text}: {figure.late}.", (figure.key,))


def _sums(printed: Iterable[Figure]) -> Iterator[Finding]:
    """Find parts that make up a whole, and whose printed whole percentages do not add up to 100."""
    wholes: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in printed:
        if figure.part_of and figure.value is not None:
            wholes[figure.part_of, figure.as_at].append(figure)
    for (whole, _), parts in wholes.items():
        total = sum((p.value or Decimal(0) for p in parts), Decimal(0))
        if total != 100 and sum(p.portion[0] for p in parts) == parts[0].portion[1]:
            said = " + ".join(p.text for p in parts)
            yield Finding("not-100", f"{whole}: {said} makes {total:f}, not 100.", tuple(p.key for p in parts))
