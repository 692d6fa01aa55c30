"""What an import would do, row by row, before anything is done: the same for a workbook, a return and a paste."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

Stored = str | tuple[str, ...] | None
"""A value on its way in: text as the file keeps it, names of people, or the parts of an outcome."""


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that a row would set.

    Attributes:
        field: its name; ``extra:Name`` for a column of the programme's own.
        label: what people call it. old, new: the two values in words.
        value: the new value as it is applied.
        yours: of a conflict, what it was changed to here meanwhile; ``old`` is then what both set out from.
    """

    field: str
    label: str
    old: str
    new: str
    value: Stored
    yours: str = ""
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the source and what becomes of it.

    Attributes:
        row: its number in the source. action: the id of the action that it belongs to, None for a new one.
        why: the reasons of a doubt or a rejection, as plain sentences.
        days: from which day a field holds, for those that say so.
    """

    row: int
    verdict: Verdict
    ref: str
    title: str
    action: str | None = None
    changes: tuple[FieldChange, ...] = ()
    why: tuple[str, ...] = ()
    days: tuple[tuple[str, str], ...] = ()

    def without(self, fields: Iterable[str]) -> PreviewRow:
        """Return the row without some of its changes, as a person chose."""
        left_out = set(fields)
        return replace(self, changes=tuple(c for c in self.changes if c.field not in left_out))

    @property
    def can_apply(self) -> bool:
        """Tell whether there is anything that a person could accept."""
        return self.verdict is not Verdict.REJECTED and bool(self.changes)


@dataclass(frozen=True, slots=True)
class Preview:
    """Every row of a source, and what should be known about how it was read."""

    source: str
    rows: tuple[PreviewRow, ...] = ()
    notes: tuple[str, ...] = ()
    sheet: str = ""
    mapping: Mapping[str, Any] = field(default_factory=dict)

    def of(self, verdict: Verdict) -> list[PreviewRow]:
        """Return the rows of one verdict."""
        return [r for r in self.rows if r.verdict is verdict]

    @property
    def safe(self) -> list[PreviewRow]:
        """The rows that are applied without a person's look."""
        return [r for r in self.rows if r.verdict in (Verdict.NEW, Verdict.CHANGED)]

    @property
    def needs_a_person(self) -> bool:
        """Tell whether any row is doubtful or rejected."""
        return any(r.verdict in (Verdict.DOUBTFUL, Verdict.REJECTED) for r in self.rows)


def preview_document(preview: Preview) -> dict[str, Any]:
    """Return the JSON document of ``import``: five numbers that add up to ``rows``, and the rows behind them."""
    return {
        "rows": len(preview.rows),
        "new": len(preview.of(Verdict.NEW)),
        "changed": len(preview.of(Verdict.CHANGED)),
        "unchanged": len(preview.of(Verdict.UNCHANGED)),
        "doubtful": [_explained(r) for r in preview.of(Verdict.DOUBTFUL)],
        "rejected": [_explained(r) for r in preview.of(Verdict.REJECTED)],
        "source": preview.source,
        "sheet": preview.sheet,
        "notes": list(preview.notes),
        "changes": [_changes(r) for r in preview.of(Verdict.CHANGED)],
    }


def conflicts_of(preview: Preview) -> list[dict[str, str]]:
    """Return the conflicts of a return, a field each."""
    return [
        {"ref": r.ref, "field": c.field, "theirs": c.new, "yours": c.yours, "base": c.old}
        for r in preview.rows
        for c in r.changes
        if c.conflict
    ]


def _explained(row: PreviewRow) -> dict[str, Any]:
    return {"row": row.row, "why": "; ".join(row.why), "ref": row.ref}


def _changes(row: PreviewRow) -> dict[str, Any]:
    fields = [{"field": c.field, "old": c.old, "new": c.new} for c in row.changes]
    return {"row": row.row, "ref": row.ref, "fields": fields}


def to_json(preview: Preview) -> dict[str, Any]:
    """Return a whole preview as JSON holds it, for a process that hands it to another."""
    return asdict(preview)


def from_json(document: Mapping[str, Any]) -> Preview:
    """Return the preview of a document that :func:`to_json` made."""
    rows = tuple(_row(r) for r in document["rows"])
    return Preview(document["source"], rows, tuple(document["notes"]), document["sheet"], document["mapping"])


def _row(row: Mapping[str, Any]) -> PreviewRow:
    changes = tuple(FieldChange(**{**c, "value": _stored(c["value"])}) for c in row["changes"])
    days = tuple((str(name), str(day)) for name, day in row["days"])
    more = {"verdict": Verdict(row["verdict"]), "changes": changes, "why": tuple(row["why"]), "days": days}
    return PreviewRow(**{**row, **more})


def _stored(value: Any) -> Stored:
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else value
