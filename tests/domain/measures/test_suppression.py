"""Small numbers: what is hidden, what else must be, and that nothing small can be worked out from what is left."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.measures.periods import Period, span
from send_tracker.domain.measures.results import result_of
from send_tracker.domain.measures.rows import Observation
from send_tracker.domain.measures.suppression import suppressed, suppressed_series
from tests.domain.measures.series_builder import TODAY, figure, series


def hidden(figures: dict[str, str] | list[Observation], **values: object) -> dict[str, list[str]]:
    """Return what is hidden, by period."""
    given: dict[str, object] = {"unit": "count", "small_number": 5, **values}
    found = series(figures, **given)  # type: ignore[arg-type]
    by_id = {o.id: o.period for o in found.observations}
    return {by_id[id]: sorted(names) for id, names in suppressed(found).items()}


def test_counts_from_one_to_below_the_threshold_are_hidden_and_zero_is_not() -> None:
    figures = {"2025-01": "0", "2025-03": "1", "2025-05": "4", "2025-07": "5"}
    assert hidden(figures) == {"2025-03": ["value"], "2025-05": ["value"]}


@pytest.mark.parametrize("values", [{"small_number": None}, {"unit": "weeks"}, {"unit": "pounds"}])
def test_what_has_no_threshold_or_counts_nobody_is_left_alone(values: dict[str, object]) -> None:
    assert hidden({"2025-01": "3"}, **values) == {}


@pytest.mark.parametrize(
    ("numerator", "denominator", "names"),
    [
        (3, 40, ["numerator", "value"]),
        (38, 40, ["numerator", "value"]),
        (2, 4, ["base", "denominator", "numerator", "value"]),
        (0, 40, []),
        (40, 40, []),
        (20, 40, []),
    ],
)
def test_a_share_goes_with_its_small_part(numerator: int, denominator: int, names: list[str]) -> None:
    counts = [figure("2025-05", numerator=Decimal(numerator), denominator=Decimal(denominator))]
    assert hidden(counts, unit="percent", kind="ratio") == ({"2025-05": names} if names else {})


@pytest.mark.parametrize(
    ("value", "base", "names"),
    [("5", 60, ["value"]), ("95", 60, ["value"]), ("50", 60, []), ("50", 4, ["base", "value"]), ("50", None, [])],
)
def test_a_share_of_answers_goes_with_the_few_who_gave_them(value: str, base: int | None, names: list[str]) -> None:
    answers = [figure("2025", value, base=base)]
    assert hidden(answers, unit="percent", kind="survey") == ({"2025": names} if names else {})


def test_a_month_that_is_the_difference_of_two_totals_takes_one_of_them_along() -> None:
    assert hidden({"YTD-2025-04": "20", "YTD-2025-05": "23"}) == {"YTD-2025-04": ["value"]}
    assert hidden({"YTD-2025-04": "20", "YTD-2025-05": "25"}) == {}


def test_the_one_hidden_month_of_a_shown_quarter_takes_another_along() -> None:
    figures = {"2025-04": "3", "2025-05": "12", "2025-06": "20", "2025-Q2": "35"}
    assert hidden(figures) == {"2025-04": ["value"], "2025-05": ["value"]}


def test_two_hidden_months_are_worked_out_only_together() -> None:
    figures = {"2025-04": "3", "2025-05": "4", "2025-06": "20", "2025-Q2": "27"}
    assert hidden(figures) == {"2025-04": ["value"], "2025-05": ["value"]}


def test_counts_on_a_day_do_not_add_up() -> None:
    assert hidden({"2025-04": "20", "2025-05": "23"}, period_type="snapshot") == {}


def test_other_sources_of_the_same_period_are_hidden_too() -> None:
    figures = [figure("2025-05", "4", source="a"), figure("2025-05", "6", source="b")]
    assert hidden(figures) == {"2025-05": ["value"]}
    assert len(suppressed(series(figures, unit="count", small_number=5))) == 2


def test_results_of_what_may_be_exported_say_that_the_latest_is_hidden() -> None:
    given = series({"2025-04": "12", "2025-05": "3"}, {"2025-05": "20"}, unit="count", small_number=5, noun="plans")
    found = result_of(suppressed_series(given), TODAY)
    assert (found.value, found.value_text, found.short_text, found.gap) == (None, "[c]", "[c]", None)
    assert found.period == Period.parse("2025-05")
    assert found.previous.why_not == "The latest figure is too small a number to be published."
    assert found.rating_text == "Suppressed"
    assert found.sentence == "Reviews on time, May 2025: too small a number to be published."
    earlier = series({"2024-05": "3", "2025-05": "12"}, unit="count", small_number=5)
    assert result_of(suppressed_series(earlier), TODAY).year_ago.why_not == "The figure for May 2024 is suppressed."


SPANS = [span(24300 + a, 24300 + b).text for a, b in combinations(range(7), 2)]
MONTHS = [f"2025-{m:02}" for m in range(1, 8)]


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 9), min_size=7, max_size=7),
    st.sets(st.sampled_from(SPANS), max_size=6),
    st.sets(st.sampled_from(MONTHS), max_size=5),
)
def test_nothing_small_can_be_worked_out(counts: list[int], spans: set[str], months: set[str]) -> None:
    """Brute force: shown sums as equations; every run of months that they determine must not be small."""
    counts = [*counts, *[7] * 20]

    def total(text: str) -> int:
        period = Period.parse(text)
        first = period.first.year * 12 + period.first.month - 24301
        last = period.last.year * 12 + period.last.month - 24301
        return sum(counts[first : last + 1])

    figures = {text: str(total(text)) for text in sorted(spans | months)}
    given_series = series(figures, unit="count", small_number=5)
    shown = [o for o in suppressed_series(given_series).observations if o.value is not None]
    known: dict[tuple[int, int], int] = {}
    for observation in shown:
        period = Period.parse(observation.period)
        start = period.first.year * 12 + period.first.month - 1
        end = period.last.year * 12 + period.last.month
        known[start, end] = int(observation.value or 0)
    grown = True
    while grown:  # sums and differences of two known runs, until nothing new is known
        grown = False
        for (a, b), (c, d) in combinations(list(known), 2):
            for left, right, size in (
                (a, d, known[a, b] + known[c, d] if b == c else None),
                (c, b, known[a, b] + known[c, d] if d == a else None),
                (min(b, d), max(b, d), abs(known[c, d] - known[a, b]) if a == c else None),
                (min(a, c), max(a, c), abs(known[a, b] - known[c, d]) if b == d else None),
            ):
                if size is not None and left != right and (left, right) not in known:
                    known[left, right] = size
                    grown = True
    assert not [run for run, size in known.items() if 0 < size < 5]
