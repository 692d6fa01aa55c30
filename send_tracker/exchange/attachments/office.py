"""The text of Word documents, workbooks and slides, by the same careful reading as workbooks that are imported."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from send_tracker.domain.finding.attachment import Gathering
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import one_line
from send_tracker.exchange.reading.guard import zip_parts
from send_tracker.exchange.reading.parsing import UnreadableError, stream
from send_tracker.exchange.reading.workbook import OpenWorkbook

_WORD_PARTS: Final = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_SLIDES: Final = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)(\d+)\.xml")
_HEADING: Final = re.compile(r"(heading|title)", re.IGNORECASE)
_FIRST: Final = "word/document.xml"


def read_office(content: bytes, into: Gathering) -> None:
    """Read a document of Office as it has been since 2007.

    Raises:
        UnreadableError: it is damaged, a trap, too large, or a zip of another kind.
    """
    parts, mimetype = zip_parts(io.BytesIO(content))
    if b"opendocument" in mimetype:
        raise UnreadableError("kind")
    if "xl/workbook.xml" in parts:
        _read_workbook(content, into)
    elif _FIRST in parts:
        _read_parts(content, sorted(filter(_WORD_PARTS.fullmatch, parts), key=lambda p: (p != _FIRST, p)), into)
    elif "ppt/presentation.xml" in parts:
        _read_parts(content, sorted(filter(_SLIDES.fullmatch, parts), key=_slide_number), into)
    else:
        raise UnreadableError("kind")


def _read_parts(content: bytes, parts: list[str], into: Gathering) -> None:
    with ZipFile(io.BytesIO(content)) as archive:
        for part in parts:
            slide = _SLIDES.fullmatch(part)
            if slide:
                into.begin(f"slide {slide[2]}" if "notes" not in slide[1] else f"notes of slide {slide[2]}")
            scan = _Paragraphs(into, by_heading=part == _FIRST)
            stream(archive, part, scan.start, scan.end, scan.text)
            if into.is_full:
                into.is_cut = True
                return


def _slide_number(part: str) -> tuple[int, bool]:
    """Sort slides by number, each before its notes."""
    found = _SLIDES.fullmatch(part)
    return (int(found[2]) if found else 0), "notes" in part


class _Paragraphs:
    """Gathers the paragraphs of a part; what stands below a heading is found under it."""

    def __init__(self, into: Gathering, *, by_heading: bool) -> None:
        self._into = into
        self._by_heading = by_heading
        self._now: list[str] = []
        self._inside = self._is_heading = False
        self._doubled = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a beginning: Word writes some text twice, for programs that cannot show the first."""
        if tag == "Fallback":
            self._doubled += 1
        elif tag == "t":
            self._inside = not self._doubled
        elif tag in ("tab", "br", "cr", "tc"):
            self._now.append(" ")
        elif tag == "pStyle" and self._by_heading:
            value = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "val"), "")
            self._is_heading = bool(_HEADING.match(value))

    def end(self, tag: str) -> None:
        """Take an end: a paragraph is a line."""
        if tag == "Fallback":
            self._doubled -= 1
        elif tag == "t":
            self._inside = False
        elif tag == "p":
            line = "".join(self._now)
            if self._is_heading and line.strip():
                self._into.begin(f"under “{one_line(line, 60)}”")
            self._into.add(line)
            self._now, self._is_heading = [], False

    def text(self, text: str) -> None:
        """Take text in."""
        if self._inside and not self._into.is_full:
            self._now.append(text)


def _read_workbook(content: bytes, into: Gathering) -> None:
    """Read all sheets, hidden ones too: what is hidden can be found, which is a good time to notice it."""
    with OpenWorkbook(Path("attachment"), io.BytesIO(content)) as book:
        for entry in book.entries:
            try:
                sheet = book.sheet(entry)
            except Problem as problem:
                if problem.code == "xml-bomb":
                    raise UnreadableError("trap") from problem
                into.is_cut = True
                continue
            into.begin(f"sheet “{one_line(entry.name, 60)}”")
            for number in sheet.numbers():
                cells = sheet.rows[number]
                into.add(" · ".join(cells[c].text.replace("\n", " ") for c in sorted(cells) if cells[c].text))
