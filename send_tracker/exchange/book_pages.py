"""How a sheet of a workbook is printed: A4 on its side, its heads on every page, and no chart cut by the end of a page.

A sheet is made to fit so many pages across. Excel takes no page breaks of ours there (“Excel ignores manual page breaks
when you use the Fit To option”), so a sheet with several charts has its scale worked out instead, and breaks between.
"""

from __future__ import annotations

from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.properties import PageSetupProperties

from send_tracker.exchange.book_charts import CM_PER_CHARACTER, ROWS_PER_CHART, WIDEST_CM, chart_row
from send_tracker.exchange.columns import Sheet
from send_tracker.exchange.workbook_places import HEADER_ROW

_A4: Final = 9
_MARGIN_CM, _FOOT_CM = 1.2, 1.6
_WIDE_CM, _HIGH_CM = 29.7 - 2 * _MARGIN_CM, 21.0 - _MARGIN_CM - _FOOT_CM
ROW_POINTS: Final = 15.75
"""A row that has no height of its own."""

_ROW_CM: Final = ROW_POINTS / 72 * 2.54
_ROW_OF_TABLE_CM: Final = 19.5 / 72 * 2.54
_LEAST_SCALE, _MOST_SCALE = 40, 100
_SAFETY: Final = 0.96
"""Column widths differ a little between programs; a sheet that is a hair too wide would print twice as many pages."""


def set_pages(page: Any, sheet: Sheet[Any], footer: str) -> None:
    """Set how a sheet is printed; call it before its first row is written.

    Args:
        page: the worksheet. sheet: what stands on it. footer: the words at the left of each page's foot.
    """
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    if len(sheet.charts) > 1:
        _break_between_charts(page, sheet)
    else:
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToWidth = sheet.pages_wide
        page.page_setup.fitToHeight = sheet.pages_high
        page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    if sheet.frozen and sheet.pages_wide > 1:
        page.page_setup.pageOrder = "overThenDown"
        page.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
    margins = page.page_margins
    margins.left = margins.right = margins.top = _MARGIN_CM / 2.54
    margins.bottom, margins.footer = _FOOT_CM / 2.54, 0.8 / 2.54
    page.oddFooter.left.text = footer
    page.oddFooter.right.text = "&A, page &P of &N"


def scale_of(sheet: Sheet[Any]) -> int:
    """Return the percentage at which a sheet and its charts are as wide as the page."""
    wide = sum(c.width for c in sheet.columns) * CM_PER_CHARACTER if sheet.pages_wide else WIDEST_CM
    return max(_LEAST_SCALE, min(_MOST_SCALE, int(100 * _WIDE_CM * _SAFETY / max(wide, 1.0))))


def break_rows(sheet: Sheet[Any], last_row: int) -> list[int]:
    """Return the rows after which a new page begins, so that no chart is cut: the table first, then whole charts."""
    scale = scale_of(sheet) / 100
    each = ROWS_PER_CHART * _ROW_CM * scale
    together = max(1, int(_HIGH_CM / each))
    used = (last_row + 2) * _ROW_OF_TABLE_CM * scale
    beside_table = int((_HIGH_CM - used) / each) if used < _HIGH_CM else 0
    firsts = range(beside_table, len(sheet.charts), together)
    return [chart_row(last_row, number) - 1 for number in firsts]


def _break_between_charts(page: Any, sheet: Sheet[Any]) -> None:
    last_row = HEADER_ROW + max(1, len(sheet.rows))
    page.page_setup.scale = scale_of(sheet)
    page.row_breaks = RowBreak()
    for row in break_rows(sheet, last_row):
        page.row_breaks.append(Break(id=row))
    # Heads over a page of charts would belong to nothing; a table of more pages needs them all the same.
    if last_row * _ROW_OF_TABLE_CM * scale_of(sheet) / 100 > _HIGH_CM:
        page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
