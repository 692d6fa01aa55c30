"""The colours of documents: those of the window's light theme on paper, and names that a page can answer for dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from send_tracker.domain.colour import contrast
from send_tracker.domain.status import StatusLevel

PAPER: Final[Mapping[str, str]] = {
    "surface": "#FFFFFF",
    "group": "#F4F5F7",
    "line": "#D5DAE1",
    "field": "#868E9B",
    "text": "#1A1F26",
    "muted": "#58616E",
    "accent": "#0B6670",
    "series": "#0B6670",
    "band": "#EEF0F3",
}
NIGHT: Final[Mapping[str, str]] = {
    "surface": "#14171B",
    "group": "#1F242A",
    "line": "#3A424C",
    "field": "#737D89",
    "text": "#E8EBEF",
    "muted": "#A9B3BF",
    "accent": "#5CC4CC",
    "series": "#5CC4CC",
    "band": "#20262D",
}
_ON_BAR: Final = ("#0B1B2B", "#FFFFFF", "#000000")


def on_solid(solid: str) -> str:
    """Return the colour of text inside a bar: the first that reads well on it."""
    return next((c for c in _ON_BAR if contrast(c, solid) >= 4.5), "#000000")


def status_colours(level: StatusLevel, *, dark: bool = False) -> dict[str, str]:
    """Return a status's solid, chip and chip text, and the text on its solid."""
    solid, chip, text = level.solid[3:6] if dark else level.solid[0:3]
    return {"solid": solid, "chip": chip, "text": text, "on": on_solid(solid)}


class Colours:
    """Colours by name for one drawing: as hex on paper, or as names that the page's style sheet answers.

    A status's colours are named by its place among the document's levels, since a code may be any word.
    """

    def __init__(self, levels: Sequence[StatusLevel] = (), *, named: bool = False) -> None:
        self._named = named
        self._place = {level.code: n for n, level in enumerate(levels)}

    def __getitem__(self, name: str) -> str:
        """Return a colour of the page."""
        return f"var(--{name})" if self._named else PAPER[name]

    def status(self, level: StatusLevel, part: str) -> str:
        """Return one of a status's colours: solid, chip, text, on."""
        if self._named and level.code in self._place:
            return f"var(--s{self._place[level.code]}-{part})"
        return status_colours(level)[part]
