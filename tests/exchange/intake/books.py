"""Workbooks as people make them, made here: rows of plain values, with merges, fills and formats on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import PatternFill

HEADS = ("Ref", "Action", "Lead", "Due date", "RAG", "Progress")


def book(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    name: str = "Plan",
    merges: Sequence[str] = (),
    fills: Mapping[str, Any] | None = None,
    formats: Mapping[str, str] | None = None,
) -> Path:
    """Write one sheet: None leaves a cell out; ``fills`` are colours by cell."""
    made = Workbook()
    page = made.active
    page.title = name
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                page.cell(number, column, value)
    for cell, colour in (fills or {}).items():
        page[cell].fill = PatternFill("solid", fgColor=colour)
    for cell, form in (formats or {}).items():
        page[cell].number_format = form
    for merge in merges:
        page.merge_cells(merge)
    made.save(path)
    return path


def with_parts(path: Path, parts: Mapping[str, bytes | None]) -> Path:
    """Replace, add or (with None) take away parts of a workbook's zip."""
    with ZipFile(path) as archive:
        content: dict[str, bytes | None] = {n: archive.read(n) for n in archive.namelist()}
    content.update(parts)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in content.items():
            if data is not None:
                archive.writestr(name, data)
    return path


def part(path: Path, name: str) -> bytes:
    """Return one part of a workbook."""
    with ZipFile(path) as archive:
        return archive.read(name)
