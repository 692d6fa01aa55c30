from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from send_tracker.bootstrap import create_tracker, open_tracker
from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.log import Draft
from send_tracker.domain.presets import PRESETS
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import Group
from send_tracker.services.checking import check
from send_tracker.services.programme import add, change, change_level, describe_programme, level_id, set_scale
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo_state
from tests.builders import Small


@pytest.mark.parametrize("preset", PRESETS)
def test_a_new_tracker_has_a_scale_and_nothing_to_undo(tmp_path: Path, preset: str) -> None:
    path = tmp_path / "new.sendtracker"
    session = create_tracker(path, preset, author="Ana")
    assert session.scale == PRESETS[preset]
    assert session.programme.name == "New programme"
    assert undo_state(session).undo == ""
    assert check(session) == []
    session.close()
    again = open_tracker(path, author="Ana")
    assert again.scale == PRESETS[preset]
    again.close()


def test_an_unknown_preset_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        create_tracker(tmp_path / "new.sendtracker", "traffic-lights")
    assert raised.value.code == "no-preset"
    assert list(tmp_path.glob("*.sendtracker*")) == []


def test_describing_the_programme(small: Small) -> None:
    describe_programme(small.session, name="Partnership plan", chair="Dame Jo", cycle_weeks=8)
    found = small.session.programme
    assert (found.name, found.chair, found.cycle_weeks) == ("Partnership plan", "Dame Jo", 8)
    for wrong in ({"cycle_weeks": -1}, {"file_limit_mb": 0}, {"cycle_weeks": 5_000}, {"sample_date": "2025-07"}):
        with pytest.raises(Problem):
            describe_programme(small.session, **wrong)
    assert small.session.programme == found


def test_the_sample_date_is_today_for_everything(small: Small) -> None:
    describe_programme(small.session, sample_date="2025-07-04")
    assert small.session.today == date(2025, 7, 4)
    edited = update_actions(small.session, small.actions[0], Update(status="on_track"))
    (changed,) = small.session.file.log.edit(edited.n).changes
    assert changed.as_at == "2025-07-04"
    assert edited.recorded_at.startswith("2025-01-06"), "when it was typed is the real time all the same"
    update_actions(small.session, small.actions[0], Update(status="at_risk", as_at=date(2025, 6, 1)))
    with pytest.raises(Problem) as raised:
        update_actions(small.session, small.actions[0], Update(status="at_risk", as_at=date(2025, 7, 5)))
    assert raised.value.code == "future"


def test_no_verb_can_date_a_change_after_today(small: Small) -> None:
    before = small.session.file.log.heads()
    with pytest.raises(Problem) as raised:
        small.session.edit("x", [Draft("action", small.actions[0], "title", "Later", "2025-01-07")])
    assert raised.value.code == "future"
    with pytest.raises(ValueError):
        small.session.edit("x", [Draft("action", small.actions[0], "title", "Sometime", "2025-01")])
    assert small.session.file.log.heads() == before


def test_changing_the_scale_never_rewrites_history(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="complete"))
    before = list(small.session.file.log.read_since())
    small.on(date(2025, 3, 1))
    change_level(small.session, replace(small.session.scale["complete"], label="Delivered", letter="D"))
    set_scale(small.session, "rag")
    assert list(small.session.file.log.read_since())[: len(before)] == before
    assert small.session.scale["complete"].label == "Delivered"
    assert "green" in small.session.scale
    assert small.session.register(date(2025, 2, 1)).scale["complete"].label == "Complete"
    assert small.session.register().actions[0].status == "complete"


def test_another_scale_takes_the_place_of_the_levels_that_were_never_used(small: Small) -> None:
    update_actions(small.session, small.actions[0], Update(status="complete"))
    update_actions(small.session, small.actions[0], Update(status="embedded"))
    nottinghamshire = small.session.scale
    set_scale(small.session, "rag")
    rag = set(PRESETS["rag"].codes)
    assert set(small.session.scale.codes) == rag | {"complete", "embedded", "not_started"}, "what was ever given stays"
    set_scale(small.session, "nottinghamshire")
    assert small.session.scale == nottinghamshire
    assert check(small.session) == []


def test_a_scale_that_could_not_be_used_is_refused(small: Small) -> None:
    before = small.session.scale
    with pytest.raises(Problem) as raised:
        change_level(small.session, replace(before["complete"], letter="E"))
    assert raised.value.code == "bad-scale"
    with pytest.raises(Problem):
        change_level(small.session, replace(before["complete"], code="more"))
    assert small.session.scale == before
    change_level(small.session, replace(before["complete"], code="closed", letter="X", group=Group.WITHDRAWN, order=9))
    assert small.session.scale["closed"].group is Group.WITHDRAWN


def test_a_level_from_a_strange_file_is_read_as_the_plainest(small: Small) -> None:
    """A newer program, or a hostile file, may hold a shape or a group that we do not know."""
    id = level_id("complete")
    for name, value in (("shape", "hexagon"), ("group", "parked"), ("solid", "not json"), ("label", None)):
        small.session.edit("x", [Draft("status", id, name, value)])
    level = small.session.scale["complete"]
    assert (level.shape, level.group, level.label, len(level.solid)) == ("cross", "open", "complete", 6)
    small.session.edit("x", [Draft("status", id, "solid", '["#fff"]')])
    assert len(small.session.scale["complete"].solid) == 6


def test_meetings_make_the_rhythm_and_need_a_day(small: Small) -> None:
    small.on(date(2025, 7, 4))
    for day in ("2025-07-03", "2025-05-22"):
        add(small.session, "meeting", date=day, type="board", title="Board")
    boards = small.session.boards
    assert (boards.last, boards.compared, boards.next) == (date(2025, 7, 3), date(2025, 5, 22), date(2025, 8, 14))
    with pytest.raises(Problem):
        add(small.session, "meeting", date="2025-09", type="board")
    meeting = small.session.register().meetings[0]
    change(small.session, "meeting", meeting.id, date=None)
    assert small.session.boards.last == date(2025, 7, 3)
    assert len(small.session.register().meetings) == 1, "without a date it cannot stand in the calendar"


def test_adding_and_changing_the_frame(small: Small) -> None:
    session = small.session
    area = add(session, "area", ref="APA10", title="Tenth", short="Ten")
    add(session, "area", ref="APA2", title="Second")
    trust = add(session, "organisation", name="Integrated care board", short="ICB", aliases="The board")
    person = add(session, "person", name="Head of inclusion", organisation=trust)
    change(session, "area", area, title="Tenth area")
    register = session.register()
    assert [a.ref for a in register.areas] == ["APA1", "APA2", "APA10"]
    assert register.areas[2].title == "Tenth area"
    assert next(p for p in register.people if p.id == person).organisation == trust
    assert register.organisations[0].label == "ICB"
    with pytest.raises(KeyError):
        add(session, "area", colour="red")


def test_a_withdrawn_person_no_longer_leads(small: Small) -> None:
    from send_tracker.services.plan import set_leads

    set_leads(small.session, small.actions[0], small.people)
    small.session.edit("x", [Draft("person", small.people[0], EXISTS, False)])
    action = next(a for a in small.session.register().actions if a.id == small.actions[0])
    assert action.leads == (small.people[1],)
