"""Doing much at once: an import of thousands of rows, whose changes are all kept until they are written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[int, int, str], None]
"""Told how far something has got: how much is done, of how much, and with what."""

_WHOLE = 1_000


def say_nothing(_done: int, _total: int, _words: str) -> None:
    """Be told, and say nothing."""


def part_of(tell: Tell, begin: float, end: float) -> Tell:
    """Return what is told of a part, as it is told of the whole, in which the part goes from ``begin`` to ``end``."""

    def told(done: int, total: int, words: str) -> None:
        share = done / total if total else 1.0
        tell(int(_WHOLE * (begin + (end - begin) * share)), _WHOLE, words)

    return told


@contextmanager
def keeping_all() -> Iterator[None]:
    """Make many objects without Python looking through them again and again for those that nobody needs.

    Of an edit with a hundred thousand changes none can go before it is written; the looking took a quarter of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
