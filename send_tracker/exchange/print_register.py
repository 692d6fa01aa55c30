"""A register as a page of the window shows it, as a document to print: the rows that are shown, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from send_tracker.domain.dates import long_date, show
from send_tracker.domain.kinds import EVIDENCE_TYPES, REVIEWS
from send_tracker.domain.measures.suppression import publishable_results
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import plural
from send_tracker.exchange.document.blocks import Document, Entry, Paragraph, Section, Table
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.session import Session

_Rows = tuple[str, tuple[str, ...], list[tuple[Entry, ...]], tuple[int, ...]]


def register_document(session: Session, what: str, ids: Sequence[str]) -> Document:
    """Return some rows of a register as a document.

    Args:
        session: the open file, or a past day of it. what: the kind of register. ids: its rows, in order.

    Raises:
        Problem: this register has no printed form.
    """
    make = _KINDS.get(what)
    if make is None:
        raise Problem("This register has no printed form.", "no-print")
    title, heads, rows, widths = make(session, ids)
    programme = session.programme
    as_at = f"As at {long_date(session.as_at or session.today)}"
    note = (("Please note", programme.sample_note),) if programme.sample_note else ()
    table = Table(title, heads, tuple(rows), widths)
    about = Paragraph(f"{plural(len(rows), 'row')}, as shown in the window.", "note")
    footer = f"{programme.name}, {as_at[:1].lower()}{as_at[1:]}"
    return Document(f"{programme.name}: {title.lower()}", as_at, note, (Section("", (about, table)),), footer=footer)


def _actions(session: Session, ids: Sequence[str]) -> _Rows:
    register = session.register()
    names = RegisterNames(register)
    by_id = {a.id: a for a in (*register.actions, *register.withdrawn)}
    rows: list[tuple[Entry, ...]] = []
    for action in (by_id[i] for i in ids if i in by_id):
        leads = "; ".join(names.people(action.leads))
        told = action.obstacle or action.status_reason
        outcome = names.outcome(action).ref
        status = register.scale[action.status]
        rows.append((action.ref, action.title, outcome, status, show(action.due), leads, told))
    heads = ("Ref", "Action", "Outcome", "Status", "Due", "Leads", "Reason or obstacle")
    return "Plan", heads, rows, (6, 26, 10, 13, 13, 14, 18)


def _evidence(session: Session, ids: Sequence[str]) -> _Rows:
    register = session.register()
    names = RegisterNames(register)
    by_id = {e.id: e for e in register.evidence}
    rows: list[tuple[Entry, ...]] = [
        (
            e.ref,
            e.title,
            EVIDENCE_TYPES.get(e.type, e.type),
            show(e.about_date),
            ", ".join(names.refs(e.targets)),
            REVIEWS.get(e.review, e.review),
        )
        for e in (by_id[i] for i in ids if i in by_id)
    ]
    return "Evidence", ("Ref", "Title", "Type", "Date", "Supports", "Review"), rows, (7, 36, 15, 14, 16, 12)


def _measures(session: Session, ids: Sequence[str]) -> _Rows:
    results = publishable_results(read_measures(session), session.as_at or session.today)
    rows: list[tuple[Entry, ...]] = []
    for result in (results[i] for i in ids if i in results):
        period = result.period.label if result.period else ""
        change = result.year_ago.text or result.previous.text
        rating = result.rating_text
        measure = result.measure
        rows.append((measure.ref, measure.title, result.value_text, period, change, result.target_text, rating))
    heads = ("Ref", "Measure", "Latest", "Period", "Change", "Target", "Rating")
    return "Measures", heads, rows, (6, 30, 13, 15, 18, 8, 10)


_KINDS: Final[Mapping[str, Callable[[Session, Sequence[str]], _Rows]]] = {
    "actions": _actions,
    "evidence": _evidence,
    "measures": _measures,
}
