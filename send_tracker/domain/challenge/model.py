"""What a challenge rule is, what it finds, and what becomes of that once waivers are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from send_tracker.domain.register import Action, Waiver

if TYPE_CHECKING:
    from send_tracker.domain.challenge.facts import Facts


class Severity(StrEnum):
    """How much a challenge matters, worst first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


SEVERITY_LABELS: Final = {Severity.HIGH: "High", Severity.MEDIUM: "Medium", Severity.LOW: "Low"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One subject that a rule questions: its id, what people call it, and the sentence with dates and values."""

    subject_id: str
    subject: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that questions ratings.

    Attributes:
        code: the permanent name, in waivers and JSON. title: what people read.
        severity: how much it matters. definition: what it means, for help and the pack.
        find: the rule itself, a pure function of the facts.
    """

    code: str
    title: str
    severity: Severity
    definition: str
    find: Callable[[Facts], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Challenge:
    """A finding of a rule, with the waiver that lets it stand for now, if there is one."""

    rule: str
    title: str
    severity: Severity
    subject: str
    subject_id: str
    sentence: str
    waiver: Waiver | None = None

    @property
    def waived(self) -> bool:
        """Tell whether a waiver that is still good covers it."""
        return self.waiver is not None


def about(action: Action, sentence: str) -> Finding:
    """Return a finding about an action; its sentence begins with the reference."""
    return Finding(action.id, action.ref, f"{action.ref} {sentence}")
