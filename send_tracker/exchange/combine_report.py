"""What came of combining, as JSON and as lines to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from send_tracker.domain.dates import long_date
from send_tracker.domain.text import one_line, plural
from send_tracker.services.combine import Combined

_WORDS: dict[str, tuple[str, str | None]] = {
    "area": ("priority area", None),
    "evidence": ("evidence item", None),
    "evidence_link": ("link of evidence", "links of evidence"),
    "person": ("person", "people"),
    "status": ("status", "statuses"),
}
"""Kinds that people call otherwise than the file does."""


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
        "new": _sum(each.new for each in found),
        "updated": _sum(each.updated for each in found),
        "preview": list(preview_lines(found)),
    }


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))


def combine_lines(found: Sequence[Combined], *, rehearsed: bool) -> Iterator[str]:
    """Yield the same for people."""
    for each in found:
        whose = f" by {', '.join(each.authors)}" if each.authors else ""
        would = "would bring" if rehearsed else "brought"
        yield f"“{each.path.name}” {would} {plural(each.edits, 'new edit')}{whose}, {plural(each.changes, 'change')}."
        yield from _of_copy(each)
    yield from _open_after(found[-1])
    if not found[-1].conflicts:
        yield "No conflicts."


def preview_lines(found: Sequence[Combined]) -> Iterator[str]:
    """Yield what the copies would bring, without saying which: for a window that lists them already."""
    for each in found:
        yield from (line.strip() for line in _of_copy(each))
    for conflict in found[-1].conflicts:
        said = " or ".join(f"{one_line(claim.words, 60)} ({claim.author})" for claim in conflict.claims)
        yield f"In conflict: {conflict.label} of {conflict.ref}: {said}"
    yield from _others(found[-1])


def _of_copy(found: Combined) -> Iterator[str]:
    for words, counts in (("New", found.new), ("Changed", found.updated)):
        if counts:
            yield f"  {words}: {', '.join(_counted(counts))}."
    for refused in found.refused:
        yield f"  Refused {refused.change[:12]}…{refused.change[64:]}: {refused.why}"
    if found.late:
        verb = "holds" if found.late == 1 else "hold"
        yield f"  {plural(found.late, 'edit')} from there {verb} from a day after today."


def _counted(counts: Mapping[str, int]) -> Iterator[str]:
    """Yield how many there are of each kind, the most first."""
    for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        one, many = _WORDS.get(kind, (kind.replace("_", " "), None))
        yield plural(count, one, many)


def _open_after(last: Combined) -> Iterator[str]:
    """Yield what a person has to look at once everything is taken in."""
    for conflict in last.conflicts:
        yield f"In conflict: {conflict.label} of {conflict.ref}."
        for claim in conflict.claims:
            typed = claim.recorded_at[:16].replace("T", " ")
            yield f"  {claim.words}  ({claim.author}, typed {typed}, from {claim.as_at})"
    yield from _others(last)


def _others(last: Combined) -> Iterator[str]:
    for ref, title in last.withdrawn:
        yield f"Edited by one officer while another withdrew it: {ref} {title}"
    for several in last.doubled:
        day = long_date(several[0].day) if several[0].day else "a meeting without a date"
        who = " and ".join(p.author for p in several)
        yield f"Two positions for {day}, frozen by {who}. Both are safe; choose the one that counts."
