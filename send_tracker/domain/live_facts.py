"""What the live fields of a text are answered from: the register and the results of its measures, and nothing else."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.progress import PlanProgress, Progress, register_progress
from send_tracker.domain.register import Register
from send_tracker.domain.status import StatusScale


class LiveFacts(ABC):
    """What fields are answered from. Areas and outcomes are pairs of id and reference, in order."""

    @property
    @abstractmethod
    def as_at(self) -> date:
        """The last day that counts."""

    @property
    @abstractmethod
    def scale(self) -> StatusScale:
        """The status scale."""

    @property
    @abstractmethod
    def areas(self) -> Sequence[tuple[str, str]]:
        """The areas."""

    @property
    @abstractmethod
    def outcomes(self) -> Sequence[tuple[str, str]]:
        """The outcomes."""

    @property
    @abstractmethod
    def progress(self) -> PlanProgress:
        """The progress of the plan, its areas and its outcomes."""

    @property
    @abstractmethod
    def measures(self) -> Mapping[str, MeasureResult]:
        """The results of the measures, by id."""

    @abstractmethod
    def statuses(self, ref: str) -> list[str]:
        """Return the status codes of the actions that bear a reference, whatever its case."""

    @cached_property
    def groups(self) -> Mapping[str, Progress]:
        """The progress of the whole plan, of each area and of each outcome, by reference in small letters."""
        plan = self.progress
        found = {"all": plan.all}
        found |= {ref.lower(): plan.areas[id] for id, ref in self.areas if id in plan.areas}
        return found | {ref.lower(): plan.outcomes[id] for id, ref in self.outcomes if id in plan.outcomes}

    @cached_property
    def by_ref(self) -> Mapping[str, MeasureResult]:
        """The measures by reference in small letters."""
        return {r.measure.ref.lower(): r for r in self.measures.values() if r.measure.ref}


class RegisterFacts(LiveFacts):
    """What a whole register says, and the results of its measures."""

    def __init__(self, register: Register, measures: Mapping[str, MeasureResult]) -> None:
        """Answer from these."""
        self.register = register
        self._measures = measures

    @property
    def as_at(self) -> date:
        """The last day that counts."""
        return self.register.as_at

    @property
    def scale(self) -> StatusScale:
        """The status scale."""
        return self.register.scale

    @property
    def areas(self) -> Sequence[tuple[str, str]]:
        """The areas."""
        return [(a.id, a.ref) for a in self.register.areas]

    @property
    def outcomes(self) -> Sequence[tuple[str, str]]:
        """The outcomes."""
        return [(o.id, o.ref) for o in self.register.outcomes]

    @cached_property
    def progress(self) -> PlanProgress:
        """The progress of the plan, its areas and its outcomes."""
        return register_progress(self.register)

    @property
    def measures(self) -> Mapping[str, MeasureResult]:
        """The results of the measures, by id."""
        return self._measures

    def statuses(self, ref: str) -> list[str]:
        """Return the status codes of the actions that bear a reference, whatever its case."""
        return [a.status for a in self.register.actions if a.ref.lower() == ref.lower()]
