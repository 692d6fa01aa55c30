from __future__ import annotations

from datetime import date

from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.log import Draft
from send_tracker.services import plan, programme
from send_tracker.services.ending import withdraw
from send_tracker.services.evidence import add_evidence, link_evidence, withdraw_evidence
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import redo, undo, undo_state
from tests.builders import Small


def status(small: Small, number: int = 0) -> str:
    return next(a.status for a in small.session.register().actions if a.id == small.actions[number])


def test_undo_and_redo_have_names_and_survive_a_restart(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="on_track"))
    update_actions(small.session, small.actions[1], Update(status="at_risk"))
    small.reopen()
    assert undo_state(small.session).undo == "status of 2.1"
    edited = undo(small.session)
    assert edited
    assert edited.verb == "undo"
    assert (status(small), status(small, 1)) == ("on_track", "not_started")
    small.reopen()
    state = undo_state(small.session)
    assert (state.undo, state.redo) == ("status of 1.1", "status of 2.1")
    undo(small.session)
    small.reopen()
    redo(small.session)
    small.reopen()
    redo(small.session)
    assert (status(small), status(small, 1)) == ("on_track", "at_risk")
    assert undo_state(small.session).redo == ""
    assert redo(small.session) is None


def test_an_ordinary_edit_clears_redo(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="on_track"))
    undo(small.session)
    update_actions(small.session, small.actions[1], Update(status="at_risk"))
    assert undo_state(small.session).redo == ""
    assert redo(small.session) is None


def test_undone_and_redone_many_times_it_is_what_it_was(small: Small) -> None:
    for code in ("on_track", "at_risk", "complete"):
        update_actions(small.session, small.actions[0], Update(status=code))
    seen = []
    for verb in (undo, undo, redo, undo, undo, redo, redo, redo, undo):
        verb(small.session)
        seen.append(status(small))
    assert seen == [
        "at_risk", "on_track", "at_risk", "on_track", "not_started", "on_track", "at_risk", "complete", "at_risk",
    ]  # fmt: skip


def test_everything_can_be_undone_down_to_the_ground(small: Small) -> None:
    session = small.session
    before = session.file.derived_rows()
    added = plan.add_action(session, small.outcomes[0], "New", leads=small.people[0], themes=small.themes[0])
    plan.change_action(session, added, title="Newer", approved_date="2025-06")
    plan.set_leads(session, added, small.people)
    plan.set_themes(session, added, [])
    extra = programme.add(session, "extra_field", name="Cost centre", order=1)
    plan.set_extra(session, added, extra, "12345")
    milestone = plan.add_milestone(session, added, "First step", "2025-03")
    plan.change_milestone(session, milestone, reached="2025-02-01")
    plan.withdraw_milestone(session, milestone)
    item = add_evidence(session, "Survey", [added, small.themes[0]])
    link_evidence(session, item, [added], on=False)
    withdraw_evidence(session, item)
    withdraw(session, added, "Merged into 1.1")
    programme.change(session, "person", small.people[0], name="Director")
    after = _shown(small)
    count = 0
    while undo(session):
        count += 1
    assert count == 14
    assert undo_state(session).undo == ""
    restored = session.file.derived_rows()
    for table in ("action", "person", "outcome", "theme", "search"):
        assert [r for r in restored[table] if any(r[1:])][: len(before[table])] == before[table], table
    assert len(session.register().actions) == 3
    while redo(session):
        count -= 1
    assert count == 0
    assert _shown(small) == after


def _shown(small: Small) -> dict[str, object]:
    found = small.session.file.derived_rows()
    return {name: rows for name, rows in found.items() if name not in ("head",)}


def test_one_officer_does_not_undo_another(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="on_track"))
    small.reopen("Ben")
    assert undo_state(small.session).undo == ""
    assert undo(small.session) is None
    update_actions(small.session, small.actions[0], Update(status="at_risk"))
    small.reopen("Ana")
    state = undo_state(small.session)
    assert state.undo == "status of 1.1"
    assert state.undo_note == "A later value by Ben stands, so the screen stays as it is."
    undo(small.session)
    assert status(small) == "at_risk"
    small.reopen("Ben")
    undo(small.session)
    assert status(small) == "not_started"


