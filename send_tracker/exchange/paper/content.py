"""What a board paper says: from the register, worded for the board; only its cover is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from send_tracker.domain.board_rows import PURPOSES
from send_tracker.domain.counted import Count, counted, why_words
from send_tracker.domain.dates import long_date, show
from send_tracker.domain.measures.trends import improved, worsened
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Action
from send_tracker.domain.status import Group
from send_tracker.domain.text import joined, one_line, plural, spelled
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.briefing.progress_part import by_outcome, done_words, levels_of, overall
from send_tracker.exchange.briefing.said import Said
from send_tracker.exchange.document.blocks import Block, Bullets, Document, Paragraph, Section, Table
from send_tracker.exchange.paper.appendices import appendices
from send_tracker.services.since_board import Since
from send_tracker.services.statements import Audience

_MOST: Final = 40
"""Rows of exceptions and asks that a paper lists: nobody decides on more, and the board pack has them all."""

_MOST_ITEMS: Final = 12
"""Recommendations that are made from the plan's own asks, and measures that the summary names."""

_EXCEPTIONAL = (Count.AT_RISK, Count.OVERDUE, Count.OBSTACLE)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover sheet says besides what the register knows; what is left out is worded as usual.

    Attributes:
        author: a role, never a person's name. purpose: a code of :data:`~send_tracker.domain.board_rows.PURPOSES`.
        recommendations: what the board is asked to do, one each.
        meeting: the day of the board; the next one planned, else the last one held, if left out.
        roles: print role titles in place of names.
    """

    title: str = ""
    author: str = ""
    purpose: str = ""
    recommendations: tuple[str, ...] = ()
    meeting: date | None = None
    roles: bool = False


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
        ("Meeting", ", ".join(filter(None, (long_date(meeting.day), meeting.title))) if meeting else "None named"),
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
    items = [_sentence(r) for r in cover.recommendations]
    if not items:
        items = [f"{_sentence(a.ask).rstrip('.')} (action {a.ref}, {a.title})." for a in asked[:_MOST_ITEMS]]
        if len(asked) > _MOST_ITEMS:
            items.append(f"Decide on the other {len(asked) - _MOST_ITEMS:,} asks, which are listed below.")
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
    items = [f"{done} of actions are rated {done_words(register.scale)}, as at {long_date(day)}."]
    for level in register.scale.of_group(Group.OPEN):
        refs = [a.ref for a in register.actions if a.status == level.code]
        if refs and not register.scale.is_green(level.code):
            share = printed.status("all", "the whole plan", progress, level, day)
            items.append(f"{share} are rated {level.label}: {_named(refs)}.")
    late = [a.ref for a in register.actions if Count.OVERDUE in counted(a, register.scale, day, 1)]
    if late:
        items.append(
            f"{plural(len(late), 'open action is', 'open actions are')} past the approved date: {_named(late)}."
        )
    if material.since is not None:
        items.append(_since(material.since))
    for word, results in (("better", improved(material.results)), ("worse", worsened(material.results))):
        if results:
            told = "; ".join(f"{r.measure.title}, {printed.latest(r)}" for r in results[:_MOST_ITEMS])
            told += f"; and {len(results) - _MOST_ITEMS:,} more" if len(results) > _MOST_ITEMS else ""
            items.append(f"{plural(len(results), 'measure is', 'measures are')} {word} than before: {told}.")
    return Section(printed.place, (Bullets(tuple(items)),))


def _since(since: Since) -> str:
    """Say what changed since the board before; nothing is counted that is nought."""
    found = since.found
    counts = ((found.better, "rated better"), (found.worse, "rated worse"), (found.added, "added"))
    told = [f"{spelled(len(rows))} {word}" for rows, word in (*counts, (found.withdrawn, "withdrawn")) if rows]
    if not told:
        return f"Since {since.before.words} no action changed its rating, and none was added or withdrawn."
    return f"Since {since.before.words}, in numbers of actions: {joined(told)}."


def _named(refs: list[str], most: int = 8) -> str:
    rest = len(refs) - most
    return joined([*refs[:most], f"{rest:,} more"] if rest > 0 else refs)


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
            why_words(why),
            a.obstacle or a.status_reason,
            _way_back(a),
            "; ".join(material.names.people(a.leads)),
        )
        for a, why in found[:_MOST]
    )
    heads = ("Action", "Status", "Listed because", "Why", "Path to green", "Leads")
    table = Table(f"Exceptions as at {long_date(material.day)}", heads, rows, (19, 12, 12, 20, 22, 15))
    cut = _cut(len(found), "open action is an exception", "open actions are exceptions")
    return Section("Exceptions", (*cut, table))


def _cut(number: int, one: str, many: str) -> tuple[Block, ...]:
    """Say that only the first rows are listed, and where the others are; nothing where all are."""
    if number <= _MOST:
        return ()
    return (Paragraph(f"{plural(number, one, many)}. The first {_MOST} are listed here; the board pack has them all."),)


def _way_back(action: Action) -> str:
    """Return the path to green, with the day by which it is to be back on track."""
    by = f"Back on track by {show(action.recovery_date)}." if action.recovery_date else ""
    path = action.path_to_green.strip()
    return f"{path if path.endswith(('.', '!', '?')) or not path else f'{path}.'} {by}".strip()


def _decisions(material: Material, asked: list[Action]) -> Section:
    """Return what is to be decided: asks of actions, and items of the agenda that are for decision."""
    meeting = material.meeting.id if material.meeting else ""
    items = (i.title for i in material.book.items if i.meeting == meeting and i.purpose == "decision")
    rows = [("Item for decision", title, "Agenda") for title in items]
    rows += [(f"{a.ref} {a.title}", a.ask, "Plan") for a in asked]
    if not rows:
        return Section("Decisions asked for", (Paragraph("No decision is asked for."),))
    heads = ("About", "What is asked", "Source")
    table = Table("What the board is asked to decide", heads, tuple(rows[:_MOST]), (38, 48, 14))
    return Section("Decisions asked for", (*_cut(len(rows), "decision is asked for", "decisions are asked for"), table))
