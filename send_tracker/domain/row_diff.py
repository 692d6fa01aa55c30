"""What differs between two sets of rows: added, removed, and field by field; complete, so that it can be applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Generic, Protocol, TypeVar


class Row(Protocol):
    """A dataclass with an id."""

    @property
    def id(self) -> str:
        """The id of the entity it shows."""


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, before and after."""

    field: str
    before: Any
    after: Any

    def mirrored(self) -> FieldChange:
        """Return the change back."""
        return FieldChange(self.field, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Changed(Generic[R]):
    """A row that is on both sides and not the same on both."""

    before: R
    after: R
    fields: tuple[FieldChange, ...]

    def mirrored(self) -> Changed[R]:
        """Return the change back."""
        return Changed(self.after, self.before, tuple(f.mirrored() for f in self.fields))

    def named(self, *names: str) -> tuple[FieldChange, ...]:
        """Return the changes of some fields."""
        return tuple(f for f in self.fields if f.field in names)


@dataclass(frozen=True, slots=True)
class RowsDiff(Generic[R]):
    """What differs between two sets of rows. ``same`` counts those that do not."""

    added: tuple[R, ...] = ()
    removed: tuple[R, ...] = ()
    changed: tuple[Changed[R], ...] = ()
    same: int = 0

    def mirrored(self) -> RowsDiff[R]:
        """Return the difference the other way round."""
        return RowsDiff(self.removed, self.added, tuple(c.mirrored() for c in self.changed), self.same)

    def applied(self, rows: Iterable[R]) -> dict[str, R]:
        """Return the rows after, by id, made from the rows before and from nothing else than what differs."""
        found = {row.id: row for row in rows}
        for row in self.removed:
            del found[row.id]
        for change in self.changed:
            values = {f.field: f.after for f in change.fields}
            found[change.before.id] = replace(found[change.before.id], **values)  # type: ignore[type-var]
        return found | {row.id: row for row in self.added}


def rows_diff(before: Sequence[R], after: Sequence[R]) -> RowsDiff[R]:
    """Compare two sets of rows by id. What is gone stands in the order of before, all else in that of after."""
    old = {row.id: row for row in before}
    new = {row.id for row in after}
    added, changed, same = [], [], 0
    for row in after:
        was = old.get(row.id)
        if was is None:
            added.append(row)
        elif was == row:
            same += 1
        else:
            changed.append(Changed(was, row, _field_changes(was, row)))
    return RowsDiff(tuple(added), tuple(r for r in before if r.id not in new), tuple(changed), same)


def _field_changes(before: Row, after: Row) -> tuple[FieldChange, ...]:
    found = []
    for name in _names(type(before)):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append(FieldChange(name, old, new))
    return tuple(found)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.compare)
