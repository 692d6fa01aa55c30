"""The same rules worked out the slow way, with fractions and no tricks, to check the quick ones by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise


def limits(values: Sequence[Decimal]) -> tuple[Fraction, Fraction, Fraction]:
    """Return mean, lower and upper limit."""
    numbers = [Fraction(v) for v in values]
    middle = sum(numbers, Fraction()) / len(numbers)
    ranges = [abs(numbers[i] - numbers[i - 1]) for i in range(1, len(numbers))]
    reach = Fraction(266, 100) * sum(ranges, Fraction()) / len(ranges)
    return middle, middle - reach, middle + reach


def signals(values: Sequence[Decimal]) -> list[set[tuple[str, int]]]:
    """Return the rules that each point meets, by trying every window."""
    numbers = [Fraction(v) for v in values]
    middle, _, upper = limits(values)
    third = (upper - middle) / 3
    found: list[set[tuple[str, int]]] = [set() for _ in numbers]
    for way in (1, -1):
        offsets = [(n - middle) * way for n in numbers]
        steps = [(b - a) * way for a, b in pairwise(numbers)]
        _add(found, ("outside", way), _windows([o > 3 * third for o in offsets], 1, 1))
        _add(found, ("shift", way), _windows([o > 0 for o in offsets], 7, 7))
        _add(found, ("near_limit", way), _windows([o > 2 * third for o in offsets], 3, 2))
        _add(found, ("trend", way), [[*h, h[-1] + 1] for h in _windows([s > 0 for s in steps], 6, 6)])
    return found


def _windows(holds: Sequence[bool], size: int, least: int) -> list[list[int]]:
    """Return the places that hold in each window which has at least ``least`` of them."""
    windows = ([i for i in range(first, first + size) if holds[i]] for first in range(len(holds) - size + 1))
    return [hits for hits in windows if len(hits) >= least]


def _add(found: list[set[tuple[str, int]]], signal: tuple[str, int], windows: list[list[int]]) -> None:
    for hits in windows:
        for at in hits:
            found[at].add(signal)
