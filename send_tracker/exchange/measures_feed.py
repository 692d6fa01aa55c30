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
    found = read_rows(table, layout, Measures(read_measures(session).measures))
    entries = [entry for _, entry in found.entries]
    told = record(session, entries, dry_run=True)
    asked = {q.place: q.text for q in told.questions if q.place not in told.unchanged}
    found.doubtful += [Reason(found.entries[place][0], text) for place, text in sorted(asked.items())]
    if apply:
        safe = [e for place, e in enumerate(entries) if place not in asked]
        along = _remembering(table, given) if given else ()
        record(session, safe, confirmed=True, along=along)
    return _document(found, told, asked, layout)


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


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"row": r.row, "why": r.why} for r in sorted(reasons, key=lambda r: r.row)]


def _layout(session: Session, table: FeedTable, given: Mapping[str, Any] | None) -> Layout:
    """Return how a file is read: as was given, as it was remembered, or as export writes it."""
    if given is not None:
        return layout_of(given, table.heads)
    for known in (EXPORTED, _KEYS):
        if {h for h, what in known.items() if what in ("measure", "period", "row_source", "value")} <= set(table.heads):
            columns = {what: head for head, what in known.items() if head in table.heads}
            return Layout(period=columns["period"], measure=columns["measure"], columns=columns)
    row = session.file.reading.row("feed", _feed_id(table.heads))
    if row is not None and row[EXISTS]:
        return layout_of(checked_layout(str(row["mapping"] or "{}")), table.heads)
    raise Problem(
        "How this file is laid out is not known yet. Give a mapping once with --mapping; it is remembered for files "
        f"with the same columns. The columns are: {', '.join(table.heads[:30])}.",
        "no-mapping",
    )


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
