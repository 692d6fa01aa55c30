"""Handover to business as usual, of an open file."""

from __future__ import annotations

from datetime import date

from send_tracker.domain.handover import Handover, handover
from send_tracker.services.session import Session
from send_tracker.services.worsening import worsenings


def read_handover(session: Session, as_at: date | None = None) -> list[Handover]:
    """Return every done action with how far it is on its way into business as usual, now or on a day."""
    return handover(session.register(as_at), worsenings(session, as_at).values())
