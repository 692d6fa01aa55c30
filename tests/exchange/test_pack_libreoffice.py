"""The pack as LibreOffice opens it: every text of the register is there, and nothing is cut or overflows."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from send_tracker.bootstrap import open_tracker
from send_tracker.domain.progress import register_progress
from send_tracker.exchange.pack import PackOf, issue_pack, write_pack
from send_tracker.exchange.pack.verifying import verify_pack
from send_tracker.services.session import Session
from tests.exchange.conftest import AS_TITLES

pytestmark = pytest.mark.external

# All sheets, comma, double quotes, UTF-8, values as shown.
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def convert(book: Path, folder: Path, to: str) -> Path:
    """Convert a workbook with a LibreOffice of its own and return the folder."""
    program = shutil.which("libreoffice") or shutil.which("soffice")
    assert program, "LibreOffice is not installed"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


def sheets(book: Path, folder: Path) -> dict[str, list[list[str]]]:
    """Return the cells of every sheet as LibreOffice shows them."""
    found = {}
    for path in convert(book, folder, ALL_SHEETS).glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem.removeprefix(f"{book.stem}-")] = list(csv.reader(file))
    return found


def test_the_sample_reads_the_same(sample: Session, tmp_path: Path) -> None:
    pack = write_pack(sample, tmp_path / "pack.xlsx").path
    shown = sheets(pack, tmp_path)
    register = sample.register()
    progress = register_progress(register)
    assert list(shown["Summary"][4][:2]) == ["Whole plan", "Whole plan"]
    assert progress.all.done_text in shown["Summary"][4]
    assert [row[:2] for row in shown["Plan"][4:]] == [[a.ref, a.title] for a in register.actions]
    assert [row[4] for row in shown["Plan"][4:]] == [register.scale[a.status].text for a in register.actions]
    assert [row[1] for row in shown["Evidence"][4:]] == [e.title for e in register.evidence]
    cells = [cell for rows in shown.values() for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("#", "Err:"))]


def test_hostile_text_reads_as_it_was_typed(hostile: Session, tmp_path: Path) -> None:
    pack = write_pack(hostile, tmp_path / "hostile-pack.xlsx").path
    shown = sheets(pack, tmp_path)
    assert [row[1] for row in shown["Plan"][4:]] == list(AS_TITLES)


def test_the_printed_pack_holds_the_figures(sample: Session, tmp_path: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed")
    pack = write_pack(sample, tmp_path / "pack.xlsx").path
    convert(pack, tmp_path, "pdf")
    command = [reader, "-layout", str(tmp_path / "pack.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    progress = register_progress(sample.register())
    for figures in (progress.all, *progress.areas.values(), *progress.outcomes.values()):
        assert figures.done_text in text
    assert "###" not in text, "a column is too narrow for its dates"
    assert "Actions by status" in text and "Number of actions" in text
    pages = text.split("\f")
    assert all("as at 4 July 2025 (illustrative sample)" in page for page in pages if page.strip())


def test_what_is_counted_again_is_what_is_printed(sample: Session, tmp_path: Path) -> None:
    pack = write_pack(sample, tmp_path / "pack.xlsx").path
    heads, *rows = sheets(pack, tmp_path)["Sources"][3:]
    number, again = heads.index("As a number"), heads.index("Counted again")
    counted = [(row[number], row[again]) for row in rows if row[again]]
    assert len(counted) > 80
    assert [pair for pair in counted if float(pair[0]) != float(pair[1])] == []


def test_a_pack_that_was_saved_again_elsewhere_is_unaltered(pristine_sample: Path, tmp_path: Path) -> None:
    session = open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "own.sendtracker")), author="Ana")
    try:
        pack = issue_pack(session, tmp_path / "pack.xlsx", PackOf(), reason="As published").path
        (tmp_path / "saved").mkdir()
        convert(pack, tmp_path / "saved", "xlsx:Calc MS Excel 2007 XML")
        found = verify_pack(session, tmp_path / "saved" / "pack.xlsx")
    finally:
        session.close()
    assert found.unaltered and found.log_head_known, found
