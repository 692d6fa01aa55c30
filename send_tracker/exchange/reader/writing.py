"""Making the reader and writing it as one self-contained page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.exchange.briefing.material import gather
from send_tracker.exchange.briefing.writing import Written
from send_tracker.exchange.document.page import page_text
from send_tracker.exchange.reader.content import reader
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.session import Session


def write_reader(
    session: Session,
    target: Path,
    *,
    meeting: date | None = None,
    force: bool = False,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Written:
    """Write the reader of a board's position to ``target``: a draft that changes nothing in the tracker.

    Args:
        session: the open file. target: a .html file.
        meeting: the day of the board; the last one held if left out.
        force: replace a file of that name.
        on_progress: told how many steps of how many are done.

    Raises:
        Problem: the ending is another one, there is no such meeting, or the file cannot be written.
    """
    if target.suffix.lower() != ".html":
        raise Problem(f"“{target.name}” does not end in .html. Nothing was written.", "bad-ending")
    material = gather(session, meeting, session.clock.now())
    if on_progress:
        on_progress(1, 2, "writing the reader")
    document = reader(material)
    with replacing(target, force=force) as file:
        file.write(page_text(document, script="reader.js").encode("utf-8"))
    if on_progress:
        on_progress(2, 2, "done")
    return Written(target, document, material.day)
