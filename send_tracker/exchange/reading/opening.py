"""One way in for every source: a workbook, a table of separated values, or rows pasted from Excel."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.cells import SourceBook, SourceCell, SourceSheet
from send_tracker.exchange.reading.guard import damaged, look


def open_source(path: Path, sheet: str | None = None) -> SourceBook:
    """Read a source: one sheet if it is named, else every sheet that can be seen.

    Raises:
        Problem: it is not a workbook, is broken or a trap, or has no such sheet. Nothing was changed.
    """
    kind = look(path)
    if kind == "json":
        raise Problem(f"“{path.name}” is not in the shape that export writes.", "not-an-export")
    if kind in ("csv", "tsv"):
        return SourceBook(path.name, [_separated(path, "\t" if kind == "tsv" else None)])
    return _workbook(path, sheet)


def _workbook(path: Path, wanted: str | None) -> SourceBook:
    from zipfile import BadZipFile

    from send_tracker.exchange.reading.workbook import OpenWorkbook

    try:
        with OpenWorkbook(path) as book:
            entries = [e for e in book.entries if e.name == wanted] if wanted else book.entries
            if not entries:
                names = ", ".join(e.name for e in book.entries)
                raise Problem(f"“{path.name}” has no sheet “{wanted}”. It has: {names}.", "no-such-sheet")
            return SourceBook(path.name, [book.sheet(e) for e in entries], book.notes)
    except (BadZipFile, NotImplementedError, OSError) as error:
        raise damaged(path) from error


def read_text(path: Path) -> str:
    """Return a text file: UTF-8, UTF-16 as Excel's "Unicode text", or else Windows' own.

    Raises:
        Problem: it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Problem(f"“{path.name}” cannot be read: {error.strerror or error}.", "unreadable") from error
    return decode_text(content)


def decode_text(content: bytes) -> str:
    """Return the text of some bytes: UTF-8, UTF-16 with its mark, or else Windows' own."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separated(path: Path, separator: str | None) -> SourceSheet:
    text = read_text(path)
    sheet = SourceSheet(path.stem)
    if separator is None:
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
    csv.field_size_limit(limits.TEXT * 4)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1):
            cells = {c: SourceCell(plain(t)) for c, t in enumerate(row[: limits.COLUMNS], start=1) if t.strip()}
            if cells:
                sheet.rows[number] = cells
            if len(sheet.rows) > limits.ROWS:
                raise Problem(f"“{path.name}” has more than {limits.ROWS:,} rows, the most that is read.", "too-large")
    except csv.Error as error:
        raise damaged(path) from error
    return sheet


def plain(text: str) -> str:
    """Return a text without the apostrophe that export put before what looks like a formula."""
    if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t\r\n＝＋－＠":
        return text[1 : limits.TEXT]
    return text[: limits.TEXT]
