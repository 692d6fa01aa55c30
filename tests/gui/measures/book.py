"""A book of measures for the tests of the window, made with the verbs that an officer's window uses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from send_tracker.domain.measures.periods import Period
from send_tracker.services.measures import (
    Entry,
    add_measure,
    link_measure,
    mark_series,
    record,
    set_benchmark,
    set_target,
)
from send_tracker.services.session import Session

FALL = "54 51 49 46 47 41 38 33 30 26 22 19 16.2"
RISE = "84.1 87 88.9 88.1 90.4 91 94.2 95.1 95 96.4 96.1 98.2 97.9"


def add_book(session: Session) -> dict[str, str]:
    """Add six measures to a file with a plan, and return their ids by reference."""
    register = session.register()
    outcomes = {o.ref: o.id for o in register.outcomes}
    actions = {a.ref: a.id for a in register.actions}
    ids = {
        ref: add_measure(session, title, ref=ref, outcome=outcomes.get(outcome), source="SEND data report", **given)
        for ref, title, outcome, given in _MEASURES
    }
    months(session, ids["M1"], "2024-05", FALL.split(), "SEND data report")
    months(session, ids["M2"], "2024-05", RISE.split(), "Illustrative, not published")
    months(session, ids["M3"], "2025-03", ["68", "61", "55"], "SEND data report")
    for measure, period, value in (
        (ids["M1"], "2024-05", "54"),
        (ids["M1"], "2025-09", "60"),
        (ids["M2"], "2024-05", "95"),
        (ids["M3"], "2025-12", "52"),
    ):
        set_target(session, measure, period, Decimal(value))
    set_benchmark(session, ids["M1"], "England", "2024", Decimal("46.4"))
    record(session, [Entry(ids["M4"], "2025", "SEND data report", low=Decimal(30), high=Decimal(60))])
    record(session, [Entry(ids["M5"], "2025", "Survey", numerator=Decimal(91), denominator=Decimal(132))])
    record(session, [Entry(ids["M1"], "2025-05", "Press notice", value=Decimal("17.5"))])
    link_measure(session, ids["M1"], [actions["2.4"], actions["2.7"]])
    mark_series(session, ids["M2"], "2024-11", "recalculate", "New team in place")
    return ids


def months(session: Session, measure: str, first: str, values: Sequence[str], source: str) -> None:
    """Record a value for each month from one on."""
    period, entries = Period.parse(first), []
    for value in values:
        entries.append(Entry(measure, period.text, source, value=Decimal(value)))
        following = period.next()
        assert following is not None
        period = following
    record(session, entries, confirmed=True)


_MEASURES: tuple[tuple[str, str, str, dict[str, str | int]], ...] = (
    ("M1", "Annual reviews completed on time", "O2", {"unit": "percent", "decimals": 1, "tolerance": "10"}),
    ("M2", "EHC plan amendments within 12 weeks", "O2", {"unit": "percent", "decimals": 1}),
    ("M3", "NST average wait", "O5", {"unit": "weeks", "direction": "lower", "tolerance": "5"}),
    (
        "M4", "ADHD and ASD assessment wait", "O5",
        {"unit": "weeks", "kind": "range", "direction": "lower", "period_type": "calendar_year", "frequency": "year"},
    ),
    (
        "M5", "Pre-needs panel cases returned", "O6",
        {"unit": "percent", "kind": "ratio", "decimals": 1, "period_type": "calendar_year", "frequency": "year"},
    ),
    ("M6", "Newsletter readers who are parents", "O4", {"unit": "percent", "section": "communications"}),
)  # fmt: skip
