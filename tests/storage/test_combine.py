"""Combining copies: what is taken, what is refused and named, and that a rehearsal keeps nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.log import Change, ChangeRef, Draft, canonical, salted_hash
from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check
from send_tracker.services.combine import combine
from send_tracker.services.conflicts import conflicts, settle
from send_tracker.services.ending import withdraw
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.redaction import redact, traces
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import redo, undo, undo_state
from send_tracker.storage.combine import Arrived
from send_tracker.storage.file import TrackerFile
from tests.builders import Small, small_programme
from tests.storage.arriving import SALT, forge

Forge = Callable[..., str]


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "ana.sendtracker") as found:
        yield found


@pytest.fixture
def ben(ana: Small, tmp_path: Path) -> Iterator[Session]:
    """Another officer with a copy, made before either did anything more."""
    path = tmp_path / "ben.sendtracker"
    ana.session.file.snapshot(path)
    session = Session(TrackerFile.open(path), "Ben", ana.clock)
    yield session
    session.close()


def copy_of(session: Session, folder: Path, name: str = "copy") -> Path:
    path = folder / f"{name}.sendtracker"
    path.unlink(missing_ok=True)
    session.file.snapshot(path)
    return path


def altered(path: Path, *statements: str) -> Path:
    """Alter a copy behind the guards' back, and put the guards on again, as a careful forger would."""
    db = sqlite3.connect(path)
    guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert db.execute(statement).rowcount != 0, "the alteration altered nothing"
    for _, sql in guards:
        db.execute(sql)
    db.commit()
    db.close()
    return path


@pytest.fixture
def forged(ben: Session, tmp_path: Path) -> Forge:
    """Give a function that adds a well-hashed edit to Ben's copy that no program of ours would make."""
    return partial(forge, ben)


def value_change(
    small: Small, text: str, field: str = "obstacle", kind: str = "action", as_at: str = "2025-01-06"
) -> Change:
    return Change(kind, small.actions[0], field, text, SALT, salted_hash(SALT, text), as_at)


def test_a_rehearsal_says_what_would_come_and_keeps_nothing(ana: Small, ben: Session, tmp_path: Path) -> None:
    update_actions(ben, ana.actions[0], Update(status="obstacles", note="Ben’s note"))
    before = (ana.session.file.log.heads(), ana.session.file.derived_rows())
    found = combine(ana.session, copy_of(ben, tmp_path), rehearse=True)
    assert (found.edits, found.changes, found.authors) == (1, 4, ("Ben",))
    assert (ana.session.file.log.heads(), ana.session.file.derived_rows()) == before
    update_actions(ana.session, ana.actions[1], Update(status="complete"))  # and the log goes on where it was
    assert check(ana.session) == []


def test_what_both_did_stands_and_ctrl_z_offers_only_ones_own(ana: Small, ben: Session, tmp_path: Path) -> None:
    update_actions(ben, ana.actions[0], Update(status="obstacles"))
    update_actions(ana.session, ana.actions[1], Update(status="complete"))
    combine(ana.session, copy_of(ben, tmp_path))
    assert [a.status for a in ana.session.register().actions if a.id in ana.actions[:2]] == ["obstacles", "complete"]
    assert undo_state(ana.session).undo == "status of 2.1"
    assert len(ana.session.file.log.heads()) == 2
    assert conflicts(ana.session) == []


def test_a_conflict_is_shown_with_both_authors_and_settled_by_a_person(
    ana: Small, ben: Session, tmp_path: Path
) -> None:
    ana.on(date(2025, 1, 20))
    update_actions(ben, ana.actions[0], Update(status="obstacles", as_at=date(2025, 1, 10)))
    update_actions(ana.session, ana.actions[0], Update(status="complete", as_at=date(2025, 1, 15)))
    found = combine(ana.session, copy_of(ben, tmp_path))
    assert found.needs_a_person
    (conflict,) = found.conflicts
    assert (conflict.ref, conflict.field) == ("1.1", "status")
    assert {(c.author, c.value, c.words) for c in conflict.claims} == {
        ("Ben", "obstacles", "Obstacles"),
        ("Ana", "complete", "Complete"),
    }
    settle(ana.session, conflict.kind, conflict.entity, "status", "on_track", "Agreed by telephone")
    assert conflicts(ana.session) == []
    action = ana.session.register().actions[0]
    assert (action.status, action.status_since, action.conflict) == ("on_track", "2025-01-15", False)
    with pytest.raises(Problem) as raised:
        settle(ana.session, conflict.kind, conflict.entity, "status", "complete")
    assert raised.value.code == "not-in-conflict"


