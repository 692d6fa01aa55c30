"""Measures in a real file: recording, revising, quoting one of several sources, targets, links, ratings, undo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from send_tracker.domain.measures.results import MeasureResult, measure_results
from send_tracker.domain.measures.rows import Measure, Observation
from send_tracker.domain.problem import Problem
from send_tracker.services.history import history
from send_tracker.services.labels import edit_label, entity_words
from send_tracker.services.measure_reading import measures_of_action, read_measure, read_measures
from send_tracker.services.measures import (
    Entry,
    add_measure,
    change_measure,
    link_measure,
    mark_series,
    observation_id,
    override_rating,
    record,
    set_benchmark,
    set_headline,
    set_measure_themes,
    set_target,
    unmark_series,
    withdraw_benchmark,
    withdraw_measure,
    withdraw_observation,
    withdraw_target,
)
from send_tracker.services.undo import undo
from tests.builders import Small

D = Decimal


@pytest.fixture
def reviews(small: Small) -> str:
    return add_measure(small.session, "Annual reviews on time", unit="percent", decimals=1, outcome=small.outcomes[1])


def figures(small: Small) -> list[Observation]:
    return list(read_measures(small.session).observations)


def result(small: Small, measure: str) -> MeasureResult:
    return measure_results(read_measures(small.session), small.session.today)[measure]


def test_a_measure_is_read_back_as_it_was_given(small: Small) -> None:
    measure = add_measure(
        small.session,
        "Annual reviews on time",
        unit="percent",
        kind="ratio",
        noun="annual reviews",
        tolerance=D("2.5"),
        plausible_high=D("100"),
        small_number=5,
        actions=";".join(small.actions[:2]),
        themes=small.themes[0],
    )
    (found,) = read_measures(small.session).measures
    assert found == read_measure(small.session, measure)
    assert found == Measure(
        measure,
        "M1",
        "Annual reviews on time",
        unit="percent",
        kind="ratio",
        noun="annual reviews",
        tolerance=D("2.5"),
        plausible_high=D("100"),
        small_number=5,
        actions=tuple(small.actions[:2]),
        themes=(small.themes[0],),
    )


def test_references_go_on(small: Small) -> None:
    add_measure(small.session, "One", ref="M7")
    assert read_measure(small.session, add_measure(small.session, "Two")).ref == "M8"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"unit": "furlongs"}, "no-such-code"),
        ({"direction": "up"}, "no-such-code"),
        ({"decimals": 9}, "bad-value"),
        ({"tolerance": D(-1)}, "bad-value"),
        ({"plausible_low": D(9), "plausible_high": D(1)}, "bad-range"),
        ({"tolerance": D("1e20")}, "bad-number"),
    ],
)
def test_a_measure_that_cannot_be(small: Small, values: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as refused:
        add_measure(small.session, "Reviews", **values)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert read_measures(small.session).measures == ()


def test_several_figures_are_one_edit_and_one_undo(small: Small, reviews: str) -> None:
    done = record(
        small.session,
        [Entry(reviews, "2024-05", "Council", D(54)), Entry(reviews, "2025-05", "Council", D("16.2"))],
    )
    assert done.edited is not None
    assert done.new == (0, 1)
    assert [(o.period, o.value, o.headline, o.state) for o in figures(small)] == [
        ("2024-05", D(54), True, "final"),
        ("2025-05", D("16.2"), True, "final"),
    ]
    undo(small.session)
    assert figures(small) == []


def test_a_figure_recorded_again_is_revised_and_its_history_kept(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025-05", "Council", D("16.2"), state="provisional")])
    small.on(date(2025, 2, 3))
    done = record(small.session, [Entry(reviews, "2025-05", "council ", D("17.0"))], reason="Late returns")
    assert (done.new, done.changed) == ((), (0,))
    (found,) = figures(small)
    assert (found.value, found.state, found.revised, found.recorded_on) == (D("17.0"), "revised", True, "2025-02-03")
    (before,) = read_measures(small.session, date(2025, 1, 31)).observations
    assert (before.value, before.state, before.revised, before.recorded_on) == (
        D("16.2"),
        "provisional",
        False,
        "2025-01-06",
    )
    undo(small.session)
    assert [(o.value, o.revised) for o in figures(small)] == [(D("16.2"), False)]


def test_the_same_figure_again_changes_nothing(small: Small, reviews: str) -> None:
    entry = Entry(reviews, "2025-05", "Council", D("16.2"), note="From the report")
    record(small.session, [entry])
    done = record(small.session, [entry])
    assert done.edited is None
    assert done.unchanged == (0,)


def test_sources_stand_side_by_side_and_exactly_one_is_quoted(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "YTD-2025-05", "Progress section", D("47.3"))])
    record(small.session, [Entry(reviews, "YTD-2025-05", "Another page", D("49.3"))])
    record(small.session, [Entry(reviews, "YTD-2025-05", "Data report", D("52.86"), headline=True)])
    assert {o.source: o.headline for o in figures(small)} == {
        "Progress section": False,
        "Another page": False,
        "Data report": True,
    }
    assert result(small, reviews).value == D("52.86")
    assert {o.value for o in result(small, reviews).rivals} == {D("47.3"), D("49.3")}
    set_headline(small.session, observation_id(reviews, "YTD-2025-05", "Progress section"))
    assert [o.source for o in figures(small) if o.headline] == ["Progress section"]
    assert result(small, reviews).value == D("47.3")
    assert set_headline(small.session, observation_id(reviews, "YTD-2025-05", "Progress section")) is None


def test_two_figures_of_one_batch_quote_the_first(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025-05", s, D(5)) for s in ("b", "a")])
    assert [o.source for o in figures(small) if o.headline] == ["b"]


def test_where_the_quoted_figure_is_withdrawn_another_is_quoted(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025-05", "a", D(5)), Entry(reviews, "2025-05", "b", D(6))])
    withdraw_observation(small.session, observation_id(reviews, "2025-05", "a"))
    assert result(small, reviews).value == D(6)


def test_a_withdrawn_figure_comes_back_as_it_is_given_now(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025-05", "a", D(5), note="Old note", base=12)])
    withdraw_observation(small.session, observation_id(reviews, "2025-05", "a"))
    record(small.session, [Entry(reviews, "2025-05", "a", D(6))])
    (found,) = figures(small)
    assert (found.value, found.note, found.base, found.headline) == (D(6), "", None, True)


def test_an_implausible_figure_is_asked_about_and_nothing_is_kept(small: Small, reviews: str) -> None:
    change_measure(small.session, reviews, plausible_low=D(10), plausible_high=D(90))
    entries = [Entry(reviews, "2025-04", "", D(50)), Entry(reviews, "2025-05", "", D(95))]
    asked = record(small.session, entries)
    assert asked.edited is None
    assert [(q.place, q.text) for q in asked.questions] == [
        (1, "Annual reviews on time, May 2025: 95% is above 90%, the most that is plausible. Keep it?")
    ]
    assert figures(small) == []
    assert record(small.session, entries, confirmed=True).edited is not None


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"value": D("100.1")}, "above-all"),
        ({"value": D("-1")}, "below-all"),
        ({"numerator": D(3)}, "half-ratio"),
        ({"numerator": D(133), "denominator": D(132)}, "above-all"),
        ({"low": D(60), "high": D(30)}, "bad-range"),
        ({}, "no-figure"),
        ({"value": D("1.0000000000000001")}, "bad-number"),
        ({"value": D("NaN")}, "bad-number"),
        ({"value": D(5), "state": "guessed"}, "no-such-state"),
        ({"value": D(5), "period": "someday"}, "bad-period"),
        ({"value": D(5), "measure": "0" * 32}, "no-such-measure"),
    ],
)
def test_what_can_be_no_figure_is_refused_even_when_confirmed(
    small: Small, reviews: str, entry: dict[str, object], code: str
) -> None:
    given: dict[str, object] = {"measure": reviews, "period": "2025-05", **entry}
    with pytest.raises(Problem) as refused:
        record(small.session, [Entry(reviews, "2025-04", "", D(1)), Entry(**given)], confirmed=True)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert figures(small) == []


def test_a_period_whose_year_looks_mistyped_is_asked_about(small: Small, reviews: str) -> None:
    asked = record(small.session, [Entry(reviews, "2025", "", D(50)), Entry(reviews, "2052-05", "", D(50))])
    assert [q.text for q in asked.questions] == [
        "Annual reviews on time, May 2052: this period begins more than a year from now. Keep it?"
    ]


def test_what_has_no_number_is_missing_and_never_zero(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025", "Report", note="Increased for most services")])
    (found,) = figures(small)
    assert found.value is None
    assert result(small, reviews).value is None
    assert result(small, reviews).sentence == "Annual reviews on time, 2025: Increased for most services."


def test_a_dry_run_says_what_would_happen(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025-04", "", D(1)), Entry(reviews, "2025-05", "", D(2))])
    heads = small.session.file.log.heads()
    told = record(
        small.session,
        [Entry(reviews, p, "", v) for p, v in (("2025-03", D(3)), ("2025-04", D(1)), ("2025-05", D(4)))],
        dry_run=True,
    )
    assert (told.new, told.unchanged, told.changed, told.edited) == ((0,), (1,), (2,), None)
    assert small.session.file.log.heads() == heads


def test_targets_benchmarks_and_marks_are_set_once_each(small: Small, reviews: str) -> None:
    session = small.session
    for value in (D(50), D(60)):
        set_target(session, reviews, "2025-12", value)
    set_target(session, reviews, "2025-12", D(80), stretch=True)
    for value in (D("46.4"), D("46.5")):
        set_benchmark(session, reviews, "England", "2024", value, basis="excluding exceptions", source="DfE")
    mark_series(session, reviews, "2023", "break", "Person-level return")
    book = read_measures(session)
    assert [(t.value, t.stretch) for t in sorted(book.targets, key=lambda t: t.stretch)] == [
        (D(60), False),
        (D(80), True),
    ]
    assert [(b.name, b.value, b.basis) for b in book.benchmarks] == [("England", D("46.5"), "excluding exceptions")]
    assert [(m.period, m.type) for m in book.marks] == [("2023", "break")]
    for target in book.targets:
        withdraw_target(session, target.id)
    withdraw_benchmark(session, book.benchmarks[0].id)
    unmark_series(session, book.marks[0].id)
    after = read_measures(session)
    assert (after.targets, after.benchmarks, after.marks) == ((), (), ())


def test_a_rating_over_the_computed_one_needs_a_reason_and_keeps_both(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025-05", "", D(50))])
    set_target(small.session, reviews, "2025-05", D(60))
    with pytest.raises(Problem, match="needs a reason"):
        override_rating(small.session, reviews, "near")
    override_rating(small.session, reviews, "near", "The June figure is in and meets the target")
    found = result(small, reviews)
    assert (found.computed, found.rating, found.overridden) == ("off_target", "near", True)
    assert found.rating_text == "Near (computed: Off target)"
    assert found.measure.rating_reason == "The June figure is in and meets the target"
    override_rating(small.session, reviews, "")
    assert (result(small, reviews).rating, result(small, reviews).overridden) == ("off_target", False)


def test_links_to_actions_and_themes(small: Small, reviews: str) -> None:
    session = small.session
    link_measure(session, reviews, small.actions[:2])
    assert link_measure(session, reviews, small.actions[:1]) is None
    link_measure(session, reviews, small.actions[:1], on=False)
    set_measure_themes(session, reviews, [small.themes[1]])
    (found,) = read_measures(session).measures
    assert (found.actions, found.themes) == ((small.actions[1],), (small.themes[1],))
    assert [m.id for m in measures_of_action(session, small.actions[1])] == [reviews]
    assert measures_of_action(session, small.actions[0]) == []
    with pytest.raises(Problem, match="no such action"):
        link_measure(session, reviews, ["0" * 32])


def test_a_withdrawn_measure_takes_what_belongs_to_it_along_and_comes_back(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025-05", "", D(50))])
    link_measure(small.session, reviews, small.actions[:1])
    withdraw_measure(small.session, reviews, "Not counted any more")
    book = read_measures(small.session)
    assert (book.measures, book.observations) == ((), ())
    assert measures_of_action(small.session, small.actions[0]) == []
    undo(small.session)
    assert len(read_measures(small.session).observations) == 1


def test_measures_as_they_stood_on_a_day(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "2025-05", "", numerator=D(91), denominator=D(132))])
    small.on(date(2025, 3, 1))
    change_measure(small.session, reviews, title="Reviews held in time")
    then, now = read_measures(small.session, date(2025, 2, 1)), read_measures(small.session)
    assert (then.measures[0].title, now.measures[0].title) == ("Annual reviews on time", "Reviews held in time")
    assert then.observations == now.observations
    assert read_measures(small.session, date(2025, 1, 1)).measures == ()


def test_every_edit_of_measures_has_a_name(small: Small, reviews: str) -> None:
    session = small.session

    def last() -> str:
        return edit_label(session, session.file.log.count())

    names = [last()]
    for do in (
        lambda: record(session, [Entry(reviews, "2025-05", "a", D(5))]),
        lambda: record(session, [Entry(reviews, "2025-05", "b", D(5)), Entry(reviews, "FY2025", "a", D(5))]),
        lambda: record(session, [Entry(reviews, "FY2025", "a", D(6))]),
        lambda: set_headline(session, observation_id(reviews, "2025-05", "b")),
        lambda: change_measure(session, reviews, unit="count", decimals=0),
        lambda: link_measure(session, reviews, small.actions[:1]),
        lambda: set_target(session, reviews, "2025-05", D(60)),
        lambda: set_benchmark(session, reviews, "England", "2024", D(60)),
        lambda: mark_series(session, reviews, "2025-05", "break"),
        lambda: override_rating(session, reviews, "near", "Because"),
        lambda: withdraw_observation(session, observation_id(reviews, "2025-05", "b")),
        lambda: withdraw_measure(session, reviews),
    ):
        do()
        names.append(last())
    assert names == [
        "new measure M1",
        "figure of M1 for May 2025",
        "2 figures",
        "figure of M1 for the financial year ending March 2025",
        "quoted figure of M1",
        "unit and decimal places of M1",
        "linked actions of M1",
        "target of M1",
        "benchmark of M1",
        "mark on the line of M1",
        "rating of M1",
        "withdrawal of a figure of M1",
        "withdrawal of M1",
    ]


def test_the_history_of_a_measure_is_told_in_words(small: Small, reviews: str) -> None:
    record(small.session, [Entry(reviews, "YTD-2025-05", "Council", D("52.86"), state="provisional")])
    lines = {(line.what, line.after) for line in history(small.session, reviews)}
    assert ("Unit", "%") in lines
    assert ("Period", "2025 year to date, to May") in lines
    assert ("State", "Provisional") in lines
    id = observation_id(reviews, "YTD-2025-05", "Council")
    assert entity_words(small.session, id) == "M1, January to May 2025"
