"""Parsing XML that strangers wrote: no document type, no entities, nothing outside, and a count of elements.

Small parts go through defusedxml. Sheets are streamed through expat itself, under the same rules, because
defusedxml's stream keeps its tree and takes four times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from send_tracker.exchange.reading import limits

_CHUNK = 1 << 20
_BLANK_ROW = re.compile(rb"<row(?: [^<>]*)?>(?:<c(?: [^<>]*)?/>)*</row>|<row(?: [^<>]*)?/>")


class UnreadableError(Exception):
    """A part that is not read; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


OnStart = Callable[[str, dict[str, str]], None]
OnEnd = Callable[[str], None]
OnText = Callable[[str], None]


def small_tree(archive: ZipFile, part: str) -> Any | None:
    """Return the root element of a small part, None where there is no such part.

    Raises:
        UnreadableError: it is too large, broken, or declares a document type or entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        info = archive.getinfo(part)
    except KeyError:
        return None
    if info.file_size > limits.SMALL_PART_BYTES:
        raise UnreadableError("too-large")
    try:
        return fromstring(archive.read(info), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableError("xml-bomb") from error
    except (ParseError, BadZipFile, ValueError, EOFError, OSError) as error:
        raise UnreadableError("damaged") from error


def local(tag: str) -> str:
    """Return a tag without its namespace, written with braces or with a prefix."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def stream(archive: ZipFile, part: str, start: OnStart, end: OnEnd, text: OnText, *, blank_rows: bool = True) -> int:
    """Stream a part through three functions; return how many rows of blank cells were passed over.

    Args:
        archive: the open workbook.
        part: the name of the part.
        start, end, text: told of each element by its plain name, and of its text.
        blank_rows: False to leave rows without a value out before they are parsed, which a sheet of 200,000
            formatted empty rows needs.

    Raises:
        UnreadableError: the part is too large, broken, or declares a document type or entities.
    """
    if archive.getinfo(part).file_size > limits.PART_BYTES:
        raise UnreadableError("too-large")
    parser = _parser(start, end, text)
    passed = 0
    try:
        with archive.open(part) as file:
            for chunk in _whole_rows(file) if not blank_rows else iter(lambda: file.read(_CHUNK), b""):
                kept = chunk
                if not blank_rows:
                    kept, gone = _BLANK_ROW.subn(b"", chunk)
                    passed += gone
                parser.Parse(kept, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, BadZipFile, ValueError, EOFError, OSError) as error:
        raise UnreadableError("damaged") from error
    return passed


def _whole_rows(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a sheet in pieces that end with a row, so that no row of blank cells lies across two of them."""
    tail = b""
    while chunk := file.read(_CHUNK):
        piece = tail + chunk
        cut = piece.rfind(b"</row>")
        cut = cut + 6 if cut >= 0 else (0 if len(piece) < 8 * _CHUNK else len(piece))
        tail = piece[cut:]
        if cut:
            yield piece[:cut]
    yield tail


def _parser(start: OnStart, end: OnEnd, text: OnText) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    count = depth = 0

    def started(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if count > limits.ELEMENTS or depth > limits.DEPTH:
            raise UnreadableError("too-large")
        start(tag.rpartition(":")[2] if ":" in tag else tag, attributes)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag.rpartition(":")[2] if ":" in tag else tag)

    def refuse(*_ignored: object) -> Any:
        raise UnreadableError("xml-bomb")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser
