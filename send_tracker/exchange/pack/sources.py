"""Sources: every figure that is cited, by which rule it came about, what is behind it, and how to count it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.figures import ALL, Figure, Recount
from send_tracker.domain.references import runs, sort_key
from send_tracker.domain.register import Area, Outcome
from send_tracker.domain.status import Group
from send_tracker.exchange.columns import Cell, Column, Formula, Sheet
from send_tracker.exchange.pack.material import Material
from send_tracker.exchange.reading.cells import column_letters
from send_tracker.exchange.register_names import ref_and_name
from send_tracker.exchange.workbook_places import row_of

NAME: Final = "Sources"
COUNTED_AGAIN: Final = "Counted again"
_MOST: Final = 60
"""References of rows, or runs of them, that are listed; beyond that it is said how many more there are."""

_PROOFS: Final = 10
"""Items of evidence, or runs of them, that are listed; the register of evidence says what each supports."""

_LONGEST: Final = 200
"""Characters of a criterion: Excel takes 255, and characters that stand for others are written as two."""


def sheet(material: Material, others: Sequence[Sheet[Any]]) -> Sheet[Figure]:
    """Return every figure that the other sheets cite; call it when they are made."""
    notes = material.notes
    recount = Recounting(material, {s.name: s for s in others}).cell
    return Sheet(
        NAME,
        "Sources",
        "Every figure of Headlines, Summary and Measures: its rule and what is behind it. “Counted again” is a formula "
        "that counts it from this workbook and should show the number beside it; others published what has none.",
        [
            Column("Reference", lambda f: f.ref, 12),
            Column("Figure", lambda f: f.what, 40),
            Column("Printed", lambda f: f.text, 18),
            Column("As a number", lambda f: f.value, 15, number=True),
            Column(COUNTED_AGAIN, recount, 15, number=True),
            Column("Rule", lambda f: f.rule, 46),
            Column("As at", _as_at, 19),
            Column("Unit", lambda f: f.unit, 14),
            Column("Out of", lambda f: f.base, 32),
            Column("Rows behind it", lambda f: _listed(f.rows), 26),
            Column("Evidence", lambda f: _listed(f.evidence, _PROOFS), 24),
            Column("Published by", lambda f: f.source, 24),
            Column("Please note", lambda f: _note(f, notes), 32),
        ],
        material.cited.cited,
        empty="No figure is printed.",
        filtered=True,
        frozen=2,
        pages_wide=2,
    )


def _as_at(figure: Figure) -> Cell:
    """Return a day as a date, so that it sorts, and a period in words."""
    is_day = len(figure.as_at) == 10 and ".." not in figure.as_at
    return PartialDate.parse(figure.as_at) if is_day and figure.as_at[:4].isdigit() else figure.as_at_words


def _listed(refs: Sequence[str], most: int = _MOST) -> str:
    """Return references in their order, those that follow each other as "1.1 to 1.12": a page holds twice as many."""
    found = runs(sorted(refs, key=sort_key))
    shown = ", ".join(words for words, _ in found[:most])
    more = sum(number for _, number in found[most:])
    return f"{shown}, and {more:,} more" if more else shown


def _note(figure: Figure, notes: Mapping[str, Sequence[str]]) -> str:
    found = [*notes.get(figure.key, ())]
    if figure.illustrative:
        found.append("Illustrative: it was never published.")
    if figure.late:
        found.append(f"{figure.late[:1].upper()}{figure.late[1:]}.")
    return " ".join(found)


class Recounting:
    """Writes the formulas that count a figure again from the sheets of the same workbook."""

    def __init__(self, material: Material, sheets: Mapping[str, Sheet[Any]]) -> None:
        register = material.register
        self._sheets = sheets
        self._labels = {s.code: s.text for s in register.scale} | {s.code: s.text for s in material.levels}
        self._withdrawn = {s.code for s in register.scale.of_group(Group.WITHDRAWN)}
        groups: list[tuple[str, Sequence[Area | Outcome]]] = [("Area", register.areas), ("Outcome", register.outcomes)]
        self._groups = {g.id: (column, ref_and_name(g)) for column, listed in groups for g in listed}

    def cell(self, figure: Figure) -> Cell:
        """Return the formula of a figure; nothing where it cannot be counted from this workbook."""
        how = figure.recount
        if how is None or figure.value is None:
            return ""
        text = self._parts(how) or self._rows(how) or self._plan(how)
        return Formula(text) if text else ""

    def _parts(self, how: Recount) -> str:
        if how.parts is None:
            return ""
        part, whole, places = how.parts
        return f"ROUND(100*{part:f}/{whole:f},{places})"

    def _rows(self, how: Recount) -> str:
        if how.listed is None:
            return ""
        name, column, words = how.listed
        where = self._range(name, column)
        return f"COUNTIFS({where},{_quoted(words)})" if where else ""

    def _plan(self, how: Recount) -> str:
        if how.listed is not None or how.parts is not None:
            return ""
        status = self._range("Plan", "Status")
        group = ""
        if how.group != ALL:
            column, called = self._groups.get(how.group, ("", ""))
            where = self._range("Plan", column) if column else ""
            if not where:
                return ""
            group = f",{where},{_quoted(criterion(called))}"
        if not status:
            return ""

        def count(words: str) -> str:
            return f"COUNTIFS({status},{_quoted(words)}{group})"

        everything = count("*")
        found = "+".join(count(criterion(self._labels.get(c, c))) for c in how.statuses) if how.statuses else everything
        return f"ROUND(100*({found})/{everything},0)" if how.share else found

    def _range(self, name: str, column: str) -> str:
        """Return where a column of a sheet lies; empty where the sheet or its rows are not in this pack."""
        found = self._sheets.get(name)
        if found is None or not found.rows or column not in (c.title for c in found.columns):
            return ""
        letter = column_letters(found.place(column))
        return f"'{name}'!${letter}${row_of(1)}:${letter}${row_of(len(found.rows))}"


def criterion(text: str) -> str:
    """Return the criterion of COUNTIFS that means exactly this text; of a very long one, this beginning."""
    cut = text[: _LONGEST // 2]
    tidy = "".join(f"~{c}" if c in "~*?" else c for c in cut)
    return f"={tidy}{'*' if len(text) > len(cut) else ''}"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""').replace("\n", " ")
    return f'"{doubled}"'