def test_an_undo_that_will_show_needs_no_note(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="on_track"))
    assert undo_state(small.session).undo_note == ""
    small.on(date(2025, 2, 1))
    update_actions(small.session, small.actions[0], Update(status="at_risk", as_at=date(2025, 1, 1)))
    assert undo_state(small.session).undo_note == "A later value stands, so the screen stays as it is."


def test_the_ground_of_a_new_file_is_not_offered_to_be_undone(small: Small) -> None:
    assert undo_state(small.session).undo == ""
    assert undo(small.session) is None
    assert len(small.session.scale.levels) == 6


def test_undoing_the_making_of_an_action_that_somebody_else_worked_on_leaves_no_half_of_it(small: Small) -> None:
    added = plan.add_action(small.session, small.outcomes[0], "New")
    small.reopen("Ben")
    update_actions(small.session, added, Update(status="at_risk", note="Mine"))
    small.reopen("Ana")
    undo(small.session)
    register = small.session.register()
    assert added not in {a.id for a in (*register.actions, *register.withdrawn)}
    assert sum(n for _, _, n in small.session.file.plan_rows.tally()) == 3
    redo(small.session)
    assert next(a.status for a in small.session.register().actions if a.id == added) == "at_risk"


def test_a_correction_that_strikes_can_be_undone_itself(small: Small) -> None:
    edited = update_actions(small.session, small.actions[0], Update(status="at_risk", obstacle="Wrong"))
    struck = small.session.file.log.slots.entries(
        small.session.file.log.names.known_entity(small.actions[0]),
        small.session.file.log.names.known_field("action", "status"),
    )[-1]
    assert struck.edit == edited.n
    small.session.edit("correct", [Draft("action", small.actions[0], "status", strikes=(struck.n,), strike_only=True)])
    assert status(small) == "not_started"
    undo(small.session)
    assert status(small) == "at_risk"


def test_a_withdrawal_comes_back_whole(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="complete"))
    withdraw(small.session, small.actions[0], "Out of scope")
    assert [a.id for a in small.session.register().withdrawn] == [small.actions[0]]
    undo(small.session)
    assert status(small) == "complete"
    small.session.edit("return", [Draft("action", small.actions[0], EXISTS, True)])
    assert status(small) == "complete"


def row(small: Small, number: int = 0) -> tuple[str, int, str | None]:
    """Return what the plan's own columns say of an action: its leads, its evidence, when it was last heard of."""
    query = (
        "SELECT a.lead_names, a.evidence_count, a.updated_on FROM action a JOIN entity e ON e.n = a.n WHERE e.id = ?"
    )
    found = small.session.file._db.execute(query, (bytes.fromhex(small.actions[number]),)).fetchone()
    return found[0], found[1], found[2]


def test_an_undone_link_leaves_no_trace_at_its_other_end(small: Small) -> None:
    """Striking a link's ends blanks them, and then it no longer says whose row is to be worked out again."""
    before = row(small)
    small.on(date(2025, 3, 1))
    plan.set_leads(small.session, small.actions[0], small.people)
    assert row(small)[0] == "Head of service 1; Head of service 2"
    undo(small.session)
    assert row(small) == before
    add_evidence(small.session, "Survey", [small.actions[0]])
    assert row(small)[1] == 1
    undo(small.session)
    assert row(small) == before
    update_actions(small.session, small.actions[0], Update(note="Progress"))
    assert row(small)[2] == "2025-03-01"
    undo(small.session)
    assert row(small) == before


def test_a_withdrawn_note_is_no_news(small: Small) -> None:
    before = row(small)
    small.on(date(2025, 3, 1))
    update_actions(small.session, small.actions[0], Update(note="Progress"))
    (note,) = small.session.register().updates
    small.session.edit("withdraw-update", [Draft("progress_update", note.id, EXISTS, False)])
    assert row(small) == before
    assert small.session.register().updates == ()
    assert small.session.register().actions[0].updated_on == before[2]
    small.on(date(2025, 4, 1))
    small.session.edit("return-update", [Draft("progress_update", note.id, EXISTS, True)])
    assert row(small)[2] == "2025-03-01", "it speaks of the day for which it was given"
    assert small.session.register().updates[0].as_at == "2025-03-01"
