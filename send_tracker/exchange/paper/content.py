"""What a board paper says: from the register, worded for the board; only its cover is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_tracker.domain.board_rows import PURPOSES
from send_tracker.domain.counted import COUNT_LABELS, Count, counted
from send_tracker.domain.dates import long_date, show
from send_tracker.domain.measures.trends import improved, worsened
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Action
from send_tracker.domain.status import Group
from send_tracker.domain.text import one_line, plural
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.briefing.progress_part import by_outcome, done_words, levels_of, overall
from send_tracker.exchange.briefing.said import Said
from send_tracker.exchange.document.blocks import Block, Bullets, Document, Paragraph, Section, Table
from send_tracker.exchange.paper.appendices import appendices
from send_tracker.services.statements import Audience

_EXCEPTIONAL = (Count.AT_RISK, Count.OVERDUE, Count.OBSTACLE)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover sheet says besides what the register knows; what is left out is worded as usual.

    Attributes:
        author: a role, never a person's name. purpose: a code of :data:`~send_tracker.domain.board_rows.PURPOSES`.
        recommendations: what the board is asked to do, one each.
        meeting: the day of the board; the next one planned, else the last one held, if left out.
    """

    title: str = ""
    author: str = ""
    purpose: str = ""
    recommendations: tuple[str, ...] = ()
    meeting: date | None = None


def paper(material: Material, cover: Cover) -> Document:
    """Return the board paper.

    Raises:
        Problem: the purpose is none of those that there are.
    """
    if cover.purpose and cover.purpose not in PURPOSES:
        raise Problem(f"“{cover.purpose}” is not a purpose. There are: {', '.join(PURPOSES)}.", "bad-purpose")
    printed = Printed(material.facts)
    said = Said(material, printed, Audience.BOARD)
    asked = [a for a in material.register.actions if a.ask and material.register.scale[a.status].group is Group.OPEN]
    sections = [
        _recommendation(cover, asked),
        _summary(material, printed),
        _exceptions(material),
        _decisions(material, asked),
        overall(material, printed),
        by_outcome(material, printed, said),
        *appendices(material, printed, said),
    ]
    programme = material.register.programme
    title = cover.title or f"Progress of the {programme.name}"
    return Document(
        title,
        f"Paper for the {programme.board or 'board'}",
        _facts(material, cover, asked),
        tuple(s for s in sections if not s.is_empty),
        printed.figures,
        f"{one_line(title, 80)}, as at {long_date(material.day)}",
        programme.board or programme.name,
        said.left_out,
        said.problems,
        levels_of(material),
    )


def _facts(material: Material, cover: Cover, asked: list[Action]) -> tuple[tuple[str, str], ...]:
    meeting, position = material.meeting, material.position
    frozen = f"Frozen on {long_date(position.frozen_at.date())}. Digest {position.digest[:16]}" if position else ""
    pairs = (
        ("Meeting", f"{long_date(meeting.day)}. {meeting.title}" if meeting else "No meeting named"),
        ("Author", cover.author or "Programme team"),
        ("Purpose", f"For {PURPOSES[cover.purpose or ('decision' if asked else 'discussion')].lower()}"),
        ("Plan as at", long_date(material.day)),
        ("Data report as at", long_date(material.reported)),
        ("Position", frozen),
        ("Please note", material.register.programme.sample_note),
    )
    return tuple(pair for pair in pairs if pair[1])


def _recommendation(cover: Cover, asked: list[Action]) -> Section:
    """Return what the board is asked to do: as typed, or what the plan's own asks come to."""
    items = list(cover.recommendations)
    if not items:
        items = [f"Decide what is asked for {a.ref}: {_sentence(a.ask)}" for a in asked]
        items.append("Note the progress of the programme and its exceptions.")
    return Section("Recommendation", (Paragraph("The board is asked to:"), Bullets(tuple(items), numbered=True)))


def _sentence(text: str) -> str:
    flat = one_line(text, 400)
    return flat if flat.endswith((".", "?", "!", "…")) else f"{flat}."


def _summary(material: Material, printed: Printed) -> Section:
    """Return the plan in a few sentences, each computed."""
    printed.place = "Executive summary"
    register, progress, day = material.register, material.progress.all, material.day
    done = printed.done("all", "the whole plan", progress, day) if progress.actions else "None"
    items = [f"{done} of actions are {done_words(register.scale)}, as at {long_date(day)}."]
    for level in register.scale.of_group(Group.OPEN):
        refs = [a.ref for a in register.actions if a.status == level.code]
        if refs and not register.scale.is_green(level.code):
            share = printed.status("all", "the whole plan", progress, level, day)
            items.append(f"{share} {level.label}: {_named(refs)}.")
    if material.since is not None:
        found = material.since.found
        parts = (f"{plural(len(found.better), 'action')} better", f"{len(found.worse):,} worse")
        more = (f"{len(found.added):,} added", f"{len(found.withdrawn):,} withdrawn")
        items.append(f"Since {material.since.before.words}: {', '.join((*parts, *more))}.")
    for word, results in (("Better", improved(material.results)), ("Worse", worsened(material.results))):
        if results:
            items.append(f"{word} than before: {'; '.join(f'{r.measure.title} {printed.latest(r)}' for r in results)}.")
    return Section(printed.place, (Bullets(tuple(items)),))


def _named(refs: list[str], most: int = 8) -> str:
    rest = len(refs) - most
    return ", ".join(refs[:most]) + (f" and {rest:,} more" if rest > 0 else "")


def _exceptions(material: Material) -> Section:
    """Return the open actions that the board has to look at, the worst first, each with its way back."""
    register = material.register
    found: list[tuple[Action, list[Count]]] = []
    for action in register.actions:
        why = [c for c in counted(action, register.scale, material.day, 1) if c in _EXCEPTIONAL]
        if why:
            found.append((action, why))
    if not found:
        return Section("Exceptions", (Paragraph("No open action is at risk, has an obstacle or is past its date."),))
    order = list(Count)
    found.sort(key=lambda pair: (order.index(pair[1][0]), -pair[0].days_late(material.day)))
    rows = tuple(
        (
            f"{a.ref} {a.title}",
            register.scale[a.status],
            "; ".join(COUNT_LABELS[w] for w in why),
            a.obstacle or a.status_reason,
            a.path_to_green,
            show(a.recovery_date),
            "; ".join(material.names.people(a.leads)),
        )
        for a, why in found
    )
    heads = ("Action", "Status", "Listed because", "Why", "Path to green", "Back on track by", "Leads")
    table = Table(f"Exceptions as at {long_date(material.day)}", heads, rows, (17, 11, 11, 19, 19, 12, 11))
    return Section("Exceptions", (table,))


def _decisions(material: Material, asked: list[Action]) -> Section:
    """Return what is to be decided: asks of actions, and items of the agenda that are for decision."""
    rows = [(f"{a.ref} {a.title}", a.ask, "Action of the plan") for a in asked]
    meeting = material.meeting.id if material.meeting else ""
    items = (i.title for i in material.book.items if i.meeting == meeting and i.purpose == "decision")
    rows += [(title, title, "Item of the agenda") for title in items]
    if not rows:
        return Section("Decisions asked for", (Paragraph("No decision is asked for."),))
    blocks: tuple[Block, ...] = (
        Table("Decisions asked for", ("About", "What is asked", "Where it comes from"), tuple(rows), (35, 45, 20)),
    )
    return Section("Decisions asked for", blocks)
