"""Rules about actions that admit trouble: their status asks for a path to green."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from send_tracker.domain.challenge.facts import Facts, Held
from send_tracker.domain.challenge.model import Finding, Rule, about
from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.severity import Severity
from send_tracker.domain.text import plural


def no_path(facts: Facts) -> Iterator[Finding]:
    """Trouble without a way out of it, or whose way out has run out. Source: domain notes 2.2 and 8.12."""
    for action in facts.trouble:
        lacks = []
        if not action.path_to_green:
            lacks.append("has no path to green")
        if not action.recovery_date:
            lacks.append("has no date to be back on track by")
        elif PartialDate.parse(action.recovery_date).last < facts.today:
            lacks.append(f"was to be back on track by {show(action.recovery_date)}, which has passed")
        if lacks:
            yield about(action, f"is rated {facts.label(action)} and {' and '.join(lacks)}.")


def long_obstacle(facts: Facts) -> Iterator[Finding]:
    """Trouble that has outlasted too many boards. Source: domain notes 8.12."""
    most = facts.thresholds["obstacle_boards"]
    for action in facts.trouble:
        since = _in_trouble_since(facts, facts.history.statuses.get(action.id, ())) or action.status_since
        boards = facts.boards_since(since) if since else []
        if since and len(boards) > most:
            yield about(
                action,
                f"has been in trouble since {show(since)}, through {plural(len(boards), 'board')} ({_days(boards)}).",
                f"In trouble through {plural(len(boards), 'board')}",
            )


def _in_trouble_since(facts: Facts, held: Sequence[Held]) -> str | None:
    """Return the first day of the trouble that lasts until now: amber that turned red is one trouble."""
    since = None
    for one in held:
        if not facts.scale.is_trouble(one.value or ""):
            since = None
        elif since is None:
            since = one.since
    return since


def _days(boards: Sequence[object]) -> str:
    return f"{show(str(boards[0]))} to {show(str(boards[-1]))}"


RULES = (
    Rule(
        "no_path",
        "In trouble without a way back",
        Severity.HIGH,
        "An action whose status asks for a path to green, and which has none, or whose date to be back on track by is "
        "missing or has passed.",
        no_path,
    ),
    Rule(
        "long_obstacle",
        "In trouble for more than two meetings",
        Severity.HIGH,
        "An action that has stood, without a break, in statuses that ask for a path to green through more than a set "
        "number of boards (2 at first). A turn from one of them to another is no break.",
        long_obstacle,
        threshold="obstacle_boards",
    ),
)
