"""The house's workbook: every Excel file of SEND Tracker is written here, cell by cell through one helper.

Values, and formulas only where :class:`Formula` asks for one; text stays text, whatever it looks like; one marked-up
table a sheet; no merged cells.
Sheets are streamed, and cells share their styles, so that ten thousand actions are no different from sixty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table
from openpyxl.writer.excel import ExcelWriter

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.status import StatusLevel
from send_tracker.exchange.book_charts import DescribingArchive, draw
from send_tracker.exchange.book_pages import ROW_POINTS, set_pages
from send_tracker.exchange.book_styles import FONT_THEME, Styles
from send_tracker.exchange.columns import Cell, Formula, Link, Sheet
from send_tracker.exchange.text_measure import line_count, row_points
from send_tracker.exchange.workbook_places import HEADER_ROW

MAX_CELL = 32_767
CREATOR = "SEND Tracker"
_NOT_FOR_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CUT = "… [cut]"
_TOP_POINTS = (27.0, 18.0, 22.5)
_ABOVE_HEADS = 7.5
_BUTTON = 2.5
"""What a filter button takes of a head's width, in digits."""

OnRow = Callable[[int], None]


def cell_text(text: str) -> str:
    """Return ``text`` as a workbook can hold it: no control characters, nothing read as an escape, not too long."""
    tidy = _NOT_FOR_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if "_x" in tidy:
        tidy = _LOOKS_ESCAPED.sub("_x005F_", tidy)
    # Excel counts UTF-16 units, so an emoji is two; a long text is measured, a short one cannot be too long.
    if len(tidy) > MAX_CELL // 2 and len(tidy.encode("utf-16-le")) // 2 > MAX_CELL:
        room = (MAX_CELL - len(_CUT)) * 2
        tidy = tidy.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT
    return tidy


