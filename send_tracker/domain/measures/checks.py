"""What a figure may be: what is refused outright, and what is asked about before it is kept."""

from __future__ import annotations

from decimal import Decimal

from send_tracker.domain.fields import decimal_text
from send_tracker.domain.measures.numbers import HUNDRED, Figure, plain, value_of
from send_tracker.domain.measures.rows import Measure
from send_tracker.domain.problem import Problem

_TEN = Decimal(10)


def refuse(measure: Measure, figure: Figure) -> None:
    """Refuse what cannot be a figure of this measure, whoever confirms it.

    Raises:
        Problem: a share is above 100 per cent or below nothing, a count is negative, or the parts do not fit.
    """
    _fit_together(figure)
    low, high = _bounds(measure)
    for number in (figure.value, figure.low, figure.high, value_of(measure, figure)):
        if number is None:
            continue
        if high is not None and number > high:
            raise Problem(f"{plain(measure, number)} is more than {plain(measure, high)}, which this cannot be.",
                          "above-all")  # fmt: skip
        if low is not None and number < low:
            raise Problem(
                f"{plain(measure, number)} is below {plain(measure, low)}, which this cannot be.", "below-all"
            )
    if any(n is not None and n < 0 for n in (figure.numerator, figure.denominator)):
        raise Problem("A number of cases cannot be below nothing.", "below-all")


def _fit_together(figure: Figure) -> None:
    if figure.numerator is not None and figure.denominator is None:
        raise Problem("A share of a whole needs both numbers: 91 of 132.", "half-ratio")
    if figure.denominator is not None and figure.numerator is None:
        raise Problem("A share of a whole needs both numbers: 91 of 132.", "half-ratio")
    if figure.low is not None and figure.high is not None and figure.low > figure.high:
        raise Problem(f"A range runs from the lower to the higher number, not from {figure.low} to {figure.high}.",
                      "bad-range")  # fmt: skip
    for number in (figure.value, figure.numerator, figure.denominator, figure.low, figure.high):
        if number is not None:
            _can_be_kept(number)


def _can_be_kept(number: Decimal) -> None:
    try:
        decimal_text(number)
    except ValueError:
        raise Problem(f"{number} has more digits than can be kept.", "bad-number") from None


def _bounds(measure: Measure) -> tuple[Decimal | None, Decimal | None]:
    """Return between what every figure lies; a plausible range that goes further was meant and is believed."""
    highest = {"percent": HUNDRED, "of10": _TEN}.get(measure.unit)
    lowest: Decimal | None = None if measure.unit == "pounds" else Decimal(0)
    if highest is not None and measure.plausible_high is not None:
        highest = max(highest, measure.plausible_high)
    if lowest is not None and measure.plausible_low is not None:
        lowest = min(lowest, measure.plausible_low)
    return lowest, highest


def question(measure: Measure, figure: Figure, where: str) -> str:
    """Return what should be asked before a figure is kept, in one sentence; empty where it looks right.

    Args:
        measure: what is counted. figure: the numbers. where: what the sentence names, such as "May 2025".
    """
    value = value_of(measure, figure)
    if value is None:
        return ""
    low, high = measure.plausible_low, measure.plausible_high
    if low is not None and value < low:
        return f"{where}: {plain(measure, value)} is below {plain(measure, low)}, the least that is plausible. Keep it?"
    if high is not None and value > high:
        return f"{where}: {plain(measure, value)} is above {plain(measure, high)}, the most that is plausible. Keep it?"
    if measure.unit == "percent" and figure.numerator is None and 0 < value < 1:
        times = value * HUNDRED
        return f"{where}: {value}% is less than one per cent. Should it be {times.normalize():f}%? Keep it as it is?"
    if figure.numerator is not None and figure.denominator == 0:
        return f"{where}: the whole is 0, so there is no share. Keep it?"
    return ""
