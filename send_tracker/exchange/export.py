"""Writing registers as CSV, Excel or JSON, with every text as it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final

from send_tracker.domain.dates import PartialDate, long_date
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import StatusLevel
from send_tracker.exchange.columns import Cell, Formula, Link, Sheet
from send_tracker.exchange.register_table import RegisterTable
from send_tracker.exchange.safe_write import replacing
from send_tracker.exchange.tables import register_tables
from send_tracker.services.session import Session

_STARTS_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: the file, and how many rows of each kind."""

    path: Path
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Job:
    """Everything that a writer is given."""

    session: Session
    tables: Sequence[RegisterTable]
    as_at: date

    @property
    def note(self) -> str:
        """The line that says whose registers these are, and when."""
        programme = self.session.programme
        return f"{programme.name}, as at {long_date(self.as_at)}. {programme.sample_note}".strip()


def export(
    session: Session,
    what: Sequence[str],
    target: Path,
    *,
    as_at: date | None = None,
    only: Sequence[str] | None = None,
    force: bool = False,
) -> ExportResult:
    """Write one register, or several where the format can hold them.

    Args:
        session: the open file.
        what: kinds, as :func:`send_tracker.exchange.tables.register_tables` knows them.
        target: the file; its ending says the format: .csv, .json or .xlsx.
        as_at: the state at the end of this day; now if left out. Of the log, the changes up to it.
        only: ids of the rows to write, in this order, as a filtered view shows them; all if left out.
        force: replace a file of that name.

    Raises:
        Problem: the kind or the format is unknown, several kinds were asked of a CSV file, the day is in the
            future, or the file cannot be written.
    """
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        raise Problem(f"“{target.name}” ends in none of {', '.join(_WRITERS)}.", "no-format")
    if as_at is not None and as_at > session.today:
        raise Problem(f"{long_date(as_at)} is in the future; a register shows a day up to today.", "future")
    if write is _write_csv and len(set(what)) > 1:
        raise Problem("A CSV file holds one kind. Export one kind a file, or write .xlsx or .json.", "one-kind")
    with replacing(target, force=force) as file:
        tables = [_narrowed(table, only) for table in register_tables(session, what, as_at)]
        job = _Job(session, tables, as_at or session.today)
        write(job, file)
    return ExportResult(target, {t.what: len(t.rows) for t in job.tables})


def _narrowed(table: RegisterTable, only: Sequence[str] | None) -> RegisterTable:
    """Return a table with these rows only; the log of changes is always whole."""
    if only is None or table.what == "changes":
        return table
    by_id = {row.id: row for row in table.rows}
    rows = [by_id[id] for id in only if id in by_id]
    return replace(table, rows=rows, about=f"{len(rows):,} of {len(table.rows):,} rows, as filtered. {table.about}")


def _write_csv(job: _Job, file: BinaryIO) -> None:
    table = job.tables[0]
    # Excel takes a CSV file for UTF-8 only if it begins with a mark.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow([formula_safe(c.title) for c in table.columns])
        for row in table.rows:
            rows.writerow([_csv_value(c.value(row)) for c in table.columns])
        text.flush()
    finally:
        # The file is closed by who opened it.
        text.detach()


def _csv_value(value: Cell) -> str | int:
    if isinstance(value, Decimal):
        return f"{value:f}"
    plain = json_value(value)
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, (int, float)):  # no number with places gets here: those were Decimals
        return int(plain)
    return formula_safe("; ".join(plain) if isinstance(plain, list) else plain or "")


def formula_safe(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it: what begins like a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def json_value(value: Cell) -> str | int | float | bool | list[str] | None:
    """Return a cell as JSON holds it: ISO dates, codes, lists, and texts unaltered."""
    match value:
        case PartialDate():
            return value.text
        case StatusLevel():
            return value.code
        case Link() | Formula():
            return value.text
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case Decimal():
            # The file keeps up to 15 digits, and that many come back from a float as they were.
            return int(value) if value == value.to_integral_value() else float(value)
    return value


def _write_json(job: _Job, file: BinaryIO) -> None:
    head = {"programme": job.session.programme.name, "as_at": job.as_at.isoformat()}
    registers = {t.what: [_json_row(t, row) for row in t.rows] for t in job.tables}
    what = list(registers)
    if len(what) == 1:
        document: dict[str, Any] = {"what": what[0], **head, "rows": registers[what[0]]}
    else:
        document = {"what": what, **head, **registers}
    file.write(json.dumps(document, ensure_ascii=False, indent=2).encode(errors="replace"))
    file.write(b"\n")


def _json_row(table: RegisterTable, row: Any) -> dict[str, Any]:
    """Return a row by keys; the programme's own columns stand together under one."""
    found: dict[str, Any] = {}
    for column in table.columns:
        place = found.setdefault(column.group, {}) if column.group else found
        place[column.key] = json_value(column.value(row))
    return found


def _write_xlsx(job: _Job, file: BinaryIO) -> None:
    from send_tracker.exchange.workbook import Book

    titles = ", ".join(t.title.lower() for t in job.tables)
    name = job.session.programme.name
    book = Book(
        title=f"{name}: {titles}", footer=f"{name}, as at {long_date(job.as_at)}", made_at=job.session.clock.now()
    )
    try:
        for table in job.tables:
            sheet = Sheet(
                table.what.capitalize(), table.title, table.about, table.columns, table.rows, filtered=True, frozen=1
            )
            book.add(sheet, job.note)
        book.save(file)
    except BaseException:
        book.discard()
        raise


_WRITERS: Final[dict[str, Callable[[_Job, BinaryIO], None]]] = {
    ".csv": _write_csv,
    ".json": _write_json,
    ".xlsx": _write_xlsx,
}
