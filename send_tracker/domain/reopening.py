"""When an embedded action is proposed for opening again: its check was missed, or what it moved gets worse.

Source: issue 3, "embedded that fails its check date or whose measure deteriorates is proposed for re-opening".
A proposal changes nothing; a person decides, and gives the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from send_tracker.domain.challenge.assurance import check_missed
from send_tracker.domain.dates import show
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.trends import worse_beyond_tolerance
from send_tracker.domain.register import Action
from send_tracker.domain.status import Group, StatusScale
from send_tracker.domain.text import plural


def proposals(action: Action, scale: StatusScale, today: date, linked: Iterable[MeasureResult] = ()) -> list[str]:
    """Return why an action should be opened again, a sentence each; nothing for one that is not embedded."""
    if not scale.is_embedded(action.status):
        return []
    found = []
    missed = check_missed(action, today)
    if missed:
        found.append(f"Its check was due {show(action.check_date)}, {plural(missed, 'day')} ago, and none is recorded.")
    for result in linked:
        if worse_beyond_tolerance(result) and result.period is not None:
            name = result.measure.ref or result.measure.title
            found.append(f"{name} got worse: {result.value_text} in {result.period.words}, {result.year_ago.text}.")
    return found


def reopened_as(scale: StatusScale) -> str:
    """Return the status that opening again begins with: the best open one, which can still be changed."""
    return max(scale.of_group(Group.OPEN), key=lambda level: level.rank).code
