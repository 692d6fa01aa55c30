"""What changed between two positions or days, as a JSON document and as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from send_tracker.domain.compare import Comparison, StatusMove
from send_tracker.domain.differences import DIFFERENCE_WORDS, Difference, Line, lines_of
from send_tracker.domain.register import Action
from send_tracker.domain.row_diff import Changed
from send_tracker.domain.worddiff import compare
from send_tracker.services.compare import Point


def compare_document(before: Point, after: Point, found: Comparison) -> dict[str, Any]:
    """Return the document of ``compare --json``."""
    return {
        "from": before.text,
        "to": after.text,
        "from_as_at": found.before.isoformat(),
        "to_as_at": found.after.isoformat(),
        "better": _moves(found.better),
        "worse": _moves(found.worse),
        "changed": _moves(found.sideways),
        "unchanged": found.unchanged,
        "added": [a.ref for a in found.added],
        "withdrawn": [a.ref for a in found.withdrawn],
        "reworded": [c.after.ref for c in found.reworded],
        "dates_moved": list(dict.fromkeys(m.action.ref for m in found.dates_moved)),
        "moved": [c.after.ref for c in found.moved],
        "renumbered": [{"from": c.before.ref, "to": c.after.ref} for c in found.renumbered],
        "leads_changed": [c.after.ref for c in found.leads_changed],
        "evidence_added": [e.ref for e in found.evidence.added],
        "evidence_withdrawn": [e.ref for e in found.evidence.removed],
        "measures": [
            {"ref": m.measure.ref, "from": m.before, "to": m.after, "improved": m.improved} for m in found.measures
        ],
        "wording": [row for c in found.reworded for row in _wording(c)],
        "dates": [
            {"ref": m.action.ref, "date": m.field, "from": m.before, "to": m.after, "days": m.days}
            for m in found.dates_moved
        ],
    }


def _moves(moves: Iterable[StatusMove]) -> list[dict[str, str]]:
    return [{"ref": m.action.ref, "from": m.before, "to": m.after} for m in moves]


def _wording(change: Changed[Action]) -> Iterator[dict[str, Any]]:
    """Yield the pieces of each text that was reworded: kept, out, in. Joined, they give both texts again."""
    for field in change.named("title", "description", "success"):
        words = [[piece.mark.value, piece.text] for piece in compare(field.before, field.after)]
        yield {"ref": change.after.ref, "field": field.field, "words": words}


def compare_lines(before: Point, after: Point, found: Comparison) -> Iterator[str]:
    """Yield the comparison as people read it: a heading, counts, then one line a difference."""
    yield f"From {before.words} to {after.words}:"
    counts = (
        (len(found.better), "better"),
        (len(found.worse), "worse"),
        (len(found.sideways), "changed"),
        (found.unchanged, "unchanged"),
        (len(found.added), "added"),
        (len(found.withdrawn), "withdrawn"),
    )
    yield ", ".join(f"{n:,} {word}" for n, word in counts if n or word in ("better", "worse", "unchanged"))
    kind: Difference | None = None
    for line in lines_of(found):
        if line.kind is not kind:
            kind = line.kind
            yield f"{DIFFERENCE_WORDS[kind]}:"
        yield f"  {_text(line)}"


def _text(line: Line) -> str:
    name = f"{line.ref} {line.title}".strip()
    what = f", {line.what.lower()}" if line.what and line.kind not in (Difference.BETTER, Difference.WORSE) else ""
    change = f": {line.before or 'nothing'} → {line.after or 'nothing'}" if line.before or line.after else ""
    return f"{name}{what}{change}"
