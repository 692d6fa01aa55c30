"""What was altered in an issued pack since it was made: its cells against those that the file remembers.

Values are compared, not the bytes of the file, so that a pack that was opened and saved again by another program is
unaltered as long as every cell says what it said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from send_tracker.domain.dates import long_date
from send_tracker.domain.kinds import REDACTED
from send_tracker.domain.problem import Problem
from send_tracker.domain.scrub import matches
from send_tracker.domain.text import plural
from send_tracker.exchange.columns import Sheet
from send_tracker.exchange.pack import cover
from send_tracker.exchange.pack.cell_words import ANYTHING, in_a_book, is_same, named, said_now, said_then, shortened
from send_tracker.exchange.pack.stored import Row, StoredPack, from_text
from send_tracker.exchange.reading.cells import SourceBook, SourceSheet, column_letters
from send_tracker.exchange.reading.opening import open_source
from send_tracker.exchange.workbook_places import HEADER_ROW
from send_tracker.services import issuing
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Altered:
    """One cell that says something else than it did."""

    where: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a document.

    Attributes:
        document: its title. issue: the id under which it was issued, and issued_on the day; empty where unknown.
        altered, missing: cells that say something else, and rows and sheets that are gone.
        log_head_known: whether the state of the log that it was made from is part of this file's history.
        redacted: where something was taken out of the file since, so that it cannot be compared.
        problem: why nothing could be compared, in a sentence; empty where it was.
    """

    document: str
    issue: str = ""
    issued_on: str = ""
    altered: tuple[Altered, ...] = ()
    missing: tuple[str, ...] = ()
    log_head_known: bool = False
    problem: str = ""
    redacted: tuple[str, ...] = ()

    @property
    def unaltered(self) -> bool:
        """Whether it says exactly what it said when it was issued, as far as the file still knows."""
        return not (self.altered or self.missing or self.problem)

    def document_of(self) -> dict[str, Any]:
        """Return it as the command line's JSON."""
        return {
            "document": self.document,
            "unaltered": self.unaltered,
            "altered": [{"where": a.where, "was": a.was, "is": a.now} for a in self.altered],
            "missing": list(self.missing),
            "log_head_known": self.log_head_known,
            "issue": self.issue,
            "issued_on": self.issued_on,
            "problem": self.problem,
            "redacted": list(self.redacted),
        }

    @property
    def redacted_words(self) -> str:
        """What cannot be compared because it was redacted; empty where everything can."""
        if not self.redacted:
            return ""
        where = plural(len(self.redacted), "place")
        return f"Values were redacted in the file since: {where} of this document cannot be compared any more."


def verify_pack(session: Session, path: Path) -> Verified:
    """Compare a board pack with what the file remembers of its issue.

    Raises:
        Problem: the document cannot be read.
    """
    book = open_source(path)
    facts = _facts(book)
    heads_known = issuing.heads_known(session, facts.get(cover.HEADS, "").split())
    title = _title(book) or path.name
    id = facts.get(cover.ISSUE, "").strip()
    if not id:
        why = (
            "This is a draft, or no board pack of ours: no issue is named on its cover, so there is nothing to compare."
        )
        return Verified(title, log_head_known=heads_known, problem=why)
    issue = issuing.issue_of(session, id)
    if issue is None:
        why = "This file remembers no issue of this document. It may have been issued from another copy."
        return Verified(title, id, log_head_known=heads_known, problem=why)
    try:
        pack = from_text(issuing.content_of(session, issue))
    except Problem as problem:
        return Verified(issue.title, id, issue.issued_on[:10], (), (), heads_known, problem.sentence)
    altered, missing, redacted = compare(pack, book, redacted=issue.is_redacted)
    return Verified(issue.title, id, issue.issued_on[:10], altered, missing, heads_known, redacted=redacted)


class _Gone(NamedTuple):
    """A cell that says what it said, as far as the file still knows."""

    where: str


def _facts(book: SourceBook) -> dict[str, str]:
    """Return the facts of the cover by their names."""
    found = next((s for s in book.sheets if s.name == "Cover"), None)
    if found is None:
        return {}
    return {found.cell(n, 1).text: found.cell(n, 2).text for n in found.numbers() if n > HEADER_ROW}


def _title(book: SourceBook) -> str:
    found = next((s for s in book.sheets if s.name == "Cover"), None)
    return found.cell(1, 1).text if found else ""


