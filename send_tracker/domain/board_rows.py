"""The rows of the board cycle as plain data, and the words that their codes stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from send_tracker.domain.dates import PartialDate

MEETING_TYPES: Final = {
    "board": "Board",
    "sub_group": "Sub-group",
    "stocktake": "Stocktake",
    "deep_dive": "Deep dive",
    "scrutiny": "Scrutiny",
    "inspection": "Inspection",
}
PURPOSES: Final = {"decision": "Decision", "discussion": "Discussion", "noting": "Noting"}
COMMITMENT_STATUSES: Final = {"open": "Open", "under_way": "Under way", "closed": "Closed", "dropped": "Dropped"}
"""An open or under-way commitment is carried to the next agenda; a dropped one was given up, with a reason."""

RISK_STATUSES: Final = {"open": "Open", "closed": "Closed"}
ESCALATIONS: Final = {
    "none": "Not escalated",
    "board": "Board",
    "partners": "Partners’ own boards",
    "dfe": "DfE and NHSE",
}
LEVELS: Final = {1: "Very low", 2: "Low", 3: "Medium", 4: "High", 5: "Very high"}
"""Likelihood and impact, five by five: the grid that is usual in local government."""


@dataclass(frozen=True, slots=True)
class TimetableStep:
    """A step before each board: so many working days before it."""

    id: str
    title: str
    days: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A line of a running order. ``about`` is the id of what it is about: an action, a commitment, a measure."""

    id: str
    meeting: str
    title: str
    order: int = 0
    purpose: str = "discussion"
    lead: str | None = None
    length: int | None = None
    about: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided. ``links`` are ids of the actions, moved dates, commitments and measures it concerns."""

    id: str
    ref: str
    wording: str
    meeting: str | None = None
    item: str | None = None
    decided_by: str = ""
    note: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody promised at a meeting; its evidence is tied to it in the evidence register."""

    id: str
    ref: str
    wording: str
    meeting: str | None = None
    owner: str | None = None
    due: str | None = None
    status: str = "open"
    closed_on: str | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether it is carried to the next agenda."""
        return self.status not in ("closed", "dropped")

    def is_late(self, today: date) -> bool:
        """Tell whether it is open after the last day that its due date can mean."""
        return self.is_open and self.due is not None and PartialDate.parse(self.due).last < today


@dataclass(frozen=True, slots=True)
class Question:
    """A member's question and its answer: the challenge log of a meeting."""

    id: str
    ref: str
    wording: str
    meeting: str | None = None
    asked_by: str = ""
    about: str | None = None
    answerer: str | None = None
    due: str | None = None
    answer: str = ""
    answered_on: str | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for its answer."""
        return not self.answer


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk in the words "if … then …", now and as it is aimed at. ``links`` are ids of what it threatens."""

    id: str
    ref: str
    title: str
    cause: str = ""
    effect: str = ""
    likelihood: int | None = None
    impact: int | None = None
    target_likelihood: int | None = None
    target_impact: int | None = None
    owner: str | None = None
    controls: str = ""
    escalation: str = "none"
    status: str = "open"
    note: str = ""
    links: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The risk in the usual form; the title where a half is missing."""
        if not self.cause or not self.effect:
            return self.title
        return f"If {self.cause.rstrip('.,')}, then {self.effect.rstrip('.')}."

    @property
    def score(self) -> int | None:
        """Likelihood times impact now; None where it was not rated."""
        return self.likelihood * self.impact if self.likelihood and self.impact else None

    @property
    def target_score(self) -> int | None:
        """Likelihood times impact as aimed at; None where no aim was set."""
        return self.target_likelihood * self.target_impact if self.target_likelihood and self.target_impact else None

    @property
    def is_open(self) -> bool:
        """Tell whether it still threatens."""
        return self.status != "closed"


@dataclass(frozen=True, slots=True)
class Activity:
    """What inspectors do during their fieldwork."""

    id: str
    inspection: str
    title: str
    order: int = 0
    who: str = ""
    led_by: str = ""
    place: str = ""
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection: when it was notified, when it is on site, what is done, what it looks at (ids)."""

    id: str
    title: str
    type: str = "monitoring"
    notified: str | None = None
    starts: str | None = None
    ends: str | None = None
    framework: str = ""
    question: str = ""
    note: str = ""
    activities: tuple[Activity, ...] = ()
    focus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The short narrative about one outcome, area for improvement or key project, for three readers apart.

    Attributes:
        target: the id of what it is about. date: the day, month or term it speaks of.
        since: the day from which the wording for the board holds.
    """

    id: str
    target: str
    date: str | None = None
    internal: str = ""
    board: str = ""
    public: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class BoardBook:
    """Everything of the board cycle, as it is or was on a day, each list in the order of its references or dates."""

    steps: tuple[TimetableStep, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    questions: tuple[Question, ...] = ()
    risks: tuple[Risk, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    statements: tuple[Statement, ...] = ()

    def statement_of(self, target: str) -> Statement | None:
        """Return the statement about something; None where nobody wrote one."""
        return next((s for s in self.statements if s.target == target), None)
