from __future__ import annotations

from datetime import date

import pytest

from send_tracker.domain.register import Action
from send_tracker.domain.slippage import days_words, forecast_after, slippage, slippage_words

TODAY = date(2025, 7, 4)


def dated(**dates: str) -> Action:
    return Action("a", "1.1", "x", "o", "on_track", **dates)  # type: ignore[arg-type]


def slip(done: str = "", **dates: str) -> tuple[int | None, int | None]:
    found = slippage(dated(**dates), TODAY, not done)
    return found.original, found.approved


def test_it_is_counted_to_the_forecast_and_to_delivery() -> None:
    dates = {"original_date": "2025-06-30", "approved_date": "2025-08-31"}
    assert slip(**dates, forecast_date="2025-09-10") == (72, 10)
    assert slip(**dates) == (62, 0), "with no forecast it is held to its date"
    assert slip("done", **dates, actual_date="2025-06-20") == (-10, -72)
    assert slip(**dates, actual_date="2025-06-20") == (62, 0), "an action opened again is not delivered"


def test_what_is_not_done_cannot_end_in_the_past() -> None:
    assert slip(original_date="2025-06-30") == (4, 4)
    assert slip(original_date="2025-06-30", forecast_date="2025-07-01") == (4, 4)
    assert slip("done", original_date="2025-06-30") == (0, 0), "done on a day nobody gave"
    assert slip() == (None, None)


def test_a_month_ends_with_its_last_day() -> None:
    assert forecast_after("2025-06", "2025-07-01") == 1
    assert forecast_after("2025-06", "2025-06-30") == 0
    assert forecast_after("2025-06-30", "2025-06-01") == 0, "early is not late"
    assert forecast_after(None, "2025-07") == forecast_after("2025-07", None) == 0


@pytest.mark.parametrize(("days", "words"), [(1, "1 day after"), (-3, "3 days before"), (0, "on")])
def test_days_in_words(days: int, words: str) -> None:
    assert days_words(days) == words


def test_all_of_it_in_a_sentence() -> None:
    action = dated(original_date="2025-06-30", approved_date="2025-08-31", forecast_date="2025-09-10")
    found = slippage(action, TODAY, True)
    assert slippage_words(found, action, [1]) == (
        "Forecast for 10 September 2025: 10 days after the approved date and 72 days after the original date. "
        "Moved 1 time."
    )
    bare = dated()
    assert slippage_words(slippage(bare, TODAY, True), bare, []) == ""
