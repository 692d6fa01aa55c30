"""The figures of a briefing or paper under the keys that every document shares, for the ledger's check and record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from send_tracker.domain.dates import long_date
from send_tracker.domain.figures import Figure, figure_key, share_key, total_key
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.document.blocks import Figure as PrintedFigure
from send_tracker.services.figures import collect


def ledger_figures(material: Material, document: Document) -> tuple[Figure, ...]:
    """Return each figure that a document prints, once, with its rule, rows and evidence where they are known."""
    known = {f.key: f for f in collect(material.register, material.results, material.progress)}
    found = {(f.key, f.as_at, f.text): f for f in _figures(document, known)}
    return tuple(found.values())


def _figures(document: Document, known: Mapping[str, Figure]) -> Iterator[Figure]:
    for printed in document.figures:
        key, day = _key(printed), printed.as_at
        as_at = printed.period or (day.isoformat() if day else "")
        rule = known.get(key)
        if rule is not None and rule.as_at == as_at:
            yield replace(rule, text=printed.text, number=0)
            continue
        yield Figure(
            key,
            printed.title,
            rule.rule if rule is not None else "Counted on the day that is named.",
            printed.text,
            printed.value,
            rule.unit if rule is not None else printed.unit,
            printed.base or (rule.base if rule is not None else "counted in full"),
            as_at,
            long_date(day) if day else "",
            printed.source,
        )


def _key(printed: PrintedFigure) -> str:
    """Return the key that a pack would print the same figure under."""
    kind, *rest = printed.subject.split(" ")
    match kind, rest:
        case "done", [group]:
            return total_key(group, "share")
        case "status", [code, group]:
            return share_key(group, code)
        case "measure", [measure]:
            return figure_key(measure, printed.period, "" if printed.quoted else printed.source)
    return printed.subject.replace(" ", ":")
