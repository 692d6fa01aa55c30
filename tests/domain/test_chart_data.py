"""What charts show: axes, sentences and tables."""

from __future__ import annotations

from datetime import date

import pytest

from send_tracker.domain.chart_data import BoardPoint, StatusBreakdown, StatusHistory, day_labels, named, ticks
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.progress import progress_of


@pytest.mark.parametrize(
    ("most", "wanted"),
    [
        (0, [0]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (5, [0, 2, 4]),
        (61, [0, 20, 40, 60]),
        (9999, [0, 2000, 4000, 6000, 8000]),
    ],
)
def test_an_axis_has_at_most_five_round_numbers(most: int, wanted: list[int]) -> None:
    assert ticks(most) == wanted


@pytest.mark.parametrize("most", range(0, 400, 7))
def test_ticks_never_pass_the_end_nor_the_number(most: int) -> None:
    found = ticks(most)
    assert len(found) <= 5
    assert found[-1] <= most


def test_days_are_labelled_by_month_with_the_year_where_it_is_news() -> None:
    days = [date(2023, 6, 8), date(2023, 9, 1), date(2024, 1, 4), date(2024, 7, 1), date(2025, 7, 4)]
    assert [w for _, w in day_labels(days)] == ["Jun 23", "Sep", "Jan 24", "Jul", "4 Jul"]
    assert day_labels(days[:1]) == [(0, "8 Jun")]
    assert day_labels([]) == []


def test_references_are_listed_as_people_read_them() -> None:
    assert named([]) == ""
    assert named(["4.3"]) == "4.3"
    assert named(["4.3", "6.2"]) == "4.3 and 6.2"
    assert named(["1.1", "1.2", "1.3", "1.4", "1.5"]) == "1.1, 1.2, 1.3 and 2 more"


def test_the_history_says_what_changed_since_the_board_compared() -> None:
    before = progress_of({"complete": 57, "on_track": 4}, NOTTINGHAMSHIRE)
    now = progress_of({"complete": 36, "embedded": 23, "obstacles": 2}, NOTTINGHAMSHIRE)
    points = (BoardPoint(date(2025, 5, 22), before), BoardPoint(date(2025, 7, 4), now, live=True))
    history = StatusHistory(NOTTINGHAMSHIRE, points, date(2025, 5, 22))
    assert history.sentence == (
        "On 4 July 2025, 59 of 61 actions were done (97%), up from 57 (93%) at the board of 22 May 2025; "
        "still open: 2 at Obstacles."
    )
    assert [s.letter for s in history.levels] == ["E", "C", "G", "A"]
    assert history.table.rows[-1][0] == "4 July 2025 (now)"
    assert history.table.rows[-1][-1] == "97% (59 of 61)"


def test_columns_stand_in_one_order_and_withdrawn_actions_in_none() -> None:
    every = progress_of(dict.fromkeys(NOTTINGHAMSHIRE.codes, 1), NOTTINGHAMSHIRE, withdrawn=3)
    history = StatusHistory(NOTTINGHAMSHIRE, (BoardPoint(date(2025, 7, 4), every),))
    assert "".join(s.letter for s in history.levels) == "ECGNAR"
    breakdown = StatusBreakdown(NOTTINGHAMSHIRE, date(2025, 7, 4), every, ())
    assert "".join(s.letter for s, _ in breakdown.parts(every)) == "ECGARN"
    assert breakdown.most == 0


def test_nothing_recorded_is_said() -> None:
    assert StatusHistory(NOTTINGHAMSHIRE, ()).sentence == "No board has been recorded yet."
