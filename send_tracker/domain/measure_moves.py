"""Which measures have another latest figure than they had, and which way they went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from send_tracker.domain.measures.comparison import Comparison as Figures
from send_tracker.domain.measures.comparison import compared
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.rows import Measure
from send_tracker.domain.references import sort_key


@dataclass(frozen=True, slots=True)
class MeasureMove:
    """A measure whose latest figure is another.

    Attributes:
        before, after: the figures with their periods, "47.3% (2025 year to date, to May)"; empty where there was none.
        improved: whether it went the way that is better; None where that cannot be told.
        why_not: why the two figures are not compared; empty where they are.
    """

    measure: Measure
    before: str
    after: str
    improved: bool | None = None
    why_not: str = ""

    def mirrored(self) -> MeasureMove:
        """Return the move back."""
        way = None if self.improved is None else not self.improved
        return replace(self, before=self.after, after=self.before, improved=way)

    @property
    def words(self) -> str:
        """Which way it went, in a word."""
        return "Moved" if self.improved is None else "Better" if self.improved else "Worse"


def measure_moves(before: Mapping[str, MeasureResult], after: Mapping[str, MeasureResult]) -> tuple[MeasureMove, ...]:
    """Return the measures of either side whose latest figure is another, by reference."""
    found = []
    for id in dict.fromkeys((*before, *after)):
        old, new = before.get(id), after.get(id)
        known = new or old
        was, now = _figure(old), _figure(new)
        if known is not None and was != now:
            judged = _judged(old, new)
            found.append(MeasureMove(known.measure, was, now, judged.improved, judged.why_not))
    return tuple(sorted(found, key=lambda m: (sort_key(m.measure.ref), m.measure.id)))


def _figure(result: MeasureResult | None) -> str:
    """Return the latest figure with its period."""
    if result is None or result.period is None or not result.value_text:
        return ""
    return f"{result.value_text} ({result.period.words})"


def _judged(old: MeasureResult | None, new: MeasureResult | None) -> Figures:
    """Compare the two figures as the measure's own page compares a figure with an earlier one."""
    if old is None or new is None or not old.points or not new.points:
        return Figures()
    earlier, later = old.points[-1], new.points[-1]
    if earlier.period.key <= later.period.key:
        return compared(new.series, earlier, later)
    found = compared(old.series, later, earlier)
    return replace(found, improved=None if found.improved is None else not found.improved)
