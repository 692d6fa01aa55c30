"""What is said of a measure: like with like, targets in time, ratings by tolerance, age, run rate, words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.measures.periods import Period, period_containing
from send_tracker.domain.measures.rating import periods_at_target, rate
from send_tracker.domain.measures.results import measure_results
from send_tracker.domain.measures.rows import Benchmark, MeasureBook, Target
from send_tracker.domain.measures.series import headline_of
from send_tracker.domain.measures.trajectory import aim_of, milestones, target_at
from send_tracker.domain.measures.trends import (
    change_short,
    improved,
    worse_beyond_tolerance,
    worsened,
    worsened_since_last_year,
)
from tests.domain.measures.series_builder import figure, measure, result, series

# Comparing like with like


def test_a_month_beside_the_one_before_and_the_one_a_year_ago() -> None:
    found = result({"2024-05": "54", "2025-04": "19", "2025-05": "16.2"})
    assert (found.previous.text, found.previous.improved) == ("down 2.8 points on April 2025 (19%)", False)
    assert (found.year_ago.text, found.year_ago.improved) == ("down 37.8 points on May 2024 (54%)", False)
    assert worsened_since_last_year(found)
    assert change_short(found.measure, found.year_ago) == "−37.8 points"


def test_lower_is_better_turns_the_judgement_round() -> None:
    found = result({"2024-05": "30", "2025-05": "20"}, direction="lower", unit="weeks", decimals=0)
    assert (found.year_ago.text, found.year_ago.improved) == ("down 10 weeks on May 2024 (30)", True)


def test_the_same_figure_is_neither_better_nor_worse() -> None:
    found = result({"2024-05": "20", "2025-05": "20"})
    assert (found.year_ago.text, found.year_ago.improved) == ("the same as May 2024 (20%)", None)
    assert change_short(found.measure, found.year_ago) == "no change"


def test_nothing_is_compared_across_a_break_of_the_series() -> None:
    found = result({"2024-05": "54", "2025-04": "19", "2025-05": "16.2"}, breaks=("2025-01",))
    assert (found.year_ago.difference, found.year_ago.text) == (None, "")
    assert found.year_ago.why_not == ("The series was broken in January 2025, so this is not compared with May 2024.")
    assert found.previous.difference == Decimal("-2.8")


def test_a_break_from_a_year_on_leaves_the_parts_of_that_year_comparable() -> None:
    found = result({"2022": "4.5", "YTD-2023-05": "15", "YTD-2024-05": "34.2"}, breaks=("2023",))
    assert found.year_ago.difference == Decimal("19.2")
    assert result({"2022": "4.5", "2023": "50.3"}, breaks=("2023",)).previous.difference is None


def test_nothing_is_compared_across_another_basis() -> None:
    found = result([figure("2024-05", "54", basis="including exceptions"), figure("2025-05", "60")])
    assert found.year_ago.why_not == "The figure for May 2024 has another basis (including exceptions)."
    assert found.points[0].comparable is False


def test_a_year_to_date_is_not_compared_with_the_last_year_s_end() -> None:
    found = result({"YTD-2024-10": "36.3", "YTD-2025-05": "52.86"})
    assert found.previous.why_not == "The earlier figure is of another year to date."
    assert result({"YTD-2024-12": "36.3", "YTD-2025-01": "52.86"}).previous.why_not == (
        "The year to date begins again here."
    )
    assert result({"YTD-2025-04": "50", "YTD-2025-05": "52.86"}).previous.difference == Decimal("2.86")


def test_periods_of_different_kinds_are_not_compared() -> None:
    found = result({"2024": "36", "2025-05": "52"})
    assert found.previous.why_not == "The earlier figure is of a calendar year, this one of a month."
    assert found.year_ago.why_not == "There is no figure for May 2024."
    assert result({"FY2025": "5"}).year_ago.why_not == "There is no figure for the financial year ending March 2024."


def test_a_count_on_a_day_is_compared_with_the_nearest_a_year_before() -> None:
    assert result({"2024-01-18": "100", "2025-01-16": "90"}, unit="count").year_ago.difference == Decimal(-10)
    assert result({"2023-12-18": "100", "2025-01-16": "90"}, unit="count").year_ago.difference is None


def test_the_first_figure_and_none() -> None:
    assert result({"2025-05": "5"}).previous.why_not == "This is the first figure."
    empty = result({})
    assert (empty.latest, empty.value, empty.rating, empty.age_days) == (None, None, "", None)
    assert empty.sentence == "Reviews on time: no figure yet."


# Numbers


def test_a_ratio_is_exact_and_shown_with_its_counts() -> None:
    found = result([figure("2025", numerator=Decimal(91), denominator=Decimal(132))], kind="ratio")
    assert found.value_text == "68.9% (91 of 132)"
    assert found.value == Decimal(9100) / Decimal(132)
    assert found.sentence == "Reviews on time: 68.9% (91 of 132) in 2025."


def test_nothing_of_nothing_is_missing_and_never_zero() -> None:
    found = result([figure("2025", numerator=Decimal(0), denominator=Decimal(0))], kind="ratio")
    assert found.value is None
    assert found.value_text == "0 of 0"


def test_a_range_stands_with_its_worse_end() -> None:
    waits = [figure("2025", low=Decimal(15), high=Decimal(76))]
    found = result(waits, {"2025": "18"}, unit="weeks", kind="range", direction="lower", decimals=0)
    assert (found.value, found.value_text, found.short_text) == (Decimal(76), "15 to 76 weeks", "15 to 76")
    assert found.computed == "off_target"
    assert result(waits, kind="range", unit="weeks").value == Decimal(15)


@pytest.mark.parametrize(
    ("places", "value", "text"),
    [(0, "68.5", "69%"), (1, "68.45", "68.5%"), (2, "52.86", "52.86%"), (2, "47.3", "47.3%"), (1, "-0.04", "0.0%")],
)
def test_a_half_is_rounded_up_and_published_places_are_kept(places: int, value: str, text: str) -> None:
    assert result({"2025-05": value}, decimals=places).value_text == text


# Targets


def test_a_straight_trajectory_moves_by_the_same_each_month() -> None:
    points = milestones([Target("a", "m", "2024-07", Decimal(40)), Target("b", "m", "AY2025", Decimal(53))])
    found = [target_at(points, "straight", Period.parse(p)) for p in ("2024-06", "2024-07", "2024-08", "2025-08")]
    assert found == [Decimal(40), Decimal(40), Decimal(41), Decimal(53)]
    assert target_at(points, "straight", Period.parse("2026-01")) == Decimal(53)
    assert target_at([], "straight", Period.parse("2026-01")) is None


def test_a_stepped_trajectory_holds_the_step_that_was_passed_last() -> None:
    points = milestones([Target("a", "m", "2024-07", Decimal(40)), Target("b", "m", "2025-07", Decimal(50))])
    found = [target_at(points, "stepped", Period.parse(p)) for p in ("2024-01", "2024-07", "2025-06", "2025-07")]
    assert found == [Decimal(40), Decimal(40), Decimal(40), Decimal(50)]
    assert aim_of(points, Period.parse("2024-08")) == points[1]
    assert aim_of(points, Period.parse("2026-08")) == points[1]


trajectories = st.lists(
    st.builds(
        lambda day, value: Target(day.isoformat(), "m", f"{day:%Y-%m}", Decimal(value)),
        st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        st.integers(0, 100),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda t: t.period,
)
months = st.builds(period_containing, st.just("month"), st.dates(date(2019, 1, 1), date(2031, 12, 31)))


@given(trajectories, months, st.sampled_from(["straight", "stepped"]))
def test_a_target_lies_between_its_milestones_and_on_them(targets: list[Target], month: Period, shape: str) -> None:
    points = milestones(targets)
    found = target_at(points, shape, month)
    assert found is not None
    assert min(v for _, v in points) <= found <= max(v for _, v in points)
    for period, value in points:
        assert target_at(points, shape, period) == value
    if shape == "stepped":
        assert found in {v for _, v in points}


@given(trajectories, months)
def test_a_straight_line_between_two_milestones_never_turns(targets: list[Target], month: Period) -> None:
    points = milestones(targets)
    following = month.next()
    assert following is not None
    between = [p for p, _ in points if month.key < p.key < following.key]
    now, then = (target_at(points, "straight", p) for p in (month, following))
    assert now is not None and then is not None and not between
    ahead, aim = aim_of(points, following) or points[-1]
    assert (now <= then) if aim >= now else (now >= then)
    assert ahead.key >= following.key or then == points[-1][1]


def test_a_stretch_target_stands_apart() -> None:
    targets = (Target("a", "m", "2025-05", Decimal(60)), Target("b", "m", "2025-05", Decimal(80), stretch=True))
    found = result({"2025-05": "70"})
    assert found.stretch is None
    book = MeasureBook((measure(),), (figure("2025-05", "70"),), targets)
    (both,) = measure_results(book, date(2025, 7, 4)).values()
    assert (both.target, both.stretch, both.computed) == (Decimal(60), Decimal(80), "on_target")


# Ratings


@pytest.mark.parametrize(
    ("values", "value", "target", "rating"),
    [
        ({}, "60", "60", "on_target"),
        ({}, "59.9", "60", "off_target"),
        ({"tolerance": Decimal(5)}, "55", "60", "near"),
        ({"tolerance": Decimal(5)}, "54.9", "60", "off_target"),
        ({"tolerance": Decimal(10), "tolerance_kind": "percent"}, "54", "60", "near"),
        ({"tolerance": Decimal(10), "tolerance_kind": "percent"}, "53.9", "60", "off_target"),
        ({"direction": "lower"}, "52", "52", "on_target"),
        ({"direction": "lower", "tolerance": Decimal(3)}, "55", "52", "near"),
        ({"direction": "lower", "tolerance": Decimal(3)}, "55.1", "52", "off_target"),
        ({"direction": "target", "tolerance": Decimal(2)}, "98", "100", "on_target"),
        ({"direction": "target", "tolerance": Decimal(2)}, "104", "100", "near"),
        ({"direction": "target", "tolerance": Decimal(2)}, "104.1", "100", "off_target"),
        ({"direction": "target"}, "100", "100", "on_target"),
    ],
)
def test_ratings_by_tolerance(values: dict[str, Any], value: str, target: str, rating: str) -> None:
    assert rate(measure(**values), Decimal(value), Decimal(target)) == rating
    assert result({"2025-05": value}, {"2025-05": target}, **values).computed == rating


@pytest.mark.parametrize(
    ("last_year", "value", "rating"),
    [
        ("10", "55", "on_target"),
        ("40", "50", "near"),
        ("50", "50", "near"),
        ("51", "50", "off_target"),
        (None, "50", "off_target"),
    ],
)
def test_ratings_by_tolerance_and_direction_of_travel(last_year: str | None, value: str, rating: str) -> None:
    figures = {"2025-05": value} | ({"2024-05": last_year} if last_year else {})
    assert result(figures, {"2025-05": "60"}, tolerance=Decimal(5), uses_travel=True).computed == rating


def test_without_a_target_there_is_no_rating() -> None:
    found = result({"2025-05": "5"})
    assert (found.computed, found.rating_text, found.target_text, found.gap) == ("", "No target", "", None)


def test_the_computed_rating_is_kept_beside_a_person_s() -> None:
    found = result({"2025-05": "5"}, {"2025-05": "60"}, rating="near", rating_reason="Data are late")
    assert (found.computed, found.rating, found.rating_text) == ("off_target", "near", "Near (computed: Off target)")


def test_the_gap_is_below_nothing_where_the_target_is_missed() -> None:
    missed = result({"2025-05": "16.2"}, {"2025-05": "60"})
    assert (missed.gap, missed.gap_text) == (Decimal("-43.8"), "43.8 points below target")
    met = result({"2025-05": "50"}, {"2025-05": "52"}, direction="lower", unit="weeks", decimals=0)
    assert (met.gap, met.gap_text) == (Decimal(2), "2 weeks below target")
    assert result({"2025-05": "50"}, {"2025-05": "50"}).gap_text == "on target"


def test_periods_in_a_row_at_target() -> None:
    figures = {"2025-01": "70", "2025-02": "50", "2025-03": "60", "2025-04": "61", "2025-05": "65"}
    assert result(figures, {"2025-01": "60"}).at_target == 3
    assert result(figures, {"2025-01": "60", "2025-05": "65"}).at_target == 1
    assert result(figures, {"2025-01": "66"}).at_target == 0
    assert result(figures).at_target == 0
    assert periods_at_target(series(figures, {"2025-01": "10"})) == 5


def test_a_month_without_a_figure_or_a_break_ends_the_run() -> None:
    assert result({"2025-03": "60", "2025-05": "65"}, {"2025-01": "60"}).at_target == 1
    assert result({"2025-04": "60", "2025-05": "65"}, {"2025-01": "60"}, breaks=("2025-05",)).at_target == 1
    assert result({"YTD-2024-12": "70", "YTD-2025-01": "70"}, {"2024-01": "60"}).at_target == 2


# Run rate


def counted(period: str, hits: int, whole: int) -> list[Any]:
    return [figure(period, numerator=Decimal(hits), denominator=Decimal(whole))]


def test_a_share_of_a_year_is_reached_by_counts() -> None:
    found = result(counted("YTD-2025-05", 20, 50), {"2025-12": "60"}, kind="ratio", noun="plans")
    # 50 plans in five months make 70 in seven; 60% of 120 are 72, of which 20 are done.
    assert found.run_rate == "To reach 60% by December 2025, 52 of the next 70 plans."


def test_a_target_out_of_reach_is_said_to_be() -> None:
    found = result(counted("YTD-2025-10", 10, 100), {"2025-12": "60"}, kind="ratio", noun="plans")
    assert found.run_rate == (
        "To reach 60% by December 2025 is out of reach: even the best of the next 20 plans would make 25.0%."
    )


def test_lower_shares_are_kept_down() -> None:
    found = result(counted("YTD-2025-06", 40, 60), {"2025-12": "50"}, kind="ratio", direction="lower", noun="cases")
    assert found.run_rate == "To reach 50% by December 2025, at most 20 of the next 60 cases."


def test_without_counts_the_share_of_the_rest_is_told() -> None:
    found = result({"YTD-2025-05": "52"}, {"2025-12": "60"}, noun="plans")
    assert found.run_rate == "To reach 60% by December 2025, 65.7% of the plans still to come this year."


def test_other_measures_move_by_a_step_a_month() -> None:
    found = result({"2025-05": "55"}, {"2025-12": "52"}, direction="lower", unit="weeks", decimals=0)
    assert found.run_rate == "To reach 52 weeks by December 2025, down 0.4 weeks each month for 7 months."
    assert result({"2025-05": "16.2"}, {"2025-09": "60"}).run_rate == (
        "To reach 60% by September 2025, up 11.0 points each month for 4 months."
    )


@pytest.mark.parametrize(
    ("figures", "targets"), [({"2025-05": "65"}, {"2025-12": "60"}), ({"2025-05": "5"}, {"2025-03": "60"}), ({}, {})]
)
def test_no_run_rate_where_the_target_is_met_past_or_not_there(
    figures: dict[str, str], targets: dict[str, str]
) -> None:
    assert result(figures, targets).run_rate == ""


@given(st.integers(1, 200), st.integers(1, 200), st.integers(1, 11), st.integers(1, 100))
def test_the_run_rate_reaches_the_target_and_one_less_does_not(hits: int, more: int, month: int, target: int) -> None:
    whole = hits + more
    found = result(counted(f"YTD-2025-{month:02}", hits, whole), {"2025-12": str(target)}, kind="ratio", noun="plans")
    if hits * 100 >= target * whole:
        assert found.run_rate == ""
        return
    ahead = int((Decimal(whole) * (12 - month) / month).to_integral_value())
    if "out of reach" in found.run_rate:
        assert (hits + ahead) * 100 < target * (whole + ahead)
        return
    needed = int(found.run_rate.split(", ")[1].split(" of ")[0].replace(",", ""))
    assert (hits + needed) * 100 >= target * (whole + ahead)
    assert (hits + needed - 1) * 100 < target * (whole + ahead)
    assert 0 <= needed <= ahead


# Age


def test_age_counts_from_the_end_of_the_period_or_from_recording_while_it_runs() -> None:
    assert result({"2025-05": "5"}).age_days == 34
    assert result({"2025": "5"}).age_days == 22


@pytest.mark.parametrize(
    ("period", "values", "due", "stale"),
    [
        ("2025-05", {}, date(2025, 8, 11), False),
        ("2025-03", {}, date(2025, 6, 11), True),
        ("2025-05", {"next_due": "2025-07-03"}, date(2025, 7, 3), True),
        ("2025-05", {"next_due": "2025-07-04"}, date(2025, 7, 4), False),
        ("2023", {"frequency": "year"}, date(2025, 7, 1), True),
        ("2025", {"frequency": "year"}, date(2026, 12, 29), False),
        ("2025-Q1", {"frequency": "quarter"}, date(2025, 8, 11), False),
        ("2020-01", {"frequency": "irregular"}, None, False),
    ],
)
def test_when_the_next_figure_is_due(period: str, values: dict[str, Any], due: date | None, stale: bool) -> None:
    found = result({period: "5"}, **values)
    assert (found.due_by, found.stale) == (due, stale)
    assert ("ago" in found.stale_text) is stale


# Benchmarks, sources, lists


def test_a_benchmark_is_compared_only_on_the_same_basis() -> None:
    england = Benchmark("b", "m", "England", "2024", Decimal("46.4"), "excluding exceptions", "DfE")
    older = Benchmark("c", "m", "England", "2023", Decimal("50.3"), "excluding exceptions", "DfE")
    (alike,) = result({"2024": "36"}, benchmarks=(older, england), basis="excluding exceptions").benchmarks
    assert (alike.text, alike.better) == ("England 46.4% in 2024, excluding exceptions", False)
    (unlike,) = result({"2024": "36"}, benchmarks=(england,)).benchmarks
    assert (unlike.better, unlike.why_not) == (None, "It has another basis than this figure (none given).")


def test_of_several_sources_the_chosen_one_is_quoted_and_every_copy_chooses_alike() -> None:
    a = figure("2025-05", "47.3", source="a", headline=False)
    b = figure("2025-05", "52.9", source="b")
    c = figure("2025-05", "49.3", source="C", recorded_on="2025-06-20")
    assert headline_of([a, b]) is b
    assert headline_of([a, b, c]) is headline_of([c, b, a]) is c
    tied = figure("2025-05", "1", source="B2")
    assert headline_of([tied, b]) is headline_of([b, tied]) is b


def test_what_improved_and_what_worsened() -> None:
    up, down = result({"2024-05": "1", "2025-05": "2"}), result({"2025-04": "2", "2025-05": "1"})
    same, mixed = result({"2025-04": "2", "2025-05": "2"}), result({"2024-05": "1", "2025-04": "3", "2025-05": "2"})
    assert improved([up, down, same, mixed]) == [up, mixed]
    assert worsened([up, down, same, mixed]) == [down]
    assert not worsened_since_last_year(down)


def test_worse_by_more_than_the_tolerance() -> None:
    figures = {"2024-05": "54", "2025-05": "50"}
    assert worse_beyond_tolerance(result(figures))
    assert not worse_beyond_tolerance(result(figures, tolerance=Decimal(5)))
    assert worse_beyond_tolerance(result(figures, tolerance=Decimal(5), tolerance_kind="percent"))
    assert not worse_beyond_tolerance(result({"2024-05": "50", "2025-05": "54"}))


def test_the_order_in_which_figures_came_does_not_matter() -> None:
    one = [figure("2024-05", "54"), figure("2025-04", "19"), figure("2025-05", "16.2")]
    first, last = result(one), result(one[::-1])
    assert (first.points, first.sentence, first.previous) == (last.points, last.sentence, last.previous)


def test_a_period_of_a_newer_program_is_left_out_of_what_is_worked_out() -> None:
    found = result([figure("2025-05", "5"), figure("fortnight 12", "99")])
    assert (len(found.points), found.value) == (1, Decimal(5))
