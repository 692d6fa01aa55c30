"""A briefing or paper without writing it: what it will hold, what speaks against issuing it, and its draft to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from send_tracker.domain.text import plural
from send_tracker.exchange.briefing.content import briefing
from send_tracker.exchange.briefing.issuing import Made, as_draft, findings_of
from send_tracker.exchange.briefing.material import Material, gather
from send_tracker.exchange.document.blocks import Block, Bullets, Document, Facts, Paragraph, Picture, Section, Table
from send_tracker.exchange.outline import Outline, OutlinePart
from send_tracker.exchange.paper.content import Cover, paper
from send_tracker.services.session import Session

_SUMS_UP: Final = ("Executive summary", "Overall progress")
_SAID: Final = 3
"""Paragraphs that are shown."""


class DocumentPreview:
    """Looks at what a document would hold. What was read is kept: another word on its cover costs no reading."""

    def __init__(self, session: Session, kind: str) -> None:
        """Begin to look; ``kind`` is "briefing" or "paper"."""
        self._session = session
        self._kind = kind
        self._heads: Sequence[str] = ()
        self._read: dict[tuple[date | None, bool], Material] = {}

    def look(self, meeting: date | None, cover: Cover | None = None, *, issue: bool = False) -> Outline:
        """Return what a document would hold, and what would be left out of it.

        Args:
            meeting: the day of the board. cover: of a paper. issue: it is to be issued, so figures are checked.

        Raises:
            Problem: there is no such meeting.
        """
        heads = self._session.present.file.log.heads()
        if heads != self._heads:
            self._read.clear()
            self._heads = heads
        key = (meeting, cover is not None and cover.roles)
        if key not in self._read:
            self._read[key] = _gathered(self._session, self._kind, *key)
        made = _made(self._read[key], self._kind, meeting, cover)
        document = made.document
        facts = (f"{term}: {words.rstrip('.')}." for term, words in document.facts)
        return Outline(
            (f"{document.title}. {document.subtitle}.", *facts),
            tuple(OutlinePart(section.title, length_of(section)) for section in document.sections),
            tuple(_said(document)),
            (*document.left_out, *document.problems),
            findings_of(self._session, made) if issue else (),
        )

    def close(self) -> None:
        """Let go of what was read."""
        self._read.clear()


def drafted(session: Session, kind: str, meeting: date | None, cover: Cover | None = None) -> Document:
    """Return a document as a draft, to be shown or printed; see :meth:`DocumentPreview.look`."""
    material = _gathered(session, kind, meeting, cover is not None and cover.roles)
    return as_draft(_made(material, kind, meeting, cover))


def _gathered(session: Session, kind: str, meeting: date | None, roles: bool) -> Material:
    return gather(session, meeting, session.clock.now(), ahead=kind == "paper", roles=roles)


def _made(material: Material, kind: str, meeting: date | None, cover: Cover | None) -> Made:
    document = paper(material, cover or Cover(meeting=meeting)) if kind == "paper" else briefing(material)
    return Made(material, document, kind, "board" if kind == "paper" else "public")


def length_of(section: Section) -> str:
    """Return how long a section is with all below it: its words, its tables, its charts."""
    blocks = list(_blocks(section))
    tables = [b for b in blocks if isinstance(b, Table)]
    counts = (
        (sum(len(text.split()) for b in blocks for text in _texts(b)), "word"),
        (len(tables), "table"),
        (sum(isinstance(b, Picture) for b in blocks), "chart"),
    )
    return ", ".join(plural(number, noun) for number, noun in counts if number)


def _blocks(section: Section) -> Iterator[Block]:
    yield from section.blocks
    for part in section.parts:
        yield from _blocks(part)


def _texts(block: Block) -> Sequence[str]:
    """Return the running words of a block; tables and charts are counted, not read."""
    match block:
        case Paragraph():
            return (block.text,)
        case Bullets():
            return block.items
        case Facts():
            return [word for pair in block.pairs for word in pair]
    return ()


def _said(document: Document) -> Iterator[str]:
    """Yield the first sentences of what sums the document up, as they will be printed."""
    summing_up = [s for s in document.sections if s.title in _SUMS_UP] or document.sections
    texts = (t for s in summing_up for b in _blocks(s) if isinstance(b, Paragraph | Bullets) for t in _texts(b))
    yield from islice(texts, _SAID)
