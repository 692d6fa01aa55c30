"""Progress as the command line prints it: one JSON document, or lines that people read."""

from __future__ import annotations

from typing import Any

from send_tracker.domain.dates import long_date
from send_tracker.domain.progress import Progress, register_progress, share
from send_tracker.domain.register import Register


def progress_document(register: Register) -> dict[str, Any]:
    """Return the document of ``progress --json``; its keys are a contract (commands.md)."""
    found = register_progress(register)
    area_refs = {a.id: a.ref for a in register.areas}
    return {
        "programme": register.programme.name,
        "as_at": register.as_at.isoformat(),
        "statuses": [
            {"code": s.code, "label": s.label, "letter": s.letter, "group": s.group.value} for s in register.scale
        ],
        "all": _counts(found.all),
        "areas": [{"ref": a.ref, "title": a.name, **_counts(found.areas[a.id])} for a in register.areas],
        "outcomes": [
            {"ref": o.ref, "area": area_refs.get(o.area, ""), "title": o.name, **_counts(found.outcomes[o.id])}
            for o in register.outcomes
        ],
    }


def _counts(progress: Progress) -> dict[str, Any]:
    return {
        "actions": progress.actions,
        "counts": {**progress.counts, "withdrawn": progress.withdrawn},
        "done": progress.done,
        "done_percent": progress.done_percent,
    }


def progress_lines(register: Register) -> list[str]:
    """Return the same as lines: each group with its share done and its counts in words."""
    found = register_progress(register)
    lines = [f"{register.programme.name}, as at {long_date(register.as_at)}"]
    if register.programme.sample_note:
        lines.append(register.programme.sample_note)
    lines.append(_line("Whole plan", found.all, register))
    for area in register.areas:
        lines.append(_line(f"{area.ref} {area.name}", found.areas[area.id], register))
        lines += [
            "  " + _line(f"{outcome.ref} {outcome.name}", found.outcomes[outcome.id], register)
            for outcome in register.outcomes
            if outcome.area == area.id
        ]
    return lines


def _line(name: str, progress: Progress, register: Register) -> str:
    parts = [f"{progress.counts[s.code]} {s.label.lower()}" for s in register.scale if progress.counts[s.code]]
    parts += [f"{progress.withdrawn} withdrawn"] if progress.withdrawn else []
    return f"{name}: {share(progress.done, progress.actions)} done; {', '.join(parts) or 'no actions'}"
