"""What the Plan page reads: the same numbers and rows as the register, without reading it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from send_tracker.bootstrap import open_tracker
from send_tracker.domain.challenge.rules import RULES
from send_tracker.domain.plan_filter import Due, PlanFilter, SortBy
from send_tracker.domain.progress import progress_of, register_progress
from send_tracker.services import filter_words, plan, status, undo
from send_tracker.services.action_view import action_detail
from send_tracker.services.challenges import challenges
from send_tracker.services.drafts import Drafts, read_drafts
from send_tracker.services.due_dates import set_due
from send_tracker.services.ending import withdraw
from send_tracker.services.labels import edit_label
from send_tracker.services.plan_view import PlanView, trouble
from send_tracker.services.session import Edited, Session
from send_tracker.services.status import without_status
from send_tracker.services.story import story


@pytest.fixture
def session(pristine_sample: Path, tmp_path: Path) -> Iterator[Session]:
    copy = tmp_path / "copy.sendtracker"
    copy.write_bytes(pristine_sample.read_bytes())
    found = open_tracker(copy, author="Officer")
    yield found
    found.close()


def listing(
    session: Session, wanted: PlanFilter | None = None, sort: SortBy = SortBy.REF, grouped: bool = True
) -> list[str]:
    view = PlanView(session)
    keys = view.listing(wanted or PlanFilter(), sort, False, grouped).keys
    return [line.row.ref for line in view.lines([k.n for k in keys])]


def test_rows_come_in_the_order_of_references(session: Session) -> None:
    assert listing(session) == [a.ref for a in session.register().actions]


def test_groups_are_counted_by_the_domain(session: Session) -> None:
    view, register = PlanView(session), session.register()
    counted = register_progress(register)
    for head in view.heads():
        expected = counted.areas[head.id] if head.is_area else counted.outcomes[head.id]
        assert head.progress == expected
    assert [h.ref for h in view.heads()] == ["APA1", "O1", "O2", "O3", "APA2", "O4", "O5", "O6"]


def test_a_group_says_its_whole_share_whatever_is_hidden(session: Session) -> None:
    found = PlanView(session).listing(PlanFilter(statuses=frozenset({"obstacles"})), SortBy.REF, False)
    assert len(found.keys) == 2 and found.hidden == 59 and found.shown_before_statuses == 61
    assert {h.ref: h.sentence for h in found.heads}[
        "O4"
    ] == "O4 Joint commissioning and data, 9 actions, 89% done, 1 obstacle"


def test_trouble_in_words(session: Session) -> None:
    scale = session.scale
    assert trouble(progress_of({"obstacles": 2, "at_risk": 1, "complete": 3}, scale), scale) == "1 at risk, 2 obstacles"
    assert trouble(progress_of({"complete": 3}, scale), scale) == ""


def test_travel_is_against_the_compared_board(session: Session) -> None:
    view = PlanView(session)
    assert view.compared == date(2025, 5, 22)
    key = view.key(plan.find_action(session, "4.3").id)
    assert key is not None
    (line,) = view.lines([key])
    assert (line.before and line.before.code, line.travel) == ("on_track", -1)
    then = {a.id: a.status for a in session.register(date(2025, 5, 22)).actions}
    lines = view.lines([k.n for k in view.listing(PlanFilter(), SortBy.REF, False).keys])
    assert {line.row.id: line.before and line.before.code for line in lines} == then


def test_attention_is_what_the_rules_question(session: Session) -> None:
    found = challenges(session)
    order = [a.ref for a in session.register().actions]
    for rule in RULES:
        expected = {c.subject for c in found if c.rule == rule.code}
        wanted = PlanFilter(attention=frozenset({rule.code}))
        assert listing(session, wanted) == [ref for ref in order if ref in expected]
    both = PlanFilter(attention=frozenset({"overdue", "not_evidenced"}))
    assert listing(session, both) == ["1.11", "2.9", "4.3", "5.8"]
    words = filter_words.filter_words(session, both)
    assert (
        words == "only challenge “Past its date with no new date approved” or “Done without accepted evidence” is shown"
    )


def test_filters_and_their_words(session: Session) -> None:
    icb = next(k for k, word in filter_words.organisations(session) if word == "ICB")
    wanted = PlanFilter(partners=frozenset({icb}), statuses=frozenset({"obstacles", "complete"}), text="data")
    words = filter_words.filter_words(session, wanted)
    assert words == "only actions with status Obstacles or Complete, partner ICB and the text “data” are shown"
    assert filter_words.filter_words(session, PlanFilter()) == ""
    sentence = filter_words.hidden_sentence(session, PlanFilter(due=frozenset({Due.OVERDUE})), 60, 61)
    assert sentence == "60 of 61 actions are hidden: only due past its date is shown."
    only = PlanFilter(only=frozenset({plan.find_action(session, "4.3").id}), only_words="actions at risk")
    assert filter_words.hidden_sentence(session, only, 60, 61).endswith("only actions at risk are shown.")
    assert (
        filter_words.hidden_sentence(session, only, 0, 61)
        == "Nothing is hidden, although only actions at risk are shown."
    )


@pytest.mark.parametrize("sort", list(SortBy))
def test_every_order_lists_every_action(session: Session, sort: SortBy) -> None:
    assert sorted(listing(session, sort=sort, grouped=False)) == sorted(listing(session))


def test_an_edit_touches_its_rows_only(session: Session) -> None:
    view = PlanView(session)
    edits: list[Edited] = []
    session.on_edit.append(edits.append)
    action = plan.find_action(session, "4.3")
    key = view.key(action.id)
    status.update_actions(session, action.id, status.Update(note="A note"))
    plan.set_leads(session, action.id, [])
    plan.add_milestone(session, action.id, "Step")
    assert [view.touched(e).keys for e in edits] == [frozenset({key})] * 3
    withdraw(session, action.id)
    assert view.touched(edits[-1]).keys == {key} and view.places([key or 0]) == {}


def test_one_action_reads_as_in_the_register(session: Session) -> None:
    for action in (*session.register().actions, *session.register().withdrawn):
        detail = action_detail(session, action.id)
        assert detail is not None
        for field in fields(action):
            assert getattr(detail.action, field.name) == getattr(action, field.name), (action.ref, field.name)


def test_warnings(session: Session) -> None:
    found = {a.ref: d.warning for a in session.register().actions if (d := action_detail(session, a.id)) and d.warning}
    assert found == dict.fromkeys(("4.3", "6.2"), "It will be back on track only after the board of 14 August.")


def test_the_story_tells_edits(session: Session) -> None:
    entries = story(session, plan.find_action(session, "4.3").id)
    assert [e.day for e in entries] == sorted((e.day for e in entries), reverse=True)
    heads = [e.headline for e in entries]
    assert heads[0] == "Forecast date 26 September 2025"
    assert "Evidence added: E91 Strategy text, draft 9" in heads
    assert any(h.startswith("Status moved from On track to Obstacles; ") for h in heads)
    moved = "Approved date 30 June 2025 (was 31 March 2025); Move approved by: Board, Board of 27 February 2025"
    assert moved in heads
    assert heads.count("Added to the plan; Lead added: Commissioning lead") == 1


def test_undone_changes_are_told_as_undone(session: Session) -> None:
    action = plan.find_action(session, "4.3").id
    plan.set_leads(session, action, [])
    assert story(session, action)[0].sentences == ("Lead taken away: Commissioning lead",)
    undo.undo(session)
    told = [e for e in story(session, action) if e.sentences == ("Lead taken away: Commissioning lead",)]
    assert [e.counts for e in told] == [False]


def test_labels_name_what_was_done(session: Session) -> None:
    action = plan.find_action(session, "4.3").id
    edited = set_due(session, [action], "2025-09-26")
    assert edit_label(session, edited.n) == "approved date of 4.3"
    leads = plan.set_leads(session, [action], [])
    assert leads is not None and edit_label(session, leads.n) == "lead of 4.3"


def test_the_first_due_date_is_the_original_one(session: Session) -> None:
    outcome = session.register().outcomes[0].id
    action = plan.add_action(session, outcome, "Something new")
    set_due(session, action, "2025-12")
    set_due(session, action, "2026-01")
    found = next(a for a in session.register().actions if a.id == action)
    assert (found.original_date, found.approved_date) == ("2026-01", "2026-01"), "put right on the day it was set"


def test_only_other_statuses_are_set(session: Session) -> None:
    ids = [plan.find_action(session, ref).id for ref in ("4.3", "4.4")]
    assert without_status(session, ids, "complete") == ids[:1]


def test_drafts_are_this_copys_own(session: Session) -> None:
    edits = session.file.log.count()
    drafts = Drafts(session)
    drafts.keep(["a", "b"], {"status": "at_risk"})
    assert Drafts(session).of(["a", "b"]) == {"status": "at_risk"} and drafts.actions == {"a", "b"}
    assert drafts.of(["a", "c"]) == {}
    drafts.keep(["a", "b"], {})
    assert read_drafts(session) == {} and session.file.log.count() == edits
    session.file.set_mark("drafts", "{broken")
    assert read_drafts(session) == {}
    session.file.set_mark("drafts", None)
