"""How a file of figures is laid out: which column is the period, which rows count, which columns are which measure.

A layout is a JSON object, given once and then remembered for files with the same columns::

    {"source": "Department for Education, SEN2",
     "area": "Nottinghamshire",
     "basis": "excluding exceptions",
     "measures": {"M1": {"numerator": "num_within_20_weeks", "denominator": "num_plans", "percentage": "pc_20_weeks"}}}

``source`` is needed: a feed writes figures of its own source and of no other. ``period`` and ``period_type`` name
columns; left out, they are found by their usual names. ``area`` keeps the rows of one area of a national file, and
``only`` those in which columns hold certain texts. ``measures`` gives the columns of each measure by its reference or
title; left out, columns are measures where their heads say so. Where each row names its measure, ``measure`` is that
column and ``value``, ``numerator``, ``denominator``, ``percentage``, ``low``, ``high`` and ``base`` are the numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from send_tracker.domain.problem import Problem
from send_tracker.exchange.reading.guard import look
from send_tracker.exchange.reading.opening import read_text

NUMBERS: Final = ("value", "numerator", "denominator", "percentage", "low", "high", "base")
_PLAIN: Final = ("source", "period", "period_type", "area", "basis", "measure", *NUMBERS, "state", "note")
_PERIOD_HEADS: Final = ("period", "time_period", "month", "date", "year", "quarter")
_PERIOD_TYPE_HEADS: Final = ("time_identifier",)
AREA_HEADS: Final = (
    "new_la_code", "old_la_code", "la_name", "la_code", "region_code", "region_name", "country_code", "country_name",
    "area_code", "area_name", "area code", "area name", "area",
)  # fmt: skip
LEVEL_HEAD: Final = "geographic_level"
"""A column that only files about many areas have, as those of the Department for Education."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one file is read; the words of the module's first lines.

    Attributes:
        measures: for each measure, by reference or title, which column holds which of its numbers.
        columns: in a file whose rows name their measure, which column holds which number or text.
    """

    source: str = ""
    period: str = ""
    period_type: str = ""
    area: str = ""
    basis: str = ""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measure: str = ""
    measures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


def read_layout(path: Path) -> dict[str, Any]:
    """Read a layout from a JSON file.

    Raises:
        Problem: it cannot be read or is not one.
    """
    look(path)
    return checked_layout(read_text(path), path.name)


def checked_layout(text: str, name: str = "The remembered mapping") -> dict[str, Any]:
    """Return a layout's JSON object.

    Raises:
        Problem: it is broken, has a key that means nothing here, or a value of the wrong kind.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Problem(f"“{name}” is not a JSON file. Nothing was changed.", "bad-mapping") from None
    if not isinstance(found, dict):
        raise Problem(f"“{name}” is not a mapping: it must be one JSON object.", "bad-mapping")
    for key, value in found.items():
        if key in _PLAIN and isinstance(value, str):
            continue
        if key == "only" and isinstance(value, dict) and all(_is_choice(v) for v in value.values()):
            continue
        if key == "measures" and isinstance(value, dict) and all(_is_columns(v) for v in value.values()):
            continue
        known = ", ".join((*_PLAIN, "only", "measures"))
        raise Problem(f"“{name}” has “{key}”, which means nothing here or is of the wrong kind. There are: {known}.",
                      "bad-mapping")  # fmt: skip
    return found


def _is_choice(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))


def _is_columns(value: object) -> bool:
    """Tell whether a measure's columns are one name, or names by the kind of number."""
    if isinstance(value, str):
        return True
    return isinstance(value, dict) and all(k in NUMBERS and isinstance(v, str) for k, v in value.items())


def layout_of(given: Mapping[str, Any], heads: Sequence[str]) -> Layout:
    """Return the layout of a file with these column heads.

    Raises:
        Problem: no source is given, a column is missing, or rows of several areas cannot be told apart.
    """
    names = {h.casefold(): h for h in heads}
    if not given.get("source"):
        raise Problem('The mapping needs a "source": the name under which these figures are kept.', "no-source")
    period = _named(given.get("period"), names) or _usual(_PERIOD_HEADS, names)
    if not period:
        raise Problem('No column holds the period. Name it in the mapping as "period".', "no-period")
    only = {_named(c, names): _texts(v) for c, v in given.get("only", {}).items()}
    if LEVEL_HEAD in names and not only and not given.get("area"):
        raise Problem('The file has rows of many areas. Say in the mapping which is yours: "area": "Nottinghamshire".',
                      "no-area")  # fmt: skip
    measures = {
        m: _columns({"value": c} if isinstance(c, str) else c, names) for m, c in given.get("measures", {}).items()
    }
    return Layout(
        given["source"],
        period,
        _named(given.get("period_type"), names) or _usual(_PERIOD_TYPE_HEADS, names),
        given.get("area", ""),
        given.get("basis", ""),
        only,
        _named(given.get("measure"), names),
        measures,
        _columns({n: given[n] for n in (*NUMBERS, "state", "note") if n in given}, names),
    )


def _columns(given: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    return {number: _named(column, names) for number, column in given.items()}


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(v.casefold() for v in ([value] if isinstance(value, str) else value))


def _named(column: str | None, names: Mapping[str, str]) -> str:
    """Return a column as the file writes it; nothing where none was named."""
    if not column:
        return ""
    found = names.get(column.casefold())
    if found is None:
        there = ", ".join(list(names.values())[:30])
        raise Problem(f"The file has no column “{column}”. It has: {there}.", "no-column")
    return found


def usual_period(heads: Sequence[str]) -> str:
    """Return the column that usually holds the period; empty where no head says so."""
    return _usual(_PERIOD_HEADS, {h.casefold(): h for h in heads})


def _usual(wanted: Sequence[str], names: Mapping[str, str]) -> str:
    return next((names[w] for w in wanted if w in names), "")
