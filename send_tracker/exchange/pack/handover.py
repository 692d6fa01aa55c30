"""Handover to business as usual: who keeps up what was done, where, until when, and what falls back."""

from __future__ import annotations

from send_tracker.domain.handover import STAGE_LABELS, Handover
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.exceptions import stored_date
from send_tracker.exchange.pack.material import Material


def sheet(material: Material) -> Sheet[Handover]:
    """Return every done action: what falls back first, then what is due, then what was handed over."""
    names, scale = material.names, material.register.scale
    return Sheet(
        "Handover",
        "Handover to business as usual",
        "Every done action, with who keeps it up, where it is talked about, when it is checked, and what falls back.",
        [
            Column("Stage", lambda h: STAGE_LABELS[h.stage], 18),
            Column("Reference", lambda h: h.action.ref, 12),
            Column("Action", lambda h: h.action.title, 36),
            Column("Outcome", lambda h: h.outcome.ref if h.outcome else "", 11),
            Column("Status", lambda h: scale[h.action.status], 16),
            Column("Business-as-usual owner", lambda h: names.person(h.action.bau_owner), 24),
            Column("Business-as-usual forum", lambda h: h.action.bau_forum, 28),
            Column("Check date", lambda h: stored_date(h.action.check_date), 19),
            Column("Last checked on", lambda h: stored_date(h.action.checked_on), 19),
            Column("What falls back", lambda h: "; ".join(h.falls), 44),
            Column("What is missing", lambda h: h.missing, 32),
        ],
        material.handover,
        empty="No action is done yet.",
        filtered=True,
        frozen=3,
        pages_wide=2,
    )
