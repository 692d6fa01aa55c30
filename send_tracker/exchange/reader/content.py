"""What the reader shows: progress, every action, the measures, what was decided and promised, and the risks."""

from __future__ import annotations

from send_tracker.domain.board_rows import COMMITMENT_STATUSES
from send_tracker.domain.dates import PartialDate, long_date, show
from send_tracker.domain.register import Action
from send_tracker.domain.text import plural
from send_tracker.exchange.briefing.data_part import measure_table
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.briefing.progress_part import levels_of, overall
from send_tracker.exchange.document.blocks import Document, Entry, Keyed, Paragraph, Section, Table
from send_tracker.exchange.register_names import ref_and_name


def reader(material: Material) -> Document:
    """Return the reader of one board's position."""
    printed = Printed(material.facts)
    sections = [
        overall(material, printed),
        _plan(material),
        _measures(material, printed),
        _decisions(material),
        _commitments(material),
        _risks(material),
        _key(material),
    ]
    programme = material.register.programme
    when = long_date(material.meeting.day) if material.meeting else long_date(material.day)
    return Document(
        f"{programme.name}: position",
        f"For the meeting of {when}" if material.meeting else f"As at {when}",
        _facts(material),
        tuple(s for s in sections if not s.is_empty),
        printed.figures,
        f"{programme.name}, position as at {long_date(material.day)}",
        programme.board or programme.name,
        levels=levels_of(material),
    )


def _facts(material: Material) -> tuple[tuple[str, str], ...]:
    position = material.position
    frozen = "Not frozen: the plan on that day"
    if position is not None:
        frozen = f"Frozen by {position.author} on {long_date(position.frozen_at.date())}"
    pairs = (
        ("Plan as at", long_date(material.day)),
        ("Position", frozen),
        ("Digest", position.digest if position else ""),
        ("Please note", material.register.programme.sample_note),
    )
    return tuple(pair for pair in pairs if pair[1])


def _date(text: str | None) -> Keyed:
    return Keyed(show(text), PartialDate.parse(text).last.isoformat()) if text else Keyed("", "9999")


def _plan(material: Material) -> Section:
    names, scale = material.names, material.register.scale
    areas = {a.id: a for a in material.register.areas}
    rows: list[tuple[Entry, ...]] = []
    for place, action in enumerate(material.register.actions):
        outcome = names.outcome(action)
        rows.append(
            (
                Keyed(f"{action.ref} {action.title}", f"{place:06}"),
                ref_and_name(areas[outcome.area]) if outcome.area in areas else "",
                ref_and_name(outcome),
                scale[action.status],
                _date(action.due),
                "; ".join(names.people(action.leads)),
                _told(material, action),
            )
        )
    heads = ("Action", "Area", "Outcome", "Status", "Due", "Leads", "What is said of it")
    about = Paragraph(f"{plural(len(rows), 'action')}, as at {long_date(material.day)}.")
    table = Table("Actions of the plan", heads, tuple(rows), (24, 11, 13, 11, 10, 11, 20), tools=(1, 2, 3, 5))
    return Section("Plan", (about, table))


def _told(material: Material, action: Action) -> str:
    """Return what the board is told of an action: never an internal note."""
    parts = (
        ("", material.names.latest_note(action)),
        ("Obstacle: ", action.obstacle),
        ("Path to green: ", action.path_to_green),
        ("Back on track by ", show(action.recovery_date)),
        ("Asked of the board: ", action.ask),
    )
    return " ".join(f"{head}{text.rstrip('.')}." for head, text in parts if text)


def _measures(material: Material, printed: Printed) -> Section:
    parts = []
    for outcome in material.register.outcomes:
        printed.place = f"Measures of {ref_and_name(outcome)}"
        told = [r for r in material.results_of(outcome.id, "data", "survey", "communications") if r.latest]
        if told:
            parts.append(Section(ref_and_name(outcome), (measure_table(printed.place, told, printed),)))
    return Section("Measures", (), tuple(parts))


def _decisions(material: Material) -> Section:
    rows = tuple((d.ref, d.wording) for d in material.decisions)
    if not rows:
        return Section("Decisions")
    return Section("Decisions", (Table("Decisions of this meeting", ("Reference", "Decision"), rows, (12, 88)),))


def _commitments(material: Material) -> Section:
    known = {c.id: c for c in (*material.book.commitments, *material.commitments)}
    rows = tuple(
        (f"{c.ref} {c.wording}".strip(), material.names.person(c.owner), _date(c.due), COMMITMENT_STATUSES[c.status])
        for c in known.values()
        if c.status in COMMITMENT_STATUSES
    )
    if not rows:
        return Section("Commitments")
    heads = ("Commitment", "Owner", "Due", "Status")
    return Section("Commitments", (Table("Commitments", heads, rows, (50, 22, 14, 14), tools=(1, 3)),))


def _risks(material: Material) -> Section:
    held = sorted((r for r in material.book.risks if r.is_open), key=lambda r: (-(r.score or 0), r.ref))
    rows = tuple(
        (f"{r.ref} {r.sentence}".strip(), Keyed(f"{r.score or '–'} of 25", f"{99 - (r.score or 0):02}"), r.controls)
        for r in held
    )
    if not rows:
        return Section("Risks")
    return Section("Risks", (Table("Open risks, the worst first", ("Risk", "Score", "Controls"), rows, (45, 12, 43)),))


def _key(material: Material) -> Section:
    rows: tuple[tuple[Entry, ...], ...] = tuple((s, s.definition) for s in material.register.scale if s.definition)
    if not rows:
        return Section("Status key")
    return Section("Status key", (Table("What the statuses mean", ("Status", "Meaning"), rows, (25, 75)),))
