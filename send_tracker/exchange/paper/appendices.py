"""The appendices of a board paper: position statements, measures, commitments and risks."""

from __future__ import annotations

from collections.abc import Iterator

from send_tracker.domain.board_rows import COMMITMENT_STATUSES, ESCALATIONS
from send_tracker.domain.dates import show
from send_tracker.exchange.briefing.data_part import measure_table
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.briefing.said import Said
from send_tracker.exchange.document.blocks import Section, Table


def appendices(material: Material, printed: Printed, said: Said) -> Iterator[Section]:
    """Yield the appendices that have something in them."""
    parts = [
        ("Position statements", _statements(material, said)),
        ("Measures", _measures(material, printed)),
        ("Commitments", _commitments(material)),
        ("Risks", _risks(material)),
    ]
    letter = "A"
    for title, section in parts:
        if not section.is_empty:
            yield Section(f"Appendix {letter}: {title}", section.blocks, section.parts, new_page=letter == "A")
            letter = chr(ord(letter) + 1)


def _statements(material: Material, said: Said) -> Section:
    themes = (t for t in material.register.themes if t.framework in ("afi", "project"))
    parts = [Section(f"{t.ref}: {t.title}", blocks) for t in themes if (blocks := said.blocks(t.id))]
    return Section("", (), tuple(parts))


def _measures(material: Material, printed: Printed) -> Section:
    printed.place = "Measures"
    parts = []
    for outcome in material.register.outcomes:
        told = [r for r in material.results_of(outcome.id, "data", "survey", "communications") if r.latest]
        if told:
            title = f"{outcome.ref}: {outcome.report_title or outcome.title}"
            parts.append(Section(title, (measure_table(f"Measures of {outcome.ref}", told, printed),)))
    return Section("", (), tuple(parts))


def _commitments(material: Material) -> Section:
    held = [c for c in material.book.commitments if c.is_open]
    rows = tuple(
        (
            f"{c.ref} {c.wording}".strip(),
            material.names.person(c.owner),
            show(c.due),
            COMMITMENT_STATUSES.get(c.status, c.status) + (", overdue" if c.is_late(material.day) else ""),
        )
        for c in held
    )
    if not rows:
        return Section("")
    return Section("", (Table("Open commitments", ("Commitment", "Owner", "Due", "Status"), rows, (52, 20, 14, 14)),))


def _risks(material: Material) -> Section:
    held = sorted((r for r in material.book.risks if r.is_open), key=lambda r: (-(r.score or 0), r.ref))
    rows = tuple(
        (
            f"{r.ref} {r.sentence}".strip(),
            f"{r.score or '–'} of 25",
            f"{r.target_score or '–'} of 25",
            r.controls,
            ESCALATIONS.get(r.escalation, r.escalation),
        )
        for r in held
    )
    if not rows:
        return Section("")
    heads = ("Risk", "Score now", "Score aimed at", "Controls", "Escalated to")
    return Section("", (Table("Open risks, the worst first", heads, rows, (38, 9, 10, 30, 13)),))
