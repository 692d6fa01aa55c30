"""The numbers in the rules that a programme can set for itself.

They are entities of their own kind (``threshold``) rather than fields of the programme: a new rule brings its
number without a new column, each number has its own history, and two officers who each set another one do
not meet in one row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from send_tracker.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number: its name in the file, what people read, what it is at first, and the least and most it can be."""

    name: str
    label: str
    first: int
    least: int = 1
    most: int = 1_000


THRESHOLDS: Final = (
    Threshold("same_notes", "Updates running that may not say the same", 3, least=2, most=20),
    Threshold("date_moves", "Moves of the approved date that are questioned", 3, most=20),
    Threshold("obstacle_boards", "Boards that an obstacle may stay open for", 2, most=20),
    Threshold("missed_days", "Days before its date by which trouble should be told", 7, most=365),
    Threshold("evidence_days", "Days that evidence of an open action stays fresh", 42, most=3_650),
    Threshold("silent_boards", "Boards that a lead may say nothing for", 2, most=20),
    Threshold("embedded_periods", "Periods at target before an action counts as embedded", 2, most=20),
)
"""Every number that can be set. The defaults go by the six-week cycle of an improvement board."""

_BY_NAME: Final = {t.name: t for t in THRESHOLDS}
_RULE: Final = "rule:"


def switch_of(rule: str) -> str:
    """Return the name under which the file keeps whether a rule is in force: 1, or 0 for out of force."""
    return f"{_RULE}{rule}"


class Thresholds:
    """The numbers of one programme: those it set, and the defaults for the rest."""

    def __init__(self, given: Iterable[tuple[str, int]] = ()) -> None:
        given = tuple(given)
        self._values = {t.name: t.first for t in THRESHOLDS}
        self._off = {name.removeprefix(_RULE) for name, value in given if name.startswith(_RULE) and not value}
        # A newer program may have set numbers that this one does not know; they are left alone.
        self._values |= {name: max(value, _BY_NAME[name].least) for name, value in given if name in _BY_NAME}

    def __getitem__(self, name: str) -> int:
        """Return a number by its name."""
        return self._values[name]

    def is_on(self, rule: str) -> bool:
        """Tell whether a rule is in force, as it is until a programme says otherwise."""
        return rule not in self._off


def threshold_named(name: str) -> Threshold:
    """Return the setting of a name that is known to exist."""
    return _BY_NAME[name]


def check_threshold(name: str, value: int) -> int:
    """Return the number as it is kept.

    Raises:
        Problem: there is no such setting, or the number is out of bounds.
    """
    known = _BY_NAME.get(name)
    if known is None:
        raise Problem(f"There is no setting “{name}”. There are: {', '.join(_BY_NAME)}.", "no-such-threshold")
    if not known.least <= value <= known.most:
        raise Problem(f"{known.label}: give a number from {known.least} to {known.most:,}.", "bad-value")
    return value
