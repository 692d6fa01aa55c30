"""How sheets print: heads on every page, nothing too small to read, and no chart cut by the end of a page."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from send_tracker.exchange.book_charts import ROWS_PER_CHART, chart_row
from send_tracker.exchange.book_pages import ROW_POINTS, break_rows, scale_of
from send_tracker.exchange.columns import Chart, Column, Series, Sheet
from send_tracker.exchange.pack.composing import compose
from send_tracker.exchange.pack.material import gather
from send_tracker.exchange.workbook import Book
from send_tracker.exchange.workbook_places import HEADER_ROW
from send_tracker.services.session import Session

_LEAST_POINTS = 6.0
_POINTS = 11


def sheet_of(rows: int, charts: int, width: float = 20) -> Sheet[int]:
    drawn = [
        Chart("measure", f"Chart {n}", "Day", "Number", "Day", [Series("Figure")], "A line.") for n in range(charts)
    ]
    columns: list[Column[int]] = [Column("Day", lambda n: n, width), Column("Figure", lambda n: n, width, number=True)]
    return Sheet("Numbers", "Numbers", "Numbers over days.", columns, list(range(rows)), charts=drawn)


@settings(max_examples=60)
@given(rows=st.integers(1, 200), charts=st.integers(2, 12), width=st.floats(10, 90))
def test_no_chart_is_cut(rows: int, charts: int, width: float) -> None:
    """Between two breaks lie whole charts, and no more of them than the paper holds."""
    sheet = sheet_of(rows, charts, width)
    last = HEADER_ROW + rows
    breaks = break_rows(sheet, last)
    firsts = [chart_row(last, n) for n in range(charts)]
    for first in firsts:
        assert not [b for b in breaks if first <= b < first + ROWS_PER_CHART - 1]
    edges = [*breaks, chart_row(last, charts)]
    high = 18.2 / (ROWS_PER_CHART * ROW_POINTS / 72 * 2.54 * scale_of(sheet) / 100)
    for start, end in pairwise(edges):
        assert sum(start < first <= end for first in firsts) <= max(1, high)


def test_a_sheet_of_charts_has_its_scale_and_breaks() -> None:
    file = BytesIO()
    book = Book(title="T", footer="F", made_at=datetime(2025, 7, 4, tzinfo=UTC))
    book.add(sheet_of(20, 3, 90), "note")
    book.save(file)
    page: Any = load_workbook(file)["Numbers"]
    assert page.page_setup.scale == scale_of(sheet_of(20, 3, 90)) < 100
    assert not page.sheet_properties.pageSetUpPr.fitToPage
    assert [b.id for b in page.row_breaks.brk] == break_rows(sheet_of(20, 3, 90), HEADER_ROW + 20)


def test_every_sheet_of_the_pack_is_legible_on_a4(sample: Session) -> None:
    material = gather(sample, None, None, sample.clock.now(), None)
    for sheet in compose(material):
        wide = sum(c.width for c in sheet.columns)
        frozen = sum(c.width for c in list(sheet.columns)[: sheet.frozen]) * (sheet.pages_wide - 1)
        scale = min(1.0, 27.3 * max(sheet.pages_wide, 1) / ((wide + frozen) * 0.212))
        assert _POINTS * scale >= _LEAST_POINTS, (sheet.name, _POINTS * scale)
