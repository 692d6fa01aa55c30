"""Writing the board pack: gather once, then sheet by sheet, and put the whole at its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from send_tracker.exchange.columns import Sheet
from send_tracker.exchange.pack import (
    challenges,
    cover,
    decisions,
    definitions,
    evidence,
    exceptions,
    handover,
    measures,
    measures_over_time,
    over_time,
    plan,
    risks,
    since,
    status_key,
    summary,
)
from send_tracker.exchange.pack.material import Material, gather
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.session import Session

OnProgress = Callable[[int, int, str], None]
SheetMaker = Callable[[Material], Sheet[Any]]

SHEETS: Final[tuple[SheetMaker, ...]] = (
    status_key.sheet,
    summary.sheet,
    over_time.sheet,
    since.sheet,
    exceptions.sheet,
    challenges.sheet,
    plan.sheet,
    measures.sheet,
    measures_over_time.sheet,
    handover.sheet,
    evidence.sheet,
    decisions.sheet,
    risks.sheet,
    definitions.sheet,
)
"""The sheets after the cover, in their order. A new sheet is one module and its name here."""

_EVERY = 200


@dataclass(frozen=True, slots=True)
class PackResult:
    """What was written.

    Attributes:
        paths: the files, one for now.
        counts: how many rows each sheet's table has, by the name on its tab.
        as_at: the day whose state it shows.
    """

    paths: tuple[Path, ...]
    counts: dict[str, int]
    as_at: date

    @property
    def path(self) -> Path:
        """The workbook."""
        return self.paths[0]


def write_pack(
    session: Session,
    target: Path,
    *,
    as_at: date | None = None,
    meeting: date | None = None,
    force: bool = False,
    on_progress: OnProgress | None = None,
    made_at: datetime | None = None,
) -> PackResult:
    """Write the board pack to ``target``: a draft that changes nothing in the tracker.

    Args:
        session: the open file.
        target: the workbook to make.
        as_at: print the state at the end of this day; now if left out.
        meeting: the day of the board that it is for; a board that has passed means its own day.
        force: replace a file of that name.
        on_progress: told (rows done, rows in all, what is being done). Raise in it to stop; nothing is left then.
        made_at: the moment printed on the cover; the session's clock if left out.

    Raises:
        Problem: the day or the meeting cannot be used, or the file cannot be written.
    """
    with replacing(target, force=force) as file:
        material = gather(session, as_at, meeting, made_at or session.clock.now())
        sheets = [make(material) for make in SHEETS]
        sheets.insert(0, cover.sheet(material, sheets))
        _write(material, sheets, file, _Steps(sheets, on_progress))
    return PackResult((target,), {s.name: len(s.rows) for s in sheets}, material.register.as_at)


def _write(material: Material, sheets: Sequence[Sheet[Any]], file: BinaryIO, step: _Steps) -> None:
    from send_tracker.exchange.workbook import Book

    book = Book(title=material.title, footer=material.footer, made_at=material.made_at)
    try:
        for sheet in sheets:
            step.start(sheet)
            book.add(sheet, material.note, step.row)
        step.end("saving")
        book.save(file)
        step.end("putting it in place")
    except BaseException:
        book.discard()
        raise


class _Steps:
    """Turns sheets and rows into the numbers of a progress bar."""

    def __init__(self, sheets: Sequence[Sheet[Any]], tell: OnProgress | None) -> None:
        self._tell = tell
        self._total = sum(len(s.rows) for s in sheets)
        self._before = self._here = 0
        self._words = ""

    def start(self, sheet: Sheet[Any]) -> None:
        """Say which sheet comes now."""
        self._before, self._here = self._before + self._here, 0
        self._words = f"writing {sheet.name}"
        self._say(self._before)

    def row(self, number: int) -> None:
        """Count a row of this sheet; say so now and then."""
        self._here = number
        if number % _EVERY == 0:
            self._say(self._before + number)

    def end(self, words: str) -> None:
        """Say what is left once all rows are written."""
        self._words = words
        self._say(self._total)

    def _say(self, done: int) -> None:
        if self._tell is not None:
            self._tell(done, self._total, self._words)
