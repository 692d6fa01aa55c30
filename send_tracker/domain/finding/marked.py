"""Text with the words that were found in it, and the part of a long text that is worth showing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

BEGIN: Final = "\x02"
END: Final = "\x03"
"""Around each found word, as the index hands texts out. No text of an officer can hold them."""

BREAK: Final = "\ue000"
"""Between the fields of one entity in the index: a word of its own, so that no phrase runs from one into the next."""

ROOM: Final = 200
"""Characters of an excerpt."""

_BEFORE: Final = 60
"""Characters of a long sentence that stand before the first word found."""

_FOUND = re.compile(f"{BEGIN}([^{END}]*){END}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text on one line, with where the words that were found begin and end."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()

    @classmethod
    def read(cls, marked: str) -> Marked:
        """Return the text of one in which found words stand between :data:`BEGIN` and :data:`END`."""
        text, bold = "", []
        first, *rest = " ".join(marked.replace(BREAK, " ").split()).split(BEGIN)
        text = first.replace(END, "")
        for piece in rest:
            word, _, after = piece.partition(END)
            bold.append((len(text), len(text) + len(word)))
            text += word + after.replace(END, "")
        return cls(text, tuple(bold))

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self.text)

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the text in pieces, each with whether it was found."""
        found, at = [], 0
        for start, end in self.bold:
            found += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return [piece for piece in (*found, (self.text[at:], False)) if piece[0]]


def excerpt(marked: str, room: int = ROOM) -> Marked:
    """Return the sentence with the most different words that were found, and what follows it as far as there is room.

    A long sentence begins shortly before the first of them.
    """
    cuts = [0, *(found.end() for found in _SENTENCE.finditer(marked))]
    ends = [*cuts[1:], len(marked)]
    parts = [part for part in zip(cuts, ends, strict=True) if marked.find(BEGIN, *part) >= 0] or [(0, 0)]
    start = max(parts, key=lambda part: (variety(marked[slice(*part)]), -part[0]))[0]
    begin = _near(marked, start, marked.find(BEGIN, start), min(_BEFORE, room // 3))
    found = Marked.read(marked[begin : begin + room * 3])
    lead, text, end = "… " if begin else "", found.text, ""
    if len(text) > room or begin + room * 3 < len(marked):
        text, end = text[: max(text.rfind(" ", 0, room), room // 2)].rstrip(), " …"
    bold = ((a, min(b, len(text))) for a, b in found.bold if a < len(text))
    return Marked(lead + text + end, tuple((a + len(lead), b + len(lead)) for a, b in bold))


def variety(marked: str) -> int:
    """Return how many different words were found in a text."""
    return len({word.casefold() for word in _FOUND.findall(marked)})


def _near(text: str, start: int, first: int, before: int) -> int:
    """Return where an excerpt begins: at its sentence, or at a space shortly before a word that stands far into it."""
    if first - start <= before:
        return start
    space = text.find(" ", first - before, first)
    return space + 1 if space >= 0 else first
