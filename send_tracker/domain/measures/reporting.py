"""Which month a data report is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from send_tracker.domain.measures.results import MeasureResult

_BY_MONTH: Final = ("month", "calendar_ytd", "financial_ytd", "academic_ytd")


def reporting_day(results: Iterable[MeasureResult], day: date) -> date:
    """Return the last day of the latest month that monthly figures are about; ``day`` where there are none.

    A report prints its counts of actions as at the same day, so that plan and data speak of one month.
    """
    ends = (r.period.last for r in results if r.period is not None and r.period.kind in _BY_MONTH)
    return max((end for end in ends if end <= day), default=day)
