"""The list of conflicts as officers read it, and how one is settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from send_tracker.domain.kinds import EXISTS, Value, link_id, new_id
from send_tracker.domain.log import Change, Draft, salted_hash
from send_tracker.domain.problem import Problem
from send_tracker.services.action_view import action_detail
from send_tracker.services.combine import Combined, combine
from send_tracker.services.conflicts import Conflict, conflicts, entity_conflict_words, open_words, settle
from send_tracker.services.ending import withdraw
from send_tracker.services.history import history
from send_tracker.services.programme import change
from send_tracker.services.session import FixedClock, Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import FIRST_DAY, Small, at_ten
from tests.storage.arriving import SALT, forge

LATER = FIRST_DAY + timedelta(days=20)


@pytest.fixture
def ben(small: Small, tmp_path: Path) -> Iterator[Session]:
    """Another officer with a copy, made before either did anything more; his clock runs two minutes late."""
    path = tmp_path / "ben.sendtracker"
    small.session.file.snapshot(path)
    small.on(LATER)
    session = Session(TrackerFile.open(path), "Ben", FixedClock(at_ten(LATER) + timedelta(minutes=2)))
    yield session
    session.close()


def taken(small: Small, ben: Session) -> Combined:
    path = small.session.path.with_name("copy.sendtracker")
    path.unlink(missing_ok=True)
    ben.file.snapshot(path)
    return combine(small.session, path)


def both(small: Small, ben: Session, kind: str, entity: str, name: str, ours: Value, theirs: Value) -> None:
    """Let both give a field a value without seeing the other's."""
    for session, value in ((small.session, ours), (ben, theirs)):
        session.edit("change", [Draft(kind, entity, name, value)])


def told(found: Conflict) -> tuple[str, str, list[str]]:
    return found.ref, found.label, sorted(claim.words for claim in found.claims)


def test_statuses_come_first_then_dates_then_the_rest_each_by_reference(small: Small, ben: Session) -> None:
    first, second, _ = small.actions  # 1.1 and 2.1
    session = small.session
    both(small, ben, "person", small.people[0], "name", "Head of SEND", "SEND lead")
    both(small, ben, "action", first, "title", "Write it", "Write it down")
    both(small, ben, "action", first, "obstacle", "Funding", "Recruitment")
    both(small, ben, "action", first, "approved_date", "2025-09", "2025-10-31")
    both(small, ben, "action", second, "forecast_date", "2025-11", None)
    both(small, ben, "action", second, "status", "at_risk", "on_track")
    both(small, ben, "action", first, "accountable", *small.people)
    found = taken(small, ben).conflicts
    assert tuple(conflicts(session)) == found
    names = sorted(p.name for p in session.register().people)
    shown = next(p.name for p in session.register().people if p.id == small.people[0])
    assert names != ["Head of SEND", "SEND lead"], "one person has one name, until a person settles it"
    assert [told(c) for c in found] == [
        ("2.1", "Status", ["At risk", "On track"]),
        ("1.1", "Approved date", ["31 October 2025", "September 2025"]),
        ("2.1", "Forecast date", ["November 2025", "nothing"]),
        ("1.1", "Accountable officer", sorted([shown, "Head of service 2"])),
        ("1.1", "Action", ["Write it", "Write it down"]),
        ("1.1", "Obstacle", ["Funding", "Recruitment"]),
        (shown, "Role or name", ["Head of SEND", "SEND lead"]),
    ]
    assert {c.title for c in found[1:2]} <= {"Write it", "Write it down"}
    assert found[-1].title == shown


def test_each_claim_says_who_typed_it_when_and_from_which_day(small: Small, ben: Session) -> None:
    day = LATER - timedelta(days=3)
    update_actions(ben, small.actions[0], Update(obstacle="Theirs", as_at=day))
    update_actions(small.session, small.actions[0], Update(obstacle="Ours"))
    (found,) = taken(small, ben).conflicts
    assert (found.kind, found.entity, found.field, found.title) == ("action", small.actions[0], "obstacle", "Action 0")
    ours, theirs = found.claims
    assert (ours.author, ours.value, ours.words, ours.as_at) == ("Ana", "Ours", "Ours", LATER.isoformat())
    assert (theirs.author, theirs.value, theirs.as_at) == ("Ben", "Theirs", day.isoformat())
    assert ours.recorded_at < theirs.recorded_at, "the first typed comes first"
    assert ours.recorded_at.startswith(f"{LATER}T10:00")


def test_a_field_and_a_kind_of_a_newer_version_are_told_by_their_names(
    small: Small, ben: Session, tmp_path: Path
) -> None:
    dream = new_id()
    small.session.file.snapshot(tmp_path / "cat.sendtracker")
    cat = Session(TrackerFile.open(tmp_path / "cat.sendtracker"), "Cat", small.clock)
    for session, text in ((cat, '"Blue"'), (ben, '"Red"')):
        said = (SALT, salted_hash(SALT, text), "2025-01-06")
        forge(
            session,
            Change("bad_dream", dream, "colour", text, *said),
            Change("action", small.actions[0], "mood", text, *said),
        )
        found = taken(small, session).conflicts
    cat.close()
    assert [(c.ref, c.title, c.label) for c in found] == [
        ("1.1", "Action 0", "mood"),
        ("bad dream", "bad dream", "colour"),
    ]
    assert [sorted(x.words for x in c.claims) for c in found] == [["Blue", "Red"]] * 2


def test_whether_it_is_in_the_plan_can_be_in_conflict(small: Small, ben: Session) -> None:
    action = small.actions[0]
    withdraw(small.session, action, "Not needed")
    withdraw(ben, action, "Not now")
    ben.edit("restore-action", [Draft("action", action, EXISTS, True), Draft("action", action, "ending", None)])
    found = taken(small, ben).conflicts
    assert [told(c) for c in found] == [
        ("1.1", "How it left the plan", ["Withdrawn", "nothing"]),
        ("1.1", "In the plan", ["in the plan", "withdrawn"]),
    ]
    settle(small.session, "action", action, EXISTS, True)
    settle(small.session, "action", action, "ending", None)
    assert action in {a.id for a in small.session.register().actions}


def test_a_note_is_told_by_its_own_words_and_a_nameless_person_as_empty(small: Small, ben: Session) -> None:
    nobody, note = new_id(), new_id()
    for session in (small.session, ben):
        session.edit("x", [Draft("person", nobody, EXISTS, True)])
    update_actions(small.session, small.actions[0], Update(note="Said"))
    taken(small, ben)
    note = next(u.id for u in small.session.register().updates)
    both_path = small.session.path.with_name("both.sendtracker")
    small.session.file.snapshot(both_path)
    cat = Session(TrackerFile.open(both_path), "Cat", small.clock)
    change(cat, "progress_update", note, internal_note="One")
    change(small.session, "progress_update", note, internal_note="Two")
    both(small, cat, "action", small.actions[1], "verifier", nobody, small.people[0])
    found = taken(small, cat).conflicts
    cat.close()
    assert [told(c) for c in found] == [
        ("2.1", "Verified by", ["Head of service 1", "empty"]),
        ("Said", "Internal note", ["One", "Two"]),
    ]


def test_how_many_are_open_is_said_in_words(small: Small, ben: Session) -> None:
    assert open_words(small.session) == ""
    both(small, ben, "action", small.actions[0], "status", "at_risk", "on_track")
    taken(small, ben)
    end = (
        "open: officers gave one field different values. Until a person settles it, the worst status is shown and "
        "counted."
    )
    assert open_words(small.session) == f"1 conflict is {end}"
    both(small, ben, "action", small.actions[1], "obstacle", "One", "Two")
    taken(small, ben)
    assert open_words(small.session) == f"2 conflicts are {end}"


def test_what_is_in_conflict_of_one_entity_is_said_in_a_sentence(small: Small, ben: Session) -> None:
    first, second, third = small.actions
    for name, ours, theirs in (("obstacle", "One", "Two"), ("ask", "Three", "Four"), ("status", "at_risk", "on_track")):
        both(small, ben, "action", first, name, ours, theirs)
    both(small, ben, "action", second, "approved_date", "2025-09", "2025-10")
    taken(small, ben)
    assert entity_conflict_words(small.session, first) == (
        "Status, ask of the board and obstacle are in conflict: the worst status is shown until a person settles it."
    )
    assert entity_conflict_words(small.session, second) == (
        "Approved date is in conflict: one of the values is shown until a person settles it."
    )
    assert entity_conflict_words(small.session, third) == ""
    detail = action_detail(small.session, first)
    assert detail is not None and detail.conflict == entity_conflict_words(small.session, first)


def test_on_a_day_before_anything_was_in_conflict_none_is(small: Small, ben: Session) -> None:
    both(small, ben, "action", small.actions[0], "status", "at_risk", "on_track")
    taken(small, ben)
    assert open_words(small.session, LATER) == open_words(small.session)
    assert open_words(small.session, LATER - timedelta(days=1)) == ""


