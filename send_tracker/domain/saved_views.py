"""A saved view of the plan: what it shows, in which columns and order. It is kept as plain text in the file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, Final

from send_tracker.domain.plan_filter import Due, PlanFilter, SortBy

_SETS: Final = ("statuses", "leads", "partners", "outcomes", "themes", "due", "attention")
_MOST_IDS: Final = 5_000
"""A view that names single actions names no more than these: it is read each time the list of views is opened."""


@dataclass(frozen=True, slots=True)
class ViewSetting:
    """Filter, columns in order, sort column and direction, and whether rows are grouped."""

    filter: PlanFilter = field(default_factory=PlanFilter)
    columns: tuple[str, ...] = ()
    sort: SortBy = SortBy.REF
    descending: bool = False
    grouped: bool = True


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view with its name."""

    id: str
    name: str
    setting: ViewSetting


def to_text(setting: ViewSetting) -> str:
    """Return a setting as text, the same for the same setting."""
    kept = {name: sorted(getattr(setting.filter, name)) for name in _SETS if getattr(setting.filter, name)}
    plain: dict[str, Any] = {
        "filter": kept
        | {n: v for n in ("text", "only_words", "withdrawn") if (v := getattr(setting.filter, n))}
        | ({"only": sorted(setting.filter.only)} if setting.filter.only is not None else {}),
        "columns": list(setting.columns),
        "sort": [setting.sort.value, setting.descending],
        "grouped": setting.grouped,
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> ViewSetting | None:
    """Return the setting of a text; what this program does not know of it is left out. None for another text."""
    try:
        plain = json.loads(text)
        by, descending = plain.get("sort", [SortBy.REF.value, False])
        return ViewSetting(
            _filter(plain.get("filter", {})),
            _texts(plain.get("columns", [])),
            SortBy(by) if by in set(SortBy) else SortBy.REF,
            bool(descending),
            bool(plain.get("grouped", True)),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _filter(plain: dict[str, Any]) -> PlanFilter:
    given: dict[str, Any] = {name: frozenset(_texts(plain.get(name, []))) for name in _SETS}
    given["due"] = frozenset(Due(key) for key in given["due"] if key in set(Due))
    for name in ("text", "only_words"):
        given[name] = str(plain.get(name, ""))
    given["withdrawn"] = bool(plain.get("withdrawn", False))
    given["only"] = frozenset(_texts(plain["only"])) if plain.get("only") is not None else None
    return PlanFilter(**{each.name: given[each.name] for each in fields(PlanFilter)})


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value, _ in zip(values, range(_MOST_IDS), strict=False))
