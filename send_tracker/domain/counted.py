"""Under which headlines an action is counted: at risk, past its date, with an obstacle, done without evidence.

These are counts of the position, for Overview and the pack. What deserves attention is for the challenge rules
to say (:mod:`send_tracker.domain.challenge`), which share :func:`lacks_evidence`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from send_tracker.domain.register import Action
from send_tracker.domain.status import Group, StatusLevel, StatusScale


class Count(StrEnum):
    """What actions are counted under, worst first."""

    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    OBSTACLE = "obstacle"
    NO_EVIDENCE = "no_evidence"


COUNT_LABELS: Final = {
    Count.AT_RISK: "At risk",
    Count.OVERDUE: "Past its date",
    Count.OBSTACLE: "Has an obstacle",
    Count.NO_EVIDENCE: "Done without accepted evidence",
}


def lacks_evidence(level: StatusLevel, accepted: int) -> bool:
    """Tell whether a done status that asks for evidence has none that a reviewer accepted."""
    return level.group is Group.DONE and level.needs_evidence and not accepted


def counted(action: Action, scale: StatusScale, today: date, accepted: int) -> list[Count]:
    """Return what an action is counted under, worst first.

    Args:
        action: the action.
        scale: what its status means. The lowest rank that is open is "at risk"; other open statuses that ask
            for a path to green are obstacles.
        today: the programme's today.
        accepted: accepted evidence items linked to the action.
    """
    level = scale[action.status]
    found: list[Count] = []
    if level.group is Group.OPEN:
        worst = scale.worst_open
        if level.rank <= worst:
            found.append(Count.AT_RISK)
        if action.days_late(today) > 0:
            found.append(Count.OVERDUE)
        if level.needs_path_to_green and level.rank > worst:
            found.append(Count.OBSTACLE)
    elif lacks_evidence(level, accepted):
        found.append(Count.NO_EVIDENCE)
    return found


def why_words(why: Sequence[Count]) -> str:
    """Return why an action is listed, as one line: "Past its date; has an obstacle"."""
    words = "; ".join(COUNT_LABELS[w][:1].lower() + COUNT_LABELS[w][1:] for w in why)
    return words[:1].upper() + words[1:]
