"""Which measures got worse, for the challenge rules: of all, or of one after an edit."""

from __future__ import annotations

from datetime import date

from send_tracker.domain.challenge.worsening import Worsening, worsening
from send_tracker.domain.measures.rows import MeasureBook
from send_tracker.domain.measures.suppression import publishable_results
from send_tracker.services.measure_reading import read_measures, read_one
from send_tracker.services.session import Session


def worsenings(session: Session, as_at: date | None = None) -> dict[str, Worsening]:
    """Return the measures that got worse, by id, now or on a day."""
    return _of(read_measures(session, as_at), as_at or session.today)


def worsening_of(session: Session, measure: str) -> Worsening | None:
    """Return how one measure got worse; None where it did not."""
    return _of(read_one(session, measure), session.today).get(measure)


def _of(book: MeasureBook, day: date) -> dict[str, Worsening]:
    found = {id: worsening(result) for id, result in publishable_results(book, day).items()}
    return {id: one for id, one in found.items() if one is not None}