def test_a_value_from_a_clock_that_ran_ahead_is_kept_told_and_can_be_settled(
    ana: Small, ben: Session, tmp_path: Path
) -> None:
    update_actions(ana.session, ana.actions[0], Update(obstacle="Ours"))
    ana.on(date(2025, 6, 1))
    update_actions(ben, ana.actions[0], Update(obstacle="Theirs"))
    ana.on(date(2025, 1, 6))
    found = combine(ana.session, copy_of(ben, tmp_path))
    assert found.late == 1
    (conflict,) = found.conflicts
    settle(ana.session, conflict.kind, conflict.entity, conflict.field, "Both")
    assert conflicts(ana.session) == []
    assert check(ana.session) == []


def test_edited_by_one_while_another_withdrew_it(ana: Small, ben: Session, tmp_path: Path) -> None:
    withdraw(ben, ana.actions[0], "Not needed")
    update_actions(ana.session, ana.actions[0], Update(obstacle="It goes on"))
    found = combine(ana.session, copy_of(ben, tmp_path))
    assert found.withdrawn == (("1.1", "Action 0"),)
    again = combine(ben, copy_of(ana.session, tmp_path, "other"))
    assert again.withdrawn == found.withdrawn, "whichever way it is combined"


def test_a_withdrawal_that_had_seen_the_edit_is_no_conflict(ana: Small, ben: Session, tmp_path: Path) -> None:
    update_actions(ana.session, ana.actions[0], Update(obstacle="It ends"))
    combine(ben, copy_of(ana.session, tmp_path))
    withdraw(ben, ana.actions[0], "Done elsewhere")
    assert combine(ana.session, copy_of(ben, tmp_path, "later")).withdrawn == ()


@pytest.mark.parametrize("undone", [True, False])
def test_what_was_undone_is_no_edit_of_what_was_withdrawn(
    ana: Small, ben: Session, tmp_path: Path, undone: bool
) -> None:
    withdraw(ana.session, ana.actions[0], "Not needed")
    update_actions(ben, ana.actions[0], Update(obstacle="It goes on"))
    undo(ben)
    if not undone:
        redo(ben)
    found = combine(ana.session, copy_of(ben, tmp_path))
    assert found.withdrawn == (() if undone else (("1.1", "Action 0"),))


def test_an_undo_of_what_both_had_seen_is_an_edit_of_what_was_withdrawn(
    ana: Small, ben: Session, tmp_path: Path
) -> None:
    update_actions(ben, ana.actions[0], Update(obstacle="Seen by both"))
    combine(ana.session, copy_of(ben, tmp_path, "before"))
    withdraw(ana.session, ana.actions[0], "Not needed")
    undo(ben)
    assert combine(ana.session, copy_of(ben, tmp_path)).withdrawn == (("1.1", "Action 0"),)
    redo(ben)
    assert combine(ana.session, copy_of(ben, tmp_path)).withdrawn == ()


def test_what_is_edited_by_one_who_saw_the_withdrawal_is_told_no_more(ana: Small, ben: Session, tmp_path: Path) -> None:
    withdraw(ana.session, ana.actions[0], "Not needed")
    update_actions(ben, ana.actions[0], Update(obstacle="It goes on"))
    assert combine(ana.session, copy_of(ben, tmp_path)).withdrawn
    ana.session.edit("update", [Draft("action", ana.actions[0], "obstacle", "It went on until it ended")])
    assert combine(ben, copy_of(ana.session, tmp_path)).withdrawn == ()


