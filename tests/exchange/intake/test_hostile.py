"""Broken files and traps: each gets a sentence of its own, and the tracker stays as it is."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from send_tracker.cli import run
from send_tracker.domain.problem import Problem
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.opening import open_source
from send_tracker.services.session import Session
from send_tracker.storage.file import TrackerFile
from tests.builders import small_programme
from tests.exchange.intake.books import HEADS, book, part, with_parts
from tests.exchange.intake.corpus import CASES

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
ROW = ("1.1", "Recruit", "Head of SEND", "May 25", "G", "x")
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
Make = Callable[[Path], object]


def _bytes(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def _bomb(path: Path) -> None:
    """Declare in the list of parts, as a bomb does, that a sheet unpacks to two gigabytes."""
    book(path, [HEADS, ROW])
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (2**31 - 1).to_bytes(4, "little")
    path.write_bytes(content)


def _xml_bomb(name: str) -> Make:
    def make(path: Path) -> None:
        book(path, [HEADS, ROW])
        shared = b'<?xml version="1.0"?><sst><si><t>x</t></si></sst>'
        body = shared if name.endswith("sharedStrings.xml") else part(path, name)
        with_parts(path, {name: DOCTYPE + body[body.index(b"?>") + 2 if body.startswith(b"<?xml") else 0 :]})

    return make


def _zip_of(name: str, content: bytes = b"x") -> Make:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, content)

    return make


def _cut_short(path: Path) -> None:
    book(path, [HEADS, ROW])
    path.write_bytes(path.read_bytes()[:-200])


def _half_a_sheet(path: Path) -> None:
    book(path, [HEADS, ROW])
    with_parts(path, {"xl/worksheets/sheet1.xml": part(path, "xl/worksheets/sheet1.xml")[:300]})


def _far_only(path: Path) -> None:
    made = Workbook()
    made.active["XFD1048576"] = "x"
    made.save(path)


BAD: list[tuple[str, str, Make, str]] = [
    ("password.xlsx", "password", _bytes(OLE + "EncryptedPackage".encode("utf-16-le")), "protected by a password"),
    ("old.xls", "old-workbook", _bytes(OLE), "before 2007"),
    ("plan.ods", "open-document", _zip_of("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
    ("plan.xlsb", "binary-workbook", _zip_of("xl/workbook.bin"), ".xlsb"),
    ("plan.xlsx", "not-a-workbook", _bytes(b"%PDF-1.7 something"), "is a PDF"),
    ("plan.xlsx", "not-a-workbook", _bytes(b"<!DOCTYPE html><table>"), "web page"),
    ("plan.xlsx", "not-a-workbook", _bytes(b"\x89PNG\r\n\x1a\n"), "picture"),
    ("plan.xlsx", "not-a-workbook", _bytes(b"Ref,Action\n1,x"), "whatever its name says"),
    ("plan.xlsx", "not-a-workbook", _zip_of("word/document.xml"), "Word"),
    ("plan.xlsx", "not-a-workbook", _zip_of("notes.txt"), "zip file"),
    ("plan.xlsx", "empty-file", _bytes(b""), "is empty"),
    ("plan.xlsx", "damaged", _cut_short, "damaged"),
    ("plan.xlsx", "damaged", _half_a_sheet, "damaged"),
    ("plan.xlsx", "zip-bomb", _bomb, "as a trap would"),
    ("plan.xlsx", "xml-bomb", _xml_bomb("xl/worksheets/sheet1.xml"), "declares entities"),
    ("plan.xlsx", "xml-bomb", _xml_bomb("xl/sharedStrings.xml"), "declares entities"),
    ("plan.xlsx", "xml-bomb", _xml_bomb("xl/styles.xml"), "declares entities"),
    ("plan.xlsx", "xml-bomb", _xml_bomb("xl/workbook.xml"), "declares entities"),
    ("plan.xlsx", "no-table", _far_only, "holds no values"),
    ("plan.xlsx", "no-table", lambda p: book(p, [["x"], ["y"]]), "No table of actions"),
]


@pytest.mark.parametrize(("name", "code", "make", "words"), BAD, ids=[f"{b[1]}-{i}" for i, b in enumerate(BAD)])
def test_what_cannot_be_read_is_said_and_changes_nothing(
    name: str, code: str, make: Make, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, tracker = tmp_path / name, tmp_path / "plan.sendtracker"
    make(source)
    with small_programme(tracker) as small:
        before = small.session.file.log.heads()
        with pytest.raises(Problem) as raised:
            _preview(small.session, source)
    assert raised.value.code == code
    assert words in raised.value.sentence
    assert run(["import", str(tracker), str(source), "--apply"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.splitlines()[-1] == " ".join(raised.value.sentence.split())
    file = TrackerFile.open(tracker)
    assert file.log.heads() == before
    file.close()


def _preview(session: Session, source: Path) -> object:
    from send_tracker.exchange.intake.importing import preview_import

    return preview_import(session, source)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(Problem):
            open_source(path)


def test_two_hundred_thousand_empty_formatted_rows_are_passed_over(tmp_path: Path) -> None:
    source = book(tmp_path / "plan.xlsx", [HEADS, ROW])
    blank = b"".join(b'<row r="%d">%s</row>' % (n, b'<c r="A1" s="1"/>' * 6) for n in range(3, 200_003))
    sheet = part(source, "xl/worksheets/sheet1.xml").replace(b"</sheetData>", blank + b"</sheetData>")
    with_parts(source, {"xl/worksheets/sheet1.xml": sheet})
    (page,) = open_source(source).sheets
    assert list(page.rows) == [1, 2]
    assert page.notes == ["200,000 empty rows with nothing but formatting passed over."]


def test_a_cell_far_out_costs_nothing_and_is_named(tmp_path: Path) -> None:
    source = book(tmp_path / "plan.xlsx", [HEADS, ROW])
    made = load_workbook(source)
    made.active["XFD1048576"] = "lost"
    made.save(source)
    (page,) = open_source(source).sheets
    assert list(page.rows) == [1, 2]
    assert page.notes == ["1 cell beyond column 256 left out: XFD1048576."]


def test_more_rows_than_are_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 3)
    source = book(tmp_path / "plan.xlsx", [HEADS, ROW, ROW, ROW])
    with pytest.raises(Problem) as raised:
        open_source(source)
    assert raised.value.code == "too-large"


@pytest.mark.parametrize(
    ("limit", "most", "body"),
    [
        ("CELLS", 20, b'<row r="3">' + b"<c><v>1</v></c>" * 30 + b"</row>"),
        ("ELEMENTS", 60, b"<a/>" * 100),
        ("DEPTH", 9, b"<a>" * 10 + b"</a>" * 10),
    ],
)
def test_floods_are_stopped(
    limit: str, most: int, body: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book(tmp_path / "plan.xlsx", [HEADS, ROW])
    sheet = part(source, "xl/worksheets/sheet1.xml").replace(b"</sheetData>", body + b"</sheetData>")
    with_parts(source, {"xl/worksheets/sheet1.xml": sheet})
    assert list(open_source(source).sheets[0].rows)[:2] == [1, 2]
    monkeypatch.setattr(limits, limit, most)
    with pytest.raises(Problem) as raised:
        open_source(source)
    assert raised.value.code == "too-large"


def test_a_text_beyond_what_a_cell_holds_is_cut_and_said(tmp_path: Path) -> None:
    source = book(tmp_path / "plan.xlsx", [HEADS, ROW])
    body = b'<row r="3"><c r="B3" t="inlineStr"><is><t>' + b"x" * 100_000 + b"</t></is></c></row></sheetData>"
    sheet = part(source, "xl/worksheets/sheet1.xml").replace(b"</sheetData>", body)
    with_parts(source, {"xl/worksheets/sheet1.xml": sheet})
    (page,) = open_source(source).sheets
    assert len(page.cell(3, 2).text) == limits.TEXT
    assert page.notes == ["B3 holds more than 32,767 characters; the rest was left out."]


def test_the_reader_sees_what_openpyxl_sees(tmp_path: Path) -> None:
    """Values, dates and fills of a workbook with every kind of cell, against openpyxl's own reading."""
    made = Workbook()
    page = made.active
    values = ["text", "  spaces ", 1, 1.5, True, date(2025, 5, 31), "=1+1", "é\nline <b>", 45000]
    for column, value in enumerate(values, start=1):
        page.cell(2, column, value)
    page["A2"].font = Font(bold=True)
    made.save(tmp_path / "all.xlsx")
    (sheet,) = open_source(tmp_path / "all.xlsx").sheets
    theirs = [c.value for c in load_workbook(tmp_path / "all.xlsx")["Sheet"][2]]
    ours = [sheet.cell(2, c).value for c in range(1, len(values) + 1)]
    assert ours[:5] == theirs[:5]
    assert ours[5] == theirs[5].date()
    assert "result was never saved" in sheet.cell(2, 7).error
    assert ours[7:] == theirs[7:]


