"""A comparison as a file: the rows that are shown as Excel or CSV, the whole of it as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from send_tracker.domain.compare import Comparison
from send_tracker.domain.differences import Line
from send_tracker.domain.problem import Problem
from send_tracker.exchange.columns import Sheet
from send_tracker.exchange.compare_report import compare_document
from send_tracker.exchange.difference_columns import difference_columns
from send_tracker.exchange.export import formula_safe
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.compare import Point

_ENDINGS = (".xlsx", ".csv", ".json")


def write_differences(
    before: Point,
    after: Point,
    found: Comparison,
    lines: Sequence[Line],
    target: Path,
    *,
    force: bool = False,
    made_at: datetime | None = None,
) -> Path:
    """Write what changed; return the file.

    Args:
        before, after, found: the two sides and the comparison.
        lines: the differences to write, as they are shown. JSON always holds the whole comparison.
        target: the file; its ending says the format. force: replace a file of that name. made_at: now if left out.

    Raises:
        Problem: the ending is none of ours, or the file cannot be written.
    """
    ending = target.suffix.lower()
    if ending not in _ENDINGS:
        raise Problem(f"“{target.name}” ends in none of {', '.join(_ENDINGS)}.", "no-format")
    with replacing(target, force=force) as file:
        if ending == ".json":
            document = compare_document(before, after, found)
            file.write(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
        elif ending == ".csv":
            _write_csv(lines, file)
        else:
            _write_book(f"From {before.words} to {after.words}.", lines, file, made_at or datetime.now(UTC))
    return target


def _write_csv(lines: Sequence[Line], file: BinaryIO) -> None:
    columns = difference_columns()
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow([c.title for c in columns])
        rows.writerows([[formula_safe(str(c.value(line))) for c in columns] for line in lines])
        text.flush()
    finally:
        text.detach()  # the file is closed by who opened it


def _write_book(about: str, lines: Sequence[Line], file: BinaryIO, made_at: datetime) -> None:
    from send_tracker.exchange.workbook import Book

    book = Book(title="What changed", footer="What changed", made_at=made_at)
    try:
        columns = difference_columns()
        sheet = Sheet("What changed", "What changed", about, columns, lines, empty="Nothing changed.", filtered=True)
        book.add(sheet, "")
        book.save(file)
    except BaseException:
        book.discard()
        raise
