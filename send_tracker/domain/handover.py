"""Handover to business as usual: what was handed over, what is due for it, and what falls back.

One function, for the screen, the pack and the export alike. Source: domain notes 1, "actions from the improvement
programme will need to transfer into business as usual"; issue 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from send_tracker.domain.challenge.worsening import Worsening
from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.register import Action, Evidence, Outcome, Register
from send_tracker.domain.status import Group
from send_tracker.domain.text import plural


class Stage(StrEnum):
    """How far an action is on its way into business as usual, what needs somebody first."""

    FALLS_BACK = "falls_back"
    DUE = "due"
    HANDED_OVER = "handed_over"


STAGE_LABELS: Final = {
    Stage.FALLS_BACK: "Falls back",
    Stage.DUE: "Due for handover",
    Stage.HANDED_OVER: "Handed over",
}


@dataclass(frozen=True, slots=True)
class Handover:
    """One done action.

    Attributes:
        outcome: its outcome; None where it has none.
        stage: falls back, due or handed over.
        lacks: what the handover still needs: "owner", "forum", "check date".
        falls: why it falls back, each reason a few words with its dates and values; of what is due, what would.
    """

    action: Action
    outcome: Outcome | None
    stage: Stage
    lacks: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The action's id."""
        return self.action.id

    @property
    def words(self) -> str:
        """What is to be done about it, or that nothing is."""
        return ". ".join(part for part in ("; ".join(self.falls), self.missing) if part)

    @property
    def missing(self) -> str:
        """What the handover still needs: "No owner, forum or check date"."""
        if not self.lacks:
            return ""
        *most, last = self.lacks
        return f"No {', '.join(most)} or {last}" if most else f"No {last}"


def handover(register: Register, worse: Iterable[Worsening] = ()) -> list[Handover]:
    """Return every done action: what falls back first, then what is due, then what was handed over.

    An action was handed over once it has an owner in business as usual, a forum and a check date. Any other done
    action is due. One that was handed over falls back when its check is overdue, a measure that it was meant to move
    got worse (for a measure without actions, any of its outcome), or evidence accepted for it has run out.

    Args:
        register: the plan as it stands or stood.
        worse: the measures that got worse.
    """
    outcomes = {o.id: o for o in register.outcomes}
    backing: dict[str, list[Evidence]] = defaultdict(list)
    for item in register.evidence:
        for target in item.targets:
            backing[target].append(item)
    worsened = tuple(worse)
    found = []
    for action in register.actions:
        if register.scale[action.status].group is not Group.DONE:
            continue
        lacks = _lacks(action)
        falls = _falls(register, action, backing.get(action.id, ()), worsened)
        stage = Stage.DUE if lacks else Stage.FALLS_BACK if falls else Stage.HANDED_OVER
        found.append(Handover(action, outcomes.get(action.outcome), stage, lacks, falls))
    order = list(Stage)
    return sorted(found, key=lambda one: order.index(one.stage))


def _lacks(action: Action) -> tuple[str, ...]:
    wanted = {"owner": action.bau_owner, "forum": action.bau_forum, "check date": action.check_date}
    return tuple(word for word, value in wanted.items() if not value)


def _falls(
    register: Register, action: Action, items: Sequence[Evidence], worse: Iterable[Worsening]
) -> tuple[str, ...]:
    """Return why an action that was handed over falls back."""
    today, found = register.as_at, []
    if action.check_date and PartialDate.parse(action.check_date).last < today and not _checked(action):
        late = (today - PartialDate.parse(action.check_date).last).days
        found.append(f"Check was due {show(action.check_date)}, {plural(late, 'day')} ago")
    found += [one.words for one in worse if _moves(one, action)]
    accepted = [e for e in items if e.accepted]
    run_out = [e for e in accepted if e.expires and PartialDate.parse(e.expires).last < today]
    found += [f"{e.ref} was good until {show(e.expires)}" for e in run_out]
    return tuple(found)


def _checked(action: Action) -> bool:
    """Tell whether it was looked at on or after the check date."""
    return bool(
        action.checked_on
        and action.check_date
        and PartialDate.parse(action.checked_on).last >= PartialDate.parse(action.check_date).first
    )


def _moves(worse: Worsening, action: Action) -> bool:
    return action.id in worse.actions if worse.actions else worse.outcome == action.outcome


def counts(found: Iterable[Handover]) -> dict[Stage, int]:
    """Return how many actions are at each stage."""
    tally = dict.fromkeys(Stage, 0)
    for one in found:
        tally[one.stage] += 1
    return tally


def summary(found: Sequence[Handover]) -> str:
    """Return the whole in a sentence: "23 handed over, 36 due for handover, 1 falls back"."""
    tally = counts(found)
    words = {Stage.HANDED_OVER: "handed over", Stage.DUE: "due for handover", Stage.FALLS_BACK: "falling back"}
    return ", ".join(f"{tally[stage]:,} {word}" for stage, word in words.items())