def compare(
    pack: StoredPack, book: SourceBook, *, redacted: bool = False
) -> tuple[tuple[Altered, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the cells that differ, the rows and sheets that are missing, and what cannot be compared.

    Args:
        pack: what was issued. book: the workbook. redacted: whether something was taken out of what was issued.
    """
    altered: list[Altered] = []
    missing: list[str] = []
    gone: list[str] = []
    there = {s.name: s for s in book.sheets}
    for sheet in pack.sheets:
        found = there.pop(sheet.name, None)
        if found is None:
            missing.append(f"The sheet {sheet.name}")
            continue
        for difference in _sheet(sheet, pack.note, found, redacted):
            if isinstance(difference, str):
                missing.append(difference)
            elif isinstance(difference, _Gone):
                gone.append(difference.where)
            else:
                altered.append(difference)
    altered += [Altered(name, "", "a sheet that was not issued") for name in there]
    return tuple(altered), tuple(missing), tuple(gone)


def _sheet(sheet: Sheet[Row], note: str, found: SourceSheet, redacted: bool) -> Iterator[Altered | _Gone | str]:
    """Yield what differs on one sheet: cells, and rows that are gone as a sentence."""
    width = len(sheet.columns)
    was = [(line, *[""] * (width - 1)) for line in (in_a_book(sheet.title), in_a_book(sheet.about), in_a_book(note))]
    was.append(tuple(in_a_book(c.title) for c in sheet.columns))
    was += [_expected(sheet, row) for row in sheet.rows] or [_empty(sheet)]
    last = max(found.rows, default=0)
    across = max(width, found.last_column)
    now = [tuple(said_now(found.cell(n, c).value) for c in range(1, across + 1)) for n in range(1, last + 1)]
    was = [(*row, *[""] * (across - width)) for row in was]
    for old, new in _pairs(was, now):
        if new is None:
            yield f"{sheet.name}, row {old + 1}: {named(was[old])}"
        elif old is None:
            yield Altered(f"{sheet.name}!A{new + 1}", "", named(now[new]))
        else:
            yield from _cells(sheet.name, new + 1, zip(was[old], now[new], strict=True), redacted)


def _cells(sheet: str, row: int, pairs: Iterable[tuple[str, str]], redacted: bool) -> Iterator[Altered | _Gone]:
    for place, (before, after) in enumerate(pairs, start=1):
        if is_same(before, after):
            continue
        where = f"{sheet}!{column_letters(place)}{row}"
        if redacted and REDACTED in before and matches(before, after):
            yield _Gone(where)
        else:
            yield Altered(where, shortened(before), shortened(after))


def _expected(sheet: Sheet[Row], row: Row) -> tuple[str, ...]:
    cells = [said_then(c.value(row)) for c in sheet.columns]
    if sheet.name == "Cover" and cells[0] == cover.MADE_ON:
        cells[1] = ANYTHING
    return tuple(cells)


def _empty(sheet: Sheet[Row]) -> tuple[str, ...]:
    """Return the one row of a table without rows: a sentence in its widest column."""
    widest = max(range(len(sheet.columns)), key=lambda i: sheet.columns[i].width)
    return tuple(in_a_book(sheet.empty) if i == widest else "" for i in range(len(sheet.columns)))


def _pairs(was: Sequence[tuple[str, ...]], now: Sequence[tuple[str, ...]]) -> Iterator[tuple[Any, Any]]:
    """Yield which row of then is which row of now; None on a side where a row has no counterpart."""
    if len(was) == len(now):
        yield from zip(range(len(was)), range(len(now)), strict=True)
        return
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        both = min(b - a, d - c)
        yield from zip(range(a, a + both), range(c, c + both), strict=True)
        if tag != "equal":
            yield from ((n, None) for n in range(a + both, b))
            yield from ((None, n) for n in range(c + both, d))


def verdict(found: Verified) -> list[str]:
    """Return what was found as lines for people."""
    if found.problem:
        lines = [found.problem]
    elif found.unaltered:
        lines = [f"Unaltered since it was issued on {long_date(date.fromisoformat(found.issued_on))}."]
    else:
        lines = [f"Altered since it was issued on {long_date(date.fromisoformat(found.issued_on))}."]
        lines += [f"{a.where}: was “{a.was}”, is “{a.now}”" for a in found.altered]
        lines += [f"Missing: {words}" for words in found.missing]
    lines += [found.redacted_words] if found.redacted else []
    known = "is in" if found.log_head_known else "is not in"
    return [*lines, f"The state of the change log that it was made from {known} this file."]
