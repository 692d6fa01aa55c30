"""Reading a document of ours back: its lines by heading, as a reader meets them. For issuing and verifying."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from send_tracker.domain.problem import Problem
from send_tracker.exchange.reading import limits

_LINES: Final = ("p", "li", "tr", "div", "caption", "figcaption", "text", "h1", "h2", "h3", "h4", "h5", "h6")
_SKIPPED: Final = ("style", "script", "title", "desc", "nav")


class Line(NamedTuple):
    """One line: the heading that it stands under, and its words, with one space between them."""

    place: str
    text: str


def lines_of(path: Path) -> tuple[Line, ...]:
    """Return the lines of a Word file or a web page.

    Raises:
        Problem: it is neither, it is damaged, or it is larger than such a document is.
    """
    if path.suffix.lower() not in (".docx", ".html"):
        raise Problem(f"“{path.name}” ends in neither .docx nor .html, so it cannot be compared.", "bad-ending")
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            raise Problem(f"“{path.name}” is far larger than a document of ours.", "too-large")
        found = _word(path) if path.suffix.lower() == ".docx" else _page(path)
        return tuple(Line(place, text) for place, text in found if text)
    except FileNotFoundError:
        raise Problem(f"There is no file “{path.name}”.", "no-such-file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"“{path.name}” cannot be read: {error}.", "unreadable") from error


def facts_of(lines: tuple[Line, ...]) -> dict[str, str]:
    """Return the facts of a document by their terms: lines such as "Issue: 4f1c…"."""
    return {term: words.strip() for _, text in lines for term, colon, words in [text.partition(": ")] if colon}


def _word(path: Path) -> Iterator[tuple[str, str]]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    _look_into(path)
    try:
        file = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise Problem(f"“{path.name}” is damaged, or no Word file.", "damaged") from error
    place = ""
    for part in file.iter_inner_content():
        if isinstance(part, Table):
            yield from ((place, _tidy(" ".join(cell.text for cell in row.cells))) for row in part.rows)
            continue
        if _style(part).startswith("Contents"):
            continue
        words = _tidy(part.text)
        if _style(part).startswith("Heading"):
            place = words
        yield place, words


def _style(paragraph: Any) -> str:
    return str(paragraph.style.name if paragraph.style is not None else "")


def _look_into(path: Path) -> None:
    """Look at the sizes that the zip declares before anything is unpacked."""
    try:
        with ZipFile(path) as archive:
            sizes = [i.file_size for i in archive.infolist()[: limits.PARTS + 1]]
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise Problem(f"“{path.name}” is damaged, or no Word file.", "damaged") from error
    if len(sizes) > limits.PARTS or sum(sizes) > limits.UNPACKED_BYTES:
        raise Problem(f"“{path.name}” would unpack to far more than a document holds and was not opened.", "zip-bomb")


def _page(path: Path) -> Iterator[tuple[str, str]]:
    parser = _Page()
    parser.feed(path.read_text(encoding="utf-8"))
    parser.close()
    yield from parser.found


class _Page(HTMLParser):
    """Takes a page apart into lines; scripts and styles are not read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._skipped = 0
        self._place = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or leave out what is not read."""
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in _LINES:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        """End a line; a heading's words name the place of those that follow."""
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag == "dt":
            self._words.append(":")
        elif tag in _LINES:
            if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                self._place = _tidy(" ".join(self._words))
            self._end()

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._skipped and data.strip():
            self._words.append(data)

    def _end(self) -> None:
        words = _tidy(" ".join(self._words)).replace(" : ", ": ")
        self._words = []
        if words:
            self.found.append((self._place, words))


def _tidy(text: str) -> str:
    return " ".join(text.split())
