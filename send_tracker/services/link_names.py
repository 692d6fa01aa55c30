"""What decisions, questions, risks and inspections can be linked to, by id, with how each is called."""

from __future__ import annotations

from collections.abc import Iterator

from send_tracker.domain.board_rows import BoardBook
from send_tracker.domain.dates import show
from send_tracker.domain.evidence_filter import Target
from send_tracker.domain.references import sort_key
from send_tracker.services.board_reading import read_board
from send_tracker.services.session import Session


def link_names(session: Session, book: BoardBook | None = None) -> dict[str, Target]:
    """Return everything that can be linked to: the plan, the measures, and the rows of the board cycle."""
    found = {target.id: target for target in session.file.evidence_rows.targets()}
    found |= {target.id: target for target in _plain_rows(session)}
    found |= {target.id: target for target in _of_board(book or read_board(session))}
    for row in session.file.reading.listed("date_move"):
        action = found.get(row["action"] or "")
        ref = action.ref if action else ""
        words = f"{show(row['before']) or 'not set'} to {show(row['after']) or 'not set'}"
        found[row["id"]] = Target(row["id"], "date_move", ref, words, row["action"] or "")
    return found


def _plain_rows(session: Session) -> Iterator[Target]:
    reading = session.file.reading
    for kind in ("area", "measure"):
        for row in reading.listed(kind):
            yield Target(row["id"], kind, row["ref"] or "", row["title"] or "")


def _of_board(book: BoardBook) -> Iterator[Target]:
    for c in book.commitments:
        yield Target(c.id, "commitment", c.ref, c.wording)
    for d in book.decisions:
        yield Target(d.id, "decision", d.ref, d.wording)
    for q in book.questions:
        yield Target(q.id, "question", q.ref, q.wording)
    for r in book.risks:
        yield Target(r.id, "risk", r.ref, r.title)


def evidence_names(session: Session) -> dict[str, Target]:
    """Return every item of evidence, by id, in the order of references."""
    rows = sorted(session.file.reading.listed("evidence"), key=lambda row: sort_key(row["ref"] or ""))
    return {row["id"]: Target(row["id"], "evidence", row["ref"] or "", row["title"] or "") for row in rows}


def people_names(session: Session) -> list[tuple[str, str]]:
    """Return (id, name) of every person, by name."""
    rows = session.file.reading.listed("person")
    return sorted(((row["id"], row["name"] or "") for row in rows), key=lambda p: p[1].casefold())


def traced(session: Session, entity: str) -> dict[str, Target]:
    """Return the decisions, questions and risks that concern an action, a measure or a commitment, by id."""
    book = read_board(session)
    found = {d.id for d in book.decisions if entity in d.links} | {q.id for q in book.questions if q.about == entity}
    found |= {r.id for r in book.risks if entity in r.links}
    return {target.id: target for target in _of_board(book) if target.id in found}
