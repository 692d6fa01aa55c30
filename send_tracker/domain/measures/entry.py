"""Entering figures as in a workbook: periods down, measures across. What is typed or pasted, read cell by cell.

Nothing is guessed: a cell that cannot be read, or has another unit, is named with what is wrong with it, and the
others are not lost for it. An empty cell is no figure; it never becomes nought.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from send_tracker.domain.measures.checks import question, refuse
from send_tracker.domain.measures.numbers import Figure, figure_text, read_figure
from send_tracker.domain.measures.period_reading import read_period
from send_tracker.domain.measures.rows import Measure
from send_tracker.domain.problem import Problem

Cell = tuple[int, int]
"""A row and a column of the sheet; both count from 0."""
MOST_PASTED = 20_000
"""Cells of one paste; more than a workbook of figures ever has."""


class Finding(StrEnum):
    """What was found in a cell."""

    EMPTY = "empty"
    FIGURE = "figure"
    ASKED = "asked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Checked:
    """A cell that was read.

    Attributes:
        measure: the measure's id. period: canonical. figure: the numbers.
        text: the figure as it will be read. sentence: what is wrong or asked, naming measure and period.
    """

    finding: Finding
    measure: str = ""
    period: str = ""
    figure: Figure = field(default_factory=Figure)
    text: str = ""
    sentence: str = ""

    @property
    def will_be_kept(self) -> bool:
        """Whether it is a figure, asked about or not."""
        return self.finding in (Finding.FIGURE, Finding.ASKED)


@dataclass(slots=True)
class Sheet:
    """The sheet: which measures stand across, which periods down as they were typed, and the texts of its cells.

    ``left_out`` counts the cells of the last paste that had no place on it.
    """

    measures: tuple[Measure, ...]
    periods: list[str] = field(default_factory=list)
    texts: dict[Cell, str] = field(default_factory=dict)
    left_out: int = 0

    def set(self, row: int, column: int, text: str) -> None:
        """Put a text into a cell; an empty one empties it."""
        if text.strip():
            self.texts[row, column] = text.strip()
        else:
            self.texts.pop((row, column), None)

    def check(self, row: int, column: int) -> Checked:
        """Read one cell."""
        text = self.texts.get((row, column), "")
        if not text:
            return Checked(Finding.EMPTY)
        measure = self.measures[column]
        typed = self.periods[row].strip()
        if not typed:
            return Checked(Finding.REFUSED, measure.id, sentence=f"{measure.title}: this row has no period.")
        return read_cell(measure, typed, text)

    def checked(self) -> dict[Cell, Checked]:
        """Read every cell that is not empty, with two figures for one place refused; in the order of rows."""
        found: dict[Cell, Checked] = {}
        places: dict[tuple[str, str], Cell] = {}
        for cell in sorted(self.texts):
            checked = self.check(*cell)
            place = (checked.measure, checked.period)
            if checked.will_be_kept and place in places:
                title = self.measures[cell[1]].title
                sentence = f"{title}: {self.periods[cell[0]]} stands in two rows."
                checked = Checked(Finding.REFUSED, *place, sentence=sentence)
            places.setdefault(place, cell)
            found[cell] = checked
        return found

    def paste(self, row: int, column: int, text: str) -> int:
        """Put a paste from a workbook into the sheet, and return how many cells it filled.

        Where its first row names measures and its first column periods, it is laid where those stand; rows and columns
        of neither are left out. Otherwise it is laid from a cell on, and what passes the sheet's edge is left out.

        Args:
            row, column: the cell the cursor is on. text: the clipboard's text.

        Raises:
            Problem: it has more cells than can be meant.
        """
        cells = split(text)
        if sum(map(len, cells)) > MOST_PASTED:
            raise Problem(f"That is more than {MOST_PASTED:,} cells, so nothing was pasted.", "too-much")
        across, names = self._named(cells)
        body = cells[1:] if names else cells
        down, has_periods = self._dated(body, row)
        if not names:
            across = {
                place: column + place - (1 if has_periods else 0) for place in range(max(map(len, cells), default=0))
            }
        filled = self.left_out = 0
        for at, line in zip(down, body, strict=True):
            for place, words in enumerate(line):
                to = across.get(place)
                if (has_periods and place == 0) or not words.strip():
                    continue
                if at is None or not 0 <= at < len(self.periods) or to is None or not 0 <= to < len(self.measures):
                    self.left_out += 1
                    continue
                self.set(at, to, words)
                filled += 1
        return filled

    def _named(self, cells: Sequence[Sequence[str]]) -> tuple[dict[int, int], bool]:
        """Return which column of a paste belongs to which measure, where its first row names any."""
        known: dict[str, int] = {}
        for place, measure in enumerate(self.measures):
            known.setdefault(_key(measure.title), place)
            known.setdefault(_key(measure.ref), place)
        found = {at: known[_key(words)] for at, words in enumerate(cells[0] if cells else []) if _key(words) in known}
        return found, bool(found)

    def _dated(self, body: Sequence[Sequence[str]], row: int) -> tuple[list[int | None], bool]:
        """Return the row of the sheet for each line of a paste; new periods become new rows at its foot."""
        firsts = [line[0].strip() if line else "" for line in body]
        if not firsts or not all(_is_period(words) for words in firsts if words) or not any(firsts):
            return [row + n if row + n < len(self.periods) else None for n in range(len(body))], False
        rows: list[int | None] = []
        known: dict[str, int] = {}
        for place, typed in enumerate(self.periods):
            known.setdefault(_period_key(typed), place)
        for words in firsts:
            if not words:
                rows.append(None)
                continue
            if _period_key(words) not in known:
                known[_period_key(words)] = self._new_row(words)
            rows.append(known[_period_key(words)])
        return rows, True

    def _new_row(self, words: str) -> int:
        """Take an unused row for a period, or add one."""
        used = {row for row, _ in self.texts}
        free = next((n for n, typed in enumerate(self.periods) if not typed.strip() and n not in used), None)
        if free is not None:
            self.periods[free] = words
            return free
        self.periods.append(words)
        return len(self.periods) - 1


def split(text: str) -> list[list[str]]:
    """Return the cells of a clipboard's text: lines of cells parted by tabs, as workbooks write them."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    rows = list(csv.reader(io.StringIO(tidy), delimiter="\t"))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def read_cell(measure: Measure, typed: str, text: str) -> Checked:
    """Read one figure of a measure for a period as it was typed."""
    try:
        period = read_period(typed, measure.period_type)
    except Problem as problem:
        return Checked(Finding.REFUSED, measure.id, sentence=f"{measure.title}: {problem.sentence}")
    where = f"{measure.title}, {period.words}"
    try:
        figure = read_figure(text, measure)
        refuse(measure, figure)
    except Problem as problem:
        return Checked(Finding.REFUSED, measure.id, period.text, sentence=f"{where}: {problem.sentence}")
    if figure.is_missing:
        return Checked(Finding.EMPTY, measure.id, period.text)
    asked = question(measure, figure, where)
    finding = Finding.ASKED if asked else Finding.FIGURE
    return Checked(finding, measure.id, period.text, figure, figure_text(measure, figure), asked)


def summary(checked: Mapping[Cell, Checked]) -> str:
    """Return how many figures there are, how many are asked about and how many must be put right."""
    counts = {finding: sum(c.finding is finding for c in checked.values()) for finding in Finding}
    kept = counts[Finding.FIGURE] + counts[Finding.ASKED]
    words = [f"{kept:,} figure{'' if kept == 1 else 's'}"]
    if counts[Finding.ASKED]:
        words.append(f"{counts[Finding.ASKED]:,} outside what is plausible")
    if counts[Finding.REFUSED]:
        words.append(f"{counts[Finding.REFUSED]:,} must be put right")
    return ", ".join(words)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_period(text: str) -> bool:
    """Tell whether a text can be a period at all; a bare number up to four digits is one only if it is a year."""
    try:
        read_period(text)
    except Problem:
        return False
    return True


def _period_key(text: str) -> str:
    try:
        return read_period(text).text
    except Problem:
        return _key(text)
