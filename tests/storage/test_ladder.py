"""The long rungs: what they find, what can be made again, and that looking leaves the file as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from send_tracker.bootstrap import open_surely
from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check, ladder, make_sure, mend
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.redaction import redact, traces
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo
from send_tracker.storage.file import TrackerFile
from tests.builders import small_programme
from tests.storage.test_bad_files import sql


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with history, something undone and something struck, so that not every slot is plain."""
    found = tmp_path / "plan.sendtracker"
    with small_programme(found) as small:
        for number in range(8):
            code = ("on_track", "at_risk")[number % 2]
            update_actions(small.session, small.actions[number % 2], Update(status=code, note=f"Note {number}"))
        undo(small.session)
        attach_bytes(small.session, "minutes.txt", b"Minutes", [small.actions[0]])
    return found


def opened(path: Path, *, read_only: bool = False) -> Session:
    return Session(TrackerFile.open(path, read_only=read_only), "Ana")


def test_a_sound_file_is_only_read(path: Path) -> None:
    before = path.read_bytes()
    for read_only in (False, True):
        with closing(opened(path, read_only=read_only)) as session:
            shown = session.file._db.execute("SELECT name FROM temp.sqlite_master").fetchall()
            assert ladder(session) == []
            assert session.file._db.execute("SELECT name FROM temp.sqlite_master").fetchall() == shown == []
            assert session.file._db.execute("PRAGMA query_only").fetchone()[0] == int(read_only)
            assert not session.file._db.in_transaction
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE action SET status = 'embedded'",
        "DELETE FROM span WHERE value = '\"at_risk\"'",
        "DELETE FROM search",
        "UPDATE action SET evidence_count = 9, lead_names = 'Nobody'",
        "INSERT INTO action (n, present) VALUES (999, 1)",
    ],
)
def test_what_is_derived_is_made_again_and_nothing_is_lost(path: Path, statement: str) -> None:
    with closing(opened(path)) as session:
        rows, heads = session.file.derived_rows(), session.file.log.heads()
    sql(statement)(path)
    with closing(opened(path)) as session:
        assert {finding.code for finding in ladder(session)} == {"derived"}
        assert make_sure(session)
        assert session.file.derived_rows() == rows
        assert session.file.log.heads() == heads
        assert not make_sure(session)
        assert check(session) == []


def test_what_can_only_be_read_is_not_made_again(path: Path) -> None:
    sql("UPDATE action SET status = 'embedded'")(path)
    with closing(opened(path, read_only=True)) as session, pytest.raises(Problem) as raised:
        make_sure(session)
    assert raised.value.code == "unsound"


def test_a_log_that_was_altered_is_named_and_left_alone(path: Path) -> None:
    sql("UPDATE edit SET author = 'Ben' WHERE n = 5", "UPDATE action SET status = 'embedded'")(path)
    before = path.read_bytes()
    with pytest.raises(Problem, match=r"“plan.sendtracker” is not sound: Edit 5 of .* does not fit its hash") as raised:
        open_surely(path)
    assert raised.value.code == "unsound"
    assert path.read_bytes() == before
    with closing(opened(path)) as session:
        found = ladder(session)
        assert {finding.code for finding in found} == {"log-hash", "derived"}
        with pytest.raises(Problem):
            mend(session, found)


def test_an_index_that_misses_a_row_is_found(path: Path) -> None:
    """The pages are whole, so that opening lets it pass; only index and table do not agree."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        text = db.execute("SELECT sql FROM sqlite_master WHERE name = 'idx_action_status'").fetchone()[0]
        db.execute("UPDATE sqlite_master SET sql = sql || ' WHERE n < 0' WHERE name = 'idx_action_status'")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("REINDEX idx_action_status")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'idx_action_status'", (text,))
    with closing(opened(path)) as session:
        assert [finding.code for finding in ladder(session)] == ["pages"]


def test_what_a_redaction_names_may_be_blank_and_nothing_else(path: Path) -> None:
    with closing(opened(path)) as session:
        action = session.register().actions[0].id
        edited = update_actions(session, action, Update(note="Sam Hill moved", reason="Sam Hill"))
        named = [trace.change for trace in traces(session, action, parts=True) if "Sam Hill" in trace.words]
        assert f"{edited.id}:reason" in named
        redact(session, named, "Names a child")
        assert session.file.log_is_sound()
        assert ladder(session) == []
    sql("UPDATE edit SET reason = NULL, reason_salt = NULL WHERE reason = 'Names a child'")(path)
    with closing(opened(path)) as session:
        assert [finding.code for finding in ladder(session)] == ["log-blank"]
