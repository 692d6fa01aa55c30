"""Making the board paper and writing it: a draft that changes nothing in the tracker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from send_tracker.exchange.briefing.material import gather
from send_tracker.exchange.briefing.writing import Written
from send_tracker.exchange.document.word import Draw
from send_tracker.exchange.document.writing import check_ending, write_document
from send_tracker.exchange.paper.content import Cover, paper
from send_tracker.services.session import Session

__all__ = ["Cover", "write_paper"]


def write_paper(
    session: Session,
    target: Path,
    *,
    cover: Cover | None = None,
    meeting: date | None = None,
    force: bool = False,
    draw: Draw | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Written:
    """Write the paper for a board to ``target``.

    Args:
        session: the open file. target: a .docx or .html file.
        cover: what the cover sheet says; the usual words if left out.
        meeting: the day of the board; the next one planned, else the last one held, if left out.
        force: replace a file of that name. draw: makes pictures of charts for Word.
        on_progress: told how many steps of how many are done.

    Raises:
        Problem: there is no such meeting, or the file cannot be written.
    """
    check_ending(target)
    made_at = datetime.now(UTC)
    material = gather(session, meeting, made_at, ahead=True)
    if on_progress:
        on_progress(1, 2, "writing the paper")
    document = paper(material, cover or Cover())
    write_document(document, target, made_at, force=force, draw=draw)
    if on_progress:
        on_progress(2, 2, "done")
    return Written(target, document, material.day)
