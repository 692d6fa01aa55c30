"""The workbook that a busy manager fills in: three lines of instruction, one row an action, a few tinted cells.

Everything else is protected without a password, so that a slip does no harm and a determined hand is not stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.register import Action
from send_tracker.domain.status import StatusScale
from send_tracker.exchange.book_styles import ACCENT, FONT, LINE, MUTED, TEXT
from send_tracker.exchange.returns.fields import BASE_SHEET, COLUMNS, LIST_SHEET, UPDATE_SHEET, ReturnColumn, base_of
from send_tracker.exchange.text_measure import line_count, row_points
from send_tracker.exchange.workbook import CREATOR, cell_text

HEADER_ROW: Final = 8
_ASKED_FILL: Final = PatternFill("solid", fgColor="F1F8F8")
_HEAD_FILL: Final = PatternFill("solid", fgColor="E2F0F1")
_LINE: Final = Side("thin", color=LINE)
_WRAP: Final = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
_PLAIN: Final = Alignment(vertical="center", horizontal="left", indent=1)
_DAY_FORMAT: Final = "d mmm yyyy"
_FIRST, _LAST = date(2015, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One action of a return: itself, why an answer is wanted, and the last update in words."""

    action: Action
    asked: str
    last: str


@dataclass(frozen=True, slots=True)
class Return:
    """All that one workbook says."""

    id: str
    tracker: str
    lead: str
    programme: str
    made_at: datetime
    today: date
    chase: str
    return_by: str
    rows: Sequence[ReturnRow]


def write_book(given: Return, scale: StatusScale, file: BinaryIO) -> None:
    """Write one return into an open file."""
    book = Workbook()
    page = book.active
    page.title = UPDATE_SHEET
    _describe(book, given)
    _head(page, given)
    for number, row in enumerate(given.rows, start=HEADER_ROW + 1):
        _row(page, number, row, scale)
    last = HEADER_ROW + max(1, len(given.rows))
    _lists(book, scale)
    _rules(page, last, scale)
    _lay_out(page, last)
    _base(book, given)
    book.save(file)


def _describe(book: Any, given: Return) -> None:
    properties = book.properties
    properties.title = cell_text(f"Owner return: {given.lead}")
    properties.creator, properties.language = CREATOR, "en-GB"
    properties.created = properties.modified = given.made_at.astimezone(UTC).replace(tzinfo=None)


def _put(page: Any, row: int, column: int, value: Any, font: Font, alignment: Alignment = _PLAIN) -> Any:
    """Write one cell; a text is always text, whatever it looks like."""
    cell = page.cell(row, column)
    if isinstance(value, str):
        text = cell_text(value)
        cell.value = text or None
        if text:
            cell.data_type = "s"
    else:
        cell.value = value
    cell.font, cell.alignment = font, alignment
    return cell


def _font(size: int = 11, *, bold: bool = False, colour: str = TEXT) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour)


def _head(page: Any, given: Return) -> None:
    _put(page, 1, 1, f"Update from {given.lead}", _font(18, bold=True))
    about = f"{given.programme}, as at {show(given.today.isoformat())}. {given.return_by}"
    _put(page, 2, 1, about, _font(colour=MUTED))
    lines = (
        "1  Fill in the tinted cells of your own actions: the status, and what has happened since the last update.",
        "2  Where it is not going to plan, say what is in the way, what will put it right, and by when.",
        "3  Save the workbook and send it back. Rows may be sorted; nothing else needs to be touched.",
    )
    for number, line in enumerate(lines, start=3):
        _put(page, number, 1, line, _font())
    _put(page, 6, 1, given.chase, _font(bold=True, colour=ACCENT))
    for number, column in enumerate(COLUMNS, start=1):
        cell = _put(page, HEADER_ROW, number, column.title, _font(bold=True), Alignment(
            vertical="bottom", horizontal="left", wrap_text=True, indent=1))  # fmt: skip
        cell.fill, cell.border = _HEAD_FILL, Border(bottom=Side("medium", color=ACCENT))
    for row, points in ((1, 30), (2, 18), (3, 18), (4, 18), (5, 18), (6, 24), (7, 6), (HEADER_ROW, 32)):
        page.row_dimensions[row].height = points