def test_another_programmes_file_and_the_open_file_itself_are_refused(ana: Small, tmp_path: Path) -> None:
    with small_programme(tmp_path / "other.sendtracker"):
        pass
    for path, code in ((tmp_path / "other.sendtracker", "other-tracker"), (ana.session.path, "same-file")):
        with pytest.raises(Problem) as raised:
            combine(ana.session, path)
        assert raised.value.code == code


def test_an_altered_value_is_refused_and_all_that_stands_on_it_is_named(
    ana: Small, ben: Session, tmp_path: Path
) -> None:
    first = update_actions(ben, ana.actions[0], Update(obstacle="True"))
    second = update_actions(ben, ana.actions[1], Update(status="complete"))
    path = altered(copy_of(ben, tmp_path), "UPDATE change SET value = '\"False\"' WHERE value = '\"True\"'")
    found = combine(ana.session, path)
    assert [r.change for r in found.refused] == [f"{first.id}:0", second.id]
    assert found.edits == 0
    assert check(ana.session) == []


def test_an_edit_that_both_have_and_that_was_altered_there_is_named_and_ours_is_kept(
    ana: Small, ben: Session, tmp_path: Path
) -> None:
    path = altered(copy_of(ben, tmp_path), "UPDATE change SET value = '\"Forged\"' WHERE value = '\"Action 0\"'")
    found = combine(ana.session, path)
    assert len(found.refused) == 1
    assert ana.session.register().actions[0].title == "Action 0"


OBSTACLE = "(SELECT n FROM change WHERE value = '\"Seen\"')"
ROW = f"change WHERE n = {OBSTACLE}"
EDIT = "(SELECT edit FROM change WHERE value = '\"Seen\"')"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE edit SET author = 'Bob' WHERE n = {EDIT}",
        f"UPDATE edit SET recorded_at = '2024-01-06T10:00:00.000Z' WHERE n = {EDIT}",
        f"UPDATE edit SET verb = 'explain' WHERE n = {EDIT}",
        f"UPDATE edit SET reason = 'Because' WHERE n = {EDIT}",
        f"UPDATE edit SET meeting = 'Board' WHERE n = {EDIT}",
        f"UPDATE change SET as_at = '2024-01-06' WHERE n = {OBSTACLE}",
        f"UPDATE change SET value = '\"Forged\"' WHERE n = {OBSTACLE}",
        f"UPDATE change SET salt = x'00' WHERE n = {OBSTACLE}",
        f"UPDATE change SET value_hash = zeroblob(32) WHERE n = {OBSTACLE}",
        f"UPDATE change SET entity = entity + 1 WHERE n = {OBSTACLE}",
        f"UPDATE change SET field = 1 WHERE n = {OBSTACLE}",
        f"DELETE FROM change WHERE n = {OBSTACLE}",
        f"INSERT INTO change SELECT n + 9, edit, 1, entity, field, as_at, NULL, NULL, NULL FROM {ROW}",
        f"DELETE FROM follows WHERE change = {OBSTACLE}",
        f"INSERT INTO follows VALUES ({OBSTACLE}, 1)",
        f"INSERT INTO strikes VALUES ({OBSTACLE}, {OBSTACLE} - 1)",
        f"UPDATE edit_parent SET parent = 1 WHERE edit = {EDIT}",
        f"DELETE FROM edit_parent WHERE edit = {EDIT}",
        "UPDATE field SET name = 'action.mood' WHERE name = 'action.obstacle'",
        f"UPDATE entity SET id = zeroblob(16) WHERE n = (SELECT entity FROM change WHERE n = {OBSTACLE})",
        f"UPDATE entity SET kind = 'outcome' WHERE n = (SELECT entity FROM change WHERE n = {OBSTACLE})",
    ],
)
def test_whatever_of_an_edit_that_both_have_was_altered_there_it_is_named_and_ours_is_kept(
    ana: Small, ben: Session, tmp_path: Path, statement: str
) -> None:
    update_actions(ana.session, ana.actions[0], Update(obstacle="First"))
    seen = update_actions(ana.session, ana.actions[0], Update(obstacle="Seen"))
    last = update_actions(ana.session, ana.actions[1], Update(obstacle="Last"))
    before = ana.session.file.derived_rows()
    found = combine(ana.session, altered(copy_of(ana.session, tmp_path), statement))
    named = {r.change for r in found.refused}
    assert seen.id in named
    assert (last.id in named) is statement.startswith("UPDATE field"), "all that is of that field"
    assert {r.why for r in found.refused} == {"It was altered in that copy. The one in this file was kept."}
    assert (found.edits, ana.session.file.derived_rows()) == (0, before)
    assert check(ana.session) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"text": '"x"', "field": "status", "as_at": "soon"}, "day"),
        ({"text": "1.5"}, "fit its field"),
        ({"text": '["a"]'}, "fit its field"),
        ({"text": ' "a"'}, "fit its field"),
        ({"text": "7"}, "fit its field"),
        ({"text": '"x"', "field": "DROP TABLE"}, "names no field"),
    ],
)
def test_a_well_hashed_edit_that_no_program_would_make_is_refused(
    ana: Small, ben: Session, forged: Forge, tmp_path: Path, change: dict[str, str], why: str
) -> None:
    forged(value_change(ana, **change))
    (refused,) = combine(ana.session, copy_of(ben, tmp_path)).refused
    assert why in refused.why
    assert check(ana.session) == []


