"""References (4.3, APA2, E118): labels that people read out, not identities."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PARTS = re.compile(r"(\d+)")


def sort_key(ref: str) -> str:
    """Return a text key that sorts references as people count: 4.2 before 4.10, O9 before O10."""
    return "".join(p.zfill(6) if p.isdigit() else p.lower() for p in _PARTS.split(ref.strip()))


def next_free(prefix: str, taken: Iterable[str]) -> str:
    """Return the first reference ``prefix`` + number above every number taken: ``4.`` gives ``4.10``.

    Numbers once used are not offered again, so that an old paper never names a new action.
    """
    pattern = re.compile(re.escape(prefix) + r"(\d+)", re.IGNORECASE)
    numbers = [int(found[1]) for ref in taken if (found := pattern.fullmatch(ref.strip()))]
    return f"{prefix}{max(numbers, default=0) + 1}"


def action_prefix(outcome_ref: str) -> str:
    """Return what an outcome's action references begin with: ``O4`` gives ``4.``, and ``O1.2`` gives ``1.2.``."""
    number = re.search(r"\d+(?:\.\d+)*", outcome_ref)
    return f"{number[0] if number else outcome_ref}."


def runs(refs: Iterable[str]) -> list[tuple[str, int]]:
    """Return references in their order, three or more that follow each other as one: "1.1 to 1.12", and how many.

    Args:
        refs: in the order of :func:`sort_key`, or no run is found.
    """
    found: list[list[str]] = []
    for ref in refs:
        if found and _follows(found[-1][-1], ref):
            found[-1].append(ref)
        else:
            found.append([ref])
    return [part for run in found for part in _told(run)]


def _follows(before: str, ref: str) -> bool:
    """Tell whether a reference is the one after another: the same but for its last number, which is one more."""
    first, second = _PARTS.split(before), _PARTS.split(ref)
    if len(first) < 2 or first[:-2] != second[:-2] or first[-1] or second[-1]:
        return False
    return first[-2].isdigit() and second[-2] == str(int(first[-2]) + 1)


def _told(run: list[str]) -> list[tuple[str, int]]:
    if len(run) < 3:
        return [(ref, 1) for ref in run]
    return [(f"{run[0]} to {run[-1]}", len(run))]
