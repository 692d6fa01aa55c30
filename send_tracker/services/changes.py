"""The whole log, read from its beginning, for whoever wants to see every change."""

from __future__ import annotations

from collections.abc import Iterator

from send_tracker.domain.log import Edit
from send_tracker.services.session import Session


def all_edits(session: Session) -> Iterator[Edit]:
    """Yield every edit of the file in the order in which it was recorded here."""
    for _number, edit in session.file.log.read_since():
        yield edit
