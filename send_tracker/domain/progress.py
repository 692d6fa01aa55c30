"""The one place that turns statuses into counts and percentages.

Percentages are whole, rounded half up, and shown with their counts. Withdrawn actions are counted apart
and are in no total and no percentage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from send_tracker.domain.register import Register
from send_tracker.domain.status import Group, StatusScale


def percent(part: int, whole: int) -> int | None:
    """Return the whole percentage, rounded half up in exact arithmetic; None of nothing."""
    return None if whole == 0 else (200 * part + whole) // (2 * whole)


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of one group of actions.

    Attributes:
        counts: a number for every code of the scale, zeros too; codes unknown to the scale follow.
        withdrawn: actions withdrawn, which are in no total.
    """

    counts: Mapping[str, int]
    done: int
    actions: int
    withdrawn: int = 0

    @property
    def done_percent(self) -> int | None:
        """The whole percentage that is done; None where there are no actions."""
        return percent(self.done, self.actions)

    def percent_of(self, code: str) -> int | None:
        """Return the whole percentage that has one status."""
        return percent(self.counts.get(code, 0), self.actions)

    @property
    def done_text(self) -> str:
        """The share with its counts: ``92% (23 of 25)``."""
        return share(self.done, self.actions)


def share(part: int, whole: int) -> str:
    """Return a percentage as it is always printed: ``92% (23 of 25)``."""
    found = percent(part, whole)
    return "none (0 of 0)" if found is None else f"{found}% ({part:,} of {whole:,})"


def progress_of(statuses: Mapping[str, int], scale: StatusScale, withdrawn: int = 0) -> Progress:
    """Turn a tally of status codes into progress.

    Args:
        statuses: how many actions have each code.
        scale: what the codes mean.
        withdrawn: actions no longer in the plan, besides those with a status that counts as withdrawn.
    """
    counts = {code: statuses.get(code, 0) for code in scale.codes}
    counts.update({code: n for code, n in statuses.items() if code not in scale})
    out = sum(n for code, n in counts.items() if scale[code].group is Group.WITHDRAWN)
    done = sum(n for code, n in counts.items() if scale[code].group is Group.DONE)
    return Progress(counts, done, sum(counts.values()) - out, withdrawn + out)


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """Progress of the whole plan, of each area and of each outcome, by id."""

    all: Progress
    areas: Mapping[str, Progress] = field(default_factory=dict)
    outcomes: Mapping[str, Progress] = field(default_factory=dict)


Tally = Iterable[tuple[str, str | None, int]]
"""Rows of (outcome id, status code or None for withdrawn, how many actions)."""


def plan_progress(tally: Tally, area_of: Mapping[str, str], scale: StatusScale) -> PlanProgress:
    """Add a tally of actions up by outcome, area and plan, each action once.

    Args:
        tally: the rows to count.
        area_of: the area of each outcome; outcomes without actions are reported too.
        scale: the status scale.
    """
    levels: list[dict[str, Counter[str | None]]] = [{"": Counter()}, {}, {}]
    for outcome, area in area_of.items():
        levels[1].setdefault(area, Counter())
        levels[2].setdefault(outcome, Counter())
    for outcome, code, number in tally:
        for level, key in zip(levels, ("", area_of.get(outcome, ""), outcome), strict=True):
            level.setdefault(key, Counter())[code] += number
    plan, areas, outcomes = ({key: _of(found, scale) for key, found in level.items()} for level in levels)
    return PlanProgress(plan[""], areas, outcomes)


def _of(found: Counter[str | None], scale: StatusScale) -> Progress:
    known = {code: n for code, n in found.items() if code is not None}
    return progress_of(known, scale, found[None])


def total(parts: Iterable[Progress]) -> Progress:
    """Return several groups, that share no action, as one."""
    listed = list(parts)
    counts: Counter[str] = Counter()
    for part in listed:
        counts.update(part.counts)
    return Progress(
        dict(counts), sum(p.done for p in listed), sum(p.actions for p in listed), sum(p.withdrawn for p in listed)
    )


def register_progress(register: Register) -> PlanProgress:
    """Return the progress of a whole register."""
    tally: list[tuple[str, str | None, int]] = [(a.outcome, a.status, 1) for a in register.actions]
    tally += [(a.outcome, None, 1) for a in register.withdrawn]
    return plan_progress(tally, {o.id: o.area for o in register.outcomes}, register.scale)
