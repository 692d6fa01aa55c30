"""Challenges as the command line prints them: one JSON document, or lines that people read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from send_tracker.domain.challenge.model import Challenge
from send_tracker.domain.dates import long_date, show
from send_tracker.domain.register import Register, Waiver
from send_tracker.domain.severity import SEVERITY_LABELS
from send_tracker.domain.text import one_line, plural


def challenges_document(register: Register, found: Sequence[Challenge]) -> dict[str, Any]:
    """Return the document of ``challenges --json``; its keys are a contract (commands.md)."""
    return {
        "as_at": register.as_at.isoformat(),
        "challenges": [
            {
                "rule": c.rule,
                "severity": c.severity.value,
                "subject": c.subject,
                "sentence": c.sentence,
                "waived": c.waived,
                "title": c.title,
                "waived_until": c.waiver.expires if c.waiver else None,
            }
            for c in found
        ],
    }


def challenges_lines(register: Register, found: Sequence[Challenge]) -> list[str]:
    """Return the same as lines, under a heading for each severity."""
    waived = sum(c.waived for c in found)
    counted = plural(len(found) - waived, "challenge") + (f", and {waived} waived" if waived else "")
    lines = [f"{register.programme.name}, as at {long_date(register.as_at)}: {counted}"]
    if register.programme.sample_note:
        lines.append(register.programme.sample_note)
    for severity, group in groupby(found, key=lambda c: c.severity):
        lines += ["", SEVERITY_LABELS[severity]]
        lines += [f"  {c.title}: {one_line(c.sentence, 400)}{_waived(register, c.waiver)}" for c in group]
    return lines


def _waived(register: Register, waiver: Waiver | None) -> str:
    if waiver is None:
        return ""
    names = {p.id: p.name for p in register.people}
    by = f" by {names[waiver.person]}" if waiver.person in names else ""
    return f" Waived{by} until {show(waiver.expires)}: {one_line(waiver.reason, 200)}"