def test_settling_takes_a_third_value_from_the_latest_of_the_days_and_says_why(small: Small, ben: Session) -> None:
    first, second, _ = small.actions
    update_actions(small.session, first, Update(obstacle="Ours", as_at=LATER - timedelta(days=5)))
    update_actions(ben, first, Update(obstacle="Theirs", as_at=LATER - timedelta(days=9)))
    both(small, ben, "action", second, "obstacle", "One", "Two")
    taken(small, ben)
    edited = settle(small.session, "action", first, "obstacle", "Both", "Agreed by telephone")
    edit = small.session.file.log.edit(edited.n)
    (settled,) = edit.changes
    assert (edit.verb, edit.reason, edit.author) == ("settle-conflict", "Agreed by telephone", "Ana")
    assert settled.as_at == (LATER - timedelta(days=5)).isoformat()
    assert len(settled.follows) == 2, "it has seen both"
    (left,) = conflicts(small.session)
    assert left.entity == second
    for wrong in (("action", first, "obstacle"), ("action", second, "ask"), ("outcome", second, "obstacle")):
        with pytest.raises(Problem) as raised:
            settle(small.session, *wrong, "x")
        assert raised.value.code == "not-in-conflict"
        assert raised.value.sentence == "That is not in conflict any more. Nothing was changed."
    assert settle(small.session, "action", second, "obstacle", "One").verb == "settle-conflict"
    assert small.session.file.log.edit(small.session.file.log.count()).reason is None


def test_both_values_and_who_gave_them_stay_in_the_history_after_it_was_settled(small: Small, ben: Session) -> None:
    both(small, ben, "action", small.actions[0], "obstacle", "Ours", "Theirs")
    taken(small, ben)
    settle(small.session, "action", small.actions[0], "obstacle", "Both", "Agreed")
    said = repr(history(small.session, small.actions[0]))
    for words in ("Ours", "Theirs", "Both", "Ana", "Ben", "Agreed"):
        assert words in said


def test_what_combining_says_of_a_copy(small: Small, ben: Session) -> None:
    """Edits, changes, entities, authors and days; and what was open before."""
    both(small, ben, "action", small.actions[0], "status", "at_risk", "on_track")
    withdraw(ben, small.actions[2], "Not needed")
    change(small.session, "action", small.actions[2], title="Kept")
    found = taken(small, ben)
    assert (found.edits, found.changes, found.entities) == (2, 3, 2)
    assert (found.authors, found.files, found.refused, found.late, found.before) == (("Ben",), 0, (), 0, 0)
    assert found.last == ben.file.log.edit(ben.file.log.count()).recorded_at
    assert found.withdrawn == (("1.2", "Kept"),)
    assert found.path.name == "copy.sendtracker"
    again = taken(small, ben)
    assert (again.edits, again.changes, again.entities, again.authors, again.last) == (0, 0, 0, (), "")
    assert (len(again.conflicts), again.before, again.withdrawn, again.doubled) == (1, 1, (), ())


def test_what_has_no_title_is_told_by_its_name_where_it_was_edited_while_withdrawn(small: Small, ben: Session) -> None:
    person = small.people[1]
    ben.edit("withdraw", [Draft("person", person, EXISTS, False)])
    change(small.session, "person", person, role="Head")
    link = link_id("lead", small.actions[0], small.people[0])
    assert taken(small, ben).withdrawn == (("", "Head of service 2"),)
    assert not small.session.file.reading.row("lead", link)


def test_a_note_that_was_edited_while_withdrawn_is_told_by_its_words(small: Small, ben: Session) -> None:
    update_actions(small.session, small.actions[0], Update(note="Said"))
    path = small.session.path.with_name("both.sendtracker")
    small.session.file.snapshot(path)
    cat = Session(TrackerFile.open(path), "Cat", small.clock)
    note = next(u.id for u in small.session.register().updates)
    cat.edit("withdraw", [Draft("progress_update", note, EXISTS, False)])
    change(small.session, "progress_update", note, internal_note="More")
    assert taken(small, cat).withdrawn == (("", "Said"),)
    cat.close()


def test_the_values_of_a_conflict_are_in_one_order_in_every_copy(small: Small, ben: Session, tmp_path: Path) -> None:
    """Two that were typed in the same moment, too."""
    same = Session(TrackerFile.open(copied(small, tmp_path / "cat.sendtracker")), "Cat", small.clock)
    both(small, same, "action", small.actions[0], "obstacle", "Ours", "Theirs")
    mine = copied(small, tmp_path / "mine.sendtracker")
    (here,) = taken(small, same).conflicts
    (there,) = combine(same, mine).conflicts
    same.close()
    assert here.claims == there.claims


def copied(small: Small, path: Path) -> Path:
    small.session.file.snapshot(path)
    return path


@pytest.mark.parametrize(("ahead", "late"), [(0, 0), (1, 2)])
def test_only_what_holds_from_after_today_is_late(small: Small, ben: Session, ahead: int, late: int) -> None:
    for action in small.actions[:2]:
        ben.edit("x", [Draft("action", action, "obstacle", "Soon"), Draft("action", action, "ask", "Help")])
    small.on(date.fromordinal(LATER.toordinal() - ahead))
    found = taken(small, ben)
    assert found.late == late
    assert found.needs_a_person is bool(late)
