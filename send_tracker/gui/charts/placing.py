"""Where things go in a chart: labels that keep apart, and a cursor that walks over the parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

APART = 17.0
"""The least distance of two labels at the end of a line, in pixels."""


def spread(wanted: Sequence[float], low: float, high: float, apart: float = APART) -> list[float]:
    """Return places for labels near where they are wanted, at least ``apart`` from each other.

    Args:
        wanted: places in ascending order.
        low: nothing goes below this; high: nor above this, unless there is no room for all.
        apart: the least distance.
    """
    placed: list[float] = []
    for place in wanted:
        placed.append(max(place, low, placed[-1] + apart if placed else low))
    for at in range(len(placed) - 1, -1, -1):
        limit = high if at == len(placed) - 1 else placed[at + 1] - apart
        placed[at] = max(min(placed[at], limit), low)
    return placed


@dataclass(slots=True)
class PartCursor:
    """Which part of a chart the keyboard is on: a group (a bar, a column) and a part of it.

    Attributes:
        sizes: how many parts each group has.
        group: the group. part: the part in it.
    """

    sizes: tuple[int, ...] = ()
    group: int = 0
    part: int = 0

    def fit(self, sizes: Sequence[int], group: int | None = None) -> None:
        """Take new parts, staying as near as can be; ``group`` goes to one of them."""
        self.sizes = tuple(sizes)
        if group is not None:
            self.group = group
        self._hold()

    def move(self, groups: int, parts: int) -> bool:
        """Move, and tell whether that led anywhere."""
        before = (self.group, self.part)
        self.group += groups
        self.part += parts
        self._hold()
        return before != (self.group, self.part)

    def go(self, group: int, part: int) -> None:
        """Go to a part."""
        self.group, self.part = group, part
        self._hold()

    @property
    def is_on(self) -> bool:
        """Tell whether there is any part to be on."""
        return bool(self.sizes) and self.sizes[self.group] > 0

    def _hold(self) -> None:
        self.group = min(max(self.group, 0), max(len(self.sizes) - 1, 0))
        most = self.sizes[self.group] - 1 if self.sizes else 0
        self.part = min(max(self.part, 0), max(most, 0))
