"""The registers that can be exported, as columns: actions, evidence, meetings, changes, measures, observations.

Keys are a contract with whoever reads the JSON, and titles with whoever reads the CSV. Internal notes are in
no register; the log of changes names them and keeps what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.handover import Handover, handover
from send_tracker.domain.kinds import ENDINGS, EVIDENCE_TYPES, IMPACT_LABELS, SENSITIVITIES
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Action, Evidence, Meeting, Register
from send_tracker.domain.succession import descent
from send_tracker.exchange import board_registers
from send_tracker.exchange.change_rows import ChangeRow, change_rows
from send_tracker.exchange.columns import Column
from send_tracker.exchange.measure_tables import (
    measure_columns,
    measure_rows,
    observation_columns,
    observation_rows,
)
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.exchange.register_table import RegisterTable
from send_tracker.services.positions import positions
from send_tracker.services.session import Session
from send_tracker.services.worsening import worsenings


def register_tables(session: Session, kinds: Sequence[str], as_at: date | None) -> list[RegisterTable]:
    """Return the tables that were asked for, in the order of the asking.

    Raises:
        Problem: a kind is unknown.
    """
    wanted = list(dict.fromkeys(kinds))
    if not wanted:
        raise Problem(f"Say what to export: {', '.join(_TABLES)}.", "no-kind")
    for kind in wanted:
        if kind not in _TABLES:
            raise Problem(f"There is no register “{kind}”. There are: {', '.join(_TABLES)}.", "no-kind")
    names = RegisterNames(session.register(as_at))
    return [_TABLES[kind](session, names, as_at) for kind in wanted]


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _actions(_session: Session, names: RegisterNames, _as_at: date | None) -> RegisterTable:
    register = names.register
    columns = [*_identity(names), *_status(register), *_people(names), *_dates(), *_assured(names), *_ended(register)]
    columns += [*_linked(names), *_extras(names)]
    about = "Every action, one a row; those that left the plan come last and say how. No internal notes are included."
    return RegisterTable("actions", "Actions", about, columns, [*register.actions, *register.withdrawn])


def _identity(names: RegisterNames) -> list[Column[Action]]:
    return [
        Column("Reference", lambda a: a.ref, 12, key="ref"),
        Column("Area", lambda a: names.area(a).ref, 9, key="area"),
        Column("Area title", lambda a: names.area(a).title, 30, key="area_title"),
        Column("Outcome", lambda a: names.outcome(a).ref, 11, key="outcome"),
        Column("Outcome title", lambda a: names.outcome(a).title, 30, key="outcome_title"),
        Column("Action", lambda a: a.title, 36, key="title"),
        Column("Description", lambda a: a.description, 46, key="description"),
        Column("Success criteria", lambda a: a.success, 36, key="success"),
        Column("Inspection paragraph", lambda a: a.paragraph, 18, key="paragraph"),
    ]


def _status(register: Register) -> list[Column[Action]]:
    return [
        Column("Status code", lambda a: a.status, 14, key="status"),
        Column("Status", lambda a: register.scale[a.status].label, 14, key="status_label"),
        Column("Status since", lambda a: _date(a.status_since), 19, key="status_since"),
        Column("Why this status", lambda a: a.status_reason, 30, key="status_reason"),
        Column("Obstacle", lambda a: a.obstacle, 36, key="obstacle"),
        Column("Path to green", lambda a: a.path_to_green, 36, key="path_to_green"),
        Column("Back on track by", lambda a: _date(a.recovery_date), 19, key="recovery_date"),
        Column("Ask of the board", lambda a: a.ask, 30, key="ask"),
        Column("Impact code", lambda a: a.impact, 12, key="impact"),
        Column("Impact", lambda a: IMPACT_LABELS.get(a.impact, a.impact), 12, key="impact_label"),
    ]


def _people(names: RegisterNames) -> list[Column[Action]]:
    return [
        Column("Leads", lambda a: names.people(a.leads), 24, key="leads"),
        Column("Accountable officer", lambda a: names.person(a.accountable), 22, key="accountable"),
        Column("Partner", lambda a: names.organisation(a.partner), 16, key="partner"),
        Column("Responsible body", lambda a: names.organisation(a.body), 16, key="body"),
    ]


def _dates() -> list[Column[Action]]:
    return [
        Column("Original date", lambda a: _date(a.original_date), 19, key="original_date"),
        Column("Approved date", lambda a: _date(a.approved_date), 19, key="approved_date"),
        Column("Forecast date", lambda a: _date(a.forecast_date), 19, key="forecast_date"),
        Column("Delivered on", lambda a: _date(a.actual_date), 19, key="actual_date"),
        Column("Due", lambda a: _date(a.due), 19, key="due"),
    ]


def _assured(names: RegisterNames) -> list[Column[Action]]:
    return [
        Column("Verified by", lambda a: names.person(a.verifier), 22, key="verifier"),
        Column("Business-as-usual owner", lambda a: names.person(a.bau_owner), 22, key="bau_owner"),
        Column("Business-as-usual forum", lambda a: a.bau_forum, 22, key="bau_forum"),
        Column("Check date", lambda a: _date(a.check_date), 19, key="check_date"),
        Column("Last checked on", lambda a: _date(a.checked_on), 19, key="checked_on"),
        Column("Embedded without its measure, because", lambda a: a.embedded_without, 30, key="embedded_without"),
    ]


def _ended(register: Register) -> list[Column[Action]]:
    """Return how an action left the plan, what carries it on in the end, and what it carries on itself."""
    lines, gone = descent(register), {a.id for a in register.withdrawn}
    return [
        Column("How it left the plan", lambda a: _ending(a) if a.id in gone else "", 18, key="ending"),
        Column("Carried on by", lambda a: ", ".join(lines.later(a.id)) if a.id in gone else "", 16, key="successor"),
        Column("Carries on", lambda a: ", ".join(lines.earlier(a.id)), 16, key="carries_on"),
    ]


def _ending(action: Action) -> str:
    return ENDINGS.get(action.ending, ENDINGS["withdrawn"])


def _linked(names: RegisterNames) -> list[Column[Action]]:
    return [
        Column("Latest note for the board", lambda a: _note(names, a), 46, key="latest_note"),
        Column("Note as at", lambda a: _note_day(names, a), 19, key="latest_note_as_at"),
        Column("Last updated", lambda a: _date(a.updated_on), 19, key="updated_on"),
        Column("Evidence items", names.evidence_count, 12, number=True, key="evidence_items"),
        Column("Themes", lambda a: names.refs(a.themes), 18, key="themes"),
    ]


def _note(names: RegisterNames, action: Action) -> str:
    update = names.latest(action)
    return update.note if update else ""


def _note_day(names: RegisterNames, action: Action) -> PartialDate | None:
    update = names.latest(action)
    return _date(update.as_at) if update else None


def _extras(names: RegisterNames) -> list[Column[Action]]:
    return [_extra(names, field, name) for field, name in names.register.extra_fields]


def _extra(names: RegisterNames, field: str, name: str) -> Column[Action]:
    return Column(name, lambda a: names.extra(a, field), 18, key=name, group="own_columns")


def _evidence(_session: Session, names: RegisterNames, _as_at: date | None) -> RegisterTable:
    columns: list[Column[Evidence]] = [
        Column("Reference", lambda e: e.ref, 12, key="ref"),
        Column("Title", lambda e: e.title, 36, key="title"),
        Column("Type code", lambda e: e.type, 16, key="type"),
        Column("Type", lambda e: EVIDENCE_TYPES.get(e.type, e.type), 18, key="type_label"),
        Column("Speaks about", lambda e: _date(e.about_date), 19, key="about_date"),
        Column("Logged", lambda e: _date(e.logged_date), 19, key="logged_date"),
        Column("Source", lambda e: names.organisation(e.source), 18, key="source"),
        Column("What it shows", lambda e: e.shows, 50, key="shows"),
        Column("Sensitivity code", lambda e: e.sensitivity, 16, key="sensitivity"),
        Column("Sensitivity", lambda e: SENSITIVITIES.get(e.sensitivity, e.sensitivity), 18, key="sensitivity_label"),
        Column("Supports", lambda e: names.refs(e.targets), 18, key="supports"),
        Column("File name", lambda e: e.file_name or "", 30, key="file_name"),
        Column("File size in bytes", lambda e: e.file_size, 14, number=True, key="file_size"),
        Column("Link", lambda e: e.link or "", 30, key="link"),
        Column("Review code", lambda e: e.review, 12, key="review"),
        Column("Reviewed by", lambda e: names.person(e.reviewer), 20, key="reviewer"),
        Column("Note of the review", lambda e: e.review_note, 30, key="review_note"),
        Column("Good until", lambda e: _date(e.expires), 19, key="expires"),
    ]
    about = "Every item of the evidence register, one a row. The files themselves are not included."
    return RegisterTable("evidence", "Evidence", about, columns, names.register.evidence)


def _meetings(session: Session, names: RegisterNames, _as_at: date | None) -> RegisterTable:
    frozen = {position.meeting for position in positions(session)}
    columns: list[Column[Meeting]] = [
        Column("Date", lambda m: _date(m.date), 19, key="date"),
        Column("Type", lambda m: m.type, 14, key="type"),
        Column("Title", lambda m: m.title, 80, key="title"),
        Column("Chair", lambda m: m.chair, 22, key="chair"),
        Column("Theme or focus", lambda m: m.theme, 40, key="theme"),
        Column("Data cut-off", lambda m: _date(m.cutoff), 19, key="cutoff"),
        Column("Frozen", lambda m: "Frozen" if m.id in frozen else "", 12, key="frozen"),
        Column("Note", lambda m: m.note, 36, key="note"),
    ]
    return RegisterTable(
        "meetings", "Meetings", "Every board and other meeting, one a row.", columns, names.register.meetings
    )


def _changes(session: Session, _names: RegisterNames, as_at: date | None) -> RegisterTable:
    columns: list[Column[ChangeRow]] = [
        Column("Edit", lambda c: c.edit, 20, key="edit"),
        Column("Recorded at", lambda c: c.recorded_at, 26, key="recorded_at"),
        Column("As at", lambda c: _date(c.as_at), 19, key="as_at"),
        Column("Author", lambda c: c.author, 22, key="author"),
        Column("Verb", lambda c: c.verb, 18, key="verb"),
        Column("Kind", lambda c: c.kind, 16, key="kind"),
        Column("Entity", lambda c: c.entity, 20, key="entity"),
        Column("Called", lambda c: c.called, 32, key="called"),
        Column("Field", lambda c: c.field, 16, key="field"),
        Column("Value", lambda c: c.value, 46, key="value"),
        Column("Value in words", lambda c: c.words, 32, key="value_words"),
        Column("Reason", lambda c: c.reason, 36, key="reason"),
        Column("Meeting", lambda c: _date(c.meeting), 19, key="meeting"),
    ]
    about = (
        "Every change of the log, one a row, in the order of recording. What internal notes say is kept in the file."
    )
    return RegisterTable("changes", "Changes, without internal notes", about, columns, change_rows(session, as_at))


def _measures(session: Session, names: RegisterNames, as_at: date | None) -> RegisterTable:
    about = "Every measure with its latest figure, its target and its rating. Small numbers are left out: [c]."
    day = as_at or session.today
    return RegisterTable("measures", "Measures", about, measure_columns(names), measure_rows(session, as_at, day))


def _observations(session: Session, names: RegisterNames, as_at: date | None) -> RegisterTable:
    about = "Every figure of every source, one a row. An empty number is missing, never zero. Small numbers: [c]."
    return RegisterTable("observations", "Figures", about, observation_columns(), observation_rows(session, as_at))


def _handover(session: Session, names: RegisterNames, as_at: date | None) -> RegisterTable:
    found = handover(names.register, worsenings(session, as_at).values())
    scale = names.register.scale
    columns: list[Column[Handover]] = [
        Column("Stage", lambda h: h.stage.value, 16, key="stage"),
        Column("Reference", lambda h: h.action.ref, 12, key="ref"),
        Column("Action", lambda h: h.action.title, 36, key="title"),
        Column("Outcome", lambda h: h.outcome.ref if h.outcome else "", 11, key="outcome"),
        Column("Status", lambda h: scale[h.action.status].label, 14, key="status"),
        Column("Owner", lambda h: names.person(h.action.bau_owner), 24, key="owner"),
        Column("Forum", lambda h: h.action.bau_forum, 28, key="forum"),
        Column("Check date", lambda h: _date(h.action.check_date), 19, key="check_date"),
        Column("Last checked on", lambda h: _date(h.action.checked_on), 19, key="checked_on"),
        Column("What falls back", lambda h: h.falls, 40, key="falls"),
        Column("What is missing", lambda h: h.lacks, 24, key="lacks"),
    ]
    about = "Every done action, with who keeps it up, where, when it is checked, and what falls back."
    return RegisterTable("handover", "Handover to business as usual", about, columns, found)


_TABLES: Final[dict[str, Callable[[Session, RegisterNames, date | None], RegisterTable]]] = {
    "actions": _actions,
    "evidence": _evidence,
    "changes": _changes,
    "meetings": _meetings,
    "measures": _measures,
    "observations": _observations,
    "handover": _handover,
    "decisions": board_registers.decisions,
    "commitments": board_registers.commitments,
    "questions": board_registers.questions,
    "risks": board_registers.risks,
}
