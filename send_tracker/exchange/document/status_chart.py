"""The chart of how far each part of the plan is: one bar a row, a hundred per cent long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from send_tracker.domain.progress import Progress
from send_tracker.domain.status import SHAPE_CHARACTERS, StatusLevel
from send_tracker.exchange.document.blocks import Picture
from send_tracker.exchange.document.drawing import box, picture, shorten, words
from send_tracker.exchange.document.palette import Colours

_WIDTH: Final = 680
_LEFT: Final = 250
_BAR: Final = 330
_ROW: Final = 30
_TOP: Final = 38
_LETTER: Final = 7.2


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its name, its numbers, and whether it is a heading row such as an area."""

    name: str
    progress: Progress
    strong: bool = False


def status_chart(name: str, caption: str, rows: Sequence[BarRow], levels: Sequence[StatusLevel]) -> Picture:
    """Return the chart of some parts of a plan.

    Args:
        name: its anchor in the document. caption: stands below it.
        levels: the statuses from the left of a bar to its right.
    """
    shown = [s for s in levels if any(r.progress.counts.get(s.code) for r in rows)]
    alt = _in_words(rows, shown)
    height = _TOP + _ROW * len(rows) + 6

    def draw(colours: Colours) -> str:
        parts = _key(shown, colours)
        for place, row in enumerate(rows):
            parts += _bar(row, _TOP + place * _ROW, shown, colours)
        return picture(_WIDTH, height, caption, alt, parts, name)

    return Picture(caption, alt, draw(Colours()), draw(Colours(levels, named=True)), _WIDTH, height)


def _key(levels: Sequence[StatusLevel], colours: Colours) -> list[str]:
    """Name each status above the bars, in their order."""
    parts, x = [], float(_LEFT)
    for level in levels:
        parts.append(box(x, 8, 14, 14, colours.status(level, "solid"), 3))
        text = f"{level.letter} {SHAPE_CHARACTERS[level.shape]} {level.label}"
        parts.append(words(x + 19, 19, text, colours["muted"]))
        x += 36 + len(text) * _LETTER
    return parts


def _bar(row: BarRow, y: float, levels: Sequence[StatusLevel], colours: Colours) -> list[str]:
    parts = [words(0, y + 18, shorten(row.name, 38 if not row.strong else 34), colours["text"], bold=row.strong)]
    x, whole = float(_LEFT), row.progress.actions
    if not whole:
        return [*parts, words(_LEFT, y + 18, "no actions", colours["muted"])]
    for level in levels:
        number = row.progress.counts.get(level.code, 0)
        wide = _BAR * number / whole
        if number:
            parts.append(box(x, y + 4, wide - 1.5, 20, colours.status(level, "solid"), 2))
        if wide >= 16 + 8 * len(str(number)):
            label = f"{level.letter} {number}"
            middle = x + (wide - 1.5) / 2
            parts.append(words(middle, y + 18.5, label, colours.status(level, "on"), anchor="middle", bold=True))
        x += wide
    done = f"{row.progress.done_percent}% done"
    return [*parts, words(_LEFT + _BAR + 10, y + 18, done, colours["text"], bold=row.strong)]


def _in_words(rows: Sequence[BarRow], levels: Sequence[StatusLevel]) -> str:
    """Say what the bars show, one part after another."""
    sentences = []
    for row in rows:
        counts = [f"{row.progress.counts[s.code]:,} {s.label}" for s in levels if row.progress.counts.get(s.code)]
        sentences.append(f"{row.name}: {', '.join(counts) or 'no actions'}.")
    return " ".join(sentences)
