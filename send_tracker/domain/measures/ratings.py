"""The ratings of a measure as chips: the same shapes, letters and colours as the statuses of the plan."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.measures.rows import RATINGS
from send_tracker.domain.presets import AMBER, GREEN, RED
from send_tracker.domain.status import Group, Shape, StatusLevel

NO_TARGET: Final = "none"
"""What stands for "no target" where a rating is chosen from a list."""

RATING_LEVELS: Final = {
    code: StatusLevel(code, RATINGS[code], letter, shape, colours, contrast, Group.OPEN, rank, order)
    for order, (code, letter, shape, colours, contrast, rank) in enumerate(
        (
            ("off_target", "R", Shape.DIAMOND, RED, "#E0457F", 0),
            ("near", "A", Shape.TRIANGLE, AMBER, "#FFFF00", 1),
            ("on_target", "G", Shape.DISC, GREEN, "#44B105", 2),
        ),
        start=1,
    )
}
"""Worst first, as the filter row shows them."""
