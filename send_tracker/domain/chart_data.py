"""What the charts show, as numbers, as a table and as one sentence. Drawing is done elsewhere.

Screen, picture files and exports take their series from here, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.dates import MONTHS, long_date
from send_tracker.domain.progress import Progress, percent
from send_tracker.domain.status import StatusLevel, StatusScale
from send_tracker.domain.text import joined

MOST_LABELS = 5
"""Labels on one axis."""


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart as text, for copying, for printing and for a screen reader."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def as_text(self) -> str:
        """The table with tabs between columns, as a spreadsheet takes it."""
        return "\n".join("\t".join(row) for row in (self.columns, *self.rows))


@dataclass(frozen=True, slots=True)
class BoardPoint:
    """The position at one board, or today's when ``live``."""

    day: date
    progress: Progress
    live: bool = False


@dataclass(frozen=True, slots=True)
class StatusHistory:
    """The position at each board up to now, oldest first.

    Attributes:
        compared: the board that "since the last board" means.
        note: what has to stand beside the chart, such as which positions are illustrative.
    """

    scale: StatusScale
    points: tuple[BoardPoint, ...]
    compared: date | None = None
    note: str = ""

    title = "Status at each board"

    @property
    def levels(self) -> tuple[StatusLevel, ...]:
        """The statuses that occur, from the ground up."""
        return occurring(self.scale.columns, [p.progress for p in self.points])

    @property
    def as_at(self) -> date | None:
        """The last day shown."""
        return self.points[-1].day if self.points else None

    @property
    def sentence(self) -> str:
        """What the chart shows, in one sentence."""
        if not self.points:
            return "No board has been recorded yet."
        now = self.points[-1]
        found = f"On {long_date(now.day)}, {done_words(now.progress)}"
        for point in self._earlier():
            found += _change(now.progress, point)
        others = [f"{now.progress.counts[s.code]:,} at {s.label}" for s in self.levels if _is_open(s, now.progress)]
        return found + (f"; still open: {', '.join(others)}." if others else ".")

    def _earlier(self) -> list[BoardPoint]:
        """Return the board compared with, where it is shown."""
        return [p for p in self.points[:-1] if p.day == self.compared]

    @property
    def table(self) -> ChartTable:
        """One row a board: every status, all actions, the share done."""
        levels = self.scale.columns
        heads = ("Board", *(s.label for s in levels), "Actions", "Done")
        rows = tuple(
            (
                long_date(p.day) + (" (now)" if p.live else ""),
                *(f"{p.progress.counts.get(s.code, 0):,}" for s in levels),
                f"{p.progress.actions:,}",
                p.progress.done_text,
            )
            for p in self.points
        )
        return ChartTable(self.title, heads, rows)


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One area or one outcome with its progress."""

    id: str
    ref: str
    name: str
    is_area: bool
    progress: Progress


@dataclass(frozen=True, slots=True)
class StatusBreakdown:
    """The position now by area and outcome, in the order of the plan."""

    scale: StatusScale
    as_at: date
    all: Progress
    rows: tuple[BreakdownRow, ...]

    title = "By area and outcome"

    @property
    def most(self) -> int:
        """The largest number of actions in a row: what a full bar stands for."""
        return max((r.progress.actions for r in self.rows), default=0)

    def parts(self, progress: Progress) -> list[tuple[StatusLevel, int]]:
        """Return the statuses of a bar with their counts, in drawing order, nought left out."""
        return bar_parts(self.scale, progress)

    @property
    def sentence(self) -> str:
        """What the chart shows, in one sentence."""
        areas = [f"{r.name} {r.progress.done_text}" for r in self.rows if r.is_area]
        found = f"On {long_date(self.as_at)}, {done_words(self.all)}"
        return f"{found}: {', '.join(areas)}." if areas else f"{found}."

    @property
    def table(self) -> ChartTable:
        """One row an area or outcome: every status, all actions, the share done."""
        levels = self.scale.stacked
        heads = ("Ref", "Area or outcome", *(s.label for s in levels), "Actions", "Done")
        rows = [self._row(r.ref, r.name, r.progress) for r in self.rows]
        return ChartTable(self.title, heads, (*rows, self._row("All", "Whole plan", self.all)))

    def _row(self, ref: str, name: str, progress: Progress) -> tuple[str, ...]:
        counts = (f"{progress.counts.get(s.code, 0):,}" for s in self.scale.stacked)
        return (ref, name, *counts, f"{progress.actions:,}", progress.done_text)


def bar_parts(scale: StatusScale, progress: Progress) -> list[tuple[StatusLevel, int]]:
    """Return what a stacked bar shows: statuses with counts, best first, nought and withdrawn left out."""
    shown = [s for s in scale.stacked if s.group.value != "withdrawn"]
    shown += [scale[c] for c in progress.counts if c not in scale]
    return [(s, progress.counts[s.code]) for s in shown if progress.counts.get(s.code, 0)]


def occurring(levels: Iterable[StatusLevel], positions: Sequence[Progress]) -> tuple[StatusLevel, ...]:
    """Return the levels that any of the positions has, in the order given; withdrawn ones are in no total."""
    return tuple(s for s in levels if s.group.value != "withdrawn" and any(p.counts.get(s.code, 0) for p in positions))


def done_words(progress: Progress) -> str:
    """Return "59 of 61 actions were done (97%)"."""
    found = f"{progress.done:,} of {progress.actions:,} actions were done"
    whole = progress.done_percent
    return found if whole is None else f"{found} ({whole}%)"


def _is_open(level: StatusLevel, progress: Progress) -> bool:
    return level.group.value == "open" and progress.counts.get(level.code, 0) > 0


def _change(now: Progress, before: BoardPoint) -> str:
    """Return ", up from 57 (93%) at the board of 22 May 2025"."""
    then = before.progress
    way = "the same as" if now.done == then.done else "up from" if now.done > then.done else "down from"
    counted = f" {then.done:,} ({percent(then.done, then.actions) or 0}%)" if now.done != then.done else ""
    return f", {way}{counted} at the board of {long_date(before.day)}"


def ticks(most: int) -> list[int]:
    """Return round numbers from 0 for an axis up to ``most``: at most :data:`MOST_LABELS`."""
    sizes = (digit * 10**power for power in range(len(str(most)) + 1) for digit in (1, 2, 5))
    step = next(s for s in sizes if max(most, 0) // s < MOST_LABELS)
    return list(range(0, max(most, 0) + 1, step))


def day_labels(days: Sequence[date]) -> list[tuple[int, str]]:
    """Return (place, words) for at most five days of an axis.

    They are months, with the year where it is news; the last one is a day.
    """
    last = len(days) - 1
    if last < 0:
        return []
    places = sorted({round(i * last / (MOST_LABELS - 1)) for i in range(MOST_LABELS)})
    found, year = [], 0
    for place in places:
        day = days[place]
        month = MONTHS[day.month - 1][:3]
        words = month if day.year == year else f"{month} {day.year % 100:02}"
        found.append((place, f"{day.day} {month}" if place == last else words))
        year = day.year
    return found


def named(refs: Sequence[str], most: int = 3) -> str:
    """Return references as a list that people read: "4.3 and 6.2", "4.3, 6.2 and 5 more"."""
    shown = list(refs[:most]) if len(refs) > most + 1 else list(refs)
    more = len(refs) - len(shown)
    return joined([*shown, f"{more:,} more"] if more else shown)


def points(now: int | None, before: int | None) -> int:
    """Return the change of a whole percentage in points; 0 where either is unknown."""
    return 0 if now is None or before is None else now - before
