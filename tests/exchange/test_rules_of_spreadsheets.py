"""The workbook against the rules for published spreadsheets, each with its source.

No established checker judges the accessibility of a workbook: Excel's own runs in Excel only, and PyPI, Debian and npm
have none (gptables and aftables write workbooks and judge none). So the checklist of the Government Analysis Function,
“Releasing statistics in spreadsheets” (analysisfunction.civilservice.gov.uk), is held here rule by rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from send_tracker.domain.audience import Audience
from send_tracker.exchange.pack import PackOptions, write_pack
from send_tracker.services.session import Session
from tests.exchange.reading import book_of

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


@pytest.fixture(scope="module", params=list(Audience), ids=str)
def path(request: pytest.FixtureRequest, sample: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack for each audience."""
    target = tmp_path_factory.mktemp("rules") / "pack.xlsx"
    return write_pack(sample, target, chosen=PackOptions(audience=request.param)).path


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return book_of(path)


def rows_of(page: Any) -> list[list[Any]]:
    return [list(row) for row in page.iter_rows(min_row=4)]


def marked_up_tables(book: Any) -> None:
    """Checklist, “Mark up tables” and “one tagged header row”: one table a sheet, with its heads."""
    for page in book:
        (table,) = page.tables.values()
        assert table.headerRowCount in (None, 1)
        assert [c.value for c in page[4]] == table.column_names


def tables_have_names(book: Any) -> None:
    """Checklist, “Give tables meaningful names”: that of the sheet, none twice."""
    names = [t.displayName for page in book for t in page.tables.values()]
    assert len({n.casefold() for n in names}) == len(names)
    assert all(re.fullmatch(r"[A-Z]\w+Table", n) for n in names)


def no_merged_cells(book: Any) -> None:
    """Checklist, “Remove merged and split cells”."""
    assert not [page.title for page in book if page.merged_cells.ranges]


def no_blank_rows(book: Any) -> None:
    """Checklist, “Remove blank rows and columns within tables”: each row says something, each column has a head."""
    for page in book:
        heads, *rows = rows_of(page)
        assert all(cell.value for cell in heads), page.title
        assert all(any(cell.value not in (None, "") for cell in row) for row in rows), page.title


def title_first(book: Any) -> None:
    """“Position of titles”: the title is in A1, as Heading 1, and the sheet says in A2 what it holds."""
    for page in book:
        assert page["A1"].value and page["A1"].style == "Heading 1", page.title
        assert page["A2"].value and page["A3"].value, page.title


def sheets_have_names(book: Any) -> None:
    """“Worksheet names”: no more than 31 characters, none twice, none that a program gave."""
    names = [page.title for page in book]
    assert len(set(names)) == len(names) and all(0 < len(n) <= 31 for n in names)
    assert not [n for n in names if re.fullmatch(r"Sheet\d*", n)]


def contents_lead(book: Any) -> None:
    """“Use a cover sheet and a table of contents”: contents links to each sheet that follows."""
    assert book.sheetnames[:2] == ["Cover", "Contents"]
    links = [c.hyperlink.location for row in book["Contents"].iter_rows(min_row=5) for c in row if c.hyperlink]
    assert [re.fullmatch(r"'(.*)'!A1", link)[1] for link in links] == book.sheetnames[2:]  # type: ignore[index]


def nothing_hidden(book: Any) -> None:
    """“Avoid hidden rows, columns and worksheets”."""
    for page in book:
        assert page.sheet_state == "visible"
        assert not [d for d in (*page.row_dimensions.values(), *page.column_dimensions.values()) if d.hidden]


def links_say_where(book: Any) -> None:
    """WCAG 2.4.4: a link has words, and stays in the workbook."""
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                if cell.hyperlink:
                    assert str(cell.value).strip() and cell.hyperlink.target is None, cell.coordinate


def no_colour_alone(book: Any) -> None:
    """WCAG 1.4.1: a cell with a colour of its own holds words, and a status its letter and shape."""
    for page in book:
        for row in page.iter_rows(min_row=5):
            for cell in row:
                if cell.fill.fill_type:
                    assert re.search(r"\w", str(cell.value or "")), (page.title, cell.coordinate)


def wrapped_text(book: Any) -> None:
    """Checklist, “Wrap text within cells”: what is longer than its column."""
    for page in book:
        for row in page.iter_rows(min_row=5):
            for cell in row:
                width = page.column_dimensions[cell.column_letter].width
                if cell.data_type == "s" and len(str(cell.value)) > 1.3 * width and not cell.hyperlink:
                    assert cell.alignment.wrap_text, (page.title, cell.coordinate)


def one_plain_font(book: Any) -> None:
    """“Font, size and formatting”: a sans serif font of 12 points or more, no italics, no underline but of links."""
    fonts = {(c.font.name, c.font.i) for page in book for row in page.iter_rows() for c in row if c.value}
    assert {name for name, _ in fonts} == {"Arial"}
    assert not any(italic for _, italic in fonts)
    sizes = {c.font.sz for page in book for row in page.iter_rows() for c in row if c.value}
    assert min(sizes) >= 12


def language_and_title(book: Any) -> None:
    """WCAG 2.4.2 and 3.1.1: the document says its title and its language, and names no person."""
    assert book.properties.title and book.properties.language == "en-GB"
    assert book.properties.creator == "SEND Tracker" and not book.properties.lastModifiedBy


RULES: list[Callable[[Any], None]] = [
    marked_up_tables, tables_have_names, no_merged_cells, no_blank_rows, title_first, sheets_have_names, contents_lead,
    nothing_hidden, links_say_where, no_colour_alone, wrapped_text, one_plain_font, language_and_title,
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_pack_keeps_the_rule(book: Any, rule: Callable[[Any], None]) -> None:
    rule(book)


def test_hostile_texts_break_no_rule(hostile: Session, tmp_path: Path) -> None:
    book = book_of(write_pack(hostile, tmp_path / "hostile.xlsx").path)
    for rule in RULES:
        rule(book)


def test_every_chart_is_told_in_words(path: Path) -> None:
    """WCAG 1.1.1: each chart has a title and a text that says what it shows."""
    with ZipFile(path) as archive:
        drawings = [n for n in archive.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", n)]
        for name in drawings:
            for frame in ET.fromstring(archive.read(name)).iter(f"{_DRAWING}graphicFrame"):
                about = frame.find(f".//{_DRAWING}cNvPr")
                assert about is not None and about.get("title") and len(about.get("descr") or "") > 30, name


def test_words_of_charts_are_as_large_as_those_of_cells(path: Path) -> None:
    """“Font, size and formatting” again: the least size is for every word that is read."""
    with ZipFile(path) as archive:
        charts = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/charts/chart")]
    sizes = {int(size) for chart in charts for size in re.findall(r'sz="(\d+)"', chart)}
    assert sizes and min(sizes) >= 1200