def test_escapes_and_rich_texts_are_read_as_excel_shows_them(tmp_path: Path) -> None:
    source = book(tmp_path / "plan.xlsx", [["a", "b"]])
    head = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    texts = b"<si><r><t>rich </t></r><r><t>text</t></r><rPh><t>hint</t></rPh></si><si><t>_x005F_x0041_ _x000D_</t></si>"
    cells = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>99</v></c></row>'
    sheet = b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
    with_parts(
        source,
        {
            "xl/sharedStrings.xml": head + texts + b"</sst>",
            "xl/worksheets/sheet1.xml": sheet + cells + b"</x:sheetData></x:worksheet>",
        },
    )
    (page,) = open_source(source).sheets
    assert [page.cell(1, c).value for c in (1, 2, 3)] == ["rich text", "_x0041_ \r", None]


@pytest.mark.external
def test_a_tracker_saved_by_libreoffice_is_read_the_same(tmp_path: Path) -> None:
    """Shared texts, theme colours and merges as another program writes them."""
    made = (
        CASES[0].build(tmp_path / "plain.xlsx"),
        next(c for c in CASES if c.name == "colour only").build(tmp_path / "colours.xlsx"),
    )
    office = shutil.which("soffice")
    assert office
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    files = [str(path) for path in made]
    subprocess.run([*command, "--outdir", str(tmp_path / "new"), *files], check=True, capture_output=True, timeout=120)
    for path in made:
        (before,), (after,) = open_source(path).sheets, open_source(tmp_path / "new" / path.name).sheets
        cells = [(n, c) for n, row in before.rows.items() for c in row]
        assert [(after.cell(*at).value, after.cell(*at).fill) for at in cells] == [
            (before.cell(*at).value, before.cell(*at).fill) for at in cells
        ]
