"""The board itself: what it is for, what it looked at, what it decided, what comes next, and who chairs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from send_tracker.domain.board_rows import Activity, Commitment, Decision
from send_tracker.domain.dates import long_date, show
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.register import Meeting
from send_tracker.domain.text import spelled
from send_tracker.exchange.briefing.data_part import measure_table
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.briefing.said import Said
from send_tracker.exchange.document.blocks import Block, Bullets, Facts, Paragraph, Section, Table
from send_tracker.exchange.register_names import ref_and_name


def purpose(material: Material, said: Said) -> Section:
    """Return what the board is for: in the programme's own public words where there are some."""
    programme = material.register.programme
    board = programme.board or "The board"
    rhythm = f"It meets {_rhythm(programme.cycle_weeks)}" if programme.cycle_weeks else "It meets regularly"
    led = f" and is chaired independently by {programme.chair}." if programme.chair else "."
    own = said.blocks(programme.id) if programme.id else ()
    usual: tuple[Block, ...] = (
        Paragraph(
            f"The {board} oversees the {programme.name}"
            f"{f' across {programme.area}' if programme.area and programme.area not in programme.name else ''}. "
            "It follows the priority areas and areas for improvement of the plan, and gives support and challenge so "
            "that its aims are reached for children and young people with SEND and their families."
        ),
    )
    after = (
        Paragraph(f"{rhythm}{led}"),
        Paragraph(
            "These updates tell partners how the programme is getting on after each meeting, so that they can share it."
        ),
    )
    return Section("About the board", (*(own or usual), *after))


def _rhythm(weeks: int) -> str:
    return "every week" if weeks == 1 else f"every {spelled(weeks)} weeks"


def focus_items(meeting: Meeting) -> tuple[str, ...]:
    """Return what a meeting looks at: its theme, or its title after the colon, with semicolons between the items."""
    text = meeting.theme or meeting.title.partition(":")[2]
    return tuple(item.strip() for item in text.split(";") if item.strip())


def focus(material: Material) -> Section:
    """Return when the board met, and what it looked at."""
    if material.meeting is None:
        return Section("What the board looked at")
    blocks: list[Block] = [Paragraph(f"The board met on {long_date(material.meeting.day)}.")]
    items = focus_items(material.meeting)
    if items:
        blocks[0] = Paragraph(f"The board met on {long_date(material.meeting.day)}. It looked at:")
        blocks.append(Bullets(items))
    return Section("What the board looked at", tuple(blocks))


def papers(material: Material, printed: Printed) -> Section:
    """Return what the board decided: each paper with its figures and recommended actions, then all other decisions."""
    parts, others = [], []
    for decision in material.decisions:
        promised, results = material.of_decision(decision), _concerned(material, decision)
        if promised or results:
            parts.append(_paper(material, decision, promised, results, printed))
        else:
            others.append(decision.wording)
    own = [c for c in material.commitments if not any(c.id in d.links for d in material.decisions)]
    if own:
        parts.append(Section("Also agreed", (_promises(material, own),)))
    if others:
        title = "Other decisions" if parts else "Decisions"
        parts.append(Section(title, (Bullets(tuple(others)),)))
    return Section("Papers, decisions and recommended actions", (), tuple(parts))


def _concerned(material: Material, decision: Decision) -> list[MeasureResult]:
    return [r for r in material.results if r.id in decision.links]


def _paper(
    material: Material,
    decision: Decision,
    promised: tuple[Commitment, ...],
    results: list[MeasureResult],
    printed: Printed,
) -> Section:
    title = decision.wording.rstrip(".")
    printed.place = title
    blocks: list[Block] = []
    told = [r for r in results if r.latest is not None]
    if told:
        blocks.append(measure_table("Figures that the board was given", told, printed))
    silent = [r.measure.title for r in results if r.latest is None]
    if silent:
        blocks.append(
            Paragraph(f"The board was also told of these, for which no figure is published: {'; '.join(silent)}.")
        )
    if promised and material.meeting is not None:
        day = material.meeting.day
        number = printed.count(f"commitments {decision.id}", f"Recommended actions: {title}", len(promised), day)
        noun = "recommended action" if len(promised) == 1 else "recommended actions"
        blocks.append(Paragraph(f"The board agreed {number} {noun} on {long_date(day)}."))
        blocks.append(_promises(material, promised))
    return Section(title, tuple(blocks))


def _promises(material: Material, promised: list[Commitment] | tuple[Commitment, ...]) -> Table:
    rows = tuple((c.wording, _who(material, c), show(c.due)) for c in promised)
    return Table("Recommended actions", ("Recommended action", "Who", "By"), rows, (60, 19, 21))


def _who(material: Material, commitment: Commitment) -> str:
    """Return whose it is: the organisation, never the person."""
    person = next((p for p in material.register.people if p.id == commitment.owner), None)
    return material.names.organisation(person.organisation) if person is not None else ""


def inspection(material: Material) -> Section:
    """Return the inspection: when it was announced, when inspectors come, what they look at and do."""
    found = material.inspection
    if found is None:
        return Section("Inspection")
    days = " to ".join(show(day) for day in dict.fromkeys(d for d in (found.starts, found.ends) if d))
    looks = "; ".join(_looked_at(material, found.focus))
    pairs = (
        ("Inspection", found.title),
        ("Notification received", show(found.notified)),
        ("Inspectors on site", days),
        ("Framework", found.framework),
        ("It looks at", looks),
        ("What it asks", found.question),
    )
    blocks: list[Block] = [Facts(tuple(p for p in pairs if p[1]))]
    if found.activities:
        blocks += [Paragraph("The fieldwork will include:"), Bullets(tuple(_activity(a) for a in found.activities))]
    return Section("Inspection", tuple(blocks))


def _looked_at(material: Material, ids: Iterable[str]) -> Iterator[str]:
    """Yield the parts of the plan that an inspection looks at, by reference and name."""
    register, wanted = material.register, list(ids)
    yield from (ref_and_name(area) for area in register.areas if area.id in wanted)
    yield from (ref_and_name(outcome) for outcome in register.outcomes if outcome.id in wanted)
    yield from material.names.refs(i for i in wanted if i not in {p.id for p in register.outcomes})


def _activity(activity: Activity) -> str:
    parts = [activity.title]
    who = activity.who[:1].lower() + activity.who[1:]
    parts += [f"for {who}"] if who and who not in activity.title.lower() else []
    parts += [f"led by {activity.led_by}"] if activity.led_by else []
    parts += [f"at {activity.place}"] if activity.place else []
    parts += [f"on {show(activity.day)}"] if activity.day else []
    return ", ".join(parts) + "."


def next_focus(material: Material) -> Section:
    """Return when the board meets next, and on what."""
    coming = material.coming
    if coming is None:
        return Section("Next meeting")
    blocks: list[Block] = [Paragraph(f"The next meeting is on {long_date(coming.day)}.")]
    items = focus_items(coming)
    if items:
        blocks = [Paragraph(f"The next meeting is on {long_date(coming.day)}. Its focus:"), Bullets(items)]
    return Section("Next meeting", tuple(blocks))


def chair(material: Material) -> Section:
    """Return who chairs the board."""
    programme = material.register.programme
    name = (material.meeting.chair if material.meeting else "") or programme.chair
    if not name:
        return Section("Chair")
    return Section("Chair", (Paragraph(f"{name}, Independent Chair of the {programme.board or programme.name}"),))
