"""All colours of a status from the one that a person chose: each lightened or darkened until it can be seen and read.

A status has a solid, a chip and the words on it in the light and in the dark theme, and a solid for high contrast.
Contrast is WCAG 2.2's: 3 to 1 for a mark, 7 to 1 for words on a chip.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from send_tracker.domain.colour import contrast, mix
from send_tracker.domain.problem import Problem

BLACK, WHITE, NIGHT = "#000000", "#FFFFFF", "#1B1F24"
MARK, WORDS, STRONG_MARK = 3.05, 7.0, 4.5
_COLOUR: Final = re.compile(r"#?([0-9A-Fa-f]{6})")
_STEPS: Final = 50
_CHIP_LIGHT, _CHIP_DARK = 0.13, 0.24


class StatusColours(NamedTuple):
    """The six colours of a status, and the one for high contrast; see ``StatusLevel``."""

    solid: tuple[str, str, str, str, str, str]
    contrast: str


def read_colour(text: str) -> str:
    """Return a colour as ``#RRGGBB``.

    Raises:
        Problem: it is none.
    """
    found = _COLOUR.fullmatch(text.strip())
    if found is None:
        raise Problem(f"“{text}” is not a colour. Write it as six digits, such as #0C7C5D, or choose one.", "no-colour")
    return f"#{found[1].upper()}"


def colours_of(chosen: str) -> StatusColours:
    """Return every colour of a status whose colour somebody chose, given as ``#RRGGBB``."""
    light_solid = _until(chosen, BLACK, WHITE, MARK)
    light_chip = mix(light_solid, WHITE, _CHIP_LIGHT)
    dark_solid = _until(chosen, WHITE, NIGHT, MARK)
    dark_chip = mix(dark_solid, NIGHT, _CHIP_DARK)
    solid = (
        light_solid,
        light_chip,
        _until(light_solid, BLACK, light_chip, WORDS),
        dark_solid,
        dark_chip,
        _until(dark_solid, WHITE, dark_chip, WORDS),
    )
    return StatusColours(solid, _until(chosen, WHITE, BLACK, STRONG_MARK))


def _until(colour: str, towards: str, ground: str, least: float) -> str:
    """Return the colour moved towards black or white just so far that it has a contrast on a ground."""
    steps = (mix(towards, colour, number / _STEPS) for number in range(_STEPS + 1))
    return next((step for step in steps if contrast(step, ground) >= least), towards)
