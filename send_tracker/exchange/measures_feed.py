"""Figures out of files: what export wrote, or a feed whose layout was given once and is remembered.

Nothing is applied that is doubtful; a figure that is there is revised and never doubled; a feed touches only its own
source. The answer is the JSON document of ``import`` on the command line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from send_tracker.domain.kinds import EXISTS, link_id
from send_tracker.domain.log import Draft
from send_tracker.domain.measures.numbers import figure_text
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.rows import MeasureBook
from send_tracker.domain.problem import Problem
from send_tracker.exchange.feed_layout import Layout, checked_layout, layout_of, read_layout
from send_tracker.exchange.feed_rows import FeedRows, Measures, Reason, read_rows
from send_tracker.exchange.feed_table import FeedTable, read_table
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.measures import Recorded, record
from send_tracker.services.programme import set_fields
from send_tracker.services.session import Session

EXPORTED: Final = {
    "Measure": "measure", "Period": "period", "Source": "row_source", "Value": "value", "Numerator": "numerator",
    "Denominator": "denominator", "Lowest": "low", "Highest": "high", "Base": "base", "State": "state",
    "Headline": "headline", "Note": "note", "Basis": "row_basis", "Suppressed": "suppressed",
}  # fmt: skip
"""The heads by which an export of observations is known, and what stands below each."""

_KEYS: Final = {
    "measure": "measure", "period": "period", "source": "row_source", "value": "value", "numerator": "numerator",
    "denominator": "denominator", "low": "low", "high": "high", "base": "base", "state": "state",
    "headline": "headline", "note": "note", "basis": "row_basis", "suppressed": "suppressed",
}  # fmt: skip
"""The same for an export in JSON."""


def import_observations(session: Session, source: Path, mapping: Path | None, *, apply: bool) -> dict[str, Any]:
    """Read figures from a file; record them as one edit if ``apply``, otherwise only say what would become of them.

    Raises:
        Problem: the file or the mapping cannot be read, or nobody said how the file is laid out.
    """
    table = read_table(source)
    given = read_layout(mapping) if mapping else None
    layout = _layout(session, table, given)
    book = read_measures(session)
    found = read_rows(table, layout, Measures(book.measures))
    entries = [entry for _, entry in found.entries]
    told = record(session, entries, dry_run=True)
    asked = {q.place: q.text for q in told.questions if q.place not in told.unchanged}
    found.doubtful += [Reason(found.entries[place][0], text) for place, text in sorted(asked.items())]
    if apply:
        safe = [e for place, e in enumerate(entries) if place not in asked]
        along = _remembering(table, given) if given else ()
        record(session, safe, confirmed=True, along=along)
    return _document(found, told, asked, layout) | {"figures": _figures(book, found, told, asked)}


def _document(found: FeedRows, told: Recorded, asked: Mapping[int, str], layout: Layout) -> dict[str, Any]:
    new, changed = (sum(p not in asked for p in places) for places in (told.new, told.changed))
    rows = new + changed + len(told.unchanged) + len(found.doubtful) + len(found.rejected)
    return {
        "rows": rows,
        "new": new,
        "changed": changed,
        "unchanged": len(told.unchanged),
        "doubtful": _reasons(found.doubtful),
        "rejected": _reasons(found.rejected),
        "missing": found.missing,
        "skipped": found.skipped,
        "source": layout.source,
    }


def _figures(book: MeasureBook, found: FeedRows, told: Recorded, asked: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return every figure of a file with what becomes of it, and every row that is not taken, in the file's order."""
    measures = {m.id: m for m in book.measures}
    known = {o.id: o for o in book.observations}
    verdicts = {**dict.fromkeys(told.new, "new"), **dict.fromkeys(told.changed, "changed")}
    rows = []
    for place, (number, entry) in enumerate(found.entries):
        measure, period = measures[entry.measure], period_or_none(entry.period)
        verdict = "doubtful" if place in asked else verdicts.get(place, "unchanged")
        before = known.get(told.ids[place]) if verdict in ("changed", "doubtful") and place < len(told.ids) else None
        row = _row(number, verdict, " ".join(f"{measure.ref} {measure.title}".split()), asked.get(place, ""))
        row |= {"period": period.label if period else entry.period, "figure": figure_text(measure, entry.figure)}
        rows.append(row | {"was": figure_text(measure, before) if before else ""})
    rows += [_row(r.row, "rejected", "", r.why) for r in found.rejected]
    in_entries = {row["row"] for row in rows}
    rows += [_row(r.row, "doubtful", "", r.why) for r in found.doubtful if r.row not in in_entries]
    return sorted(rows, key=lambda row: row["row"])


def _row(number: int, verdict: str, measure: str, why: str) -> dict[str, Any]:
    empty = {"period": "", "figure": "", "was": ""}
    return {"row": number, "verdict": verdict, "measure": measure, **empty, "why": why}


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"row": r.row, "why": r.why} for r in sorted(reasons, key=lambda r: r.row)]


def _layout(session: Session, table: FeedTable, given: Mapping[str, Any] | None) -> Layout:
    """Return how a file is read: as was given, as it was remembered, or as export writes it."""
    if given is not None:
        return layout_of(given, table.heads)
    if (exported := _exported(table)) is not None:
        return exported
    remembered = known_layout(session, table)
    if remembered is not None:
        return layout_of(remembered, table.heads)
    raise Problem(
        "How this file is laid out is not known yet. Give a mapping once with --mapping; it is remembered for files "
        f"with the same columns. The columns are: {', '.join(table.heads[:30])}.",
        "no-mapping",
    )


def known_layout(session: Session, table: FeedTable) -> dict[str, Any] | None:
    """Return the mapping that is remembered for such a file; an empty one for our own export, None for neither."""
    if _exported(table) is not None:
        return {}
    row = session.file.reading.row("feed", _feed_id(table.heads))
    return checked_layout(str(row["mapping"] or "{}")) if row is not None and row[EXISTS] else None


def _exported(table: FeedTable) -> Layout | None:
    for known in (EXPORTED, _KEYS):
        if {h for h, what in known.items() if what in ("measure", "period", "row_source", "value")} <= set(table.heads):
            columns = {what: head for head, what in known.items() if head in table.heads}
            return Layout(period=columns["period"], measure=columns["measure"], columns=columns)
    return None


def _feed_id(heads: Sequence[str]) -> str:
    return link_id("feed", *sorted(h.casefold() for h in heads))


def _remembering(table: FeedTable, given: Mapping[str, Any]) -> list[Draft]:
    """Return what keeps a mapping for the next file with the same columns, in whatever order they come."""
    feed = _feed_id(table.heads)
    values = {
        "columns": json.dumps(sorted(table.heads), ensure_ascii=False),
        "source": given["source"],
        "mapping": json.dumps(given, ensure_ascii=False, sort_keys=True),
    }
    return [Draft("feed", feed, EXISTS, True), *set_fields("feed", feed, values)]
