"""Challenges: what the rules question, in words, and what was waived by whom until when."""

from __future__ import annotations

from send_tracker.domain.challenge.model import Challenge
from send_tracker.domain.severity import SEVERITY_LABELS
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.exceptions import stored_date
from send_tracker.exchange.pack.material import Material


def sheet(material: Material) -> Sheet[Challenge]:
    """Return what the rules question, the worst first. Waived challenges stay in the list and say so."""
    names = material.names
    return Sheet(
        "Challenges",
        "Challenges",
        "Ratings that the dates, the notes or the evidence do not bear out. Definitions says what each rule means.",
        [
            Column("Challenge", lambda c: c.title, 30),
            Column("Severity", lambda c: SEVERITY_LABELS[c.severity], 11),
            Column("Reference", lambda c: c.subject, 14),
            Column("What was found", lambda c: c.sentence, 60),
            Column("Waived", lambda c: "Waived" if c.waived else "", 10),
            Column("Why it is waived", lambda c: c.waiver.reason if c.waiver else "", 34),
            Column("Waived by", lambda c: names.person(c.waiver.person) if c.waiver else "", 20),
            Column("Waived until", lambda c: stored_date(c.waiver.expires) if c.waiver else None, 19),
        ],
        material.challenges,
        empty="The rules question nothing.",
        filtered=True,
    )
