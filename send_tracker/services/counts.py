"""How much there is in a file, without reading all of it."""

from __future__ import annotations

from send_tracker.services.session import Session


def action_count(session: Session) -> int:
    """Return the actions in the plan; withdrawn ones are not."""
    return session.file.count("action")


def evidence_count(session: Session) -> int:
    """Return the items in the evidence register."""
    return session.file.count("evidence")


def measure_count(session: Session) -> int:
    """Return the measures; withdrawn ones are not."""
    return session.file.count("measure")
