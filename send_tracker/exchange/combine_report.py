"""What came of combining, as JSON and as lines to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from send_tracker.domain.dates import long_date
from send_tracker.domain.text import plural
from send_tracker.services.combine import Combined


def combine_document(found: Sequence[Combined]) -> dict[str, Any]:
    """Return the JSON document of ``combine``; the conflicts are those that are open after the last copy."""
    last = found[-1]
    return {
        "new_edits": sum(each.edits for each in found),
        "new_changes": sum(each.changes for each in found),
        "conflicts": [
            {
                "ref": conflict.ref,
                "field": conflict.field,
                "values": [
                    {"value": c.value, "words": c.words, "as_at": c.as_at, "author": c.author, "at": c.recorded_at}
                    for c in conflict.claims
                ],
            }
            for conflict in last.conflicts
        ],
        "refused": [{"change": r.change, "why": r.why} for each in found for r in each.refused],
        "edited_while_withdrawn": [{"ref": ref, "title": title} for ref, title in last.withdrawn],
        "doubled_positions": [
            {
                "meeting": several[0].day.isoformat() if several[0].day else None,
                "frozen": [{"author": p.author, "at": p.frozen_at.isoformat(), "digest": p.digest} for p in several],
            }
            for several in last.doubled
        ],
        "dated_after_today": sum(each.late for each in found),
        "files": sum(each.files for each in found),
        "authors": sorted({author for each in found for author in each.authors}),
        "last": max(each.last for each in found),
    }


def combine_lines(found: Sequence[Combined], *, rehearsed: bool) -> Iterator[str]:
    """Yield the same for people."""
    for each in found:
        whose = f" by {', '.join(each.authors)}" if each.authors else ""
        would = "would bring" if rehearsed else "brought"
        yield f"“{each.path.name}” {would} {plural(each.edits, 'new edit')}{whose}, {plural(each.changes, 'change')}."
        for refused in each.refused:
            yield f"  Refused {refused.change[:12]}…{refused.change[64:]}: {refused.why}"
        if each.late:
            verb = "holds" if each.late == 1 else "hold"
            yield f"  {plural(each.late, 'edit')} from there {verb} from a day after today."
    for conflict in found[-1].conflicts:
        yield f"In conflict: {conflict.label} of {conflict.ref}."
        for claim in conflict.claims:
            typed = claim.recorded_at[:16].replace("T", " ")
            yield f"  {claim.words}  ({claim.author}, typed {typed}, from {claim.as_at})"
    for ref, title in found[-1].withdrawn:
        yield f"Edited by one officer while another withdrew it: {ref} {title}"
    for several in found[-1].doubled:
        day = long_date(several[0].day) if several[0].day else "a meeting without a date"
        who = " and ".join(p.author for p in several)
        yield f"Two positions for {day}, frozen by {who}. Both are safe; choose the one that counts."
    if not found[-1].conflicts:
        yield "No conflicts."
