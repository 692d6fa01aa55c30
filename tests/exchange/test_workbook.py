"""The workbook helper: text is text, tables are sound, charts are described."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.exchange.book_charts import describe
from send_tracker.exchange.columns import Cell, Column, Link, Sheet
from send_tracker.exchange.text_measure import line_count
from send_tracker.exchange.workbook import MAX_CELL, Book, cell_text
from send_tracker.exchange.workbook_places import HEADER_ROW
from tests.exchange.reading import book_of, parts_of, table_of

MADE_AT = datetime(2025, 7, 4, 9, 30, tzinfo=UTC)


def _nth(title: str, place: int) -> Column[list[Cell]]:
    return Column(title, lambda row: row[place])


VALUE: Column[str] = Column("Value", str)


def written(tmp_path: Path, values: list[Cell], *titles: str, **more: Any) -> Path:
    """Write a workbook with one sheet of one row and return its path."""
    columns = [_nth(title, i) for i, title in enumerate(titles or ("Value",) * len(values))]
    book = Book(title="A & B", footer="Plan & co", made_at=MADE_AT)
    book.add(Sheet("Page", "Title", "About", columns, [values] if values else [], **more), "Note")
    path = tmp_path / "book.xlsx"
    with path.open("wb") as file:
        book.save(file)
    return path


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd()", "#REF!", "#N/A", "<b>x</b>", "\u202eabc", "+49", "'quoted", " space"]
)
def test_text_is_kept_as_text(tmp_path: Path, text: str) -> None:
    cell = book_of(written(tmp_path, [text]))["Page"].cell(HEADER_ROW + 1, 1)
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x08c\x0b\x1fd\x7f\x85e", "abcde"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("\ud800 \ufffe\uffff", " "),
        ("_x0041_ _X0041_ _x41_", "_x005F_x0041_ _X0041_ _x41_"),
    ],
)
def test_what_a_workbook_cannot_hold_is_taken_out(text: str, kept: str) -> None:
    # A tab is a control character of XML's, and the only one besides the line feed that a cell keeps.
    assert cell_text(text) == kept


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "x" + "😀" * 16_500])
def test_a_text_is_never_cut_silently(text: str) -> None:
    kept = cell_text(text)
    assert len(kept.encode("utf-16-le")) // 2 <= MAX_CELL
    assert kept.endswith("… [cut]")
    assert text.startswith(kept.removesuffix("… [cut]"))


def test_values_by_type(tmp_path: Path) -> None:
    level = NOTTINGHAMSHIRE["obstacles"]
    values: list[Cell] = [
        3,
        date(2025, 7, 3),
        PartialDate.parse("2025-05-31"),
        PartialDate.parse("2025-05"),
        PartialDate.parse("2025-summer"),
        ("a", "b"),
        level,
        True,
        None,
    ]
    row = book_of(written(tmp_path, values))["Page"][HEADER_ROW + 1]
    assert [c.value for c in row] == [
        3,
        datetime(2025, 7, 3),  # noqa: DTZ001  # a workbook's dates have no zone
        datetime(2025, 5, 31),  # noqa: DTZ001
        "May 2025",
        "summer term 2025",
        "a; b",
        "A ▲ Obstacles",
        "yes",
        None,
    ]
    assert row[1].number_format == "d mmmm yyyy"
    assert row[6].fill.fgColor.rgb.endswith(level.solid[1].lstrip("#"))
    assert row[6].font.color.rgb.endswith(level.solid[2].lstrip("#"))


def test_heads_are_unique_and_never_empty(tmp_path: Path) -> None:
    path = written(tmp_path, ["a", "b", "c", "d"], "Status", "status", " ", "two\nlines")
    (table,) = book_of(path)["Page"].tables.values()
    assert table.column_names == ["Status", "status (2)", "Column 3", "two lines"]
    assert [c.value for c in book_of(path)["Page"][HEADER_ROW]] == table.column_names


def test_a_table_without_rows_says_why(tmp_path: Path) -> None:
    path = written(tmp_path, [], "First", "Second", empty="Nothing was found.")
    assert table_of(book_of(path)["Page"]) == [{"First": "Nothing was found.", "Second": None}]


def test_layout_of_a_page(tmp_path: Path) -> None:
    page = book_of(written(tmp_path, ["a", "b"], "First", "Second", filtered=True, frozen=1, pages_wide=2))["Page"]
    assert [page["A1"].value, page["A2"].value, page["A3"].value] == ["Title", "About", "Note"]
    assert page["A1"].style == "Heading 1"
    assert page.freeze_panes == f"B{HEADER_ROW + 1}"
    assert page.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert page.print_title_cols == "$A:$A"
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (2, 0)
    assert page.oddFooter.left.text == "Plan && co"
    assert "&P of &N" in page.oddFooter.right.text


def test_a_link_leads_to_its_sheet(tmp_path: Path) -> None:
    cell = book_of(written(tmp_path, ["a", Link("Plan", "The plan")]))["Page"].cell(HEADER_ROW + 1, 2)
    assert cell.value == "Plan"
    assert cell.hyperlink.location == "'The plan'!A1"
    assert cell.hyperlink.target is None


def test_only_our_font_and_our_name(tmp_path: Path) -> None:
    parts = parts_of(written(tmp_path, ["a"]))
    assert not [name for name, text in parts.items() if "Calibri" in text or "Cambria" in text]
    assert "<Application>SEND Tracker</Application>" in parts["docProps/app.xml"]
    assert "lastModifiedBy" not in parts["docProps/core.xml"]
    assert "2025-07-04T09:30:00Z" in parts["docProps/core.xml"]


def test_rows_have_room_for_their_text_and_may_still_grow(tmp_path: Path) -> None:
    path = written(tmp_path, ["word " * 30])
    row = parts_of(path)["xl/worksheets/sheet1.xml"].partition(f'<row r="{HEADER_ROW + 1}" ')[2].partition(">")[0]
    assert "customHeight" not in row
    assert book_of(path)["Page"].row_dimensions[HEADER_ROW + 1].height > 100


def test_line_counts() -> None:
    assert line_count("short", 20) == 1
    assert line_count("one\ntwo\nthree", 20) == 3
    assert line_count("", 20) == 1
    assert line_count("Unbreakablewordofverygreatlength", 12) >= 3
    assert line_count("i" * 30, 20) < line_count("W" * 30, 20)


def test_charts_get_their_alternative_text() -> None:
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    frame = '<graphicFrame><nvGraphicFramePr><cNvPr id="1" name="Chart 1"/></nvGraphicFramePr></graphicFrame>'
    drawing = f'<wsDr xmlns="{namespace}"><oneCellAnchor>{frame}</oneCellAnchor></wsDr>'
    text, used = describe(drawing, [("Title", 'Says "so" & more <than> that'), ("Next", "sheet")])
    assert used == 1
    assert b'name="Title"' in text and b'descr="Says &quot;so&quot; &amp; more &lt;than&gt; that"' in text


def test_discarding_leaves_nothing_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    book = Book(title="", footer="", made_at=MADE_AT)
    book.add(Sheet("Page", "Title", "About", [VALUE], ["a", "b"]), "Note")

    def stop(_row: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        book.add(Sheet("Next", "Title", "About", [VALUE], ["a", "b"]), "Note", stop)
    book.discard()
    assert list(tmp_path.iterdir()) == []