class Book:
    """A workbook being written. Add sheets, then :meth:`save` or :meth:`discard` it."""

    def __init__(self, *, title: str, footer: str, made_at: datetime) -> None:
        self._book: Any = Workbook(write_only=True)
        self._book.loaded_theme = FONT_THEME
        self._styles = Styles(self._book)
        self._footer = cell_text(footer).replace("&", "&&")
        self._descriptions: list[tuple[str, str]] = []
        self._made_at = made_at.astimezone(UTC).replace(tzinfo=None)
        properties = self._book.properties
        properties.title = cell_text(title)
        properties.creator = CREATOR
        properties.lastModifiedBy = None
        properties.language = "en-GB"
        properties.created = properties.modified = self._made_at

    def add(self, sheet: Sheet[Any], note: str, on_row: OnRow | None = None) -> None:
        """Write a sheet.

        Args:
            sheet: what stands on it.
            note: the line in A3 that says whose plan it is and when.
            on_row: told after each row how many rows of this sheet are written; may raise to stop.
        """
        page = self._book.create_sheet(sheet.name)
        page._values_to_row = _placed
        heads = _unique([c.title for c in sheet.columns])
        rows = max(1, len(sheet.rows))
        self._lay_out(page, sheet)
        for text, style in ((sheet.title, "title"), (sheet.about, "about"), (note, "about")):
            page.append([self._cell(page, text, style)])
        pairs = list(zip(heads, sheet.columns, strict=True))
        lines = (line_count(h, c.width - (_BUTTON if sheet.filtered else 0), bold=True) for h, c in pairs)
        _set_height(page, HEADER_ROW, row_points(lines) + _ABOVE_HEADS)
        page.append([self._cell(page, h, "head_number" if c.number else "head") for h, c in pairs])
        self._write_rows(page, sheet, on_row)
        _mark_table(page, sheet, heads, HEADER_ROW + rows)
        for number, chart in enumerate(sheet.charts):
            draw(page, sheet, chart, HEADER_ROW, HEADER_ROW + rows, number)
            self._descriptions.append((chart.title, chart.description))
        # Closed at once: its rows are on the disk then, not in memory.
        page.close()

    def _write_rows(self, page: Any, sheet: Sheet[Any], on_row: OnRow | None) -> None:
        if not sheet.rows:
            # A table needs a row; the widest column has room for the sentence that says why there is none.
            widest = max(range(len(sheet.columns)), key=lambda i: sheet.columns[i].width)
            page.append([self._cell(page, sheet.empty if i == widest else None) for i in range(len(sheet.columns))])
            _set_height(page, HEADER_ROW + 1, row_points([line_count(sheet.empty, sheet.columns[widest].width)]))
            return
        columns = [(c.value, c.number, c.width) for c in sheet.columns]
        for number, row in enumerate(sheet.rows, start=1):
            strong = sheet.strong is not None and sheet.strong(row)
            cells = [self.write(page, value(row), strong=strong, right=right) for value, right, _ in columns]
            texts = ((c.value, column[2]) for c, column in zip(cells, columns, strict=True) if c.data_type == "s")
            _set_height(page, HEADER_ROW + number, row_points(line_count(t, w, bold=strong) for t, w in texts))
            page.append(cells)
            if on_row is not None:
                on_row(number)

    def write(self, page: Any, value: Cell, *, strong: bool = False, right: bool = False) -> BookCell:
        """Return the cell that shows ``value``: the one place where a value becomes a cell of a table."""
        ending = "_strong" if strong else ""
        match value:
            case StatusLevel():
                return self._cell(page, value.text, self._styles.chip(value))
            case Link() | Formula():
                return self._special(page, value, "number" + ending)
            case PartialDate() if value.first != value.last:
                return self._cell(page, str(value), "text" + ending)
            case PartialDate():
                return self._cell(page, value.first, "date" + ending)
            case date():
                return self._cell(page, value, "date" + ending)
            case bool():
                return self._cell(page, "yes" if value else "no", "text" + ending)
            case int():
                return self._cell(page, value, "number" + ending)
            case Decimal():
                return self._cell(page, value, self._styles.exact(value) + ending)
            case tuple():
                return self._cell(page, "; ".join(value), "text" + ending)
        return self._cell(page, value, ("number" if right else "text") + ending)

    def _special(self, page: Any, value: Link | Formula, style: str) -> BookCell:
        """Return a cell that does something: one that leads somewhere, or one that counts again."""
        if isinstance(value, Formula):
            return BookCell(page, 1, 1, f"={value.text}", self._styles[style])
        cell = self._cell(page, value.text, "link")
        cell.hyperlink = Hyperlink(ref="A1", location=f"'{value.sheet}'!A{value.row}")
        return cell

    def _cell(self, page: Any, value: str | int | Decimal | date | None, style: str = "text") -> BookCell:
        """Return a styled cell. Text is marked as text, so that ``=cmd()`` is never a formula."""
        array = self._styles[style]
        if not isinstance(value, str):
            return BookCell(page, 1, 1, value, array)
        text = cell_text(value)
        cell = BookCell(page, 1, 1, text or None, array)
        if text:
            cell.data_type = "s"
        return cell

    def _lay_out(self, page: Any, sheet: Sheet[Any]) -> None:
        """Set what must stand before the first row: widths, panes, and how it prints."""
        for number, column in enumerate(sheet.columns, start=1):
            page.column_dimensions[get_column_letter(number)].width = column.width
        for row, points in enumerate(_TOP_POINTS, start=1):
            _set_height(page, row, points)
        page.sheet_view.showGridLines = False
        # Rows under charts have no height of their own; a chart's place is worked out in them.
        page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = ROW_POINTS, True
        page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{HEADER_ROW + 1}"
        set_pages(page, sheet, self._footer)

    def save(self, file: BinaryIO) -> None:
        """Write the whole workbook into an open file."""
        with DescribingArchive(file, "w", ZIP_DEFLATED) as archive:
            archive.descriptions = self._descriptions
            ExcelWriter(self._book, archive).write_data()

    def discard(self) -> None:
        """Remove what was streamed to the disk for a workbook that nobody wants any more."""
        for page in self._book.worksheets:
            with suppress(Exception):
                if not page.closed:
                    page.close()
            with suppress(Exception):
                page._writer.cleanup()


def _placed(cells: Sequence[Any], row: int) -> Iterator[Any]:
    """Put finished cells into their row. openpyxl's own step tries each as a value first, which costs a fifth."""
    for column, cell in enumerate(cells, start=1):
        cell.row, cell.column = row, column
        if cell.hyperlink is not None:
            cell.hyperlink.ref = cell.coordinate
        yield cell


def _set_height(page: Any, row: int, points: float) -> None:
    """Give the next row its height. Not as a fixed height: Excel may work it out again when a cell is edited."""
    page.row_dimensions[row] = {"ht": f"{points:g}"}


def _unique(titles: Sequence[str]) -> list[str]:
    """Return heads for a table: on one line, never empty, and none twice, which Excel would call damage."""
    found: list[str] = []
    for number, title in enumerate(titles, start=1):
        plain = cell_text(" ".join(title.split()))[:200] or f"Column {number}"
        head, again = plain, 2
        while head.casefold() in {f.casefold() for f in found}:
            head, again = f"{plain} ({again})", again + 1
        found.append(head)
    return found


def _mark_table(page: Any, sheet: Sheet[Any], heads: Sequence[str], last_row: int) -> None:
    """Mark the rows as an Excel table, so that a screen reader names the column of each cell."""
    name = re.sub(r"\W", "", sheet.name.title()) + "Table"
    ref = f"A{HEADER_ROW}:{get_column_letter(len(heads))}{last_row}"
    table = Table(displayName=name, ref=ref)
    table._initialise_columns()
    for column, head in zip(table.tableColumns, heads, strict=True):
        column.name = head
    if not sheet.filtered:
        table.autoFilter = None
    # Not add_table(): it warns that a streamed sheet cannot name the columns by itself, which was done above.
    page.tables.add(table)
