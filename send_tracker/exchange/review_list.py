"""What changed in a sitting, for the minutes: plain text, tab-separated text, CSV, Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from send_tracker.domain.dates import long_date
from send_tracker.domain.problem import Problem
from send_tracker.domain.review_words import board_words
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.export import formula_safe
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.review_changes import SittingChange
from send_tracker.services.session import Session

_COLUMNS: Final[tuple[Column[SittingChange], ...]] = (
    Column("Reference", lambda c: c.ref, 12),
    Column("Action", lambda c: c.title, 40),
    Column("From", lambda c: c.before, 16),
    Column("To", lambda c: c.after, 16),
    Column("Why", lambda c: c.why, 40),
    Column("Note for the minutes", lambda c: c.note, 50),
    Column("Also changed", lambda c: "\n".join(c.other), 40),
)


def heading(session: Session, board: str) -> str:
    """Return the line above the list: whose plan, which board, which day."""
    day = f"{board_words(board)}, {long_date(session.today)}" if board else f"on {long_date(session.today)}"
    return f"{session.programme.name}: changes in the review {day}"


def as_text(changes: Sequence[SittingChange], title: str) -> str:
    """Return the list as plain text, as it can be pasted into minutes."""
    lines = [title, ""]
    for change in changes:
        lines.append(f"{change.ref} {change.title}")
        told = [change.moved, f"Why: {change.why}" if change.why else "", *change.other]
        told += [f"Note: {change.note}" if change.note else ""]
        lines += [f"    {line}" for text in told if text for line in text.splitlines()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def as_tabs(changes: Sequence[SittingChange]) -> str:
    """Return the list as tab-separated text for a spreadsheet: one line a row, and nothing that it would run."""
    rows = [[c.title for c in _COLUMNS], *([str(c.value(row) or "") for c in _COLUMNS] for row in changes)]
    return "\n".join("\t".join(formula_safe(" ".join(cell.split())) for cell in row) for row in rows) + "\n"


def write_review(
    session: Session, changes: Sequence[SittingChange], board: str, target: Path, *, force: bool = False
) -> Path:
    """Write the list, and return where it is; the ending of the file says the format: .txt, .csv or .xlsx.

    It is a page or two, so it is written at once and not by another process.

    Raises:
        Problem: the format is unknown, or the file cannot be written.
    """
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        raise Problem(f"“{target.name}” ends in none of {', '.join(_WRITERS)}.", "no-format")
    with replacing(target, force=force) as file:
        write(session, changes, heading(session, board), file)
    return target


def _write_txt(_session: Session, changes: Sequence[SittingChange], title: str, file: BinaryIO) -> None:
    file.write(as_text(changes, title).replace("\n", "\r\n").encode("utf-8-sig", errors="replace"))


def _write_csv(_session: Session, changes: Sequence[SittingChange], _title: str, file: BinaryIO) -> None:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([c.title for c in _COLUMNS])
    for change in changes:
        rows.writerow([formula_safe(str(c.value(change) or "")) for c in _COLUMNS])
    # Excel takes a CSV file for UTF-8 only if it begins with a mark.
    file.write(text.getvalue().encode("utf-8-sig", errors="replace"))


def _write_xlsx(session: Session, changes: Sequence[SittingChange], title: str, file: BinaryIO) -> None:
    from send_tracker.exchange.workbook import Book

    about = "Every action that was changed in the review, one a row, with what was noted for the minutes."
    book = Book(title=title, footer=title, made_at=session.clock.now())
    try:
        sheet = Sheet("Review", title, about, _COLUMNS, changes, filtered=True, frozen=1)
        book.add(sheet, f"{session.programme.sample_note}".strip() or f"As at {long_date(session.today)}.")
        book.save(file)
    except BaseException:
        book.discard()
        raise


_WRITERS: Final[dict[str, Callable[[Session, Sequence[SittingChange], str, BinaryIO], None]]] = {
    ".txt": _write_txt,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
}
