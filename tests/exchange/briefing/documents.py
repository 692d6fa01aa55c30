"""Reading documents back as a reader meets them: the lines under each heading, a table's row being one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
from docx.table import Table

Lines = Mapping[str, list[str]]
_VOID = {"meta", "link", "br", "img", "input", "hr"}


def word_lines(path: Path) -> Lines:
    """Return the lines of a Word file by their heading."""
    found: dict[str, list[str]] = defaultdict(list)
    place = ""
    for part in docx.Document(str(path)).iter_inner_content():
        if isinstance(part, Table):
            found[place] += [" ".join(cell.text for cell in row.cells) for row in part.rows]
        elif str(part.style.name if part.style else "").startswith("Heading"):
            place = part.text
        else:
            found[place].append(part.text)
    return found


class Page(HTMLParser):
    """A web page taken apart: its lines by heading, and every element with its attributes and its parents."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: dict[str, list[str]] = defaultdict(list)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.unclosed: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._place = ""
        self.feed(text)
        self.close()
        self.unclosed += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unclosed.append(tag)
        words = " ".join(" ".join(self._words).split())
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append((int(tag[1]), words))
            self._place, self._words = words, []
        elif tag in ("p", "li", "tr", "div", "caption", "figcaption") and words:
            self.lines[self._place].append(words)
            self._words = []

    def handle_data(self, data: str) -> None:
        if not {"style", "svg", "script", "title"} & set(self._open):
            self._words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def part_of(path: Path, name: str) -> Any:
    """Return one part of a Word file as an XML tree."""
    import zipfile
    from xml.etree import ElementTree as ET

    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read(name))
