"""Taking words out of texts that were made from them: what was issued may quote a value that is redacted later.

A printed text holds a value whole, a paragraph of it, the words between its live fields, or its beginning with an
ellipsis. Numbers are taken out by the words that were printed for them. Rather too much is taken out than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from send_tracker.domain.kinds import REDACTED
from send_tracker.domain.log import Change, Edit, decode_unjudged

_FIELD: Final = re.compile(r"\{[^{}]*\}")
_SHORT: Final = 3
"""Characters below which a text is taken out only where a cell or line says nothing else: “No” is in every sentence."""

_BETWEEN: Final = 12
"""Characters that the words between two live fields need, to be known for a part of that text."""

_CUT: Final = 24
"""Characters that the beginning of a text has at least where it is cut with an ellipsis."""


@dataclass(frozen=True, slots=True)
class Held:
    """A text of the log that is taken out: what it is a value of, None for a reason, and what it says."""

    change: Change | None
    words: str


def held(edits: Iterable[Edit], names: Iterable[str]) -> list[Held]:
    """Return what edits say under names such as ``EDIT:INDEX`` and ``EDIT:reason``, as far as they still do."""
    wanted = set(names)
    found: list[Held] = []
    for edit in edits if wanted else ():
        if edit.reason and f"{edit.id}:reason" in wanted:
            found.append(Held(None, edit.reason))
        for index, change in enumerate(edit.changes):
            if change.value is not None and f"{edit.id}:{index}" in wanted:
                found.append(Held(change, str(decode_unjudged(change.value) or "")))
    return found


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is to be taken out: pieces of text, and numbers as they are kept."""

    pieces: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.pieces or self.numbers)


def pieces_of(text: str) -> Iterator[str]:
    """Yield what documents print of a text: it whole, its lines, and what stands between its live fields."""
    flat = _flat(text)
    if flat:
        yield flat
    for line in text.split("\n"):
        if _flat(line) and _flat(line) != flat:
            yield _flat(line)
        parts = _FIELD.split(line)
        if len(parts) > 1:
            yield from (p for part in parts if len(p := _flat(part)) >= _BETWEEN)


def secrets_of(texts: Iterable[str], numbers: Iterable[str] = ()) -> Secrets:
    """Return what is to be taken out for some texts and numbers, the longest first."""
    found = dict.fromkeys(piece.rstrip(" .") or piece for text in texts for piece in pieces_of(text))
    return Secrets(tuple(sorted(found, key=len, reverse=True)), frozenset(numbers))


class Scrubber:
    """Takes secrets out of texts, one after the other."""

    def __init__(self, secrets: Secrets) -> None:
        self._numbers = secrets.numbers
        self._whole = {piece.lower() for piece in secrets.pieces if len(piece) < _SHORT}
        long = [piece for piece in secrets.pieces if len(piece) >= _SHORT]
        self._inside = re.compile("|".join(map(_pattern, long)), re.IGNORECASE) if long else None
        self._cut = [piece for piece in long if len(piece) > _CUT]

    def text(self, text: str) -> str:
        """Return a text with every secret replaced."""
        if _flat(text).rstrip(" .").lower() in self._whole:
            return REDACTED
        found = self._inside.sub(lambda _: REDACTED, text) if self._inside else text
        return self._without_beginnings(found) if "…" in found else found

    def number(self, number: str) -> bool:
        """Tell whether a number is one that is taken out."""
        return number in self._numbers

    def _without_beginnings(self, text: str) -> str:
        """Take out the beginning of a secret where an ellipsis follows it."""
        for piece in self._cut:
            for start in re.finditer(_words(piece[:_CUT]), text, re.IGNORECASE):
                end = text.find("…", start.end())
                shown = _flat(text[start.start() : end]) if end >= 0 else ""
                if shown and _flat(piece).lower().startswith(shown.lower()):
                    return self._without_beginnings(text[: start.start()] + REDACTED + text[end:])
        return text


def matches(was: str, now: str) -> bool:
    """Tell whether a text fits one from which something was taken out: the rest is the same."""
    parts = (re.escape(part) for part in was.split(REDACTED))
    return re.fullmatch(".*".join(parts), now, re.DOTALL) is not None


def _pattern(piece: str) -> str:
    before = r"(?<!\w)" if piece[:1].isalnum() else ""
    after = r"(?!\w)" if piece[-1:].isalnum() else ""
    return f"{before}{_words(piece)}{after}"


def _words(piece: str) -> str:
    return r"\s+".join(map(re.escape, piece.split()))


def _flat(text: str) -> str:
    return " ".join(text.split())