def test_an_entity_that_is_of_another_kind_there_is_refused(
    ana: Small, ben: Session, forged: Forge, tmp_path: Path
) -> None:
    ana.session.edit("add-person", [Draft("person", "ab" * 16, EXISTS, True)])
    forged(Change("outcome", "ab" * 16, EXISTS, "true", SALT, salted_hash(SALT, "true"), "2025-01-06"))
    (refused,) = combine(ana.session, copy_of(ben, tmp_path)).refused
    assert "another kind" in refused.why


def test_a_second_beginning_and_a_blank_value_without_a_redaction_are_refused(
    ana: Small, ben: Session, forged: Forge, tmp_path: Path
) -> None:
    forged(Change("action", ana.actions[0], "obstacle", None, None, salted_hash(SALT, '"x"'), "2025-01-06"))
    forged(value_change(ana, canonical("Beginning")), parents=())
    found = combine(ana.session, copy_of(ben, tmp_path))
    assert [r.why for r in found.refused] == [
        "Its value is blank, and no redaction names it.",
        "It begins a history of its own.",
    ]
    assert found.edits == 0


def test_fields_of_a_newer_version_are_kept_and_go_on_travelling(
    ana: Small, ben: Session, forged: Forge, tmp_path: Path
) -> None:
    text = canonical("Later")
    newest = forged(
        Change("action", ana.actions[0], "mood", text, SALT, salted_hash(SALT, text), "2025-01-06"),
        Change("dream", "ab" * 16, EXISTS, "true", SALT, salted_hash(SALT, "true"), "2025-01-06"),
    )
    assert combine(ana.session, copy_of(ben, tmp_path)).refused == ()
    assert check(ana.session) == []
    third = Session(TrackerFile.open(copy_of(ana.session, tmp_path, "third")), "Cat", ana.clock)
    assert third.file.log.heads() == (newest,)
    third.close()


def test_attached_files_come_along_and_damaged_ones_stay_behind(ana: Small, ben: Session, tmp_path: Path) -> None:
    for content in (b"good", b"bad"):
        attach_bytes(ben, f"{content.decode()}.txt", content, [ana.actions[0]])
    good, bad = (hashlib.sha256(content).hexdigest() for content in (b"good", b"bad"))
    path = altered(copy_of(ben, tmp_path), f"UPDATE stored_file SET bytes = x'00' WHERE hash = '{bad}'")
    assert combine(ana.session, path).files == 1
    assert ana.session.file.evidence_files.get(good) == b"good"
    assert ana.session.file.evidence_files.damaged() == []


