"""The register: a whole programme as it stands, or stood on a day, as plain rows.

Every output is computed from one ``Register``, so that screen, pack and command line cannot disagree.
Ids are 32 hexadecimal digits. Dates are the stored text (see :mod:`send_tracker.domain.dates`).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.status import StatusScale


@dataclass(frozen=True, slots=True)
class Programme:
    """What the plan is called, whose it is and how its board meets."""

    id: str = ""
    name: str = ""
    area: str = ""
    partnership: str = ""
    board: str = ""
    chair: str = ""
    cycle_weeks: int = 6
    sample_date: str | None = None
    sample_note: str = ""
    file_limit_mb: int = 25


@dataclass(frozen=True, slots=True)
class Area:
    """A priority area (APA)."""

    id: str
    ref: str
    title: str
    short: str = ""

    @property
    def name(self) -> str:
        """The short title where there is one."""
        return self.short or self.title


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a group of actions is meant to achieve; its data report may call it something else.

    ``rating`` is the status that the board gives the outcome itself, by its code; empty where it gives none.
    """

    id: str
    ref: str
    title: str
    area: str
    short: str = ""
    report_title: str = ""
    rating: str = ""

    @property
    def name(self) -> str:
        """The short title where there is one."""
        return self.short or self.title


@dataclass(frozen=True, slots=True)
class Organisation:
    """A partner organisation."""

    id: str
    name: str
    short: str = ""
    aliases: str = ""

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a role; the sample holds roles only. ``role`` is the title that stands for a name in public."""

    id: str
    name: str
    aliases: str = ""
    organisation: str | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """An area for improvement, key project, strategy outcome or criterion that cuts across the plan."""

    id: str
    framework: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step under an action."""

    id: str
    action: str
    title: str
    due: str | None = None
    reached: str | None = None


@dataclass(frozen=True, slots=True)
class ProgressUpdate:
    """What was said about an action: for the board, for the team only, for the public."""

    id: str
    action: str
    as_at: str
    note: str = ""
    internal_note: str = ""
    public_note: str = ""
    author: str = ""
    recorded_at: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A board or other meeting."""

    id: str
    date: str
    type: str = "board"
    title: str = ""
    chair: str = ""
    theme: str = ""
    cutoff: str | None = None
    note: str = ""

    @property
    def day(self) -> datetime.date:
        """The date as a day."""
        return datetime.date.fromisoformat(self.date)

    @property
    def words(self) -> str:
        """The title with the theme where there is one: "Improvement Board: annual reviews"."""
        return ": ".join(part for part in (self.title, self.theme) if part)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of the evidence register.

    ``targets`` are ids of actions, outcomes and themes it supports; ``strengths`` pairs some of them with how far
    the item goes for them (:data:`send_tracker.domain.kinds.STRENGTHS`).
    """

    id: str
    ref: str
    title: str
    type: str = "other"
    about_date: str | None = None
    logged_date: str | None = None
    source: str | None = None
    shows: str = ""
    sensitivity: str = "official"
    file_hash: str | None = None
    file_name: str | None = None
    file_size: int | None = None
    link: str | None = None
    link_hash: str | None = None
    targets: tuple[str, ...] = ()
    review: str = "draft"
    reviewer: str | None = None
    review_note: str = ""
    expires: str | None = None
    strengths: tuple[tuple[str, str], ...] = ()

    @property
    def accepted(self) -> bool:
        """Tell whether somebody looked at it and accepted it."""
        return self.review == "accepted"


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the plan.

    ``status_since`` and ``status_reason`` belong to the change that holds; ``updated_on`` is the last day
    for which anything about its progress was recorded. ``leads`` are ids of people.
    """

    id: str
    ref: str
    title: str
    outcome: str
    status: str
    description: str = ""
    obstacle: str = ""
    path_to_green: str = ""
    recovery_date: str | None = None
    ask: str = ""
    impact: str = "none"
    accountable: str | None = None
    partner: str | None = None
    body: str | None = None
    success: str = ""
    paragraph: str = ""
    original_date: str | None = None
    approved_date: str | None = None
    forecast_date: str | None = None
    actual_date: str | None = None
    leads: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
    status_since: str | None = None
    status_reason: str = ""
    updated_on: str | None = None
    conflict: bool = False
    verifier: str | None = None
    bau_owner: str | None = None
    bau_forum: str = ""
    check_date: str | None = None
    checked_on: str | None = None
    embedded_without: str = ""
    ending: str = ""
    successor: str | None = None

    @property
    def due(self) -> str | None:
        """The date it is held to: the approved date, or the original one where none was approved."""
        return self.approved_date or self.original_date

    def days_late(self, today: date) -> int:
        """Return the days from its due date to ``today``; negative while there is time, 0 with no date."""
        return (today - PartialDate.parse(self.due).last).days if self.due else 0


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody's word that a challenge of a rule to one subject may stand, with the last day it is good for."""

    id: str
    rule: str
    subject: str
    reason: str = ""
    person: str | None = None
    expires: str | None = None

    def holds(self, day: datetime.date) -> bool:
        """Tell whether it is good on a day; one without an end never is."""
        return self.expires is not None and PartialDate.parse(self.expires).last >= day


@dataclass(frozen=True, slots=True)
class Register:
    """The programme as it stands at ``as_at``; each tuple is in the order of its references."""

    programme: Programme
    scale: StatusScale
    as_at: date
    areas: tuple[Area, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    actions: tuple[Action, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    themes: tuple[Theme, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    updates: tuple[ProgressUpdate, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    extra_fields: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[Action, ...] = ()
    heads: tuple[str, ...] = ()
    edits: int = 0
    waivers: tuple[Waiver, ...] = ()
    thresholds: tuple[tuple[str, int], ...] = ()
