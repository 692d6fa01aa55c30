"""When an embedded action is proposed for opening again: its check was missed, or what it moved gets worse.

Source: issue 3, "embedded that fails its check date or whose measure deteriorates is proposed for re-opening".
A proposal changes nothing; a person decides, and gives the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from send_tracker.domain.challenge.assurance import check_missed
from send_tracker.domain.challenge.worsening import Worsening
from send_tracker.domain.register import Action
from send_tracker.domain.status import Group, StatusScale
from send_tracker.domain.text import plural


def proposals(action: Action, scale: StatusScale, today: date, linked: Iterable[Worsening] = ()) -> dict[str, str]:
    """Return why an action should be opened again: a few words for each rule that questions it.

    The challenges of these rules stand beside a proposal with dates and figures, so they are not said here too.
    Nothing is proposed for an action that is not embedded.

    Args:
        action, scale, today: what is asked about. linked: the measures it was meant to move that got worse.
    """
    if not scale.is_embedded(action.status):
        return {}
    found = {}
    missed = check_missed(action, today)
    if missed:
        found["check_overdue"] = f"its check is {plural(missed, 'day')} late"
    names = [worse.ref or worse.title for worse in linked]
    if names:
        found["embedded_but_worse"] = f"{' and '.join(names)} got worse"
    return found


def reopened_as(scale: StatusScale) -> str:
    """Return the status that opening again begins with: the best open one, which can still be changed."""
    return max(scale.of_group(Group.OPEN), key=lambda level: level.rank).code
