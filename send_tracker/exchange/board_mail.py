"""What a board asked of each person, as one e-mail a person: ``.eml`` files that the officer looks at and sends.

Nothing is sent from here. Only what is asked is told, with its reference and its day: never an internal note, and to
nobody what somebody else promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count
from pathlib import Path

from send_tracker.domain.board_rows import Commitment, Question
from send_tracker.domain.dates import long_date, show
from send_tracker.domain.file_names import clean_name
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting
from send_tracker.domain.text import one_line
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.board_reading import read_board
from send_tracker.services.meetings import agenda, coming_deadlines
from send_tracker.services.session import Session

_MOST_LETTERS = 400


def write_notices(session: Session, meeting: Meeting, folder: Path, *, force: bool = False) -> list[Path]:
    """Write an e-mail for everybody who owes the board something after a meeting; return the files, by name.

    Args:
        session: the open file.
        meeting: whose commitments and questions are told, with those that are carried to it.
        folder: where the files go; it must be there.
        force: replace files of the same names.

    Raises:
        Problem: nobody owes anything, or a file cannot be written.
    """
    found = _owed(session, meeting)
    if not found:
        raise Problem("Nobody has an open commitment or question of this meeting. Nothing was written.", "nothing")
    people = {person.id: person.name for person in session.register().people}
    closing = _closing(session)
    made: list[Path] = []
    for person, (commitments, questions) in sorted(found.items(), key=lambda pair: (people.get(pair[0], ""), pair[0])):
        name = people.get(person, "")
        target = folder / _file_name(f"After the board {one_line(name, 80)} {meeting.date}", made)
        with replacing(target, force=force) as file:
            file.write(_message(session, meeting, name, [*_asked(commitments, questions), *closing]))
        made.append(target)
    return made


def _file_name(wanted: str, made: Iterable[Path]) -> str:
    """Return a name that no e-mail has yet: two people may bear one name, and Windows tells no capitals apart."""
    taken = {path.name.casefold() for path in made}
    names = (clean_name(f"{wanted}{f' ({n})' if n > 1 else ''}.eml") for n in count(1))
    return next(name for name in names if name.casefold() not in taken)


def _owed(session: Session, meeting: Meeting) -> dict[str, tuple[list[Commitment], list[Question]]]:
    """Return what is open by who owes it: of this meeting, and what was carried to it."""
    book = read_board(session)
    carried = {commitment.id for commitment in agenda(session, meeting)[1]}
    found: dict[str, tuple[list[Commitment], list[Question]]] = {}
    for commitment in book.commitments:
        if commitment.owner and commitment.is_open and (commitment.meeting == meeting.id or commitment.id in carried):
            found.setdefault(commitment.owner, ([], []))[0].append(commitment)
    for question in book.questions:
        if question.answerer and question.is_open and question.meeting == meeting.id:
            found.setdefault(question.answerer, ([], []))[1].append(question)
    return found


def _asked(commitments: Iterable[Commitment], questions: Iterable[Question]) -> list[str]:
    lines: list[str] = []
    for heading, verb, items in (("You undertook:", "by", commitments), ("You were asked:", "answer by", questions)):
        told = [_line(item.ref, item.wording, verb, item.due) for item in items]
        lines += ["", heading, *told] if told else []
    return lines


def _line(ref: str, wording: str, verb: str, due: str | None) -> str:
    return f"- {one_line(f'{ref} {wording}'.strip(), _MOST_LETTERS)}{f' ({verb} {show(due)})' if due else ''}"


def _closing(session: Session) -> list[str]:
    """Say by when the next board wants it, where its steps are known."""
    steps = [step for step in coming_deadlines(session) if step.day >= session.today]
    if not steps:
        return []
    return ["", f"{one_line(steps[0].title)} for the next board: {long_date(steps[0].day)}."]


def _message(session: Session, meeting: Meeting, name: str, lines: Sequence[str]) -> bytes:
    """Return the message, without an address: only the officer knows it."""
    message = EmailMessage(policy=SMTP)
    subject = f"{session.programme.name}: after the board of {long_date(meeting.day)}"
    message["Subject"] = one_line(subject, 200)
    message["X-Unsent"] = "1"  # Outlook opens a message with this mark as a draft
    opening = [f"To {one_line(name)}", "", f"From the board of {long_date(meeting.day)} of {session.programme.name}:"]
    message.set_content("\n".join([*opening, *lines, "", "Thank you."]) + "\n")
    return message.as_bytes()
