"""One pass over a sheet: cells that hold a value, their fills, and which cells are merged.

Nothing is believed that the sheet says about itself: not its dimension, nor that its cells come in order.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isfinite
from typing import Final

from send_tracker.domain.text import plural
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.cells import CellValue, Merge, SourceCell, SourceSheet, place
from send_tracker.exchange.reading.parsing import UnreadableError
from send_tracker.exchange.reading.styles import BookStyles, Look

_REF: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_KEPT_MERGES: Final = 5_000


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _as_shown(value: CellValue, look: Look) -> str:
    """Return a number as its format shows it where that says more, such as 4.10 or 45%."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if look.is_percent:
        return f"{value * 100:.10g}%"
    return f"{value:.{look.places}f}" if look.places is not None else ""


class SheetScan:
    """Takes the elements of a sheet as they come."""

    def __init__(self, name: str, texts: list[str], styles: BookStyles, from_1904: bool, room: int) -> None:
        self._sheet = SourceSheet(name)
        self._texts = texts
        self._styles = styles
        self._from_1904 = from_1904
        self._room = room
        self.spent = 0
        self._row = self._col = 0
        self._type = self._style = ""
        self._gathered: list[str] = []
        self._length = self._kept = 0
        self._in_text = self._has_value = self._has_formula = False
        self._hint = 0
        self._outside: list[str] = []
        self._columns: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if tag == "c":
            self._cell(attributes)
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdigit() and len(number) < 9 else self._row + 1
            self._col = 0
        elif tag in ("v", "t"):
            self._in_text = not self._hint
            self._has_value = True
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._hint += 1
        elif tag == "mergeCell" and len(self._sheet.merges) < _KEPT_MERGES:
            self._merge(attributes.get("ref", ""))

    def _cell(self, attributes: dict[str, str]) -> None:
        found = _REF.fullmatch(attributes.get("r", ""))
        if found:
            letters = found[1]
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = _column(letters)
            self._col, self._row = column, int(found[2])
        else:
            self._col += 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._gathered = []
        self._length = 0
        self._has_value = self._has_formula = False

    def text(self, text: str) -> None:
        """Take text; only that of values counts."""
        if self._in_text and self._length <= limits.TEXT:
            self._length += len(text)
            self._gathered.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in ("v", "t"):
            self._in_text = False
        elif tag == "rPh":
            self._hint -= 1
        elif tag == "c":
            self._keep()

    def _keep(self) -> None:
        fill_only = not self._has_value and not self._has_formula
        if fill_only and not self._style:
            return
        look = self._styles[int(self._style)] if self._style.isdigit() and len(self._style) < 8 else self._styles[-1]
        raw = "".join(self._gathered)
        if fill_only and not look.fill:
            return
        value, shown, error = (None, "", "") if fill_only else self._value(raw, look.is_date)
        if self._col > limits.COLUMNS:
            if value is not None:
                self._outside.append(place(self._row, self._col))
            return
        self._put(SourceCell(value, shown or _as_shown(value, look), look.fill, error))

    def _put(self, cell: SourceCell) -> None:
        row = self._sheet.rows.get(self._row)
        if row is None:
            row = self._sheet.rows[self._row] = {}
        row[self._col] = cell
        self._kept += 1
        if self._kept > limits.CELLS or len(self._sheet.rows) > limits.ROWS:
            raise UnreadableError("too-large")

    def _value(self, raw: str, is_date: bool) -> tuple[CellValue, str, str]:
        """Return a cell's value, how it is shown, and what is wrong with it."""
        where = place(self._row, self._col)
        if self._type == "e":
            return None, "", f"{where} holds an error ({raw[:20]}) instead of a value"
        if self._has_formula and not raw:
            if self._type == "str" and self._has_value:
                return None, "", ""
            return None, "", f"{where} holds a formula whose result was never saved; open and save it in Excel"
        if self._type == "s":
            return self._keep_text(self._texts[int(raw)] if raw.isdigit() and int(raw) < len(self._texts) else "")
        if self._type == "b":
            return raw.strip() == "1", "", ""
        if self._type in ("str", "inlineStr"):
            return self._keep_text(raw)
        if self._type == "d":
            try:
                return datetime.fromisoformat(raw.strip()).date(), "", ""
            except ValueError:
                return self._keep_text(raw)
        return self._number(raw.strip(), is_date)

    def _keep_text(self, text: str) -> tuple[CellValue, str, str]:
        plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
        if len(plain) > limits.TEXT:
            plain = plain[: limits.TEXT]
            where = place(self._row, self._col)
            self._sheet.notes.append(f"{where} holds more than {limits.TEXT:,} characters; the rest was left out.")
        self.spent += len(plain)
        if self.spent > self._room:
            raise UnreadableError("too-large")
        return plain or None, "", ""

    def _number(self, raw: str, is_date: bool) -> tuple[CellValue, str, str]:
        try:
            number = float(raw)
        except ValueError:
            return self._keep_text(raw)
        if is_date and 1 <= number < 2_958_466:
            return self._day(number), "", ""
        if not isfinite(number) or abs(number) > 1e15:
            return self._keep_text(raw)
        return int(number) if number.is_integer() else number, "", ""

    def _day(self, number: float) -> date:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        found = from_excel(int(number), MAC_EPOCH if self._from_1904 else WINDOWS_EPOCH)
        return found.date() if isinstance(found, datetime) else date(1900, 1, 1)

    def _merge(self, ref: str) -> None:
        ends = _REF.findall(ref)
        if len(ends) == 2:
            (left, top), (right, bottom) = ends
            self._sheet.merges.append(Merge(int(top), _column(left), int(bottom), _column(right)))

    def finished(self) -> SourceSheet:
        """Return the sheet without rows that hold nothing but colour."""
        sheet = self._sheet
        for number in [
            n for n, row in sheet.rows.items() if all(c.value is None and not c.error for c in row.values())
        ]:
            del sheet.rows[number]
        if self._outside:
            named = ", ".join(self._outside[:3]) + (" and more" if len(self._outside) > 3 else "")
            what = plural(len(self._outside), "cell")
            sheet.notes.append(f"{what} beyond column {limits.COLUMNS} left out: {named}.")
        return sheet
