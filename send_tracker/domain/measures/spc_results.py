"""What the limits of a series mean for a board, in the words of NHS England's *Making Data Count*.

*Variation* asks whether the latest point is special cause, and if so whether it improves or concerns, which depends on
which way is better. *Assurance* asks whether the process, left alone, will meet the target: always (the target lies
beyond the limits on the near side), never (beyond the far side), or only by chance. Where no way is better in itself
(the target is best), special cause is neutral, as in that programme's purple icons.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from send_tracker.domain.measures.spc import Control, Limits, Mark, Signal, Stretch, control


class Variation(StrEnum):
    """What the latest point says about the process."""

    IMPROVING = "improving"
    CONCERNING = "concerning"
    NEUTRAL = "neutral"
    COMMON = "common"
    TOO_FEW = "too_few"


class Assurance(StrEnum):
    """Whether the process can be expected to meet the target."""

    HITS = "hits"
    MISSES = "misses"
    HIT_AND_MISS = "hit_and_miss"
    UNKNOWN = "unknown"


VARIATION_WORDS: Final = {
    Variation.IMPROVING: "Improving",
    Variation.CONCERNING: "Concerning",
    Variation.NEUTRAL: "Special cause",
    Variation.COMMON: "Common cause",
    Variation.TOO_FEW: "Too few points",
}
ASSURANCE_WORDS: Final = {
    Assurance.HITS: "Consistently hits the target",
    Assurance.MISSES: "Consistently misses the target",
    Assurance.HIT_AND_MISS: "Hits and misses the target",
    Assurance.UNKNOWN: "",
}


@dataclass(frozen=True, slots=True)
class SpcResult:
    """A series under control limits, and what follows.

    Attributes:
        control: limits and signals. variation, assurance: the two results.
        direction: which way is better: ``higher``, ``lower`` or ``target``.
        rule: the rule that made the latest point special. side: 1 for high or rising, -1 for low or falling.
        since: the place of the first point of the row that this rule holds for, up to the latest.
    """

    control: Control
    variation: Variation
    assurance: Assurance
    direction: str = "higher"
    rule: Signal | None = None
    side: int = 0
    since: int | None = None

    @property
    def now(self) -> Stretch | None:
        """The stretch of the latest value."""
        return self.control.now

    @property
    def word(self) -> str:
        """The result in a word or two, for a column."""
        return VARIATION_WORDS[self.variation]

    @property
    def what(self) -> str:
        """What the latest points do: "below the limits", "seven points or more falling"; empty for common cause."""
        low = self.side < 0
        return {
            None: "",
            Signal.OUTSIDE: "below the limits" if low else "above the limits",
            Signal.SHIFT: f"seven points or more {'below' if low else 'above'} the mean",
            Signal.TREND: f"seven points or more {'falling' if low else 'rising'}",
            Signal.NEAR_LIMIT: f"two of three points near the {'lower' if low else 'upper'} limit",
        }[self.rule]

    @property
    def sentence(self) -> str:
        """Both results as one or two sentences."""
        target = ASSURANCE_WORDS[self.assurance]
        return f"{self._variation_sentence()} {target}." if target else self._variation_sentence()

    def _variation_sentence(self) -> str:
        worth = self.now.words if self.now else ""
        if self.variation is Variation.TOO_FEW:
            return f"{worth[:1].upper()}{worth[1:]}." if worth else "No figures yet."
        trial = f" ({worth})" if worth else ""
        if self.variation is Variation.COMMON:
            return f"Common cause: no significant change{trial}."
        nature = {Variation.IMPROVING: ", improving", Variation.CONCERNING: ", concerning"}.get(self.variation, "")
        return f"Special cause{nature}: {self.what}{trial}."

    def nature(self, mark: Mark) -> Variation:
        """Return what a point's signals mean, for the colour it is drawn in."""
        if not mark.is_special:
            return Variation.COMMON
        return nature_of(mark.side, self.direction)


def nature_of(side: int, direction: str) -> Variation:
    """Return whether high (1) or low (-1) special cause improves or concerns."""
    better = {"higher": 1, "lower": -1}.get(direction)
    if better is None:
        return Variation.NEUTRAL
    return Variation.IMPROVING if side == better else Variation.CONCERNING


def assurance_of(stretch: Stretch | None, target: Decimal | None, direction: str) -> Assurance:
    """Return whether a process within these limits will meet the target.

    Where the target itself is best, limits that leave it out miss it, and limits around it hit it by chance.
    """
    if stretch is None or target is None or stretch.lower is None or stretch.upper is None:
        return Assurance.UNKNOWN
    if stretch.lower <= target <= stretch.upper and not _met_at_the_edge(stretch, target, direction):
        return Assurance.HIT_AND_MISS
    if direction == "higher":
        return Assurance.HITS if target <= stretch.lower else Assurance.MISSES
    if direction == "lower":
        return Assurance.HITS if target >= stretch.upper else Assurance.MISSES
    return Assurance.MISSES if stretch.lower != target or stretch.upper != target else Assurance.HITS


def _met_at_the_edge(stretch: Stretch, target: Decimal, direction: str) -> bool:
    """Tell whether the worst that is to be expected still meets a target that lies exactly on a limit."""
    edges = {"higher": (stretch.lower,), "lower": (stretch.upper,)}.get(direction, (stretch.lower, stretch.upper))
    return all(edge == target for edge in edges)


def analyse(
    values: Sequence[Decimal | None],
    starts: Collection[int] = (),
    *,
    direction: str = "higher",
    target: Decimal | None = None,
) -> SpcResult:
    """Return limits, signals and both results of a series.

    Args:
        values: in the order of time; None where nothing was observed.
        starts: places where the series begins anew.
        direction: which way is better: ``higher``, ``lower`` or ``target``.
        target: the target for the latest period.
    """
    found = control(values, starts)
    now = found.now
    assurance = assurance_of(now, target, direction)
    if now is None or now.limits is Limits.NONE:
        return SpcResult(found, Variation.TOO_FEW, assurance, direction)
    latest = next(p for p in range(now.end - 1, -1, -1) if values[p] is not None)
    mark = found.marks[latest]
    if not mark.is_special:
        return SpcResult(found, Variation.COMMON, assurance, direction)
    rule, side = mark.signals[0]
    gaps = {p for p in range(now.start, now.end) if values[p] is None}
    first = _row_start(found, latest, rule, side, gaps)
    return SpcResult(found, nature_of(side, direction), assurance, direction, rule, side, first)


def _row_start(found: Control, latest: int, rule: Signal, side: int, gaps: Collection[int]) -> int:
    """Return the first point of the row that a rule holds for, up to the latest; gaps do not end it."""
    stretch = found.now
    first = latest
    for place in range(latest, (stretch.start if stretch else 0) - 1, -1):
        if place in gaps:
            continue
        if (rule, side) not in found.marks[place].signals:
            break
        first = place
    return first
