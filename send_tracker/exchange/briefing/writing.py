"""Making the partner briefing and writing it: a draft that changes nothing in the tracker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from send_tracker.exchange.briefing.content import briefing
from send_tracker.exchange.briefing.material import gather
from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.document.word import Draw
from send_tracker.exchange.document.writing import check_ending, write_document
from send_tracker.services.session import Session

OnProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, what it says, and the day whose state it shows."""

    path: Path
    document: Document
    as_at: date


def write_briefing(
    session: Session,
    target: Path,
    *,
    meeting: date | None = None,
    force: bool = False,
    draw: Draw | None = None,
    on_progress: OnProgress | None = None,
) -> Written:
    """Write the partner briefing of a board to ``target``.

    Args:
        session: the open file. target: a .docx or .html file.
        meeting: the day of the board; the last one held if left out.
        force: replace a file of that name. draw: makes pictures of charts for Word.
        on_progress: told how many steps of how many are done.

    Raises:
        Problem: there is no such meeting, or the file cannot be written.
    """
    check_ending(target)
    made_at = datetime.now(UTC)
    material = gather(session, meeting, made_at)
    if on_progress:
        on_progress(1, 3, "reading the plan")
    document = briefing(material)
    if on_progress:
        on_progress(2, 3, "writing the briefing")
    write_document(document, target, made_at, force=force, draw=draw)
    if on_progress:
        on_progress(3, 3, "done")
    return Written(target, document, material.day)
