"""Exact numbers of measures: shares from their counts, rounding once, and how people read and write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from send_tracker.domain.measures.rows import UNITS, Measure, Observation
from send_tracker.domain.problem import Problem

HUNDRED: Final = Decimal(100)
MISSING: Final = frozenset(
    {"", "-", "–", "—", ".", "..", ":", "c", "x", "z", "u", "n/a", "na", "not available", "none"}
)
"""What stands for "no figure" in published tables: it is missing, never zero.

The letters are those of the Department for Education's and the Government Statistical Service's tables: c suppressed,
x not available, z not applicable, u of low reliability.
"""

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_UNIT_WORDS: Final = {
    "%": "percent", "percent": "percent", "per cent": "percent", "percentage": "percent",
    "day": "days", "days": "days", "week": "weeks", "weeks": "weeks", "wk": "weeks", "wks": "weeks",
    "/10": "of10", "out of 10": "of10", "of 10": "of10", "£": "pounds", "gbp": "pounds", "pounds": "pounds",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """The numbers of one observation as they were read; None where nothing was given."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    base: int | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there is no number in it at all."""
        return all(n is None for n in (self.value, self.numerator, self.denominator, self.low, self.high))


def share(numerator: Decimal, denominator: Decimal, unit: str) -> Decimal | None:
    """Return a ratio in its unit, exact to 28 digits; None where nothing could be counted (0 of 0)."""
    if not denominator:
        return None
    found = numerator / denominator
    return found * HUNDRED if unit == "percent" else found


def value_of(measure: Measure, figure: Observation | Figure) -> Decimal | None:
    """Return the one number that stands for a figure in comparisons: the only place where it is worked out.

    A ratio is worked out from its counts. A range stands with its worse end, so that nothing looks better than the
    longest wait that was published.
    """
    if figure.numerator is not None and figure.denominator is not None:
        return share(figure.numerator, figure.denominator, measure.unit)
    if figure.value is not None:
        return figure.value
    ends = [n for n in (figure.low, figure.high) if n is not None]
    if not ends:
        return None
    return min(ends) if measure.direction == "higher" else max(ends)


def rounded(value: Decimal, places: int) -> Decimal:
    """Return a number with so many decimal places, a half rounded up (away from zero)."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def places_of(value: Decimal) -> int:
    """Return with how many decimal places a number was given."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(measure: Measure, value: Decimal) -> str:
    """Return a number with its sign of percent or pounds, and no other unit: "52.9%", "5,500", "£1,500".

    Published numbers keep the places that they were published with, up to those of the measure.
    """
    shown = rounded(value, min(max(measure.decimals, 0), places_of(value)))
    text = f"{shown if shown else abs(shown):,f}"
    match measure.unit:
        case "percent":
            return f"{text}%"
        case "pounds":
            return f"-£{text[1:]}" if text.startswith("-") else f"£{text}"
    return text


_MILLION: Final = Decimal(1_000_000)


def narrow(measure: Measure, value: Decimal | None, text: str) -> str:
    """Return a figure for a narrow column: millions are written "£46.5m" where nothing is lost by it but noughts.

    Source: Government Statistical Service, writing about statistics: millions are abbreviated "m" in tables.
    """
    if value is None or abs(value) < _MILLION or text != plain(measure, value):
        return text
    shown = rounded(value / _MILLION, 2).normalize()
    words = f"{abs(shown):,f}m"
    return f"{'-' if shown < 0 else ''}{'£' if measure.unit == 'pounds' else ''}{words}"


def with_unit(measure: Measure, value: Decimal, text: str = "") -> str:
    """Return a number as it stands in a sentence: "199 days", "4.2 out of 10", "5,500 children"."""
    text = text or plain(measure, value)
    match measure.unit:
        case "percent" | "pounds":
            return text
        case "count":
            return f"{text} {measure.noun}".strip()
    unit = UNITS.get(measure.unit, "")
    one = measure.unit in ("days", "weeks") and text == "1"
    return f"{text} {unit[:-1] if one else unit}".strip()


