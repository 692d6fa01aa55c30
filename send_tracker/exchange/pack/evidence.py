"""Evidence: the register of what shows that actions were done and made a difference."""

from __future__ import annotations

from send_tracker.domain.kinds import EVIDENCE_TYPES, SENSITIVITIES
from send_tracker.domain.register import Evidence
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.exceptions import stored_date
from send_tracker.exchange.pack.material import Material


def sheet(material: Material) -> Sheet[Evidence]:
    """Return every item of the evidence register with what it supports."""
    names = material.names
    return Sheet(
        "Evidence",
        "Evidence register",
        "Every item of evidence, what it shows, and what it supports. The files themselves are not included.",
        [
            Column("Reference", lambda e: e.ref, 12),
            Column("Title", lambda e: e.title, 34),
            Column("Type", lambda e: EVIDENCE_TYPES.get(e.type, e.type), 18),
            Column("Speaks about", lambda e: stored_date(e.about_date), 19),
            Column("Logged", lambda e: stored_date(e.logged_date), 19),
            Column("Source", lambda e: names.organisation(e.source), 18),
            Column("What it shows", lambda e: e.shows, 50),
            Column("Sensitivity", lambda e: SENSITIVITIES.get(e.sensitivity, e.sensitivity), 17),
            Column("Supports", lambda e: names.refs(e.targets), 16),
        ],
        material.register.evidence,
        empty="No evidence has been logged yet.",
        filtered=True,
    )