def test_every_file_that_is_named_comes_along_whatever_lies_between_and_none_twice(
    ana: Small, ben: Session, tmp_path: Path
) -> None:
    stray = hashlib.sha256(b"stray").hexdigest()
    ben.file._db.execute("INSERT INTO stored_file VALUES (?, 5, ?)", (stray, b"stray"))
    for content in (b"one", b"two"):
        attach_bytes(ben, f"{content.decode()}.txt", content, [ana.actions[0]])
    path = copy_of(ben, tmp_path)
    assert combine(ana.session, path).files == 2
    assert not ana.session.file.evidence_files.has(stray)
    assert combine(ana.session, path).files == 0


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE meta SET value = CAST(x'ff' AS TEXT) WHERE key = 'tracker'",
            "“copy.sendtracker” is not a whole tracker file, so it was not combined.",
        ),
        (
            "UPDATE edit SET author = CAST(x'ff' AS TEXT) WHERE author = 'Ben'",
            "“copy.sendtracker” is damaged, so nothing of it was taken.",
        ),
        (
            "DELETE FROM meta WHERE key = 'tracker'",
            "“copy.sendtracker” is another programme’s file, not a copy of this one.",
        ),
    ],
)
def test_a_copy_that_cannot_be_read_is_left_and_the_file_stays_as_it_was(
    ana: Small, ben: Session, tmp_path: Path, statement: str, sentence: str
) -> None:
    update_actions(ben, ana.actions[0], Update(obstacle="Theirs"))
    before = ana.session.file.derived_rows()
    path = altered(copy_of(ben, tmp_path), statement)
    with pytest.raises(Problem) as raised:
        combine(ana.session, path)
    assert raised.value.sentence == sentence
    assert ana.session.file.derived_rows() == before
    update_actions(ana.session, ana.actions[1], Update(obstacle="Ours"))
    assert check(ana.session) == []
    path.rename(path.with_name("moved.sendtracker"))  # and nobody holds it


def test_what_fails_while_it_is_looked_at_takes_everything_back(ana: Small, ben: Session, tmp_path: Path) -> None:
    ben.edit("add-person", [Draft("person", "ab" * 16, EXISTS, True)])
    before = ana.session.file.derived_rows()

    def fail(_arrived: Arrived) -> None:
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        ana.session.file.combine(copy_of(ben, tmp_path), "2025-01-06", rehearse=False, look=fail)
    assert ana.session.file.derived_rows() == before
    ana.session.edit("add-person", [Draft("person", "cd" * 16, EXISTS, True)])
    assert check(ana.session) == []


def test_what_refers_to_a_refused_edit_is_refused(ana: Small, ben: Session, forged: Forge, tmp_path: Path) -> None:
    bad = forged(value_change(ana, "no json"))
    strike = forged(Change("action", ana.actions[0], "obstacle", strikes=(ChangeRef(bad, 0),)))
    found = combine(ana.session, copy_of(ben, tmp_path))
    assert [r.change for r in found.refused] == [f"{bad}:0", f"{strike}:0"]
    assert found.refused[1].why == "It refers to a change that is missing or that is of something else."


# Redaction


def test_a_redaction_takes_the_text_out_of_every_copy_and_the_chain_still_holds(
    ana: Small, ben: Session, tmp_path: Path
) -> None:
    update_actions(ana.session, ana.actions[0], Update(obstacle="A child’s name", reason="Said by the family"))
    combine(ben, copy_of(ana.session, tmp_path, "before"))
    update_actions(ana.session, ana.actions[0], Update(obstacle="A family’s wait"))
    named = [t.change for t in traces(ana.session, ana.actions[0]) if "child" in t.words or "family" in t.words.split()]
    assert len(named) == 2
    redact(ana.session, named, "Personal data")
    combine(ben, copy_of(ana.session, tmp_path, "after"))
    for session in (ana.session, ben):
        assert check(session) == []
        assert "child" not in repr(session.file.derived_rows())
        assert session.register().actions[0].obstacle == "A family’s wait"
    for path in (ana.session.path, ben.path):  # read only after both were let go: reading drops the lock
        ana.session.close()
        ben.close()
        content = path.read_bytes()
        assert "A child’s name".encode() not in content and b"Said by the family" not in content


