"""Making the board paper: as a draft that changes nothing in the tracker, or issued and recorded."""

from __future__ import annotations

from pathlib import Path

from send_tracker.exchange.briefing import issuing
from send_tracker.exchange.briefing.material import gather
from send_tracker.exchange.briefing.writing import OnProgress, Written, draft
from send_tracker.exchange.document.word import Draw
from send_tracker.exchange.document.writing import check_ending
from send_tracker.exchange.paper.content import Cover, paper
from send_tracker.services.session import Session


def write_paper(
    session: Session,
    target: Path,
    *,
    cover: Cover | None = None,
    force: bool = False,
    draw: Draw | None = None,
    on_progress: OnProgress | None = None,
) -> Written:
    """Write the paper for a board to ``target``: a draft that changes nothing in the tracker.

    Args:
        session: the open file. target: a .docx or .html file.
        cover: what the cover sheet says; the usual words if left out.
        force: replace a file of that name. draw: makes pictures of charts for Word.
        on_progress: told how many steps of how many are done.

    Raises:
        Problem: there is no such meeting, or the file cannot be written.
    """
    check_ending(target)
    made = _paper(session, cover or Cover(), on_progress)
    return draft(session, made, target, force=force, draw=draw)


def issue_paper(
    session: Session,
    target: Path,
    *,
    cover: Cover | None = None,
    reason: str | None = None,
    force: bool = False,
    draw: Draw | None = None,
    on_progress: OnProgress | None = None,
    on_record: issuing.OnRecord | None = None,
) -> Written:
    """Check the paper's figures against the ledger, write it and record that it was issued; all or nothing.

    Args:
        reason: why it is issued in spite of what the ledger finds.
        on_record: takes the record in place of the file's log, when this file is a copy of the one that is open.
        session, target, cover, force, draw, on_progress: as of :func:`write_paper`.

    Raises:
        Unexplained: the ledger finds something that nobody explained, and there is no reason.
        Problem: as of :func:`write_paper`, or the file is read-only.
    """
    check_ending(target)
    made = _paper(session, cover or Cover(), on_progress)
    found = issuing.issue(session, made, target, reason=reason, force=force, draw=draw, on_record=on_record)
    return Written(target, made.document, made.material.day, found)


def _paper(session: Session, cover: Cover, on_progress: OnProgress | None) -> issuing.Made:
    material = gather(session, cover.meeting, session.clock.now(), ahead=True, roles=cover.roles)
    if on_progress:
        on_progress(1, 2, "writing the paper")
    return issuing.Made(material, paper(material, cover), "paper", "board")
