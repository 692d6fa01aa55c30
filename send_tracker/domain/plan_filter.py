"""What the Plan page is asked to show, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Due(StrEnum):
    """Filters on the due date."""

    OVERDUE = "overdue"
    NEXT_BOARD = "next_board"
    LATER = "later"
    NONE = "none"


DUE_LABELS = {
    Due.OVERDUE: "Past its date",
    Due.NEXT_BOARD: "By the next board",
    Due.LATER: "After the next board",
    Due.NONE: "No date",
}


class SortBy(StrEnum):
    """Columns that the plan can be sorted by, within each outcome."""

    REF = "ref"
    TITLE = "title"
    LEAD = "lead"
    DUE = "due"
    STATUS = "status"
    UPDATED = "updated"
    EVIDENCE = "evidence"
    PARTNER = "partner"
    IMPACT = "impact"
    FORECAST = "forecast"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """A filter of the plan; empty sets mean "any".

    Ids are entity ids; ``attention`` holds codes of challenge rules. ``only`` narrows to given actions, as a click on
    a number of Overview does; ``only_words`` says which in words. ``withdrawn`` shows what has left the plan instead
    of what is in it.
    """

    text: str = ""
    statuses: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    due: frozenset[Due] = frozenset()
    attention: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    only_words: str = ""
    withdrawn: bool = False

    @property
    def is_on(self) -> bool:
        """Tell whether it can hide anything."""
        return self != PlanFilter()
