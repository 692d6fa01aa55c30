"""What the rules look at: the register, prepared once, and the little history that they need."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from send_tracker.domain.board import BoardDates, board_dates
from send_tracker.domain.challenge.thresholds import Thresholds
from send_tracker.domain.challenge.worsening import Worsening
from send_tracker.domain.register import Action, Evidence, ProgressUpdate, Register
from send_tracker.domain.status import Group, StatusScale


class Held(NamedTuple):
    """A value and the day from which it held, ISO; None for a field that was cleared."""

    since: str
    value: str | None


@dataclass(frozen=True)
class History:
    """What fields of actions have held, oldest first, by the action's id.

    Attributes:
        statuses: needed of open actions only.
        approved: the approved dates, needed of open actions only.
    """

    statuses: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    approved: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """A register with all that rules ask of it, looked up once.

    ``measures`` are the measures of each outcome, by its id, that got worse; ``worsened`` those of each action that
    was meant to move them.
    """

    register: Register
    history: History = field(default_factory=History)
    measures: Mapping[str, tuple[Worsening, ...]] = field(default_factory=dict)
    worsened: Mapping[str, tuple[Worsening, ...]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day that the rules are asked about."""
        return self.register.as_at

    @property
    def scale(self) -> StatusScale:
        """What the statuses mean."""
        return self.register.scale

    @cached_property
    def thresholds(self) -> Thresholds:
        """The programme's numbers."""
        return Thresholds(self.register.thresholds)

    @cached_property
    def boards(self) -> BoardDates:
        """The boards around the day."""
        return board_dates(self.register.meetings, self.today, self.register.programme.cycle_weeks)

    @cached_property
    def held_boards(self) -> tuple[date, ...]:
        """The days of the boards held so far, oldest first."""
        return tuple(sorted(m.day for m in self.register.meetings if m.type == "board" and m.day <= self.today))

    @cached_property
    def open(self) -> tuple[Action, ...]:
        """The actions that are not done yet."""
        return self._of_group(Group.OPEN)

    @cached_property
    def done(self) -> tuple[Action, ...]:
        """The actions that are done."""
        return self._of_group(Group.DONE)

    @cached_property
    def green(self) -> tuple[Action, ...]:
        """The open actions that claim to be on course."""
        return self._with({s.code for s in self.scale if self.scale.is_green(s.code)})

    @cached_property
    def trouble(self) -> tuple[Action, ...]:
        """The open actions that admit trouble."""
        return self._with({s.code for s in self.scale if self.scale.is_trouble(s.code)})

    @cached_property
    def embedded(self) -> tuple[Action, ...]:
        """The actions that claim more than delivery."""
        return self._with({s.code for s in self.scale if self.scale.is_embedded(s.code)})

    def _of_group(self, group: Group) -> tuple[Action, ...]:
        return tuple(a for a in self.register.actions if self.scale[a.status].group is group)

    def _with(self, codes: set[str]) -> tuple[Action, ...]:
        return tuple(a for a in self.register.actions if a.status in codes)

    @cached_property
    def evidence(self) -> Mapping[str, list[Evidence]]:
        """The evidence of each target, in the order of references."""
        found: dict[str, list[Evidence]] = defaultdict(list)
        for item in self.register.evidence:
            for target in item.targets:
                found[target].append(item)
        return found

    @cached_property
    def notes(self) -> Mapping[str, list[ProgressUpdate]]:
        """The notes for the board of each action, oldest first."""
        found: dict[str, list[ProgressUpdate]] = defaultdict(list)
        for update in self.register.updates:
            if update.note:
                found[update.action].append(update)
        return found

    @cached_property
    def people(self) -> Mapping[str, str]:
        """What people are called."""
        return {p.id: p.name for p in self.register.people}

    def label(self, action: Action) -> str:
        """Return the word for an action's status."""
        return self.scale[action.status].label

    def boards_since(self, day: str) -> list[date]:
        """Return the boards held after a day, oldest first."""
        return list(self.held_boards[bisect_right(self._board_days, day) :])

    @cached_property
    def _board_days(self) -> list[str]:
        return [board.isoformat() for board in self.held_boards]
