"""Verifying any document that was issued: the ending of its name says which kind it is."""

from __future__ import annotations

from pathlib import Path

from send_tracker.exchange.document.writing import ENDINGS
from send_tracker.exchange.pack.verifying import Verified, verify_pack
from send_tracker.services.session import Session


def verify(session: Session, path: Path) -> Verified:
    """Compare an issued document with what the file remembers of it.

    Raises:
        Problem: it cannot be read, or is of a kind that is not issued.
    """
    if path.suffix.lower() in ENDINGS:
        from send_tracker.exchange.document.verifying import verify_document

        return verify_document(session, path)
    return verify_pack(session, path)
