"""The status scale: the RAG of a programme, as data.

Colours and words differ from body to body (blue is "done and tested" in one legend and "on target" in
another), so the scale is the programme's own, with presets, and travels with every output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Group(StrEnum):
    """What a status counts as."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Shape(StrEnum):
    """The mark drawn beside a status, so that colour never stands alone."""

    RING = "ring"
    DISC = "disc"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    SQUARE = "square"
    STAR = "star"
    CROSS = "cross"


SHAPE_CHARACTERS = {
    Shape.RING: "○",
    Shape.DISC: "●",
    Shape.TRIANGLE: "▲",
    Shape.DIAMOND: "◆",
    Shape.SQUARE: "■",
    Shape.STAR: "★",
    Shape.CROSS: "✕",
}


@dataclass(frozen=True, slots=True)
class StatusLevel:
    """One status of a scale.

    Attributes:
        code: the permanent name, such as ``obstacles``; changes of label never touch history.
        label: the word people read. letter: its one-letter form. shape: its mark.
        solid: six hex colours ``light solid, light chip, light text, dark solid, dark chip, dark text``.
        contrast: the solid colour in the high-contrast theme.
        group: whether it counts as open, done or withdrawn.
        rank: how good it is; higher is better. Direction of travel and conflicts use it, nothing else.
        order: its place in the control, in lists and on the keys Ctrl+1 to Ctrl+9.
        definition: what the board agreed it means.
        needs_reason, needs_path_to_green, needs_evidence: what is asked for when it is set.
    """

    code: str
    label: str
    letter: str
    shape: Shape
    solid: tuple[str, str, str, str, str, str]
    contrast: str
    group: Group
    rank: int
    order: int
    definition: str = ""
    needs_reason: bool = False
    needs_path_to_green: bool = False
    needs_evidence: bool = False

    @property
    def text(self) -> str:
        """Letter, shape and word, for places that cannot draw: ``A ▲ Obstacles``."""
        return f"{self.letter} {SHAPE_CHARACTERS[self.shape]} {self.label}"


UNKNOWN_SOLID = ("#8D919C", "#EDEFF2", "#454D59", "#8B8F98", "#2D333B", "#C9D0D9")


def unknown(code: str) -> StatusLevel:
    """Return a stand-in for a status that the scale does not hold; it ranks below all others."""
    return StatusLevel(code, code, "?", Shape.CROSS, UNKNOWN_SOLID, "#FFFFFF", Group.OPEN, -1, 99)


@dataclass(frozen=True, slots=True)
class StatusScale:
    """The statuses of a programme, in the order of the control."""

    levels: tuple[StatusLevel, ...]
    _by_code: dict[str, StatusLevel] = field(init=False, repr=False, compare=False)
    worst_open: int = field(init=False, repr=False, compare=False)
    """The lowest rank of an open status: what "at risk" means. 0 for a scale without any."""
    best_open: int = field(init=False, repr=False, compare=False)
    """The highest rank of an open status: what "green" means. 0 for a scale without any."""

    def __post_init__(self) -> None:
        """Sort by order and index by code."""
        object.__setattr__(self, "levels", tuple(sorted(self.levels, key=lambda s: (s.order, s.code))))
        object.__setattr__(self, "_by_code", {s.code: s for s in self.levels})
        open_ranks = [s.rank for s in self.levels if s.group is Group.OPEN]
        object.__setattr__(self, "worst_open", min(open_ranks, default=0))
        object.__setattr__(self, "best_open", max(open_ranks, default=0))

    def __iter__(self) -> Iterator[StatusLevel]:
        """Yield the levels in the order of the control."""
        return iter(self.levels)

    def __contains__(self, code: object) -> bool:
        """Tell whether the scale has this code."""
        return code in self._by_code

    def __getitem__(self, code: str) -> StatusLevel:
        """Return the level of a code, or a stand-in for a code that the scale does not hold."""
        return self._by_code.get(code) or unknown(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order of the control."""
        return tuple(s.code for s in self.levels)

    @property
    def first(self) -> StatusLevel:
        """The status of a new action."""
        return self.levels[0]

    def of_group(self, group: Group) -> tuple[StatusLevel, ...]:
        """Return the levels of one group, in order."""
        return tuple(s for s in self.levels if s.group is group)

    def is_green(self, code: str) -> bool:
        """Tell whether a status claims that all is well: open, of the best rank, and no path to green asked for."""
        level = self[code]
        return level.group is Group.OPEN and level.rank == self.best_open and not level.needs_path_to_green

    def is_trouble(self, code: str) -> bool:
        """Tell whether a status admits trouble: open, and a path to green is asked for (amber and red)."""
        level = self[code]
        return level.group is Group.OPEN and level.needs_path_to_green

    def is_embedded(self, code: str) -> bool:
        """Tell whether a status claims more than delivery: done, and ranked above another done status.

        A scale with one done status, such as plain RAG, has none of this kind.
        """
        ranks = [level.rank for level in self.of_group(Group.DONE)]
        return len(set(ranks)) > 1 and self[code].group is Group.DONE and self[code].rank == max(ranks)

    @property
    def stacked(self) -> tuple[StatusLevel, ...]:
        """The order of stacked bars: best first, and what has not begun last."""
        best = self.columns
        return tuple(s for s in best if s.shape is not Shape.RING) + tuple(s for s in best if s.shape is Shape.RING)

    @property
    def columns(self) -> tuple[StatusLevel, ...]:
        """The order of columns from the ground up: done, then open, each best first; the worst ends on top."""
        groups = (Group.DONE, Group.OPEN, Group.WITHDRAWN)
        return tuple(sorted(self.levels, key=lambda s: (groups.index(s.group), -s.rank, s.order)))

    def problems(self) -> list[str]:
        """Return sentences about a scale that cannot be used, none for a good one."""
        found = []
        if not self.of_group(Group.OPEN) or not self.of_group(Group.DONE):
            found.append("A scale needs at least one open and one done status.")
        letters = [s.letter for s in self.levels]
        found += [f"Two statuses have the letter {c}." for c in sorted(set(letters)) if letters.count(c) > 1]
        return found


def travel(before: StatusLevel | None, now: StatusLevel) -> int:
    """Return the direction of travel by rank: 1 better, 0 the same or new, -1 worse.

    Each level is of the scale of its own time; one whose rank alone was changed since has gone nowhere.
    """
    if before is None or before.code == now.code:
        return 0
    return (now.rank > before.rank) - (now.rank < before.rank)


def in_order(scale: StatusScale, codes: Iterable[str]) -> list[str]:
    """Return the codes in the scale's order; codes the scale does not hold come last."""
    return sorted(codes, key=lambda c: (scale[c].order, c))
