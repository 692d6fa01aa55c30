"""The one collector of figures: all that a document can print of a register and its measures, ready to be cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from send_tracker.domain.counted import COUNT_LABELS, Count, counted
from send_tracker.domain.dates import long_date
from send_tracker.domain.figures import ALL, Figure, Recount, count_key, share_key, total_key
from send_tracker.domain.kinds import FRAMEWORKS
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.progress import PlanProgress, Progress, percent, register_progress, share
from send_tracker.domain.register import Action, Area, Outcome, Register
from send_tracker.domain.slippage import slippage
from send_tracker.domain.status import Group
from send_tracker.services.figures_moved import measure_counts, since_figures
from send_tracker.services.measure_figures_cited import measure_figures
from send_tracker.services.since_board import Since

SLIPPED: Final = "slipped"
_COUNT_RULES: Final = {
    Count.AT_RISK: "Open actions whose status is the worst of the scale.",
    Count.OVERDUE: "Open actions whose due date (the approved date, or the original one) lies before the day.",
    Count.OBSTACLE: "Open actions whose status asks for a path to green, and that are not at risk.",
}
_LISTED: Final = {c: ("Exceptions", "Listed because", f"*{COUNT_LABELS[c]}*") for c in _COUNT_RULES}
ASKS: Final = "asks"


def collect(
    register: Register,
    results: Iterable[MeasureResult],
    progress: PlanProgress | None = None,
    since: Since | None = None,
) -> tuple[Figure, ...]:
    """Return every figure that can be printed.

    Args:
        register: the plan as the document's audience may read it.
        results: the measures, as they may be published (:func:`publishable_results`).
        progress: the progress of that register, where it was worked out already.
        since: the comparison with the board before, where there was one.
    """
    known = list(results)
    plan = _Plan(register, progress or register_progress(register))
    moved = since_figures(since) if since else ()
    return (*plan.figures(), *moved, *measure_counts(known, register), *measure_figures(register, known))


class _Plan:
    """The figures of the plan: counts by status and shares of the whole, each area and each outcome."""

    def __init__(self, register: Register, progress: PlanProgress) -> None:
        self._register, self._progress = register, progress
        self._day = register.as_at.isoformat()
        self._day_words = long_date(register.as_at)
        self._area_of = {o.id: o.area for o in register.outcomes}
        self._proofs = evidence_by_target(register)
        self._actions: dict[str, list[Action]] = defaultdict(list)
        self._gone: dict[str, list[Action]] = defaultdict(list)
        for found, actions in ((self._actions, register.actions), (self._gone, register.withdrawn)):
            for action in actions:
                for group in (ALL, self._area_of.get(action.outcome, ""), action.outcome):
                    found[group].append(action)

    def figures(self) -> Iterator[Figure]:
        """Yield all of them, group by group."""
        yield from self._group(ALL, "the whole plan", self._progress.all)
        for level, groups in (("area", self._register.areas), ("outcome", self._register.outcomes)):
            for group in groups:
                progress: Mapping[str, Progress] = getattr(self._progress, f"{level}s")
                if group.id in progress:
                    yield from self._group(group.id, f"{level} {_called(group)}", progress[group.id])
        yield from self._headlines()
        yield from self._themes()

    def _group(self, group: str, name: str, progress: Progress) -> Iterator[Figure]:
        actions = self._actions[group]
        by_code: dict[str, list[Action]] = defaultdict(list)
        for action in actions:
            by_code[action.status].append(action)
        base = f"{progress.actions:,} actions of {name}"
        for code, number in progress.counts.items():
            label = self._register.scale[code].label
            if self._register.scale[code].group is Group.WITHDRAWN:
                continue
            yield self._figure(
                count_key(group, code),
                f"Actions of {name} that are {label}",
                f"Actions whose status was {label} at the end of the day. Withdrawn actions are not counted.",
                number,
                by_code[code],
                base,
                Recount(group, (code,)),
            )
            if number:
                yield self._share(group, name, code, by_code[code], progress)
        yield from self._totals(group, name, progress, base)

    def _share(self, group: str, name: str, code: str, actions: Sequence[Action], progress: Progress) -> Figure:
        label, whole = self._register.scale[code].label, progress.actions
        return Figure(
            share_key(group, code),
            f"Share of actions of {name} that are {label}",
            f"{label}, as a share of all actions that are not withdrawn; whole per cent, a half rounded up.",
            share(len(actions), whole),
            Decimal(progress.percent_of(code) or 0),
            "% of actions",
            f"{whole:,} actions of {name}",
            self._day,
            self._day_words,
            rows=tuple(a.ref for a in actions),
            evidence=self._evidence(actions),
            recount=Recount(group, (code,), share=True),
            part_of=f"Actions of {name} by status",
            portion=(len(actions), whole),
        )

    def _totals(self, group: str, name: str, progress: Progress, base: str) -> Iterator[Figure]:
        scale, actions = self._register.scale, self._actions[group]
        done_codes = tuple(s.code for s in scale.of_group(Group.DONE))
        done = [a for a in actions if scale[a.status].group is Group.DONE]
        words = " or ".join(scale[c].label for c in done_codes)
        rule = "Every action of the plan once. Withdrawn actions are not counted."
        yield self._figure(
            total_key(group, "actions"), f"Actions of {name}", rule, progress.actions, actions, "", Recount(group)
        )
        rule = f"Actions whose status was {words} at the end of the day."
        recount = Recount(group, done_codes)
        yield self._figure(
            total_key(group, "done"), f"Actions of {name} that are done", rule, progress.done, done, base, recount
        )
        yield Figure(
            total_key(group, "share"),
            f"Share of actions of {name} that are done",
            f"{words}, as a share of all actions that are not withdrawn; whole per cent, a half rounded up.",
            progress.done_text,
            None if progress.done_percent is None else Decimal(progress.done_percent),
            "% of actions",
            base,
            self._day,
            self._day_words,
            rows=tuple(a.ref for a in done),
            evidence=self._evidence(done),
            recount=Recount(group, done_codes, share=True),
        )
        gone = self._gone[group]
        rule = "Actions taken out of the plan by the end of the day; in no total and no percentage."
        yield self._figure(total_key(group, "withdrawn"), f"Withdrawn from {name}", rule, progress.withdrawn, gone, "")

    def _headlines(self) -> Iterator[Figure]:
        register = self._register
        found: dict[Count, list[Action]] = defaultdict(list)
        slipped, asking = [], []
        for action in register.actions:
            found_under = counted(action, register.scale, register.as_at, 1)
            for count in found_under:
                found[count].append(action)
            if is_slipped(action, register):
                slipped.append(action)
            if action.ask and set(found_under) & _COUNT_RULES.keys():
                asking.append(action)
        base = f"{len(register.actions):,} actions of the plan"
        for count, rule in _COUNT_RULES.items():
            what = f"Actions counted under “{COUNT_LABELS[count]}”"
            recount = Recount(listed=_LISTED[count])
            yield self._figure(count_key(ALL, count.value), what, rule, len(found[count]), found[count], base, recount)
        rule = "Open actions that are, or are forecast to be, done after the date first agreed."
        yield self._figure(count_key(ALL, SLIPPED), "Actions that have slipped", rule, len(slipped), slipped, base)
        rule, recount = (
            "Exceptions that ask the board for something.",
            Recount(listed=("Exceptions", "Ask of the board", "?*")),
        )
        yield self._figure(count_key(ALL, ASKS), "Asks of the board", rule, len(asking), asking, base, recount)

    def _themes(self) -> Iterator[Figure]:
        """Yield the share done of each theme, for documents that tell of areas for improvement and key projects."""
        scale = self._register.scale
        members: dict[str, list[Action]] = defaultdict(list)
        for action in self._register.actions:
            for id in action.themes:
                members[id].append(action)
        for theme in self._register.themes:
            actions = members[theme.id]
            if not actions:
                continue
            done = [a for a in actions if scale[a.status].group is Group.DONE]
            name = f"{FRAMEWORKS.get(theme.framework, theme.framework)} {theme.ref} {theme.title}".strip()
            yield Figure(
                total_key(theme.id, "share"),
                f"Share of actions of {name} that are done",
                "Done actions of the theme as a share of its actions; an action can belong to several themes.",
                share(len(done), len(actions)),
                Decimal(percent(len(done), len(actions)) or 0),
                "% of actions",
                f"{len(actions):,} actions of {name}",
                self._day,
                self._day_words,
                rows=tuple(a.ref for a in done),
                evidence=self._evidence(done),
            )

    def _figure(
        self,
        key: str,
        what: str,
        rule: str,
        number: int,
        actions: Sequence[Action],
        base: str,
        recount: Recount | None = None,
    ) -> Figure:
        return Figure(
            key,
            what,
            rule,
            f"{number:,}",
            Decimal(number),
            "actions",
            base or "counted in full",
            self._day,
            self._day_words,
            rows=tuple(a.ref for a in actions),
            evidence=self._evidence(actions),
            recount=recount,
        )

    def _evidence(self, actions: Iterable[Action]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ref for a in actions for ref in self._proofs.get(a.id, ())))


def is_slipped(action: Action, register: Register) -> bool:
    """Tell whether an open action is, or is forecast to be, done after the date first agreed."""
    is_open = register.scale[action.status].group is Group.OPEN
    return is_open and (slippage(action, register.as_at, is_open).original or 0) > 0


def evidence_by_target(register: Register) -> Mapping[str, Sequence[str]]:
    """Return the references of the items of evidence by the id of what they support."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in register.evidence:
        for target in item.targets:
            found[target].append(item.ref)
    return found


def _called(group: Area | Outcome) -> str:
    return f"{group.ref} {group.name}".strip()
