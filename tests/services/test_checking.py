"""What a check finds, each with its code and sentence, and what can be made again without losing anything."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services.checking import Finding, check, damaged_pages, ladder, make_sure, mend
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.meetings import add_meeting
from send_tracker.services.positions import freeze
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import small_programme


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "plan.sendtracker"
    with small_programme(path) as small:
        update_actions(small.session, small.actions[0], Update(obstacle="First", reason="Because"))
        update_actions(small.session, small.actions[0], Update(obstacle="Second"))
        attach_bytes(small.session, "letter.txt", b"letter", [small.actions[0]])
        small.on(date(2025, 1, 20))
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "plan.sendtracker"))


def altered(path: Path, *statements: str) -> Iterator[Session]:
    with closing(sqlite3.connect(path)) as db:
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert db.execute(statement).rowcount != 0, "the alteration altered nothing"
        for _, sql in guards:
            db.execute(sql)
        db.commit()
    with closing(Session(TrackerFile.open(path), "Ana")) as session:
        yield session


SECOND = "(SELECT edit FROM change WHERE value = '\"Second\"')"
CHANGE = "(SELECT n FROM change WHERE value = '\"Second\"')"
LOOSE = "The table {0} of the log holds rows that belong to nothing ({1})."
UNFIT = "Edit 14 of 2025-01-06 does not fit its hash ({0})."


def test_a_sound_file_has_nothing_to_tell(path: Path) -> None:
    for session in altered(path):
        assert check(session) == ladder(session) == damaged_pages(session) == []
        assert make_sure(session) is False


@pytest.mark.parametrize(
    ("statement", "code", "sentence"),
    [
        (f"UPDATE change SET value = '\"Forged\"' WHERE n = {CHANGE}", "log-hash", UNFIT.format("value 0")),
        (f"UPDATE edit SET author = 'Bob' WHERE n = {SECOND}", "log-hash", UNFIT.format("edit-id")),
        (
            "UPDATE edit SET reason = 'Why' WHERE reason = 'Because'",
            "log-hash",
            "Edit 13 of 2025-01-06 does not fit its hash (reason).",
        ),
        (
            f"UPDATE change SET value = NULL, salt = NULL WHERE n = {CHANGE}",
            "log-blank",
            "A value of edit 14 is blank, and no redaction names it.",
        ),
        (
            "UPDATE edit SET reason = NULL, reason_salt = NULL WHERE reason = 'Because'",
            "log-blank",
            "A value of edit 13 is blank, and no redaction names it.",
        ),
        ("DELETE FROM head", "log-heads", "The newest edits on record are not the newest in the log."),
        (
            f"UPDATE edit_parent SET parent = 15 WHERE edit = {SECOND}",
            "log-chain",
            "Edit 14 follows an edit that is not in the file.",
        ),
        ("INSERT INTO edit_parent VALUES (99, 1)", "log-loose", LOOSE.format("edit_parent", 1)),
        ("INSERT INTO follows VALUES (9999, 9998)", "log-loose", LOOSE.format("follows", 2)),
        (f"UPDATE edit SET first_change = 1 WHERE n = {SECOND}", "log-loose", LOOSE.format("edit", 1)),
    ],
)
def test_what_is_wrong_with_the_log_is_told_and_nothing_is_made_again(
    path: Path, statement: str, code: str, sentence: str
) -> None:
    for session in altered(path, statement):
        for found in (check(session), ladder(session)):
            assert Finding(code, sentence) in found
        with pytest.raises(Problem) as raised:
            make_sure(session)
        assert raised.value.code == "unsound"
        assert raised.value.sentence.startswith("“plan.sendtracker” is not sound: ")
        assert raised.value.sentence.endswith(" Nothing was changed.")


def test_what_is_derived_is_made_again_from_the_log(path: Path) -> None:
    told = "The table action does not agree with the log. It can be rebuilt from it."
    for session in altered(path, "UPDATE action SET obstacle = 'Forged' WHERE ref = '1.1'"):
        assert check(session) == ladder(session) == [Finding("derived", told)]
        session.register()
        assert make_sure(session) is True
        assert check(session) == []
        assert session.register().actions[0].obstacle == "Second"


def test_in_a_file_for_reading_nothing_is_made_again(path: Path) -> None:
    for session in altered(path, "UPDATE action SET obstacle = 'Forged' WHERE ref = '1.1'"):
        session.close()
    with closing(Session(TrackerFile.open(path, read_only=True), "Ana")) as session:
        with pytest.raises(Problem) as raised:
            make_sure(session)
        assert "“plan.sendtracker” is not sound: The table action does not agree" in raised.value.sentence


def test_the_first_of_what_cannot_be_mended_is_told(path: Path) -> None:
    found = [Finding("derived", "One."), Finding("log-hash", "Two."), Finding("log-heads", "Three.")]
    for session in altered(path):
        with pytest.raises(Problem) as raised:
            mend(session, found)
        assert raised.value.sentence == "“plan.sendtracker” is not sound: Two. Nothing was changed."


def test_an_attached_file_that_is_damaged_is_told_by_its_reference(path: Path) -> None:
    for session in altered(path, "UPDATE stored_file SET bytes = x'00'"):
        assert check(session) == [Finding("evidence-file", "The file attached to E1 is damaged.")]
        assert ladder(session) == [], "opening does not read them"


def test_rows_that_are_of_another_type_are_a_finding_and_no_crash(path: Path) -> None:
    for session in altered(path, f"UPDATE change SET value = 'no json' WHERE n = {CHANGE}"):
        codes = [finding.code for finding in check(session)]
        assert "log-hash" in codes
        assert Finding("unreadable-rows", "Some rows of the file cannot be read as what they should be.") in check(
            session
        )


def test_what_sqlite_finds_wrong_is_told_by_its_first_line_and_the_rest_is_not_asked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [Finding("pages", "SQLite finds the pages damaged: row 3 missing from index change_edit.")]
    lines = ["row 3 missing from index change_edit", "and more"]
    for session in altered(path, "UPDATE action SET obstacle = 'Forged' WHERE ref = '1.1'"):
        for name, asked in (("check_indexes", ladder), ("check_pages", check), ("check_pages", damaged_pages)):
            with monkeypatch.context() as patch:
                patch.setattr(session.file, name, lambda: lines)
                assert asked(session) == told


def test_a_position_that_does_not_read_as_it_was_frozen_is_told_by_its_day(tmp_path: Path) -> None:
    with small_programme(tmp_path / "plan.sendtracker") as small:
        session, kept = small.session, small.session.file.positions
        frozen = []
        for day in (date(2025, 1, 6), date(2025, 1, 8)):
            small.on(day)
            add_meeting(session, day)
            update_actions(session, small.actions[0], Update(obstacle=f"On {day}"))
            frozen.append(freeze(session, meeting_on(session, day)))
        assert check(session) == []
        then, now = (kept.held_now(position.cutoff.isoformat()) for position in frozen)
        kept.keep(frozen[0].n, replace(then, changes=now.changes))
        assert check(session) == [Finding("position", "The position for 6 January 2025 does not fit its digest.")]
        assert ladder(session) == [], "what an opening reads is the log"
