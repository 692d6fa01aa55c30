"""What the live fields of statements are answered from now. Each part is read when the first field asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from send_tracker.domain.live_facts import LiveFacts
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.suppression import publishable_results
from send_tracker.domain.progress import PlanProgress
from send_tracker.domain.status import StatusScale
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.plan_progress import progress_now
from send_tracker.services.session import Session


class SessionFacts(LiveFacts):
    """What a session shows. It is asked once for each part, so a new one is made after an edit."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        self._session = session

    @property
    def as_at(self) -> date:
        """The last day that counts."""
        return self._session.today

    @property
    def scale(self) -> StatusScale:
        """The status scale."""
        return self._session.scale

    @cached_property
    def areas(self) -> Sequence[tuple[str, str]]:
        """Id and reference of each area, in order."""
        return [(id, ref) for id, ref, _ in self._session.file.overview_rows.areas()]

    @cached_property
    def outcomes(self) -> Sequence[tuple[str, str]]:
        """Id and reference of each outcome, in order."""
        return [(g.id, g.ref) for g in self._session.file.overview_rows.outcomes()]

    @cached_property
    def progress(self) -> PlanProgress:
        """The progress of the plan, its areas and its outcomes."""
        return progress_now(self._session)

    @cached_property
    def measures(self) -> Mapping[str, MeasureResult]:
        """The results that may leave the file, by the measure's id."""
        return publishable_results(read_measures(self._session), self.as_at)

    def statuses(self, ref: str) -> list[str]:
        """Return the status codes of the actions that bear a reference."""
        return self._session.file.plan_rows.statuses_of_reference(ref)
