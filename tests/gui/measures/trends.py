"""Measures as charts take them, made up for the tests: a falling line with all that can stand beside it."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from send_tracker.domain.measures.spc_results import analyse
from send_tracker.domain.measures.trend import ActionMark, Band, Comparator, TargetPoint, Trend, TrendPoint, tidy
from send_tracker.domain.presets import NOTTINGHAMSHIRE

FALL = [Decimal(n) for n in ["54", "51", "49", "46", "47", "41", "38", "33", "30", "26", "22", "19", "16.2"]]


def month_end(number: int) -> date:
    """Return the last day of the month that lies so many months after May 2024."""
    year, month = divmod(2024 * 12 + 4 + number, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def falling(values: list[Decimal] | None = None) -> Trend:
    """Return annual reviews on time: falling below its limits, with a target, markers and a benchmark."""
    numbers = FALL if values is None else values
    spc = analyse(numbers, direction="higher", target=Decimal(60))
    points = tuple(
        TrendPoint(
            month_end(n),
            f"{month_end(n):%B %Y}",
            f"{month_end(n):%b %y}",
            value,
            f"{value}%",
            nature=spc.nature(mark),
            outside=mark.is_outside,
        )
        for n, (value, mark) in enumerate(zip(numbers, spc.control.marks, strict=True))
    )
    stretch = spc.now
    assert stretch is not None
    assert stretch.mean is not None
    assert stretch.lower is not None
    assert stretch.upper is not None
    words = f"Trial limits {tidy(stretch.lower, 0)} to {tidy(stretch.upper, 0)}"
    level = NOTTINGHAMSHIRE["complete"]
    return Trend(
        "Annual reviews completed on time",
        "Annual reviews on time fell from 54% in May 2024 to 16.2% in May 2025.",
        unit="%",
        points=points,
        targets=(
            TargetPoint(month_end(0), Decimal(54), "54%"),
            TargetPoint(month_end(16), Decimal(60), "60% by Sep 2025"),
        ),
        bands=(Band(month_end(0), month_end(16), stretch.mean, stretch.lower, stretch.upper, words),),
        marks=(
            ActionMark(date(2024, 11, 20), "a1", "2.4", "Recruit an annual review team", level),
            ActionMark(date(2025, 3, 20), "a2", "2.7", "Clear overdue annual reviews", level),
        ),
        comparators=(Comparator("England", Decimal("46.4"), "46.4%", "excluding exceptions"),),
        end_note="below limits since Feb",
        note="Months between are illustrative.",
        most=Decimal(100),
    )


def ranges() -> Trend:
    """Return a wait that is published as a range."""
    points = (
        TrendPoint(date(2024, 12, 31), "2024", "2024", Decimal(70), "25 to 70", Decimal(25), Decimal(70)),
        TrendPoint(date(2025, 12, 31), "2025", "2025", Decimal(60), "30 to 60", Decimal(30), Decimal(60)),
    )
    return Trend("Assessment wait", "From 30 to 60 weeks in 2025.", kind="range", unit=" weeks", points=points)
