"""What stands around a chart on paper, and what its file is called. Needs nothing that is slow to import."""

from __future__ import annotations

import re
from dataclasses import dataclass

from send_tracker.domain.dates import long_date
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose a chart is and when, and a note such as "illustrative"."""

    below: str
    note: str = ""


def heading_of(session: Session) -> Heading:
    """Return what stands around the charts of a programme on paper."""
    name = session.programme.name
    return Heading(
        f"{name}, {long_date(session.today)}" if name else long_date(session.today), session.programme.sample_note
    )


def file_name(title: str) -> str:
    """Return a chart's title as a file name that is legal everywhere: ``status-at-each-board``."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
