"""Days on which a council is closed, as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.closed_days import closed_words, read_closed_days
from send_tracker.domain.problem import Problem


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", []),
        ("29 December 2025", ["2025-12-29"]),
        ("29 to 31 December 2025", ["2025-12-29", "2025-12-30", "2025-12-31"]),
        ("29–30 December 2025; 2/1/26", ["2025-12-29", "2025-12-30", "2026-01-02"]),
        ("31 December to 2 January 2026", ["2025-12-31", "2026-01-01", "2026-01-02"]),
        ("29th to 30th December 2025 and 2026-01-02,", ["2025-12-29", "2025-12-30", "2026-01-02"]),
        ("2 January 2026, 2 January 2026", ["2026-01-02"]),
    ],
)
def test_what_people_type(text: str, days: list[str]) -> None:
    assert [d.isoformat() for d in read_closed_days(text)] == days


@pytest.mark.parametrize(
    "text",
    ["Christmas", "December 2025", "31 to 29 December 2025", "1 January 2025 to 1 March 2025", "32 December 2025"],
)
def test_what_is_no_day_is_named_and_refused(text: str) -> None:
    with pytest.raises(Problem) as found:
        read_closed_days(f"2 January 2026, {text}")
    assert text.rsplit(" to ", maxsplit=1)[-1].rsplit(maxsplit=1)[-1] in found.value.sentence


@settings(max_examples=60, deadline=None)
@given(days=st.sets(st.dates(date(2020, 1, 1), date(2030, 12, 31)) | st.dates(date(2025, 12, 1), date(2026, 2, 1))))
def test_what_is_shown_reads_back_as_the_same_days(days: set[date]) -> None:
    assert read_closed_days(closed_words(days)) == tuple(sorted(days))


def test_days_in_a_row_are_one_stretch() -> None:
    days = read_closed_days("30 December 2025 to 2 January 2026, 24 December 2025, 6 to 7 April 2026")
    assert closed_words(days) == "24 December 2025, 30 December 2025 to 2 January 2026, 6 to 7 April 2026"
