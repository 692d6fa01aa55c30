from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.progress import percent, plan_progress, progress_of, share
from send_tracker.domain.status import Group, StatusScale

codes = st.sampled_from([*NOTTINGHAMSHIRE.codes, "unheard_of"])
actions = st.lists(st.tuples(st.sampled_from(["o1", "o2", "o3", "o4"]), st.one_of(st.none(), codes)), max_size=60)
AREA_OF = {"o1": "a1", "o2": "a1", "o3": "a2", "o5": "a3"}


@given(st.integers(0, 5_000), st.integers(1, 5_000))
def test_percentages_are_rounded_half_up_in_exact_arithmetic(part: int, whole: int) -> None:
    exact = Fraction(100 * part, whole)
    found = percent(part, whole)
    assert found is not None
    assert exact - Fraction(1, 2) < found <= exact + Fraction(1, 2)


def test_half_goes_up() -> None:
    assert (percent(1, 8), percent(3, 8), percent(1, 200), percent(23, 25)) == (13, 38, 1, 92)
    assert percent(0, 0) is None
    assert share(23, 25) == "92% (23 of 25)"
    assert share(0, 0) == "none (0 of 0)"


@given(actions)
def test_each_action_is_counted_once_at_each_level(rows: list[tuple[str, str | None]]) -> None:
    found = plan_progress([(o, c, 1) for o, c in rows], AREA_OF, NOTTINGHAMSHIRE)
    there = [code for _, code in rows if code is not None]
    assert found.all.actions == len(there)
    assert found.all.withdrawn == len(rows) - len(there)
    assert {c: n for c, n in found.all.counts.items() if n} == dict(Counter(there))
    for level in (found.areas, found.outcomes):
        assert sum(p.actions for p in level.values()) == found.all.actions
        assert sum(p.done for p in level.values()) == found.all.done
        assert sum(p.withdrawn for p in level.values()) == found.all.withdrawn
    assert set(AREA_OF) <= set(found.outcomes), "outcomes without actions are reported too"
    assert set(AREA_OF.values()) <= set(found.areas)


@given(actions)
def test_how_rows_are_bundled_changes_nothing(rows: list[tuple[str, str | None]]) -> None:
    bundled = [(o, c, n) for (o, c), n in Counter(rows).items()]
    one_by_one = [(o, c, 1) for o, c in rows]
    assert plan_progress(bundled, AREA_OF, NOTTINGHAMSHIRE) == plan_progress(one_by_one, AREA_OF, NOTTINGHAMSHIRE)


def test_every_code_has_a_number_and_withdrawn_is_in_no_total() -> None:
    found = progress_of({"complete": 2, "embedded": 1, "at_risk": 1}, NOTTINGHAMSHIRE, withdrawn=3)
    assert found.counts == {"not_started": 0, "on_track": 0, "obstacles": 0, "at_risk": 1, "complete": 2, "embedded": 1}
    assert (found.actions, found.done, found.withdrawn, found.done_percent) == (4, 3, 3, 75)
    assert found.percent_of("at_risk") == 25
    assert found.done_text == "75% (3 of 4)"


def test_a_status_that_counts_as_withdrawn_is_in_no_total_either() -> None:
    dropped = replace(NOTTINGHAMSHIRE["complete"], code="dropped", letter="D", group=Group.WITHDRAWN)
    scale = StatusScale((*NOTTINGHAMSHIRE, dropped))
    found = progress_of({"dropped": 2, "complete": 1}, scale, withdrawn=1)
    assert (found.actions, found.done, found.withdrawn) == (1, 1, 3)


def test_a_code_that_the_scale_lacks_counts_as_open() -> None:
    found = progress_of({"unheard_of": 1, "complete": 1}, NOTTINGHAMSHIRE)
    assert (found.actions, found.done, found.counts["unheard_of"]) == (2, 1, 1)
