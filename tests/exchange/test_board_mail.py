"""E-mails after a board: one a person, with what that person owes and nothing else, readable by a mail program."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from send_tracker.cli import run
from send_tracker.domain.problem import Problem
from send_tracker.exchange.board_mail import write_notices
from send_tracker.services.decisions import answer, ask, change_commitment, change_question, promise, set_commitment
from send_tracker.services.meetings import add_meeting
from send_tracker.services.programme import add
from tests.builders import small_programme


def read(path: Path) -> EmailMessage:
    found = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_each_person_is_told_what_that_person_owes(tmp_path: Path) -> None:
    with small_programme(tmp_path / "plan.sendtracker") as small:
        session = small.session
        head, data = (add(session, "person", name=name) for name in ("Head of SEND", "Data\nlead <x>"))
        day = session.today.isoformat()
        add_meeting(session, session.today)
        meeting = next(m for m in session.meetings if m.date == day)
        with pytest.raises(Problem, match="Nobody has"):
            write_notices(session, meeting, tmp_path)
        one = promise(session, "Write to the ICB", meeting.id)
        change_commitment(session, one, owner=head, due="2026-01-30", note="Internal: they are slow")
        two = promise(session, "Count again", meeting.id)
        change_commitment(session, two, owner=data)
        done = promise(session, "Close the survey", meeting.id)
        change_commitment(session, done, owner=head)
        set_commitment(session, done, "closed", "Closed.")
        question = ask(session, "Why did it fall?", meeting.id)
        change_question(session, question, answerer=head)
        made = write_notices(session, meeting, tmp_path)
        texts = {path.name: read(path).get_content() for path in made}
        assert len(texts) == 2
        told = next(text for text in texts.values() if "Head of SEND" in text)
        assert "Write to the ICB (by 30 January 2026)" in told and "Why did it fall?" in told
        assert "Internal" not in "".join(texts.values()) and "Close the survey" not in told
        assert "Count again" not in told
        assert all(read(path)["X-Unsent"] == "1" and read(path)["To"] is None for path in made)
        answer(session, question, "Two posts were vacant.")
        again = write_notices(session, meeting, tmp_path, force=True)
        assert "Why did it fall?" not in "".join(read(path).get_content() for path in again)


def test_two_people_of_one_name_have_a_letter_each(tmp_path: Path) -> None:
    """Windows tells no capitals apart, so the second would be written over the first."""
    with small_programme(tmp_path / "plan.sendtracker") as small:
        session = small.session
        add_meeting(session, session.today)
        meeting = next(m for m in session.meetings if m.date == session.today.isoformat())
        for name, wording in (("Jo Bloggs", "Count once"), ("JO Bloggs", "Count twice"), ("Jo Bloggs", "Count again")):
            owner = add(session, "person", name=name)
            change_commitment(session, promise(session, wording, meeting.id), owner=owner)
        for force in (False, True):
            made = write_notices(session, meeting, tmp_path, force=force)
            assert len({path.name.casefold() for path in made}) == 3
            told = "".join(read(path).get_content() for path in made)
            assert [told.count(wording) for wording in ("Count once", "Count twice", "Count again")] == [1, 1, 1]


def test_the_command_writes_them_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.sendtracker"
    with small_programme(path) as small:
        session = small.session
        head = add(session, "person", name="Head of SEND")
        day = session.today.isoformat()
        add_meeting(session, session.today)
        meeting = next(m for m in session.meetings if m.date == day)
        change_commitment(session, promise(session, "Write to the ICB", meeting.id), owner=head)
    assert run(["notices", str(path), "--meeting", day, "-o", str(tmp_path / "mails")]) == 0
    [mail] = (tmp_path / "mails").iterdir()
    assert capsys.readouterr().out.strip() == str(mail) and "Write to the ICB" in read(mail).get_content()
