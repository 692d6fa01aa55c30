"""The headline figures of Overview: a number, its noun, what it counts, and its change since a board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from send_tracker.domain.chart_data import named
from send_tracker.domain.counted import Count
from send_tracker.domain.dates import PartialDate, day_month
from send_tracker.domain.measures.lines import MeasureFilter
from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.domain.progress import Progress
from send_tracker.domain.register import Action
from send_tracker.domain.status import Group, Shape, StatusScale
from send_tracker.domain.text import plural

ByCount = Mapping[Count, Sequence[Action]]
"""The actions that are counted under each headline, in the order of the plan."""

ONLY_WORDS = {
    Count.OBSTACLE: "actions with obstacles",
    Count.AT_RISK: "actions at risk",
    Count.OVERDUE: "actions past their date",
    Count.NO_EVIDENCE: "done actions without accepted evidence",
}
_NOUNS = {
    Count.OBSTACLE: ("with obstacles", "with obstacles"),
    Count.AT_RISK: ("at risk", "at risk"),
    Count.OVERDUE: ("past its date", "past their date"),
    Count.NO_EVIDENCE: ("done, not evidenced", "done, not evidenced"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure.

    Attributes:
        key: "done", or what it counts.
        brief: the detail in fewer words, for where there is little room.
        direction: 1 when the number went up, -1 when it went down, 0 for no arrow.
        worse: whether that change is for the worse.
        wanted: the filter of the plan that shows exactly the rows behind the number.
        measures: the filter of the measures, where the number counts those.
    """

    key: str
    number: str
    noun: str
    detail: str
    change: str = ""
    direction: int = 0
    worse: bool = False
    wanted: PlanFilter = field(default_factory=PlanFilter)
    measures: MeasureFilter | None = None
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """The position at the board that is compared with."""

    day: date
    progress: Progress
    counts: Mapping[Count, int]


def only(ids: Iterable[str], words: str) -> PlanFilter:
    """Return the filter that shows exactly these actions, and says so."""
    return PlanFilter(only=frozenset(ids), only_words=words)


def figures(
    progress: Progress,
    scale: StatusScale,
    today: date,
    found: ByCount,
    area_of: Mapping[str, str],
    before: Before | None,
) -> tuple[Figure, ...]:
    """Return the headline figures.

    Args:
        progress: the whole plan now.
        scale: the status scale.
        today: the programme's today.
        found: the actions that are counted under each headline now.
        area_of: the reference of the area of each outcome, by the outcome's id.
        before: the position at the board compared with; None where there was none.
    """
    details = {
        Count.OBSTACLE: _where(found[Count.OBSTACLE], area_of) or "nothing is in the way",
        Count.AT_RISK: _where(found[Count.AT_RISK], area_of) or _not_started(progress, scale),
        Count.OVERDUE: _due(found[Count.OVERDUE], today) or "no open action is late",
        Count.NO_EVIDENCE: named([a.ref for a in found[Count.NO_EVIDENCE]]) or "every done action is",
    }
    return (_done(progress, scale, before), *(_counted(r, found[r], details[r], before) for r in ONLY_WORDS))


def _done(progress: Progress, scale: StatusScale, before: Before | None) -> Figure:
    levels = scale.of_group(Group.DONE)
    words = " or ".join(s.label.lower() for s in levels)
    number = progress.done_percent
    then = before.progress.done_percent if before else None
    change = 0 if number is None or then is None else number - then
    return Figure(
        "done",
        "–" if number is None else f"{number}%",
        "done",
        f"{progress.done:,} of {progress.actions:,} {words}" if progress.actions else "no actions yet",
        _change(change, before, "point") if then is not None else "",
        (change > 0) - (change < 0),
        change < 0,
        PlanFilter(statuses=frozenset(s.code for s in levels)),
        brief=f"{progress.done:,} of {plural(progress.actions, 'action')}" if progress.actions else "",
    )


def _counted(count: Count, actions: Sequence[Action], detail: str, before: Before | None) -> Figure:
    change = len(actions) - before.counts[count] if before else 0
    return Figure(
        count.value,
        f"{len(actions):,}",
        _NOUNS[count][len(actions) != 1],
        detail,
        _change(change, before),
        (change > 0) - (change < 0),
        change > 0,
        only((a.id for a in actions), ONLY_WORDS[count]),
    )


def _change(change: int, before: Before | None, noun: str = "") -> str:
    return change_since(change, before.day, noun) if before else ""


def change_since(change: int, day: date, noun: str = "") -> str:
    """Return "+2 since 22 May", "+3 points since 22 May" or "no change since 22 May"."""
    if change == 0:
        return f"no change since {day_month(day)}"
    amount = plural(abs(change), noun) if noun else f"{abs(change):,}"
    return f"{'+' if change > 0 else '−'}{amount} since {day_month(day)}"


def _where(actions: Sequence[Action], area_of: Mapping[str, str]) -> str:
    """Return "both in APA2: 4.3 and 6.2", or the references alone where the areas differ."""
    refs = named([a.ref for a in actions])
    areas = {area_of.get(a.outcome, "") for a in actions}
    if len(areas) != 1 or areas == {""}:
        return refs
    area = areas.pop()
    if len(actions) == 1:
        return f"{refs} in {area}"
    return f"{'both' if len(actions) == 2 else 'all'} in {area}: {refs}"


def _not_started(progress: Progress, scale: StatusScale) -> str:
    """Say how many have not begun, beside no action at risk."""
    level = next((s for s in scale.of_group(Group.OPEN) if s.shape is Shape.RING), None)
    if level is None:
        return "none at all"
    return f"and {progress.counts.get(level.code, 0) or 'none'} {level.label.lower()}"


def _due(actions: Sequence[Action], today: date) -> str:
    """Return the latest ones: "4.3, due 30 June", or the references with the one that has waited longest."""
    late = sorted(actions, key=lambda a: -a.days_late(today))
    if not late or not late[0].due:
        return ""
    due = PartialDate.parse(late[0].due)
    day = day_month(due.first) if due.first == due.last and due.first.year == today.year else str(due)
    return f"{late[0].ref}, due {day}" if len(late) == 1 else f"longest {late[0].ref}, due {day}"
