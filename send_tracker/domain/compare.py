"""What changed between two registers: two frozen positions, two days, or one of each.

Pure: it is given two registers and says what differs, completely. The one place that decides what is better, worse,
added, withdrawn, moved, reworded or delayed, for screen, pack and command line alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.measure_moves import MeasureMove
from send_tracker.domain.register import Action, Evidence, Milestone, Outcome, Register
from send_tracker.domain.row_diff import Changed, FieldChange, RowsDiff, rows_diff
from send_tracker.domain.status import StatusScale
from send_tracker.domain.status import travel as level_travel

WORDING: Final = ("title", "description", "success")
"""The fields whose change rewords an action; how it goes is told by others."""

DATES: Final = ("original_date", "approved_date", "forecast_date")
"""The fields whose change moves a date. Being delivered is not a move."""


class Travel(StrEnum):
    """Which way a status went; a shape and a word go with it wherever it is shown."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    SIDEWAYS = "sideways"
    NEW = "new"


TRAVEL_WORDS: Final = {
    Travel.BETTER: "Better",
    Travel.WORSE: "Worse",
    Travel.SAME: "No change",
    Travel.SIDEWAYS: "Changed",
    Travel.NEW: "New",
}
# Shapes that Arial and its free likenesses have, and that no spreadsheet takes for a formula.
TRAVEL_ARROWS: Final = {
    Travel.BETTER: "▲",
    Travel.WORSE: "▼",
    Travel.SAME: "→",
    Travel.SIDEWAYS: "↔",
    Travel.NEW: "●",
}


def travel(before: str | None, after: str, was: StatusScale, now: StatusScale) -> Travel:
    """Return which way a status went, each code ranked by the scale of its own time; None before means new."""
    if before is None:
        return Travel.NEW
    if before == after:
        return Travel.SAME
    return {1: Travel.BETTER, -1: Travel.WORSE}.get(level_travel(was[before], now[after]), Travel.SIDEWAYS)


@dataclass(frozen=True, slots=True)
class StatusMove:
    """An action whose status is another."""

    action: Action
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DateMove:
    """A date of an action that is another; ``days`` is how much later it is, None where it was set or cleared."""

    action: Action
    field: str
    before: str | None
    after: str | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. Actions are those of the plan; withdrawn ones are compared apart.

    Attributes:
        before, after: the last days that count on both sides.
        was, now: the scales of both sides.
        measures: those whose latest figure is another.
        called: what people and outcomes are called, by id: the later name where it changed.
    """

    before: date
    after: date
    was: StatusScale
    now: StatusScale
    actions: RowsDiff[Action]
    gone: RowsDiff[Action]
    evidence: RowsDiff[Evidence]
    milestones: RowsDiff[Milestone]
    outcomes: RowsDiff[Outcome]
    measures: tuple[MeasureMove, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict, compare=False)

    def mirrored(self) -> Comparison:
        """Return the comparison the other way round."""
        return Comparison(
            self.after,
            self.before,
            self.now,
            self.was,
            self.actions.mirrored(),
            self.gone.mirrored(),
            self.evidence.mirrored(),
            self.milestones.mirrored(),
            self.outcomes.mirrored(),
            tuple(m.mirrored() for m in self.measures),
            self.called,
        )

    # What people ask

    @property
    def better(self) -> tuple[StatusMove, ...]:
        """Actions with a better status."""
        return self._went(Travel.BETTER)

    @property
    def worse(self) -> tuple[StatusMove, ...]:
        """Actions with a worse status."""
        return self._went(Travel.WORSE)

    @property
    def sideways(self) -> tuple[StatusMove, ...]:
        """Actions with another status of the same rank."""
        return self._went(Travel.SIDEWAYS)

    def _went(self, way: Travel) -> tuple[StatusMove, ...]:
        moves = (StatusMove(c.after, c.before.status, c.after.status) for c in self.actions.changed)
        return tuple(m for m in moves if travel(m.before, m.after, self.was, self.now) is way)

    @property
    def unchanged(self) -> int:
        """How many actions of both sides have the status that they had."""
        return self.actions.same + sum(c.before.status == c.after.status for c in self.actions.changed)

    @property
    def added(self) -> tuple[Action, ...]:
        """Actions that are new in the plan, or back in it."""
        return self.actions.added

    @property
    def withdrawn(self) -> tuple[Action, ...]:
        """Actions that are no longer in the plan, as they were."""
        return self.actions.removed

    @property
    def reworded(self) -> tuple[Changed[Action], ...]:
        """Actions whose title, description or success criteria read otherwise."""
        return self._with(*WORDING)

    @property
    def moved(self) -> tuple[Changed[Action], ...]:
        """Actions that serve another outcome."""
        return self._with("outcome")

    @property
    def renumbered(self) -> tuple[Changed[Action], ...]:
        """Actions with another reference."""
        return self._with("ref")

    @property
    def leads_changed(self) -> tuple[Changed[Action], ...]:
        """Actions that somebody else leads or answers for."""
        return self._with("leads", "accountable")

    def _with(self, *names: str) -> tuple[Changed[Action], ...]:
        return tuple(c for c in self.actions.changed if c.named(*names))

    @property
    def dates_moved(self) -> tuple[DateMove, ...]:
        """Dates of actions that moved, in the order of the plan."""
        return tuple(_date_move(c.after, f) for c in self.actions.changed for f in c.named(*DATES))

    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        parts = (self.actions, self.gone, self.evidence, self.milestones, self.outcomes)
        return not self.measures and not any(part.added or part.removed or part.changed for part in parts)


def _date_move(action: Action, change: FieldChange) -> DateMove:
    before, after = change.before, change.after
    days = (PartialDate.parse(after).last - PartialDate.parse(before).last).days if before and after else None
    return DateMove(action, change.field, before, after, days)


def compare(
    before: Register, after: Register, measures: tuple[MeasureMove, ...] = (), untouched: int = 0
) -> Comparison:
    """Return what differs between two registers.

    Args:
        before, after: the registers, or as much of each as can differ.
        measures: what :func:`measure_moves` says. untouched: actions of both sides that are in neither register.
    """
    actions = rows_diff(before.actions, after.actions)
    return Comparison(
        before.as_at,
        after.as_at,
        before.scale,
        after.scale,
        replace(actions, same=actions.same + untouched),
        rows_diff(before.withdrawn, after.withdrawn),
        rows_diff(before.evidence, after.evidence),
        rows_diff(before.milestones, after.milestones),
        rows_diff(before.outcomes, after.outcomes),
        measures,
        _called(before) | _called(after),
    )


def _called(register: Register) -> dict[str, str]:
    return {p.id: p.name for p in register.people} | {o.id: o.ref for o in register.outcomes}