def test_an_old_copy_does_not_bring_a_redacted_text_back(ana: Small, ben: Session, tmp_path: Path) -> None:
    update_actions(ben, ana.actions[0], Update(obstacle="A child’s name"))
    combine(ana.session, copy_of(ben, tmp_path, "old"))
    redact(ana.session, [t.change for t in traces(ana.session, ana.actions[0], "obstacle")], "Personal data")
    combine(ana.session, tmp_path / "old.sendtracker")
    assert ana.session.register().actions[0].obstacle == "[redacted]"
    third = Session(TrackerFile.open(copy_of(ana.session, tmp_path, "third")), "Cat", ana.clock)
    assert combine(third, tmp_path / "old.sendtracker").refused == ()
    assert third.register().actions[0].obstacle == "[redacted]"
    third.close()


def test_a_redaction_that_was_altered_takes_nothing_out(ana: Small, ben: Session, tmp_path: Path) -> None:
    """It is refused, and so is all that stands on it; what it names must not be blanked all the same."""
    ours = update_actions(ana.session, ana.actions[0], Update(obstacle="Ours", reason="Our reason"))
    theirs = update_actions(ben, ana.actions[1], Update(obstacle="Theirs"))
    redact(ben, [f"{theirs.id}:0"], "Personal data")
    for place in ("0", "reason"):
        path = altered(
            copy_of(ben, tmp_path),
            f"UPDATE change SET value = '\"{ours.id}:{place}\"' WHERE value LIKE '\"{theirs.id}%'",
        )
        found = combine(ana.session, path)
        assert [r.why[:14] for r in found.refused] == ["Its value is b", "It was altered"], (
            "blank, and nothing to name it"
        )
        assert ana.session.register().actions[0].obstacle == "Ours"
        assert check(ana.session) == []
    assert combine(ana.session, copy_of(ben, tmp_path)).edits == 2
    assert [a.obstacle for a in ana.session.register().actions if a.id == ana.actions[1]] == ["[redacted]"]


@pytest.mark.parametrize("named", ["nonsense", "no hash:0", "ab:soon", "ab:99999999999999999999", ":", "[[1]]"])
def test_a_redaction_that_names_nothing_harms_nothing(
    ana: Small, ben: Session, forged: Forge, tmp_path: Path, named: str
) -> None:
    text = canonical(named)
    forged(
        Change("redaction", "cd" * 16, EXISTS, "true", SALT, salted_hash(SALT, "true"), "2025-01-06"),
        Change("redaction", "cd" * 16, "change", text, SALT, salted_hash(SALT, text), "2025-01-06"),
    )
    assert combine(ana.session, copy_of(ben, tmp_path)).edits == 1
    assert check(ana.session) == []


@pytest.mark.parametrize("text", ["no json", "[" * 100_000, "1.5", ""])
def test_a_redaction_whose_value_cannot_be_read_is_refused(
    ana: Small, ben: Session, forged: Forge, tmp_path: Path, text: str
) -> None:
    forged(Change("redaction", "cd" * 16, "change", text, SALT, salted_hash(SALT, text), "2025-01-06"))
    (refused,) = combine(ana.session, copy_of(ben, tmp_path)).refused
    assert "fit its field" in refused.why
    assert check(ana.session) == []


def test_a_text_that_cannot_be_read_and_that_a_redaction_names_is_refused(
    ana: Small, ben: Session, forged: Forge, tmp_path: Path
) -> None:
    bad = forged(value_change(ana, "no json"))
    text = canonical(f"{bad}:0")
    forged(Change("redaction", "cd" * 16, "change", text, SALT, salted_hash(SALT, text), "2025-01-06"))
    assert [r.change for r in combine(ana.session, copy_of(ben, tmp_path)).refused] == [f"{bad}:0"]
    assert check(ana.session) == []


def test_a_redaction_needs_a_reason_and_something_that_is_there(ana: Small) -> None:
    update_actions(ana.session, ana.actions[0], Update(obstacle="Text"))
    (trace,) = traces(ana.session, ana.actions[0], "obstacle")
    for changes, reason, code in (
        ([], "Why", "nothing"),
        ([trace.change], " ", "no-reason"),
        (["ab" * 32 + ":0"], "Why", "no-such-text"),
    ):
        with pytest.raises(Problem) as raised:
            redact(ana.session, changes, reason)
        assert raised.value.code == code
    redact(ana.session, [trace.change], "Why")
    assert undo_state(ana.session).undo == "update of 1.1", "a redaction is not offered for undo"
