"""Writing one return for each lead, with its e-mail beside it."""

from __future__ import annotations

import io
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from send_tracker.domain.dates import long_date, show
from send_tracker.domain.file_names import clean_name
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action, Person, Register
from send_tracker.domain.status import Group
from send_tracker.domain.text import one_line, plural
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.exchange.returns.book import Return, ReturnRow, write_book
from send_tracker.exchange.returns.fields import base_of
from send_tracker.exchange.returns.mail import mail_for
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.challenges import challenges
from send_tracker.services.returns import SentReturn
from send_tracker.services.session import Session

OnProgress = Callable[[int, int, str], None]
_BEFORE_BOARD = timedelta(days=10)
"""Papers go out before a board, and an update has to be written into them first."""
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one return, and what is remembered of it."""

    book: Path
    mail: Path
    sent: SentReturn


def write_returns(
    session: Session,
    folder: Path,
    *,
    leads: Sequence[str] = (),
    force: bool = False,
    on_progress: OnProgress | None = None,
) -> list[Written]:
    """Write a workbook and an e-mail for each lead of an open action.

    Args:
        session: the open file, which is not changed.
        folder: where to; made if there is none.
        leads: names or ids of the leads; all of them if left out.
        force: replace files of the same names.
        on_progress: told how many of how many are written.

    Raises:
        Problem: nobody leads an open action, there is no such lead, or the place cannot be written to.
    """
    register = session.register()
    owned = _chosen(_owned(register), leads)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"“{folder.name}” is not a folder that can be written to.", "no-folder") from error
    reasons = _reasons(session)
    written = []
    for number, (person, actions) in enumerate(owned, start=1):
        if on_progress:
            on_progress(number - 1, len(owned), f"writing {one_line(person.name, 60)}")
        written.append(_write(session, register, folder, person, actions, reasons, force))
    return written


def _owned(register: Register) -> list[tuple[Person, list[Action]]]:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in register.actions:
        if register.scale[action.status].group is Group.OPEN:
            for lead in action.leads:
                found[lead].append(action)
    people = sorted((p for p in register.people if p.id in found), key=lambda p: p.name.casefold())
    return [(p, sorted(found[p.id], key=lambda a: sort_key(a.ref))) for p in people]


def _chosen(owned: list[tuple[Person, list[Action]]], leads: Sequence[str]) -> list[tuple[Person, list[Action]]]:
    if not owned:
        raise Problem("Nobody leads an open action, so there is no return to write.", "no-leads")
    names = {lead.casefold() for lead in leads}
    known = {p.id for p, _ in owned} | {p.name.casefold() for p, _ in owned}
    for lead in leads:
        if lead.casefold() not in known:
            raise Problem(f"“{lead}” leads no open action.", "no-such-lead")
    return [(p, a) for p, a in owned if not names or p.id in names or p.name.casefold() in names]


def _reasons(session: Session) -> dict[str, list[str]]:
    """Return what is asked about each action: what the rules question of it, in a few words each."""
    found: dict[str, list[str]] = defaultdict(list)
    for challenge in challenges(session):
        if not challenge.waived:
            found[challenge.subject_id].append(challenge.headline)
    return found


def _write(
    session: Session,
    register: Register,
    folder: Path,
    person: Person,
    actions: list[Action],
    reasons: dict[str, list[str]],
    force: bool,
) -> Written:
    names = RegisterNames(register)
    rows = [ReturnRow(a, _asked(reasons.get(a.id, ())), names.latest_note(a)) for a in actions]
    chase, by = _chase(rows), _return_by(session)
    given = Return(
        uuid.uuid4().hex,
        session.file.log.tracker,
        person.name,
        session.programme.name,
        session.clock.now(),
        session.today,
        chase,
        by,
        rows,
    )
    stem = clean_name(f"Owner return {one_line(person.name, 80)} {session.today.isoformat()}.xlsx").removesuffix(
        ".xlsx"
    )
    book, mail = folder / f"{stem}.xlsx", folder / f"{stem}.eml"
    content = io.BytesIO()
    write_book(given, register.scale, content)
    message = mail_for(person.name, session.programme.name, len(rows), chase, by, book.name, content.getvalue())
    for target, data in ((book, content.getvalue()), (mail, message)):
        with replacing(target, force=force) as file:
            file.write(data)
    base = {a.id: base_of(a) for a in actions}
    return Written(
        book, mail, SentReturn(given.id, person.id, person.name, session.today.isoformat(), book.name, "", base)
    )


def _asked(headlines: Iterable[str]) -> str:
    return "\n".join(list(dict.fromkeys(h[:1].upper() + h[1:] for h in headlines))[:_MOST_REASONS])


def _chase(rows: Sequence[ReturnRow]) -> str:
    """Return the chase list in one sentence: which actions want an answer first."""
    wanted = [r for r in rows if r.asked]
    if not wanted:
        return f"{plural(len(rows), 'action')}, none of them overdue or in question."
    first = sorted(wanted, key=lambda r: r.action.due or "9999")[:4]
    named = ", ".join(f"{r.action.ref} (due {show(r.action.due)})" if r.action.due else r.action.ref for r in first)
    more = f" and {len(wanted) - len(first)} more" if len(wanted) > len(first) else ""
    if len(wanted) == len(rows) > 1:
        return f"All {len(rows)} actions want an answer: {named}{more}."
    verb = "wants" if len(wanted) == 1 else "want"
    return f"{len(wanted)} of {plural(len(rows), 'action')} {verb} an answer first: {named}{more}."


def _return_by(session: Session) -> str:
    board = session.boards.next
    if board is None:
        return ""
    day = max(session.today + timedelta(days=2), board - _BEFORE_BOARD)
    return f"Please send it back by {long_date(day)}; the board meets on {long_date(board)}."
