"""What every sheet of a pack is made from: one register, its progress, its boards. Gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from send_tracker.domain.audience import Audience, gated, gated_comparison
from send_tracker.domain.challenge.model import Challenge
from send_tracker.domain.challenge.rules import find_challenges
from send_tracker.domain.challenge.worsening import Worsening
from send_tracker.domain.dates import long_date
from send_tracker.domain.figures import Citations
from send_tracker.domain.handover import Handover, handover
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.positions import Position
from send_tracker.domain.progress import PlanProgress, Progress, register_progress, total
from send_tracker.domain.register import Meeting, Register
from send_tracker.domain.status import Group, StatusLevel
from send_tracker.domain.text import one_line
from send_tracker.exchange.board_tables import BoardNames, board_names
from send_tracker.exchange.pack.options import PackOptions
from send_tracker.exchange.pack.reading import PackReading, board_days, read_pack
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.services.challenges import facts_of
from send_tracker.services.figures import collect
from send_tracker.services.risks import RiskRegister
from send_tracker.services.session import Session
from send_tracker.services.since_board import Since


@dataclass(frozen=True, slots=True)
class Moment:
    """The plan at the end of one day: a board's, or the day of the pack."""

    day: date
    words: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that the sheets print. They compute nothing that is not here or in ``domain``.

    Attributes:
        meeting: the board that the pack is for, if one was named.
        moments: the whole plan at each board so far and on the day of the pack, oldest first.
        levels: the statuses in the order of stacked bars; withdrawn ones are left out, unknown ones come last.
        options: what was chosen when the pack was made, in words.
        challenges: what the rules question, waived challenges among them; the worst come first.
        handover: every done action with how far it is on its way into business as usual.
        position: the frozen position that is printed, if it is one.
        since: what changed since the board before; None where there was none.
        measures: every measure as it may be exported: small numbers are left out.
        board: what was decided, promised and asked, with the names of what it leads to. risks: the risk register.
        cited: the figures, which get their references as the sheets cite them.
        chosen: what was chosen of the pack. left_out: what its audience may not read, in sentences.
        notes: explanations of the ledger's findings, by the key of a figure.
        issue: the id under which it is issued; empty for a draft.
        conflicts: how many fields two copies disagree on, in a sentence; empty for none.
    """

    register: Register
    names: RegisterNames
    progress: PlanProgress
    moments: tuple[Moment, ...]
    levels: tuple[StatusLevel, ...]
    made_at: datetime
    meeting: Meeting | None
    options: str
    challenges: tuple[Challenge, ...] = ()
    handover: tuple[Handover, ...] = ()
    position: Position | None = None
    since: Since | None = None
    measures: tuple[MeasureResult, ...] = ()
    board: BoardNames | None = None
    risks: RiskRegister | None = None
    cited: Citations = field(default_factory=lambda: Citations(()))
    chosen: PackOptions = field(default_factory=PackOptions)
    left_out: tuple[str, ...] = ()
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    issue: str = ""
    conflicts: str = ""

    @property
    def is_public(self) -> bool:
        """Whether the public reads it."""
        return self.chosen.audience is Audience.PUBLIC

    @property
    def is_part(self) -> bool:
        """Whether only some outcomes are printed."""
        return self.chosen.outcomes is not None

    @property
    def title(self) -> str:
        """The document's title."""
        return f"{self.register.programme.name}: board pack"

    @property
    def note(self) -> str:
        """The line in A3 of every sheet: whose plan, when, and what a reader must know before any figure."""
        programme = self.register.programme
        parts = [f"{programme.name}, as at {long_date(self.register.as_at)}."]
        if programme.sample_note:
            parts.append(one_line(programme.sample_note, 200))
        return " ".join(parts)

    @property
    def footer(self) -> str:
        """What stands at the foot of each printed page."""
        sample = " (illustrative sample)" if self.register.programme.sample_note else ""
        return f"{one_line(self.register.programme.name, 80)}, as at {long_date(self.register.as_at)}{sample}"


def gather(
    session: Session,
    as_at: date | None,
    meeting: date | None,
    made_at: datetime,
    chosen: PackOptions | None = None,
) -> Material:
    """Read all that a pack needs.

    Args:
        as_at: the day whose state is printed; None means now, or the board's day if that has passed.
        meeting: the day of the board that the pack is for.
        chosen: for whom it is and what it shows; everything, for the board, if left out.

    A meeting with a frozen position means that position: everything is read as it was known then.

    Raises:
        Problem: the day is in the future, there is no meeting on that day, or it has two positions.
    """
    with closing(read_pack(session, as_at, meeting)) as read:
        return material_of(read, made_at, chosen or PackOptions())


def material_of(read: PackReading, made_at: datetime, chosen: PackOptions) -> Material:
    """Return what the sheets are made from: what was read, as it may be shown and as far as it was chosen.

    Raises:
        Problem: the plan has no outcome that was chosen.
    """
    session, as_at = read.session, read.as_at
    outcomes = chosen.outcome_ids(read.register)
    gate = gated(read.register, chosen.audience, roles=chosen.roles, outcomes=outcomes)
    register = gate.register
    progress, names = register_progress(register), RegisterNames(register)
    since = read.since
    if since is not None:
        since = replace(since, found=gated_comparison(since.found, register, chosen.audience, outcomes))
    measures = [m for m in read.measures if _is_chosen(m, outcomes)]
    return Material(
        register,
        names,
        progress,
        _moments(read, register, progress.all, outcomes),
        _levels(register, progress),
        made_at,
        read.board,
        f"{read.words}; {chosen.words}.",
        _challenges(session, register, as_at, read.worse, outcomes),
        tuple(handover(register, read.worse.values())),
        read.position,
        since,
        tuple(measures),
        board_names(session, names, as_at),
        read.risks,
        Citations(collect(register, measures, progress, since)),
        chosen,
        gate.left_out,
        conflicts=read.conflicts,
    )


def _is_chosen(result: MeasureResult, outcomes: frozenset[str] | None) -> bool:
    return outcomes is None or result.measure.outcome in outcomes


def _challenges(
    session: Session,
    register: Register,
    as_at: date | None,
    worse: Mapping[str, Worsening],
    outcomes: frozenset[str] | None,
) -> tuple[Challenge, ...]:
    """Return what the rules question; of a part of the plan, what is about its actions and outcomes."""
    found = find_challenges(facts_of(session, register, as_at, worse))
    if outcomes is None:
        return tuple(found)
    mine = {a.ref for a in register.actions} | {o.ref for o in register.outcomes}
    return tuple(c for c in found if c.subject in mine)


def _moments(
    read: PackReading, register: Register, now: Progress, outcomes: frozenset[str] | None
) -> tuple[Moment, ...]:
    """Return the boards before the day of the pack, then that day with the figures of the pack itself."""
    told = ((day, _whole(plan, outcomes)) for day, plan in read.earlier)
    found = [Moment(day, "Board", whole) for day, whole in told if whole.actions]
    words = "Board" if register.as_at in board_days(register) else "This pack"
    return (*found, Moment(register.as_at, words, now))


def _whole(plan: PlanProgress, outcomes: frozenset[str] | None) -> Progress:
    return plan.all if outcomes is None else total(p for o, p in plan.outcomes.items() if o in outcomes)


def _levels(register: Register, progress: PlanProgress) -> tuple[StatusLevel, ...]:
    known = tuple(s for s in register.scale.stacked if s.group is not Group.WITHDRAWN)
    strange = (code for code in progress.all.counts if code not in register.scale)
    return (*known, *(register.scale[code] for code in strange))
