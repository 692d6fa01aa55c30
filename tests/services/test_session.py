from __future__ import annotations

from pathlib import Path

import pytest

from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.services import programme
from send_tracker.services.checking import check
from send_tracker.services.session import Edited, RealClock, Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import Small


def test_whoever_listens_is_told_of_each_edit_once_it_is_saved(small: Small) -> None:
    told: list[Edited] = []
    small.session.on_edit.append(told.append)
    edited = update_actions(small.session, small.actions[:2], Update(status="on_track"))
    assert told == [edited]
    assert edited.touched == (("action", small.actions[0]), ("action", small.actions[1]))
    assert edited.id == small.session.file.log.heads()[0]
    assert small.session.last_saved == small.clock.moment


def test_a_batch_tells_when_it_is_whole(small: Small) -> None:
    told: list[int] = []
    small.session.on_edit.append(lambda edited: told.append(edited.n))
    with small.session.batch():
        first = update_actions(small.session, small.actions[0], Update(status="on_track"))
        with small.session.batch():
            second = update_actions(small.session, small.actions[1], Update(status="at_risk"))
        assert told == []
    assert told == [first.n, second.n]


def test_a_batch_that_fails_leaves_nothing_behind_not_even_in_memory(small: Small) -> None:
    session = small.session
    told: list[Edited] = []
    session.on_edit.append(told.append)
    before, rows = session.file.log.heads(), session.file.derived_rows()
    with pytest.raises(ZeroDivisionError), session.batch():  # noqa: PT012
        programme.set_scale(session, "rag")
        programme.add(session, "meeting", date="2025-01-06", type="board")
        update_actions(session, small.actions[0], Update(status="red"))
        assert "red" in session.scale
        assert session.boards.last
        assert session.register().actions[0].status == "red"
        raise ZeroDivisionError
    assert (session.file.log.heads(), session.file.derived_rows(), told) == (before, rows, [])
    assert "red" not in session.scale
    assert session.boards.last is None
    assert session.register().actions[0].status == "not_started"
    update_actions(session, small.actions[0], Update(status="on_track"))
    assert len(told) == 1


def test_an_inner_batch_can_fail_alone(small: Small) -> None:
    session = small.session
    told: list[str] = []
    session.on_edit.append(lambda edited: told.append(edited.verb))
    with session.batch():
        programme.add(session, "person", name="Kept")
        with pytest.raises(ZeroDivisionError), session.batch():  # noqa: PT012
            programme.add(session, "organisation", name="Dropped")
            raise ZeroDivisionError
        programme.add(session, "theme", framework="afi", ref="AFI9", title="Kept too")
    assert told == ["add-person", "add-theme"]
    assert session.register().organisations == ()
    assert [t.ref for t in session.register().themes][-1] == "AFI9"


def test_an_edit_of_nothing_is_a_bug(small: Small) -> None:
    with pytest.raises(ValueError):
        small.session.edit("x", [])


def test_the_register_is_read_again_after_an_edit_and_kept_between(small: Small) -> None:
    first = small.session.register()
    assert small.session.register() is first
    update_actions(small.session, small.actions[0], Update(status="on_track"))
    assert small.session.register() is not first
    assert small.session.register().edits == first.edits + 1
    assert small.session.register().heads == small.session.file.log.heads()


@pytest.mark.parametrize(("given", "kept"), [("Jo\x00 Smith", "Jo Smith"), ("", "Officer"), ("\ud800", "Officer")])
def test_a_strange_user_name_does_no_harm(small: Small, given: str, kept: str) -> None:
    small.reopen(given or " ")
    assert small.session.author == kept
    update_actions(small.session, small.actions[0], Update(status="on_track"))


def test_an_edit_holds_all_that_names_it(small: Small) -> None:
    meeting = programme.add(small.session, "meeting", date="2025-01-06", type="board")
    parents = small.session.file.log.heads()
    update = Update(status="at_risk", reason="  Because  ", meeting=meeting)
    edit = small.session.file.log.edit(update_actions(small.session, small.actions[0], update).n)
    assert (edit.author, edit.verb, edit.reason, edit.meeting) == ("Ana", "set-status", "Because", meeting)
    assert edit.parents == parents
    assert edit.recorded_at == "2025-01-06T10:00:00.000Z"
    assert edit.tracker == small.session.file.log.tracker
    (change,) = edit.changes
    assert (change.kind, change.entity, change.field, change.value) == (
        "action",
        small.actions[0],
        "status",
        '"at_risk"',
    )
    assert change.as_at == "2025-01-06"
    assert len(change.follows) == 1


def test_the_same_value_has_a_different_hash_each_time(small: Small) -> None:
    hashes = set()
    for _ in range(3):
        edited = small.session.edit("x", [Draft("action", small.actions[0], "status", "on_track")])
        hashes.add(small.session.file.log.edit(edited.n).changes[0].value_hash)
    assert len(hashes) == 3


def test_check_tells_what_is_wrong(small: Small, tmp_path: Path) -> None:
    assert check(small.session) == []
    db = small.session.file._db
    copy = tmp_path / "copy.sendtracker"
    small.session.file.snapshot(copy)
    session = Session(TrackerFile.open(copy), "Ana", RealClock())
    try:
        db = session.file._db
        db.execute("UPDATE action SET status = 'embedded'")
        assert {(f.code, "action" in f.sentence) for f in check(session)} == {("derived", True)}
        session.file.log.derived.rebuild()
        assert check(session) == []
        db.execute("DELETE FROM search")
        assert [f.code for f in check(session)] == ["derived"]
        session.file.log.derived.rebuild()
        db.execute("INSERT INTO head VALUES (1)")
        assert {f.code for f in check(session)} == {"log-heads", "derived"}
        session.file.log.derived.rebuild()
        db.execute("UPDATE change SET value = NULL, salt = NULL WHERE n = 5")
        assert "log-blank" in {f.code for f in check(session)}, "nothing names this value as redacted"
    finally:
        session.close()


def test_a_read_only_session_changes_nothing(small: Small, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sendtracker"
    small.session.file.snapshot(copy)
    session = Session(TrackerFile.open(copy, read_only=True), "Ana")
    before = copy.read_bytes()
    try:
        with pytest.raises(Problem) as raised:
            update_actions(session, small.actions[0], Update(status="on_track"))
        assert raised.value.code == "read-only"
        assert session.register().actions[0].status == "not_started"
    finally:
        session.close()
    assert copy.read_bytes() == before