def _row(page: Any, number: int, row: ReturnRow, scale: StatusScale) -> None:
    values = {"due": row.action.due, "asked": row.asked, "last": row.last, "id": row.action.id, **base_of(row.action)}
    values["ref"], values["title"] = row.action.ref, row.action.title
    lines = []
    for place, column in enumerate(COLUMNS, start=1):
        value = _shown(column, str(values.get(column.name) or ""), scale)
        cell = _put(page, number, place, value, _font(bold=column.name == "ref"), _WRAP)
        cell.border = Border(bottom=_LINE, left=_LINE if column.asked else None, right=_LINE if column.asked else None)
        if isinstance(value, date):
            cell.number_format = _DAY_FORMAT
        if column.asked:
            cell.fill, cell.protection = _ASKED_FILL, Protection(locked=False)
            if column.kind == "date":
                cell.number_format = _DAY_FORMAT
        if isinstance(value, str) and column.kind != "id":
            lines.append(line_count(value, column.width - 2))
    page.row_dimensions[number].height = min(400.0, max(60.0, row_points(lines)))


def _shown(column: ReturnColumn, value: str, scale: StatusScale) -> str | date:
    if column.name == "status":
        return scale[value].text if value else ""
    if value and (column.kind == "date" or column.name == "due"):
        found = PartialDate.parse(value)
        return found.first if found.first == found.last else str(found)
    return value


def _lists(book: Any, scale: StatusScale) -> None:
    page = book.create_sheet(LIST_SHEET)
    for number, level in enumerate(scale, start=1):
        _put(page, number, 1, level.text, _font())
    page.sheet_state = "hidden"


def _rules(page: Any, last: int, scale: StatusScale) -> None:
    """Give the status its drop-down and its colours, and dates their check."""
    at = {c.name: get_column_letter(n) for n, c in enumerate(COLUMNS, start=1)}
    area = f"{at['status']}{HEADER_ROW + 1}:{at['status']}{last}"
    choice = DataValidation("list", formula1=f"'{LIST_SHEET}'!$A$1:$A${len(scale.levels)}", allow_blank=True)
    choice.errorTitle, choice.error, choice.showErrorMessage = "Status", "Choose a status from the list.", True
    choice.add(area)
    page.add_data_validation(choice)
    for level in scale:
        first = f"{at['status']}{HEADER_ROW + 1}"
        text = level.text.replace('"', '""')
        page.conditional_formatting.add(
            area,
            FormulaRule(
                formula=[f'{first}="{text}"'],
                font=Font(color=level.solid[2].lstrip("#"), bold=True),
                fill=PatternFill("solid", bgColor=level.solid[1].lstrip("#")),
            ),
        )
    for column in COLUMNS:
        if column.kind != "date":
            continue
        when = DataValidation(
            "date", operator="between", formula1=_serial(_FIRST), formula2=_serial(_LAST), allow_blank=True
        )
        when.errorStyle, when.showErrorMessage = "warning", True
        when.errorTitle, when.error = column.title, "This is not a day such as 30/09/2025. A month or a term may stay."
        when.add(f"{at[column.name]}{HEADER_ROW + 1}:{at[column.name]}{last}")
        page.add_data_validation(when)


def _serial(day: date) -> str:
    return str((day - date(1899, 12, 30)).days)


def _lay_out(page: Any, last: int) -> None:
    for number, column in enumerate(COLUMNS, start=1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.hidden = column.kind == "id"
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 90
    page.freeze_panes = f"C{HEADER_ROW + 1}"
    page.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(COLUMNS))}{last}"
    page.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertRows"):
        setattr(page.protection, allowed, False)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    page.oddFooter.right.text = "Page &P of &N"


def _base(book: Any, given: Return) -> None:
    """Keep what was sent beside it, on a sheet of its own: rows move, and what they set out from does not."""
    page = book.create_sheet(BASE_SHEET)
    font = _font()
    for number, pair in enumerate((("return", given.id), ("tracker", given.tracker), ("lead", given.lead)), start=1):
        for column, text in enumerate(pair, start=1):
            _put(page, number, column, text, font)
    names = list(base_of(given.rows[0].action)) if given.rows else []
    for column, name in enumerate(("id", "ref", *names), start=1):
        _put(page, 5, column, name, font)
    for number, row in enumerate(given.rows, start=6):
        values = (row.action.id, row.action.ref, *base_of(row.action).values())
        for column, value in enumerate(values, start=1):
            _put(page, number, column, value, font)
    page.sheet_state = "hidden"
