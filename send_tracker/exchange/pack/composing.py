"""Which sheets a pack has, in which order, and who may read each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from send_tracker.domain.audience import Audience
from send_tracker.domain.problem import Problem
from send_tracker.exchange.columns import Sheet
from send_tracker.exchange.pack import (
    challenges,
    contents,
    cover,
    decisions,
    definitions,
    evidence,
    exceptions,
    handover,
    headlines,
    measures,
    measures_over_time,
    over_time,
    plan,
    risks,
    since,
    sources,
    status_key,
    summary,
)
from send_tracker.exchange.pack.material import Material

SheetMaker = Callable[[Material], Sheet[Any]]

_ALL: Final = frozenset(Audience)
_INSIDE: Final = frozenset({Audience.BOARD, Audience.PARTNER})
_BOARD: Final = frozenset({Audience.BOARD})


class PackSheet(NamedTuple):
    """A sheet that a pack can have: the name on its tab, what makes it, who may read it, and what one row of it is."""

    name: str
    make: SheetMaker
    readers: frozenset[Audience] = _ALL
    row: str = "row"


SHEETS: Final = (
    PackSheet("Status key", status_key.sheet, row="status"),
    PackSheet("Headlines", headlines.sheet, row="headline"),
    PackSheet("Summary", summary.sheet),
    PackSheet("Status over time", over_time.sheet, row="day"),
    PackSheet("Since last board", since.sheet, row="change"),
    PackSheet("Exceptions", exceptions.sheet, _INSIDE, "action"),
    PackSheet("Challenges", challenges.sheet, _BOARD, "challenge"),
    PackSheet("Measures", measures.sheet, row="measure"),
    PackSheet("Measures over time", measures_over_time.sheet, row="period"),
    PackSheet("Plan", plan.sheet, row="action"),
    PackSheet("Evidence", evidence.sheet, row="item"),
    PackSheet("Decisions and commitments", decisions.sheet, _INSIDE),
    PackSheet("Risks", risks.sheet, _INSIDE, "risk"),
    PackSheet("Handover", handover.sheet, _INSIDE, "action"),
    PackSheet("Definitions", definitions.sheet, row="definition"),
)
"""The sheets between Contents and Sources, in their order. A new sheet is one module and a line here."""

ALWAYS: Final = ("Cover", "Contents", sources.NAME)
"""The sheets that every pack has."""


def sheets_for(audience: Audience) -> tuple[str, ...]:
    """Return the names of the sheets that an audience may read, and that can be chosen."""
    return tuple(s.name for s in SHEETS if audience in s.readers)


def compose(material: Material) -> list[Sheet[Any]]:
    """Return the sheets of a pack in their order.

    Raises:
        Problem: a sheet was chosen that there is not.
    """
    chosen = material.chosen
    known = {s.name for s in SHEETS}
    if chosen.sheets is not None and (strange := sorted(chosen.sheets - known)):
        raise Problem(f"There is no sheet “{strange[0]}”. There are: {', '.join(s.name for s in SHEETS)}.", "no-sheet")
    wanted = [s for s in SHEETS if chosen.audience in s.readers and (chosen.sheets is None or s.name in chosen.sheets)]
    made = [s.make(material) for s in wanted]
    made.append(sources.sheet(material, made))
    return [cover.sheet(material), contents.sheet(made), *made]
