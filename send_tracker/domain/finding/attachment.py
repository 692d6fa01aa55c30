"""The text of an attached file: in passages with where each stands, or why there is none."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

PASSAGE: Final = 4_000
"""Characters of a passage, as a rule: a page of a document."""

MOST_TEXT: Final = 2_000_000
"""Characters that are searched of one file: some 700 pages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a file's text, and where it stands: "page 3", "sheet “Audit”"; empty where the file says nothing."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was read of a file.

    Attributes:
        passages: its text. why_not: the code of :data:`WHY_NOT`, where there is none. is_cut: whether some of it was
            left out, because it is too long or a part of it is damaged.
    """

    passages: tuple[Passage, ...] = ()
    why_not: str = ""
    is_cut: bool = False


WHY_NOT: Final = {
    "scan": "the PDF is a scan, pictures of pages without words",
    "password": "the file is protected by a password",
    "damaged": "the file is damaged or not what its name says",
    "too-large": "the file holds more than is read",
    "trap": "the file is built like a trap and was not opened",
    "slow": "reading it took too long",
    "old": "the file is of the old kind that Office wrote before 2007",
    "picture": "it is a picture",
    "kind": "files of this kind are not read",
    "empty": "there are no words in it",
    "missing": "the file is in another copy of this tracker",
}
"""Why a file's text cannot be searched, after "Its text cannot be searched: "."""

CUT: Final = "Only the first part of its text can be searched: the file is very long, or a part of it cannot be read."


def sentence_of(why_not: str, is_cut: bool) -> str:
    """Return what the evidence panel says of the text of a file; empty where all of it is searched."""
    if why_not:
        return f"Its text cannot be searched: {WHY_NOT.get(why_not, WHY_NOT['damaged'])}."
    return CUT if is_cut else ""


class Gathering:
    """Gathers a file's text into passages."""

    def __init__(self) -> None:
        self.is_cut = False
        self._passages: list[Passage] = []
        self._lines: list[str] = []
        self._where = ""
        self._length = self._all = 0

    @property
    def is_full(self) -> bool:
        """Tell whether as much was gathered as is searched."""
        return self._all >= MOST_TEXT

    def begin(self, where: str) -> None:
        """Begin something that has a name of its own, such as a page."""
        if where != self._where:
            self._flush()
            self._where = where

    def add(self, text: str) -> None:
        """Take a line or more in; what is beyond the most that is searched is left out."""
        for line in text.split("\n"):
            tidy = plain_line(line)
            if not tidy:
                continue
            if self._all + len(tidy) > MOST_TEXT:
                self.is_cut, self._all = True, MOST_TEXT
                return
            if self._length and self._length + len(tidy) > PASSAGE:
                self._flush()
            self._lines.append(tidy)
            self._length += len(tidy) + 1
            self._all += len(tidy) + 1

    def _flush(self) -> None:
        if self._lines:
            self._passages.append(Passage(self._where, "\n".join(self._lines)))
        self._lines, self._length = [], 0

    def finished(self) -> Extracted:
        """Return all of it."""
        self._flush()
        return Extracted(tuple(self._passages), "" if self._passages else "empty", self.is_cut)


def plain_line(text: str) -> str:
    """Return a line without control characters, its spaces in one form."""
    tidy = " ".join(text.split())
    if tidy.isascii() and tidy.isprintable():
        return tidy
    tidy = "".join(c for c in tidy if unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"})
    return unicodedata.normalize("NFC", tidy)
