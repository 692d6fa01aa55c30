"""Columns of counts by status, the same wherever statuses are counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from send_tracker.domain.progress import Progress
from send_tracker.domain.status import StatusLevel
from send_tracker.exchange.columns import Column, Series

T = TypeVar("T")


def count_columns(levels: Sequence[StatusLevel], of: Callable[[T], Progress]) -> list[Column[T]]:
    """Return a column for each status, then actions, done, share done and withdrawn.

    Args:
        levels: the statuses, in the order of the columns.
        of: takes a row of the table and returns its progress.
    """
    return [
        *(_one(level, of) for level in levels),
        Column("Actions", lambda row: of(row).actions, 10, number=True),
        Column("Done", lambda row: of(row).done, 9, number=True),
        Column("Share done", lambda row: of(row).done_text, 17, number=True),
        Column("Withdrawn", lambda row: of(row).withdrawn, 13, number=True),
    ]


def _one(level: StatusLevel, of: Callable[[T], Progress]) -> Column[T]:
    return Column(head(level), lambda row: of(row).counts.get(level.code, 0), 13.5, number=True)


def head(level: StatusLevel) -> str:
    """Return what stands above the counts of a status: letter, shape and word."""
    return level.text


def series(levels: Sequence[StatusLevel]) -> list[Series]:
    """Return the same statuses as the series of a chart."""
    return [Series(head(level), level) for level in levels]


def shares(progress: Progress, levels: Sequence[StatusLevel]) -> str:
    """Return the counts in words, without the zeros: ``Embedded 23, Complete 36``."""
    parts = [f"{level.label} {n:,}" for level in levels if (n := progress.counts.get(level.code, 0))]
    return ", ".join(parts) or "no actions"
