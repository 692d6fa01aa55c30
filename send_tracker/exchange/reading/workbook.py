"""Opening a workbook: its list of sheets, its shared texts, and each sheet on demand."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile, ZipFile

from send_tracker.domain.problem import Problem
from send_tracker.domain.text import plural
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.cells import SourceSheet
from send_tracker.exchange.reading.guard import damaged
from send_tracker.exchange.reading.parsing import UnreadableError, local, small_tree, stream
from send_tracker.exchange.reading.sheet_scan import SheetScan
from send_tracker.exchange.reading.styles import BookStyles, read_styles

_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
OnProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the list of sheets names it."""

    name: str
    part: str
    hidden: bool


class OpenWorkbook:
    """A workbook that is open for reading, from a path or from bytes with a name. Use it in a ``with`` block."""

    def __init__(self, path: Path, source: IO[bytes] | None = None) -> None:
        self.path = path
        self.notes: list[str] = []
        self._archive = ZipFile(source or path)
        self._texts: list[str] | None = None
        self._styles: BookStyles | None = None
        self._spent = 0
        self._from_1904 = False
        try:
            self.entries = self._list()
        except UnreadableError as error:
            self._archive.close()
            raise _sentence(path, error.code) from error
        self._remark()

    def __enter__(self) -> OpenWorkbook:
        """Return the open workbook."""
        return self

    def __exit__(self, *_ignored: object) -> None:
        """Let the file go."""
        self._archive.close()

    def _list(self) -> list[SheetEntry]:
        rels = small_tree(self._archive, "xl/_rels/workbook.xml.rels")
        book = small_tree(self._archive, "xl/workbook.xml")
        if rels is None or book is None:
            raise UnreadableError("no-workbook")
        targets = {r.get("Id", ""): (r.get("Target", ""), r.get("Type", "")) for r in rels}
        found: list[SheetEntry] = []
        for element in book.iter():
            if local(element.tag) == "workbookPr":
                self._from_1904 = element.get("date1904") in ("1", "true")
            if local(element.tag) != "sheet" or len(found) >= limits.SHEETS:
                continue
            target, kind = targets.get(element.get(_REL) or element.get(_STRICT_REL) or "", ("", ""))
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if kind.endswith("/worksheet") and part in self._archive.NameToInfo:
                hidden = element.get("state", "visible") != "visible"
                found.append(SheetEntry(element.get("name", "Sheet"), part, hidden))
        if not found:
            raise UnreadableError("no-workbook")
        return found

    def _remark(self) -> None:
        """Note what was left alone on purpose."""
        names = self._archive.namelist()
        if any(n.startswith("xl/externalLinks/") for n in names):
            self.notes.append("It has links to other workbooks. They were not followed; the values saved were read.")
        if any(n.endswith("vbaProject.bin") for n in names):
            self.notes.append("It has macros. They were not run.")

    def sheet(self, entry: SheetEntry) -> SourceSheet:
        """Read one sheet.

        Raises:
            Problem: it holds more than is read, is damaged, or is a trap.
        """
        try:
            if self._styles is None:
                self._styles = read_styles(self._archive)
            scan = SheetScan(entry.name, self._shared(), self._styles, self._from_1904, limits.ALL_TEXT - self._spent)
            blank = stream(self._archive, entry.part, scan.start, scan.end, scan.text, blank_rows=False)
        except UnreadableError as error:
            raise _sentence(self.path, error.code) from error
        except (BadZipFile, OSError) as error:
            raise damaged(self.path) from error
        self._spent += scan.spent
        sheet = scan.finished()
        sheet.hidden = entry.hidden
        if blank > 100:
            sheet.notes.append(f"{plural(blank, 'empty row')} with nothing but formatting passed over.")
        return sheet

    def _shared(self) -> list[str]:
        """Return the texts that cells share; phonetic hints are no part of them."""
        if self._texts is None:
            self._texts = []
            part = next((n for n in self._archive.namelist() if n.lower() == "xl/sharedstrings.xml"), None)
            if part:
                scan = _SharedScan()
                stream(self._archive, part, scan.start, scan.end, scan.text)
                self._texts = scan.texts
        return self._texts


class _SharedScan:
    """Gathers the shared texts; what a rich text says in several runs is one text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._now: list[str] = []
        self._inside = False
        self._hint = 0
        self._spent = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        if tag == "si":
            self._now = []
        elif tag == "rPh":
            self._hint += 1
        elif tag == "t":
            self._inside = not self._hint

    def end(self, tag: str) -> None:
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._hint -= 1
        elif tag == "si":
            self.texts.append("".join(self._now))

    def text(self, text: str) -> None:
        if self._inside:
            self._spent += len(text)
            if self._spent > limits.ALL_TEXT:
                raise UnreadableError("too-large")
            self._now.append(text)


def _sentence(path: Path, code: str) -> Problem:
    if code == "xml-bomb":
        return Problem(
            f"“{path.name}” declares entities, as a trap would and no workbook does, and was not read. "
            "The tracker was not changed. Copy the sheet into a new workbook and choose that.",
            "xml-bomb",
        )
    if code == "too-large":
        return Problem(
            f"A sheet of “{path.name}” holds more than is read: {limits.ROWS:,} rows, {limits.CELLS:,} cells. The "
            "tracker was not changed. "
            "Copy the rows of the plan into a new workbook and choose that.",
            "too-large",
        )
    if code == "no-workbook":
        return Problem(f"“{path.name}” has no sheet that can be read. The tracker was not changed.", "no-sheet")
    return damaged(path)
