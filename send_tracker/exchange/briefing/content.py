"""What a partner briefing says, in the order of the updates that boards publish after their meetings."""

from __future__ import annotations

from collections.abc import Sequence

from send_tracker.domain.dates import long_date
from send_tracker.domain.kinds import IMPACT_LABELS
from send_tracker.domain.text import joined, plural
from send_tracker.exchange.briefing.board_part import chair, focus, inspection, next_focus, papers, purpose
from send_tracker.exchange.briefing.data_part import data_report, trends
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.briefing.progress_part import by_outcome, levels_of, overall
from send_tracker.exchange.briefing.said import Said
from send_tracker.exchange.document.blocks import Block, Bullets, Document, Paragraph, Section
from send_tracker.services.statements import Audience

_SUPPRESSION = (
    "Counts of people below five, or below the threshold of their measure, are not published, nor is anything that "
    "would give them away: [c] stands in their place."
)


def briefing(material: Material) -> Document:
    """Return the partner briefing of one board, worded for the public."""
    printed = Printed(material.facts)
    said = Said(material, printed, Audience.PUBLIC)
    sections = [
        purpose(material, said),
        focus(material),
        overall(material, printed),
        by_outcome(material, printed, said),
        _impact(material, printed),
        _themes(material, said, "afi", "Position statement: areas for improvement"),
        _themes(material, said, "project", "Key projects"),
        papers(material, printed),
        inspection(material),
        data_report(material, printed),
        trends(material, printed),
        next_focus(material),
        chair(material),
        _notes(material),
    ]
    register = material.register
    programme = register.programme
    when = long_date(material.meeting.day) if material.meeting else long_date(material.day)
    return Document(
        f"{programme.board or programme.name}: partner update",
        f"The meeting of {when}" if material.meeting else f"As at {when}",
        tuple(_facts(material)),
        tuple(s for s in sections if not s.is_empty),
        printed.figures,
        f"{programme.board or programme.name}, partner update of {when}",
        programme.board or programme.name,
        _left_out(material, said),
        said.problems,
        levels_of(material),
    )


def _facts(material: Material) -> Sequence[tuple[str, str]]:
    programme = material.register.programme
    found = [("Plan as at", long_date(material.day)), ("Data report as at", long_date(material.reported))]
    if programme.sample_note:
        found.append(("Please note", programme.sample_note))
    return found


def _impact(material: Material, printed: Printed) -> Section:
    """Return what families and staff say, and how many actions have shown an effect."""
    printed.place = "Impact and feedback"
    items = [
        f"{r.measure.title}: {printed.latest(r)} ({r.period.label})."
        for r in material.results
        if r.measure.section == "survey" and r.value is not None and r.period is not None
    ]
    blocks: list[Block] = []
    counts = [
        (IMPACT_LABELS[code].lower(), sum(a.impact == code for a in material.register.actions))
        for code in ("sustained", "evidenced", "emerging")
    ]
    if any(number for _, number in counts):
        whole = plural(len(material.register.actions), "action")
        told = [
            f"{word} in {printed.count(f'impact {word}', f'Actions with impact {word}', number, material.day)}"
            for word, number in counts
        ]
        told[0] += f" of {whole}"
        day = long_date(material.day)
        blocks.append(Paragraph(f"As at {day}, an effect for children and families is {joined(told)}."))
    if items:
        blocks += [Paragraph("What families and staff say:"), Bullets(tuple(items))]
    return Section(printed.place, tuple(blocks))


def _themes(material: Material, said: Said, framework: str, title: str) -> Section:
    told = [
        (theme, blocks, said.speaks_of(theme.id))
        for theme in material.register.themes
        if theme.framework == framework and (blocks := said.blocks(theme.id))
    ]
    days = {speaks for _, _, speaks in told if speaks}
    above = (Paragraph(f"This is the position of {next(iter(days))}."),) if len(days) == 1 else ()
    parts = [
        Section(
            f"{theme.ref}: {theme.title}",
            (*blocks, *((Paragraph(f"Position of {speaks}.", "note"),) if speaks and not above else ())),
        )
        for theme, blocks, speaks in told
    ]
    return Section(title, above, tuple(parts))


def _notes(material: Material) -> Section:
    """Return how the figures were made, so that a reader can judge them."""
    scale = [f"{s.text}: {s.definition}" for s in material.register.scale if s.definition]
    notes = [
        "Shares are rounded to whole per cent, a half upwards. The counts stand beside them.",
        _SUPPRESSION,
        "Where sources give different figures for one period, one is quoted, and the others stand beside it.",
    ]
    if any(p.observation.illustrative for r in material.results for p in r.points):
        notes.append("Figures that are called illustrative were never published; charts show them as open circles.")
    parts = [Section("What the statuses mean", (Bullets(tuple(scale)),))] if scale else []
    return Section("Notes on the figures", (Bullets(tuple(notes)),), tuple(parts))


def _left_out(material: Material, said: Said) -> tuple[str, ...]:
    """Name what this audience does not get to see."""
    found = list(said.left_out)
    hidden = [r.measure.title for r in material.results if r.suppressed]
    found += [f"{title}: the number is too small to be published." for title in hidden]
    owners = sum(c.owner is not None for c in material.commitments)
    if owners:
        found.append(f"The owners of {plural(owners, 'commitment')} are named by their organisation.")
    notes = sum(bool(u.internal_note) for u in material.register.updates)
    if notes:
        found.append(f"{plural(notes, 'internal note')} of progress updates are left out.")
    return tuple(dict.fromkeys(found))
