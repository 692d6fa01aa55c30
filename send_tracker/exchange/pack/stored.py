"""A pack as it was issued, as text: every cell with its type, every chart. It is written again from this, and compared.

What was issued must come out the same after the register and the program have changed, so nothing here is looked up:
a status carries its word and its colours along.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import Group, Shape, StatusLevel
from send_tracker.exchange.columns import Cell, Chart, Column, Formula, Link, Series, Sheet

VERSION: Final = 1
_KIND: Final = "board pack"
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class StoredPack:
    """A pack as data: its title, the line under the title of each sheet, its foot, its sheets with fixed cells."""

    title: str
    note: str
    footer: str
    sheets: tuple[Sheet[Row], ...]


def fixed(sheet: Sheet[Any]) -> Sheet[Row]:
    """Return a sheet whose cells are worked out."""
    columns = list(sheet.columns)
    rows = [tuple(c.value(row) for c in columns) for row in sheet.rows]
    strong = frozenset(n for n, row in enumerate(sheet.rows) if sheet.strong and sheet.strong(row))
    return _sheet(sheet, [(c.title, c.width, c.number) for c in columns], rows, strong, tuple(sheet.charts))


def _sheet(
    like: Any,
    columns: Sequence[tuple[str, float, bool]],
    rows: Sequence[Row],
    strong: frozenset[int],
    charts: tuple[Chart, ...],
) -> Sheet[Row]:
    places = {id(row): n for n, row in enumerate(rows)}
    return Sheet(
        like.name,
        like.title,
        like.about,
        [Column(title, _at(n), width, number) for n, (title, width, number) in enumerate(columns)],
        rows,
        like.empty,
        (lambda row: places[id(row)] in strong) if strong else None,
        like.filtered,
        like.frozen,
        like.pages_wide,
        like.pages_high,
        charts,
    )


def _at(place: int) -> Callable[[Row], Cell]:
    return lambda row: row[place]


# To text


def to_text(pack: StoredPack) -> str:
    """Return a pack as one JSON text."""
    levels: dict[str, StatusLevel] = {}
    sheets = [_sheet_out(sheet, levels) for sheet in pack.sheets]
    document = {
        "kind": _KIND,
        "version": VERSION,
        "title": pack.title,
        "note": pack.note,
        "footer": pack.footer,
        "levels": {name: asdict(level) for name, level in levels.items()},
        "sheets": sheets,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _sheet_out(sheet: Sheet[Row], levels: dict[str, StatusLevel]) -> dict[str, Any]:
    values = [c.value for c in sheet.columns]
    return {
        **{name: getattr(sheet, name) for name in _PLAIN},
        "columns": [[c.title, c.width, c.number] for c in sheet.columns],
        "rows": [[_cell_out(value(row), levels) for value in values] for row in sheet.rows],
        "strong": [n for n, row in enumerate(sheet.rows) if sheet.strong and sheet.strong(row)],
        "charts": [_chart_out(chart, levels) for chart in sheet.charts],
    }


_PLAIN: Final = ("name", "title", "about", "empty", "filtered", "frozen", "pages_wide", "pages_high")


def _cell_out(value: Cell, levels: dict[str, StatusLevel]) -> Any:
    """Return a cell as JSON has it: text, whole numbers and nothing as they are, else with a letter for its type."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"n": format(value, "f")}
        case PartialDate():
            return {"p": value.text}
        case date():
            return {"d": value.isoformat()}
        case StatusLevel():
            return {"s": _level_name(value, levels)}
        case Link():
            return {"l": [value.text, value.sheet, value.row]}
        case Formula():
            return {"f": value.text}
    return {"t": list(value)}


def _level_name(level: StatusLevel, levels: dict[str, StatusLevel]) -> str:
    name = f"{level.code} {level.label}"
    levels.setdefault(name, level)
    return name


def _chart_out(chart: Chart, levels: dict[str, StatusLevel]) -> dict[str, Any]:
    words = {name: getattr(chart, name) for name in _CHART}
    series = [[s.column, _level_name(s.level, levels) if s.level else None, s.target] for s in chart.series]
    return {**words, "series": series}


_CHART: Final = ("kind", "title", "across", "up", "labels", "description")


# From text


def from_text(text: str) -> StoredPack:
    """Return the pack that a text holds.

    Raises:
        Problem: it is no pack, or one of a newer program.
    """
    try:
        document = json.loads(text)
        if document["kind"] != _KIND or document["version"] > VERSION:
            raise Problem("This pack was issued by a newer program. Use that one to look at it.", "newer")
        levels = {name: _level_in(values) for name, values in document["levels"].items()}
        sheets = tuple(_sheet_in(values, levels) for values in document["sheets"])
        return StoredPack(document["title"], document["note"], document["footer"], sheets)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise Problem("What the file kept of this issue cannot be read.", "no-content") from error


class _Plain:
    """The plain settings of a stored sheet, under their names."""

    def __init__(self, values: dict[str, Any]) -> None:
        for name in _PLAIN:
            setattr(self, name, values[name])


def _sheet_in(values: dict[str, Any], levels: dict[str, StatusLevel]) -> Sheet[Row]:
    rows = [tuple(_cell_in(cell, levels) for cell in row) for row in values["rows"]]
    charts = tuple(_chart_in(chart, levels) for chart in values["charts"])
    columns = [(str(title), width, bool(number)) for title, width, number in values["columns"]]
    return _sheet(_Plain(values), columns, rows, frozenset(values["strong"]), charts)


def _cell_in(value: Any, levels: dict[str, StatusLevel]) -> Cell:
    if not isinstance(value, dict):
        plain: Cell = value
        return plain
    ((kind, held),) = value.items()
    match kind:
        case "n":
            return Decimal(held)
        case "p":
            return PartialDate.parse(held)
        case "d":
            return date.fromisoformat(held)
        case "s":
            return levels[held]
        case "l":
            return Link(*held)
        case "f":
            return Formula(held)
    return tuple(held)


def _level_in(values: dict[str, Any]) -> StatusLevel:
    known = {
        **values,
        "shape": Shape(values["shape"]),
        "group": Group(values["group"]),
        "solid": tuple(values["solid"]),
    }
    return StatusLevel(**known)


def _chart_in(values: dict[str, Any], levels: dict[str, StatusLevel]) -> Chart:
    words = {name: values[name] for name in _CHART}
    series = [Series(column, levels[level] if level else None, target) for column, level, target in values["series"]]
    return Chart(**words, series=series)
