"""What is in a file of figures: its columns and how they would be read, for a person to put right."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from send_tracker.exchange.feed_layout import AREA_HEADS, LEVEL_HEAD, NUMBERS, usual_period
from send_tracker.exchange.feed_rows import Measures
from send_tracker.exchange.feed_table import FeedTable, read_table
from send_tracker.exchange.measures_feed import known_layout
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.session import Session

KINDS: Final = {
    "value": "figure",
    "percentage": "percentage",
    "numerator": "numerator",
    "denominator": "denominator",
    "low": "lowest",
    "high": "highest",
    "base": "base",
}
"""The numbers that a column can hold, in words."""
ROLES: Final = (
    ("", "Nothing: left out"),
    ("period", "Period"),
    ("period_type", "Kind of period"),
    ("measure", "Name of the measure"),
    ("state", "State"),
    ("note", "Note"),
    *((kind, f"{words[:1].upper()}{words[1:]} of the measure named in the row") for kind, words in KINDS.items()),
)
"""What a column can hold whichever measures there are."""
_SAMPLES = 3


def look_into(session: Session, source: Path) -> dict[str, Any]:
    """Return what a file of figures holds, and how it would be read, as plain values.

    The keys: ``columns`` (head, samples, role), ``choices`` (role and words), ``source``, ``area``, ``basis``,
    ``has_areas``, and ``ready``: whether it can be read as it is, because it is an export or its layout is remembered.

    Raises:
        Problem: it cannot be read, or holds no table.
    """
    table = read_table(source)
    measures = read_measures(session).measures
    known = known_layout(session, table)
    roles = _roles(known, table.heads) if known else _proposed(table, Measures(measures))
    choices = [*ROLES]
    for measure in measures:
        name = " ".join(f"{measure.ref} {measure.title}".split())
        choices += [(f"{measure.ref}:{kind}", f"{words.capitalize()} of {name}") for kind, words in KINDS.items()]
    given = known or {}
    return {
        "columns": [{"head": h, "samples": _samples(table, h), "role": roles.get(h, "")} for h in table.heads],
        "choices": [list(pair) for pair in choices],
        "source": given.get("source", ""),
        "area": given.get("area", ""),
        "basis": given.get("basis", ""),
        "has_areas": LEVEL_HEAD in table.heads or any(h.casefold() in AREA_HEADS for h in table.heads),
        "ready": known is not None,
    }


def mapping_of(roles: Mapping[str, str], source: str, area: str = "", basis: str = "") -> dict[str, Any]:
    """Return the mapping that says what a person chose for each column."""
    found: dict[str, Any] = {"source": source.strip()}
    measures: dict[str, dict[str, str]] = {}
    for head, role in roles.items():
        ref, colon, kind = role.rpartition(":")
        if colon:
            measures.setdefault(ref, {})[kind] = head
        elif role:
            found[role] = head
    if measures:
        found["measures"] = measures
    return found | {key: text.strip() for key, text in (("area", area), ("basis", basis)) if text.strip()}


def _roles(given: Mapping[str, Any], heads: Sequence[str]) -> dict[str, str]:
    """Return what each column holds by a mapping that is known."""
    plain = ("period", "period_type", "measure", "state", "note", *NUMBERS)
    named = {str(given[role]).casefold(): role for role in plain if given.get(role)}
    for ref, columns in (given.get("measures") or {}).items():
        pairs = {"value": columns} if isinstance(columns, str) else columns
        named |= {str(column).casefold(): f"{ref}:{kind}" for kind, column in pairs.items()}
    found = {h: named[h.casefold()] for h in heads if h.casefold() in named}
    if "period" not in found.values() and (period := usual_period(heads)):
        found[period] = "period"
    return found


def _proposed(table: FeedTable, measures: Measures) -> dict[str, str]:
    """Return what the heads themselves say: usual names of periods, references and titles of measures."""
    found = {}
    period = usual_period(table.heads)
    if period:
        found[period] = "period"
    for head in table.heads:
        if head != period and measures.knows(head):
            found[head] = f"{measures.named(head).ref}:value"
        elif head.casefold() in ("time_identifier",):
            found[head] = "period_type"
    return found


def _samples(table: FeedTable, head: str) -> list[str]:
    texts = dict.fromkeys(text for _, row in table.rows[:200] if (text := row.get(head, "").strip()))
    return list(texts)[:_SAMPLES]


def as_text(mapping: Mapping[str, Any]) -> str:
    """Return a mapping as the text of its file."""
    return json.dumps(mapping, ensure_ascii=False, indent=2) + "\n"
