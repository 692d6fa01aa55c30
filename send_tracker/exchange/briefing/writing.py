"""Making the partner briefing: as a draft that changes nothing in the tracker, or issued and recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from send_tracker.domain.ledger import Finding
from send_tracker.exchange.briefing import issuing
from send_tracker.exchange.briefing.content import briefing
from send_tracker.exchange.briefing.material import gather
from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.document.word import Draw
from send_tracker.exchange.document.writing import check_ending, write_document
from send_tracker.services.session import Session

OnProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, what it says, the day whose state it shows, and what the ledger found."""

    path: Path
    document: Document
    as_at: date
    findings: tuple[Finding, ...] = ()


def write_briefing(
    session: Session,
    target: Path,
    *,
    meeting: date | None = None,
    force: bool = False,
    draw: Draw | None = None,
    on_progress: OnProgress | None = None,
) -> Written:
    """Write the partner briefing of a board to ``target``: a draft that changes nothing in the tracker.

    Args:
        session: the open file. target: a .docx or .html file.
        meeting: the day of the board; the last one held if left out.
        force: replace a file of that name. draw: makes pictures of charts for Word.
        on_progress: told how many steps of how many are done.

    Raises:
        Problem: there is no such meeting, or the file cannot be written.
    """
    check_ending(target)
    return draft(session, _briefing(session, meeting, on_progress), target, force=force, draw=draw)


def issue_briefing(
    session: Session,
    target: Path,
    *,
    meeting: date | None = None,
    reason: str | None = None,
    force: bool = False,
    draw: Draw | None = None,
    on_progress: OnProgress | None = None,
    on_record: issuing.OnRecord | None = None,
) -> Written:
    """Check the briefing's figures against the ledger, write it and record that it was issued; all or nothing.

    Args:
        reason: why it is issued in spite of what the ledger finds.
        on_record: takes the record in place of the file's log, when this file is a copy of the one that is open.
        session, target, meeting, force, draw, on_progress: as of :func:`write_briefing`.

    Raises:
        Unexplained: the ledger finds something that nobody explained, and there is no reason.
        Problem: as of :func:`write_briefing`, or the file is read-only.
    """
    check_ending(target)
    made = _briefing(session, meeting, on_progress)
    found = issuing.issue(session, made, target, reason=reason, force=force, draw=draw, on_record=on_record)
    return Written(target, made.document, made.material.day, found)


def _briefing(session: Session, meeting: date | None, on_progress: OnProgress | None) -> issuing.Made:
    material = gather(session, meeting, session.clock.now())
    if on_progress:
        on_progress(1, 2, "writing the briefing")
    return issuing.Made(material, briefing(material), "briefing", "public")


def draft(session: Session, made: issuing.Made, target: Path, *, force: bool, draw: Draw | None) -> Written:
    """Write a document as a draft, with what the ledger finds in it."""
    document = issuing.as_draft(made)
    write_document(document, target, made.material.made_at, force=force, draw=draw)
    return Written(target, document, made.material.day, issuing.findings_of(session, made))
