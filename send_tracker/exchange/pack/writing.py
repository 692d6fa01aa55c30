"""Writing the board pack: gather once, then sheet by sheet, and put the whole at its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from send_tracker.domain.kinds import new_id
from send_tracker.domain.ledger import Finding
from send_tracker.domain.problem import Problem
from send_tracker.exchange.columns import Sheet
from send_tracker.exchange.pack import cover
from send_tracker.exchange.pack.composing import compose
from send_tracker.exchange.pack.material import Material, gather
from send_tracker.exchange.pack.options import PackOptions
from send_tracker.exchange.pack.stored import StoredPack, fixed, from_text, to_text
from send_tracker.exchange.safe_write import replacing
from send_tracker.services import issuing
from send_tracker.services.session import Session

OnProgress = Callable[[int, int, str], None]
OnRecord = Callable[[issuing.IssueRecord], None]

_EVERY = 200


class PackOf(NamedTuple):
    """What a pack is of: a day, or a meeting, or the plan as it is now; and what was chosen of it."""

    as_at: date | None = None
    meeting: date | None = None
    chosen: PackOptions | None = None


@dataclass(frozen=True, slots=True)
class PackResult:
    """What was written.

    Attributes:
        paths: the files, one for now.
        counts: how many rows each sheet's table has, by the name on its tab.
        as_at: the day whose state it shows.
        findings: what the ledger found in its figures, when it was issued.
        issue: the id under which it was issued; empty for a draft.
    """

    paths: tuple[Path, ...]
    counts: dict[str, int]
    as_at: date
    findings: tuple[Finding, ...] = ()
    issue: str = ""

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
    chosen: PackOptions | None = None,
    force: bool = False,
    on_progress: OnProgress | None = None,
    made_at: datetime | None = None,
) -> PackResult:
    """Write the board pack to ``target``: a draft that changes nothing in the tracker.

    The pack of a board whose position is frozen, and that was issued with the same options, is written again as it was
    issued.

    Args:
        session: the open file.
        target: the workbook to make.
        as_at: print the state at the end of this day; now if left out.
        meeting: the day of the board that it is for; a board that has passed means its own day.
        chosen: for whom it is and what it shows; everything, for the board, if left out.
        force: replace a file of that name.
        on_progress: told (rows done, rows in all, what is being done). Raise in it to stop; nothing is left then.
        made_at: the moment printed on the cover; the session's clock if left out.

    Raises:
        Problem: the day or the meeting cannot be used, or the file cannot be written.
    """
    moment = made_at or session.clock.now()
    with replacing(target, force=force) as file:
        material = gather(session, as_at, meeting, moment, chosen)
        pack, issue = issued_before(session, material) or (_pack(material), "")
        _write(pack, moment, file, on_progress)
    return PackResult((target,), _counts(pack), material.register.as_at, issue=issue)


def issue_pack(
    session: Session,
    target: Path,
    wanted: PackOf,
    *,
    reason: str | None = None,
    force: bool = False,
    on_progress: OnProgress | None = None,
    on_record: OnRecord | None = None,
) -> PackResult:
    """Check the pack's figures against the ledger, write the pack and record that it was issued; all or nothing.

    Args:
        wanted: what the pack is of.
        reason: why it is issued in spite of what the ledger finds.
        on_record: takes the record in place of the file's log, when this file is a copy of the one that is open.
        session, target, force, on_progress: as of :func:`write_pack`.

    Raises:
        Unexplained: the ledger finds something that nobody explained, and there is no reason.
        Problem: as of :func:`write_pack`, or the file is read-only.
    """
    if session.read_only:
        raise Problem("This file is open for reading only, so nothing can be issued from it.", "read-only")
    moment = session.clock.now()
    material = gather(session, wanted.as_at, wanted.meeting, moment, wanted.chosen)
    compose(material)  # which cites its figures
    found = pack_findings(session, material)
    issuing.require_clear(found, reason)
    material = replace(material, issue=new_id(), notes=_notes(found))
    pack = _pack(material)
    record = _record(material, pack)
    with session.batch():
        if on_record is None:
            issuing.record_issue(session, record, reason)
        with replacing(target, force=force) as file:
            _write(pack, moment, file, on_progress)
    if on_record is not None:
        on_record(record)
    return PackResult((target,), _counts(pack), material.register.as_at, found, material.issue)


def check_pack(session: Session, wanted: PackOf) -> tuple[Finding, ...]:
    """Return what the ledger finds in the figures of a pack, without writing it.

    Raises:
        Problem: the day or the meeting cannot be used.
    """
    material = gather(session, wanted.as_at, wanted.meeting, session.clock.now(), wanted.chosen)
    compose(material)  # which cites its figures
    return pack_findings(session, material)


def pack_findings(session: Session, material: Material) -> tuple[Finding, ...]:
    """Return what the ledger finds in the figures that were cited."""
    return issuing.findings(session.present, material.cited.cited)


def _notes(found: Sequence[Finding]) -> dict[str, tuple[str, ...]]:
    """Return the explanations that are printed as notes, by the key of the figure they belong to."""
    notes: dict[str, tuple[str, ...]] = {}
    for finding in found:
        if finding.explained:
            for key in finding.keys:
                notes[key] = (*notes.get(key, ()), finding.explained)
    return notes


def _pack(material: Material) -> StoredPack:
    sheets = tuple(fixed(sheet) for sheet in compose(material))
    return StoredPack(material.title, material.note, material.footer, sheets)


def _counts(pack: StoredPack) -> dict[str, int]:
    return {s.name: len(s.rows) for s in pack.sheets}


def _record(material: Material, pack: StoredPack) -> issuing.IssueRecord:
    meeting, position = material.meeting, material.position
    return issuing.IssueRecord(
        "pack",
        material.title,
        material.chosen.audience.value,
        material.register.as_at,
        material.options,
        material.register.heads,
        to_text(pack),
        material.cited.cited,
        meeting.id if meeting else "",
        position.id if position else "",
        material.issue,
    )


def issued_before(session: Session, material: Material) -> tuple[StoredPack, str] | None:
    """Return the pack that was issued of the same position with the same options, under today's date of making."""
    if material.position is None:
        return None
    audience = material.chosen.audience.value
    issue = issuing.issue_of_position(session.present, material.position.id, "pack", audience, material.options)
    if issue is None:
        return None
    pack = from_text(issuing.content_of(session.present, issue))
    return replace(pack, sheets=tuple(cover.made_again(s, material.made_at) for s in pack.sheets)), issue.id


def _write(pack: StoredPack, moment: datetime, file: BinaryIO, on_progress: OnProgress | None) -> None:
    from send_tracker.exchange.workbook import Book

    step = _Steps(pack.sheets, on_progress)
    book = Book(title=pack.title, footer=pack.footer, made_at=moment)
    try:
        for sheet in pack.sheets:
            step.start(sheet)
            book.add(sheet, pack.note, step.row)
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
