"""Reading back what was written, as tests want it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook


def book_of(path: Path) -> Any:
    """Return a workbook read back with openpyxl."""
    return load_workbook(path)


def table_of(page: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by the heads of its columns."""
    (table,) = page.tables.values()
    rows = [[cell.value for cell in row] for row in page[table.ref]]
    heads = [str(head) for head in rows[0]]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def parts_of(path: Path) -> dict[str, str]:
    """Return every part of a zip file as text."""
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