def figure_text(measure: Measure, figure: Observation | Figure) -> str:
    """Return a figure in full: "68.9% (91 of 132)", "30 to 60 weeks", "81% (base 120)"; empty where there is none."""
    if figure.low is not None or figure.high is not None:
        ends = [plain(measure, n) for n in (figure.low, figure.high) if n is not None]
        last = figure.high if figure.high is not None else figure.low
        return " to ".join([*ends[:-1], with_unit(measure, last or Decimal(0), ends[-1])])
    value = value_of(measure, figure)
    counts = ""
    if figure.numerator is not None and figure.denominator is not None:
        counts = f"{figure.numerator:,f} of {figure.denominator:,f}"
    if value is None:
        return counts
    text = with_unit(measure, value)
    if counts:
        return f"{text} ({counts})"
    return f"{text} (base {figure.base:,})" if figure.base is not None else text


def difference_text(measure: Measure, difference: Decimal) -> str:
    """Return how far two figures are apart, without a sign: "37.8 points", "13 weeks", "£200"."""
    size = abs(difference)
    places = min(max(measure.decimals, 1 if measure.unit == "percent" else 0), max(places_of(size), 0))
    shown = rounded(size, places)
    text = f"{shown:,f}"
    if measure.unit == "percent":
        return f"{text} point" if shown == 1 else f"{text} points"
    if measure.unit == "of10":
        return f"{text} on the scale of 10"
    return with_unit(measure, shown, f"£{text}" if measure.unit == "pounds" else text)


# Reading what people type


def read_figure(text: str, measure: Measure) -> Figure:
    """Read one cell for a measure: "52.9%", "91 of 132", "30-60 weeks", "81% (n=120)", or nothing.

    Raises:
        Problem: it is no number, or it has another unit than the measure.
    """
    tidy = " ".join(text.replace("–", "-").replace("\u00a0", " ").split()).casefold()
    if tidy in MISSING:
        return Figure()
    base: int | None = None
    if found := re.search(r"\(?\b(?:n|base)\s*[=:]?\s*(\d[\d,]*)\)?$", tidy):
        base, tidy = int(found[1].replace(",", "")), tidy[: found.start()].strip()
    if measure.kind == "ratio" and (
        found := re.fullmatch(r"(?:.*\()?\s*([\d,.]+)\s*(?:of|/|out of)\s*([\d,.]+)\)?", tidy)
    ):
        return Figure(numerator=_number(found[1], text), denominator=_number(found[2], text))
    if measure.kind == "range" and (found := re.fullmatch(r"([\d,.]+)\s*(?:-|to)\s*([\d,.]+)\s*(\D*)", tidy)):
        _same_unit(found[3], measure, text)
        return Figure(low=_number(found[1], text), high=_number(found[2], text))
    return Figure(value=read_number(tidy, measure), base=base)


def read_number(text: str, measure: Measure) -> Decimal:
    """Read one number with or without its unit.

    Raises:
        Problem: it is no number, or it has another unit than the measure.
    """
    tidy = " ".join(text.split()).casefold()
    found = _NUMBER.search(tidy)
    if found is None:
        raise Problem(f"“{text.strip()}” is not a number.", "bad-number")
    before, after = tidy[: found.start()].strip(), tidy[found.end() :].strip()
    _same_unit(f"{before} {after}".strip(), measure, text)
    return _number(found.group(), text)


def _number(text: str, whole: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise Problem(f"“{whole.strip()}” is not a number.", "bad-number") from None


def _same_unit(unit: str, measure: Measure, text: str) -> None:
    """Refuse a unit that is not the measure's: 28.3 per cent and 28.3 weeks have stood on one page."""
    if not unit or unit == measure.noun.casefold():
        return
    meant = _UNIT_WORDS.get(unit)
    if meant is None:
        raise Problem(f"“{text.strip()}” is not a number in {unit_words(measure)}.", "bad-number")
    if meant != measure.unit:
        raise Problem(
            f"“{text.strip()}” is in {UNITS[meant]}, but this measure counts in {unit_words(measure)}.", "wrong-unit"
        )


def unit_words(measure: Measure) -> str:
    """Return what a measure counts in: "%", "weeks", "plans"."""
    return measure.noun or "whole numbers" if measure.unit == "count" else UNITS.get(measure.unit, measure.unit)
