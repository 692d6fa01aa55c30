"""How far the plan is: each area and outcome in counts, with what is said of it, at the board and in its data month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from send_tracker.domain.dates import long_date
from send_tracker.domain.progress import PlanProgress, Progress
from send_tracker.domain.register import Area, Outcome
from send_tracker.domain.status import Group, StatusLevel, StatusScale
from send_tracker.domain.text import joined
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.briefing.said import Said
from send_tracker.exchange.document.blocks import Block, Bullets, Entry, Paragraph, Section, Table
from send_tracker.exchange.document.status_chart import BarRow, status_chart
from send_tracker.exchange.register_names import ref_and_name


def overall(material: Material, printed: Printed) -> Section:
    """Return the overall progress by area: as at the month of the data report, and at the board where that differs."""
    printed.place = "Overall progress"
    register, day = material.register, material.reported
    items = [_area_words(area, material.then, register.scale, day, printed) for area in register.areas]
    items += _untouched(material.then.all, register.scale, day, printed)
    blocks: list[Block] = [
        Paragraph(f"As at {long_date(day)}, the end of the month that the data report is about."),
        Bullets(tuple(items)),
        _table(material, printed),
        _chart(material),
    ]
    return Section(printed.place, tuple(blocks))


def _area_words(area: Area, progress: PlanProgress, scale: StatusScale, day: date, printed: Printed) -> str:
    found = progress.areas.get(area.id)
    if found is None or not found.actions:
        return f"{ref_and_name(area)}: no actions yet."
    done = printed.done(area.id, area.ref, found, day)
    text = f"{ref_and_name(area)}: {done} of actions are rated {done_words(scale)}"
    opened = [s for s in scale.of_group(Group.OPEN) if found.counts.get(s.code)]
    shares = [f"{printed.status(area.id, area.ref, found, s, day)} {s.label}" for s in opened]
    return f"{text}, and {joined(shares)}." if shares else f"{text}."


def done_words(scale: StatusScale) -> str:
    """Return what counts as done, in the words of the scale: "Complete or Embedded"."""
    return " or ".join(level.label for level in scale.of_group(Group.DONE))


def _untouched(progress: Progress, scale: StatusScale, day: date, printed: Printed) -> list[str]:
    """Say which statuses of trouble, or of not having begun, no action has: a reader looks for red first."""
    none = [s for s in scale.of_group(Group.OPEN) if not progress.counts.get(s.code) and not scale.is_green(s.code)]
    none.reverse()  # what a reader looks for first, At risk, comes last in the scale
    for level in none:
        printed.status("all", "the whole plan", progress, level, day)
    return [f"No action is rated {' or '.join(level.label for level in none)}."] if none else []


def _table(material: Material, printed: Printed) -> Table:
    """Return the counts by area and outcome on the day of the board."""
    register, day = material.register, material.day
    levels = [s for s in register.scale if s.group is not Group.WITHDRAWN]
    rows: list[tuple[Entry, ...]] = []
    strong = set()
    for key, name, found, bold in _groups(material):
        if bold:
            strong.add(len(rows))
        counts = (f"{found.counts.get(s.code, 0):,}" for s in levels)
        done = printed.done(key, name, found, day) if found.actions else "no actions"
        rows.append((name, *counts, done))
    heads = ("Part of the plan", *(s.text for s in levels), "Done")
    widths = (38, *(17 for _ in levels), 27)
    caption = f"Actions by status, as at {long_date(day)}"
    return Table(caption, heads, tuple(rows), widths, frozenset(range(1, len(heads))), frozenset(strong))


def _groups(material: Material) -> Iterable[tuple[str, str, Progress, bool]]:
    register, progress = material.register, material.progress
    for area in register.areas:
        if area.id in progress.areas:
            yield area.id, ref_and_name(area), progress.areas[area.id], True
        for outcome in register.outcomes:
            if outcome.area == area.id and outcome.id in progress.outcomes:
                yield outcome.id, ref_and_name(outcome), progress.outcomes[outcome.id], False
    yield "all", "The whole plan", progress.all, True


def _chart(material: Material) -> Block:
    rows = [BarRow(name, found, bold) for _, name, found, bold in _groups(material)]
    caption = f"Actions by status in each part of the plan, as at {long_date(material.day)}"
    return status_chart("progress", caption, rows, levels_of(material))


def levels_of(material: Material) -> tuple[StatusLevel, ...]:
    """Return the statuses in the order of stacked bars; those that the scale does not hold come last."""
    scale = material.register.scale
    strange = (code for code in material.progress.all.counts if code not in scale)
    return (*(s for s in scale.stacked if s.group is not Group.WITHDRAWN), *(scale[code] for code in strange))


def by_outcome(material: Material, printed: Printed, said: Said) -> Section:
    """Return what is said of each outcome, under its area, with its counts and its first measures."""
    parts = []
    for area in material.register.areas:
        outcomes = [o for o in material.register.outcomes if o.area == area.id]
        below = tuple(_outcome(material, o, printed, said) for o in outcomes)
        parts.append(Section(ref_and_name(area), said.blocks(area.id), below))
    return Section("Progress by outcome", (), tuple(parts))


def _outcome(material: Material, outcome: Outcome, printed: Printed, said: Said) -> Section:
    printed.place = f"{outcome.ref} {outcome.title}"
    found = material.progress.outcomes.get(outcome.id)
    blocks = list(said.blocks(outcome.id))
    told = " ".join(b.text for b in blocks if isinstance(b, Paragraph))
    if found is not None and found.actions and found.done_text not in told:
        done = printed.done(outcome.id, outcome.ref, found, material.day)
        blocks.append(Paragraph(f"{done} of actions are rated {done_words(material.register.scale)}."))
    moved = []
    for result in material.results_of(outcome.id, "data"):
        first, since = printed.first(result)
        if first and result.period is not None:
            latest = printed.latest(result)
            rivals = printed.rivals(result)
            others = f" Others give {joined(rivals)}." if rivals else ""
            moved.append(
                f"{result.measure.title}: from {_in(first, since)} to {_in(latest, result.period.label)}.{others}"
            )
    if moved:
        blocks.append(Bullets(tuple(moved)))
    return Section(f"{outcome.ref}: {outcome.title}", tuple(blocks))


def _in(figure: str, period: str) -> str:
    """Return a figure with its period in brackets; one pair of brackets holds its counts too."""
    return f"{figure[:-1]}, {period})" if figure.endswith(")") else f"{figure} ({period})"
