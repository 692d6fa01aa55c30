from __future__ import annotations

from dataclasses import replace

import pytest

from send_tracker.domain.presets import NOTTINGHAMSHIRE, PRESET_TITLES, PRESETS
from send_tracker.domain.status import Group, Shape, StatusScale, in_order, travel, unknown


def letters(levels: object) -> str:
    return "".join(s.letter for s in levels)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_be_used(name: str) -> None:
    scale = PRESETS[name]
    assert scale.problems() == []
    assert name in PRESET_TITLES
    assert [s.order for s in scale] == list(range(1, len(scale.levels) + 1))
    assert len({s.rank for s in scale}) == len(scale.levels)
    assert len({s.code for s in scale}) == len(scale.levels)
    assert all(s.definition and s.label for s in scale)
    assert all(s.needs_reason == s.needs_path_to_green for s in scale)
    assert all(s.needs_evidence == (s.group is Group.DONE) for s in scale)
    assert set(scale.stacked) == set(scale.columns) == set(scale.levels)


def test_the_orders_of_nottinghamshire() -> None:
    assert letters(NOTTINGHAMSHIRE) == "NGARCE"
    assert letters(NOTTINGHAMSHIRE.stacked) == "ECGARN"
    assert letters(NOTTINGHAMSHIRE.columns) == "ECGNAR"
    assert NOTTINGHAMSHIRE.codes == ("not_started", "on_track", "obstacles", "at_risk", "complete", "embedded")
    assert NOTTINGHAMSHIRE.first.code == "not_started"
    assert letters(NOTTINGHAMSHIRE.of_group(Group.DONE)) == "CE"


def test_a_code_that_the_scale_lacks_ranks_below_all() -> None:
    level = NOTTINGHAMSHIRE["other"]
    assert level == unknown("other")
    assert level.rank < min(s.rank for s in NOTTINGHAMSHIRE)
    assert (level.group, level.shape, level.label) == (Group.OPEN, Shape.CROSS, "other")
    assert "other" not in NOTTINGHAMSHIRE
    assert in_order(NOTTINGHAMSHIRE, ["other", "embedded", "not_started"]) == ["not_started", "embedded", "other"]


def test_direction_of_travel_is_by_rank() -> None:
    def moved(before: str | None, now: str) -> int:
        return travel(NOTTINGHAMSHIRE[before] if before else None, NOTTINGHAMSHIRE[now])

    assert moved("not_started", "at_risk") == -1
    assert moved("obstacles", "complete") == 1
    assert moved("complete", "complete") == 0
    assert moved(None, "at_risk") == 0
    assert moved("other", "at_risk") == 1


def test_a_rank_that_was_changed_since_is_no_travel() -> None:
    now = NOTTINGHAMSHIRE["on_track"]
    assert travel(replace(now, rank=now.rank + 5), now) == 0


def test_what_makes_a_scale_unusable() -> None:
    assert StatusScale(()).problems()
    assert StatusScale(NOTTINGHAMSHIRE.of_group(Group.OPEN)).problems()
    twice = StatusScale((*NOTTINGHAMSHIRE, replace(NOTTINGHAMSHIRE["complete"], code="done")))
    assert twice.problems() == ["Two statuses have the letter C."]


def test_no_status_is_shown_by_colour_alone() -> None:
    for scale in PRESETS.values():
        assert len({(s.letter, s.shape) for s in scale}) == len(scale.levels)
        assert all(s.letter in s.text and s.label in s.text for s in scale)
