"""How many lines a text takes in a cell. Rows are given their height, because not every program works it out.

Widths are those of Arial and the fonts that are metrically the same, in thousandths of the type size.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Final

_CLASSES: Final = {
    191: "'",
    222: "ijl",
    278: " !,./:;I[]\\ft",
    333: "()-r`",
    355: '"',
    500: "ckszvxyJ",
    556: "0123456789abdeghnopquL_#$?",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTHS: Final = {ord(c): width for width, letters in _CLASSES.items() for c in letters}
_OTHER, _WIDE, _FIRST_WIDE = 556, 1000, 0x2500
_DIGIT: Final = 556
_BOLD: Final = 1.08
_SAFETY: Final = 1.01
_PADDING: Final = 2.0
"""Of a column's width, in digits: what the cell's edges and its indent take."""

LINE_POINTS: Final = 15.25
_AIR_POINTS: Final = 4.25
_MOST_POINTS: Final = 409.0


@lru_cache(maxsize=20_000)
def _width(word: str) -> int:
    """Return a word's width."""
    return sum(_WIDTHS.get(c) or (_WIDE if c >= _FIRST_WIDE else _OTHER) for c in map(ord, word))


def line_count(text: str, width: float, *, bold: bool = False) -> int:
    """Return how many lines ``text`` takes in a column.

    Args:
        text: what stands in the cell; its own line breaks count.
        width: the column's, in digits of the workbook's font.
        bold: whether it is set in bold.
    """
    room = max(1.0, width - _PADDING) * _DIGIT / (_SAFETY * (_BOLD if bold else 1.0))
    # No letter but @ is as wide as two digits: what has half as many letters as there is room for digits fits.
    if len(text) * 2 <= width - _PADDING and "\n" not in text:
        return 1
    return sum(_wrapped(part, room) for part in text.split("\n"))


def _wrapped(text: str, room: float) -> int:
    """Return the lines of one paragraph, filled word by word; a word that is too long is broken."""
    lines, used = 1, 0.0
    space = _WIDTHS[ord(" ")]
    for word in text.split(" "):
        width = _width(word)
        if used and used + space + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            more = ceil(width / room) - 1
            lines, used = lines + more, width - more * room
        else:
            used += width + (space if used else 0)
    return lines


def row_points(lines: Iterable[int]) -> float:
    """Return the height of a row from the lines of its cells, with a little air."""
    return min(_MOST_POINTS, max(lines, default=1) * LINE_POINTS + _AIR_POINTS)
