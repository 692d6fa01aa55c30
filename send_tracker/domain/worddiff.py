"""Two texts compared word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

from send_tracker.domain.text import one_line

_TOKEN = re.compile(r"\w+(?:['’.,]\w+)*|\s+|[^\w\s]")
"""A word with its inner apostrophes and points (so that 16.2 and 3.7.2025 are one), a gap, or one sign."""

MOST_TOKENS = 4_000
"""Longer texts are compared paragraph by paragraph: word by word, two long ones would keep the officer waiting."""

_FEW = 4
"""Pieces that the eye takes in at once."""


class Mark(Enum):
    """What became of a piece of text."""

    SAME = "kept"
    GONE = "out"
    NEW = "in"

    @property
    def mirrored(self) -> Mark:
        """What it is on the way back."""
        return {Mark.GONE: Mark.NEW, Mark.NEW: Mark.GONE}.get(self, self)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one mark."""

    mark: Mark
    text: str

    @property
    def mirrored(self) -> Piece:
        """The piece on the way back."""
        return Piece(self.mark.mirrored, self.text)


def compare(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in reading order: what went comes before what came in its place.

    The pieces that are not new give ``before`` when joined, those that are not gone give ``after``. It is worked out
    from the smaller text of the two, so that the way back shows the same words.
    """
    if after < before:
        return list(_gone_first(piece.mirrored for piece in compare(after, before)))
    a, b = _tokens(before), _tokens(after)
    if len(a) + len(b) > MOST_TOKENS:
        a, b = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces = _tidied(list(_joined(_marked(a, b))))
    if _has_little_in_common(pieces):
        pieces = [Piece(Mark.GONE, before), Piece(Mark.NEW, after)]
    return [piece for piece in pieces if piece.text]


def _gone_first(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put what went before what came in its place; of a mirrored comparison the two stand the other way round."""
    for _, run in groupby(pieces, key=lambda piece: piece.mark is Mark.SAME):
        yield from sorted(run, key=lambda piece: piece.mark is Mark.NEW)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _marked(a: Sequence[str], b: Sequence[str]) -> Iterator[Piece]:
    for what, a_from, a_to, b_from, b_to in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(Mark.SAME, "".join(a[a_from:a_to]))
            continue
        yield Piece(Mark.GONE, "".join(a[a_from:a_to]))
        yield Piece(Mark.NEW, "".join(b[b_from:b_to]))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Leave empty pieces out, and take a lone gap between two changes into them, so that words stay together."""
    found = [piece for piece in pieces if piece.text]
    at = 0
    while at < len(found):
        gone, new, at = _run(found, at)
        yield from (Piece(mark, text) for mark, text in ((Mark.GONE, gone), (Mark.NEW, new)) if text)
        if at < len(found):
            yield found[at]
            at += 1


def _run(found: Sequence[Piece], at: int) -> tuple[str, str, int]:
    """Return what went and what came in one run of changes, and where it ends."""
    gone, new = "", ""
    while at < len(found):
        piece = found[at]
        if piece.mark is Mark.GONE:
            gone += piece.text
        elif piece.mark is Mark.NEW:
            new += piece.text
        elif (gone or new) and piece.text.isspace() and at + 1 < len(found):
            gone, new = gone + piece.text, new + piece.text
        else:
            break
        at += 1
    return gone, new, at


def _tidied(pieces: list[Piece]) -> list[Piece]:
    """Have a word that came or went take the gap after it along and not the one before it."""
    for at in range(1, len(pieces) - 1):
        before, changed, after = pieces[at - 1 : at + 2]
        gap = changed.text[: len(changed.text) - len(changed.text.lstrip())]
        alone = before.mark is after.mark is Mark.SAME and changed.mark is not Mark.SAME
        if gap and alone and after.text.startswith(gap) and changed.text != gap:
            pieces[at - 1 : at + 2] = [
                Piece(Mark.SAME, before.text + gap),
                Piece(changed.mark, changed.text[len(gap) :] + gap),
                Piece(Mark.SAME, after.text[len(gap) :]),
            ]
    return pieces


def _has_little_in_common(pieces: Sequence[Piece]) -> bool:
    """Tell whether so few letters stayed that their being alike says nothing: another text stands there now."""
    letters = dict.fromkeys(Mark, 0)
    for piece in pieces:
        letters[piece.mark] += len("".join(piece.text.split()))
    replaced = min(letters[Mark.GONE], letters[Mark.NEW])
    return len(pieces) > _FEW and replaced > 2 * letters[Mark.SAME]


def in_words(pieces: Sequence[Piece], most: int = 200) -> str:
    """Return the changes as a sentence, for those who cannot see a line under or through a word."""
    words = {Mark.GONE: "removed", Mark.NEW: "added"}
    told = [f"{words[p.mark]} “{one_line(p.text, most)}”" for p in pieces if p.mark in words and p.text.strip()]
    return "; ".join(told) or "no word differs"
