"""The e-mail that asks for a new date: what the approver needs and nothing else, readable by a mail program."""

from __future__ import annotations

import shutil
from contextlib import closing
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from send_tracker import bootstrap
from send_tracker.domain.problem import Problem
from send_tracker.exchange.approval_mail import write_approval_request
from send_tracker.services.plan import find_action


def test_it_names_the_actions_both_dates_and_the_reason_and_changes_nothing(
    pristine_sample: Path, tmp_path: Path
) -> None:
    sample = Path(shutil.copy(pristine_sample, tmp_path / "sample.sendtracker"))
    with closing(bootstrap.open_tracker(sample)) as session:
        ids, edits = [find_action(session, ref).id for ref in ("4.3", "6.2")], session.file.log.count()
        target = tmp_path / "ask.eml"
        write_approval_request(session, ids, "2025-12-31", "Two posts are\nnot filled", target)
        assert session.file.log.count() == edits
        held = find_action(session, "4.3").approved_date
        with pytest.raises(Problem, match="Nothing was written"):
            write_approval_request(session, ids[:1], held, "", tmp_path / "none.eml")
    message = message_from_bytes(target.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert message["X-Unsent"] == "1" and "To" not in message
    assert "4.3, 6.2" in message["Subject"]
    text = message.get_content()
    assert text.count("to 31 December 2025") == 2 and "Why: Two posts are not filled" in text
    assert "days after it" in text and "the date stays as it is" in text
    assert not (tmp_path / "none.eml").exists()
