"""A document as plain data: sections, paragraphs, lists, facts, tables, charts, and every figure that it prints.

What a document says is decided once, here; Word and HTML only show it, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from send_tracker.domain.status import StatusLevel


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that a document prints, for the ledger.

    Attributes:
        subject: what it is a figure of, the same in every document: "measure M12", "share of actions O4 done".
        title: in words. text: as it is printed.
        period: the canonical period of a measure; empty for a count of actions.
        as_at: the last day that counts.
        value: the number, None for a range. unit: a key of the measures' units.
        base: what it is a share of, or how many answered; empty where it is not known.
        source: who published it. quoted: False where another source's figure is quoted beside the headline.
        place: the heading of the section that prints it.
    """

    subject: str
    title: str
    text: str
    period: str
    as_at: date | None
    value: Decimal | None
    unit: str
    base: str = ""
    source: str = ""
    quoted: bool = True
    place: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words. ``kind`` is "plain", "lead" (larger, at the top) or "note" (smaller)."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``numbered`` counts its items."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a term and what it stands for."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """Words in a cell with what they are sorted by, such as a day's ISO form."""

    text: str
    key: str


Entry = str | StatusLevel | Keyed
"""What a cell of a table holds: words, or a status, which is shown with letter, shape and word."""


def entry_text(entry: Entry) -> str:
    """Return what a cell shows, as words."""
    return entry if isinstance(entry, str) else entry.text


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads, which is repeated on each page; its first column names the row.

    Attributes:
        caption: stands above it. widths: shares of the width, one a column. numbers: columns that stand right.
        strong: rows that are totals.
        tools: on a page, columns to choose values of; a table with some can be searched and sorted there too.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    widths: tuple[int, ...] = ()
    numbers: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    tools: tuple[int, ...] = ()

    def without_empty(self) -> Table:
        """Return the table without the columns that have nothing in any row; the first one stays."""
        kept = [n for n in range(len(self.heads)) if n == 0 or any(row[n] for row in self.rows)]
        if len(kept) == len(self.heads):
            return self
        return replace(
            self,
            heads=tuple(self.heads[n] for n in kept),
            rows=tuple(tuple(row[n] for n in kept) for row in self.rows),
            widths=tuple(self.widths[n] for n in kept) if self.widths else (),
            numbers=frozenset(place for place, n in enumerate(kept) if n in self.numbers),
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: an SVG for each palette, a caption, what it shows in words, and the table of its numbers.

    Attributes:
        svg: with colours of a light page, for print and for Word. svg_page: with the page's own colour names.
        width, height: in CSS pixels.
        alt: what the picture shows, in one or two sentences. table: its numbers.
    """

    caption: str
    alt: str
    svg: str
    svg_page: str
    width: int
    height: int
    table: Table | None = None


Block = Paragraph | Bullets | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, and the sections below it; ``new_page`` when it is printed."""

    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()
    new_page: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.blocks and all(part.is_empty for part in self.parts)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        title, subtitle: at its top. facts: what a reader must know before any figure.
        figures: every figure that it prints, for the ledger.
        footer: stands on each printed page.
        left_out: what the audience does not get to see, in words, for the preview. problems: what needs a person.
        head: the head of the change log that it was made from, with the programme's id.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...] = ()
    footer: str = ""
    author: str = ""
    left_out: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    levels: tuple[StatusLevel, ...] = field(default=())

    def pictures(self) -> Iterator[Picture]:
        """Yield its charts in the order in which they stand."""
        for _, _, section in self.outline():
            yield from (block for block in section.blocks if isinstance(block, Picture))

    def outline(self) -> Iterator[tuple[int, str, Section]]:
        """Yield each section with its depth, from 1, and an anchor that is its own."""
        yield from _walk(self.sections, 1, "part")


def _walk(sections: Sequence[Section], depth: int, prefix: str) -> Iterator[tuple[int, str, Section]]:
    for number, section in enumerate(sections, start=1):
        anchor = f"{prefix}-{number}"
        yield depth, anchor, section
        yield from _walk(section.parts, depth + 1, anchor)
