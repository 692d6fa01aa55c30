"""What a pack would hold, before it is made: the live preview of its dialogs, by what writes the pack itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from send_tracker.domain.audience import Audience
from send_tracker.domain.dates import long_date
from send_tracker.domain.text import joined, plural
from send_tracker.exchange.columns import Link, Sheet
from send_tracker.exchange.outline import Outline, OutlinePart
from send_tracker.exchange.pack.composing import SHEETS, compose, sheets_for
from send_tracker.exchange.pack.material import Material, material_of
from send_tracker.exchange.pack.options import PackOptions
from send_tracker.exchange.pack.reading import PackReading, read_pack
from send_tracker.exchange.pack.writing import PackOf, issued_before, pack_findings
from send_tracker.services.session import Session

_SAID: Final = 4
"""Headlines that are shown."""

_ROWS: Final = {"Cover": "", "Contents": "", "Sources": "figure"} | {s.name: s.row for s in SHEETS}
_MANY: Final = {"status": "statuses"}


class PackPreview:
    """Looks at what a pack would hold. What was read is kept, so that another option costs no reading."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._heads: Sequence[str] = ()
        self._read: dict[tuple[date | None, date | None], PackReading] = {}

    def look(self, wanted: PackOf, *, issue: bool = False) -> Outline:
        """Return what a pack would hold, and what would be left out of it.

        Args:
            wanted: what the pack is of, and what was chosen.
            issue: it is to be issued: a pack that was issued before is not written again, and figures are checked.

        Raises:
            Problem: the meeting, the day or an outcome cannot be used.
        """
        chosen = wanted.chosen or PackOptions()
        read = self._reading(wanted.as_at, wanted.meeting)
        material = material_of(read, self._session.clock.now(), chosen)
        before = None if issue else issued_before(self._session, material)
        sheets: Sequence[Sheet[Any]] = before[0].sheets if before else compose(material)
        again = ("It was issued with these options before, and is written as it was issued.",) if before else ()
        return Outline(
            (*_state(read, material), *again),
            tuple(OutlinePart(s.name, _holds(s, None if before else material)) for s in sheets),
            tuple(_said(sheets)),
            (*material.left_out, *_sheets_left_out(chosen, sheets)),
            pack_findings(self._session, material) if issue else (),
        )

    def close(self) -> None:
        """Let go of what was read."""
        for read in self._read.values():
            read.close()
        self._read.clear()

    def _reading(self, as_at: date | None, meeting: date | None) -> PackReading:
        """Return what was read of a day or meeting; read again where the file was edited since."""
        heads = self._session.present.file.log.heads()
        if heads != self._heads:
            self.close()
            self._heads = heads
        if (as_at, meeting) not in self._read:
            self._read[as_at, meeting] = read_pack(self._session, as_at, meeting)
        return self._read[as_at, meeting]


def _state(read: PackReading, material: Material) -> Iterator[str]:
    """Say for whom it is, what it is of, and how much of the plan that is."""
    chosen = material.chosen
    names = "role titles" if chosen.roles or material.is_public else "names"
    yield f"For {chosen.audience.words}, with {names}."
    if read.position is None and read.board is not None:
        state = f"at the end of {long_date(read.as_at)}" if read.as_at else "as it is now"
        yield f"No position is frozen for {long_date(read.board.day)}: the plan {state}."
    else:
        yield f"{read.words.partition(';')[0]}."
    progress, number = material.progress.all, plural(len(material.register.outcomes), "outcome")
    plan = f"{plural(progress.actions, 'action')} in {number}, {progress.done_text} done."
    yield f"Part of the plan: {plan}" if material.is_part else plan


def _holds(sheet: Sheet[Any], material: Material | None) -> str:
    """Say how much is on a sheet: its rows, its charts, and what must be known of them."""
    row = _ROWS.get(sheet.name, "row")
    told = [plural(len(sheet.rows), row, _MANY.get(row))] if row else []
    if sheet.charts:
        told.append(plural(len(sheet.charts), "chart"))
    if material is not None and sheet.name == "Measures" and (hidden := sum(m.suppressed for m in material.measures)):
        told.append(f"{hidden:,} hidden for small numbers")
    if material is not None and sheet.name == "Challenges" and (waived := sum(c.waived for c in material.challenges)):
        told.append(f"{waived:,} waived")
    return ", ".join(told)


def _said(sheets: Sequence[Sheet[Any]]) -> Iterator[str]:
    """Yield the first headlines as their sheet prints them."""
    for sheet in sheets:
        if sheet.name == "Headlines":
            value = sheet.columns[sheet.place("Headline") - 1].value
            for row in sheet.rows[:_SAID]:
                cell = value(row)
                yield cell.text if isinstance(cell, Link) else str(cell)


def _sheets_left_out(chosen: PackOptions, sheets: Sequence[Sheet[Any]]) -> Iterator[str]:
    """Say which sheets are missing, and whether that is the audience's or the officer's doing; then of typed names."""
    printed = {s.name for s in sheets}
    readable = sheets_for(chosen.audience)
    closed = [s.name for s in SHEETS if s.name not in readable]
    unticked = [name for name in readable if name not in printed]
    if closed:
        yield f"Not for {chosen.audience.words}: {joined(closed)}."
    if unticked:
        yield f"Not chosen: {joined(unticked)}."
    if chosen.roles or chosen.audience is Audience.PUBLIC:
        yield "Texts are printed as they were written: a name that was typed into one stays in it."
