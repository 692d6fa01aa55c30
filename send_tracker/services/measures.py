"""What can be done to measures: add, describe, link, aim, compare, mark, rate. Figures are in ``measure_figures``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from send_tracker.domain.kinds import EXISTS, KINDS, Value, decimal_text, field_of, link_id, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.measures.periods import Period
from send_tracker.domain.measures.rows import (
    DIRECTIONS,
    FREQUENCIES,
    KINDS_OF_MEASURE,
    MARKS,
    PERIOD_TYPES,
    RATINGS,
    SECTIONS,
    TOLERANCES,
    TRAJECTORIES,
    UNITS,
    Measure,
)
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import next_free
from send_tracker.domain.text import clean_text
from send_tracker.services.measure_figures import (
    Entry,
    Question,
    Recorded,
    observation_id,
    record,
    set_headline,
    withdraw_observation,
)
from send_tracker.services.measure_reading import read_measure
from send_tracker.services.programme import made, set_fields, set_links
from send_tracker.services.session import Edited, Session

__all__ = [
    "Entry",
    "Question",
    "Recorded",
    "add_measure",
    "change_measure",
    "link_measure",
    "mark_series",
    "next_measure_reference",
    "observation_id",
    "override_rating",
    "record",
    "set_benchmark",
    "set_headline",
    "set_measure_themes",
    "set_target",
    "unmark_series",
    "withdraw_benchmark",
    "withdraw_measure",
    "withdraw_observation",
    "withdraw_target",
]

_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "section": SECTIONS,
    "unit": UNITS,
    "kind": KINDS_OF_MEASURE,
    "direction": DIRECTIONS,
    "frequency": FREQUENCIES,
    "period_type": PERIOD_TYPES,
    "tolerance_kind": TOLERANCES,
    "trajectory": TRAJECTORIES,
    "rating": {"": "", **RATINGS},
}
_MOST_PLACES: Final = 6


def next_measure_reference(session: Session) -> str:
    """Return the next free reference of a measure, such as M12."""
    return next_free("M", session.file.reading.values_ever("measure", "ref"))


def add_measure(session: Session, title: str, **values: Value | Decimal) -> str:
    """Add a measure; return its id. Its reference is given if left out.

    ``actions`` and ``themes`` may be given as ids joined with ``;``.

    Raises:
        Problem: it has no title, or a value cannot be kept.
    """
    if not clean_text(title):
        raise Problem("A measure needs a title.", "no-title")
    measure = new_id()
    actions, themes = (_split(values.pop(name, None)) for name in ("actions", "themes"))
    given = _checked({"title": title, **values})
    given.setdefault("ref", next_measure_reference(session))
    for name, default in (("unit", "count"), ("kind", "value"), ("direction", "higher"), ("period_type", "month")):
        given.setdefault(name, default)
    drafts = made("measure", measure, given)
    drafts += set_links("measure_link", ("measure", measure), "action", (), actions)
    drafts += set_links("theme_link", ("target", measure), "theme", (), themes)
    session.edit("add-measure", drafts)
    return measure


def change_measure(session: Session, measure: str, reason: str | None = None, **values: Value | Decimal) -> Edited:
    """Change fields of a measure in one edit.

    Raises:
        Problem: the title would be emptied, a value cannot be kept, or there is no such measure.
    """
    _known(session, measure)
    if "title" in values and not clean_text(str(values["title"] or "")):
        raise Problem("A measure needs a title. The old one was kept.", "no-title")
    if {"rating", "rating_reason"} & values.keys():
        raise KeyError("a rating is set with override_rating, which asks for its reason")
    return session.edit("change-measure", set_fields("measure", measure, _checked(values)), reason)


def withdraw_measure(session: Session, measure: str | Sequence[str], reason: str | None = None) -> Edited:
    """Take measures out of the book with their figures, as one edit. Nothing is deleted, and an undo brings it back."""
    chosen = [measure] if isinstance(measure, str) else list(measure)
    for one in chosen:
        _known(session, one)
    return session.edit("withdraw-measure", [Draft("measure", one, EXISTS, False) for one in chosen], reason)


def link_measure(session: Session, measure: str, actions: Iterable[str], on: bool = True) -> Edited | None:
    """Tie a measure to the actions that were meant to move it, or untie it; None where nothing changed.

    Raises:
        Problem: there is no such measure or action.
    """
    before = _known(session, measure).actions
    chosen = list(actions)
    for action in chosen:
        if not session.file.reading.is_known("action", action):
            raise Problem("There is no such action in this file. Nothing was changed.", "no-such-action")
    after = [*before, *(a for a in chosen if a not in before)] if on else [a for a in before if a not in chosen]
    drafts = set_links("measure_link", ("measure", measure), "action", before, after)
    return session.edit("link-measure", drafts) if drafts else None


def set_measure_themes(session: Session, measure: str, themes: Iterable[str]) -> Edited | None:
    """Say which themes a measure belongs to; None where nothing changed."""
    before = _known(session, measure).themes
    drafts = set_links("theme_link", ("target", measure), "theme", before, list(themes))
    return session.edit("set-measure-themes", drafts) if drafts else None


def override_rating(session: Session, measure: str, rating: str, reason: str = "") -> Edited:
    """Set a rating over the computed one, for a reason that is shown beside it; an empty rating takes it back.

    Raises:
        Problem: there is no such rating, or no reason was given for one.
    """
    _known(session, measure)
    if rating and rating not in RATINGS:
        raise Problem(f"“{rating}” is not a rating of measures. There are: {', '.join(RATINGS)}.", "no-such-rating")
    if rating and not clean_text(reason):
        raise Problem("A rating that differs from the computed one needs a reason.", "no-reason")
    values: dict[str, Value] = {"rating": rating or None, "rating_reason": reason if rating else None}
    return session.edit("set-rating", set_fields("measure", measure, values), reason or None)


# Targets, benchmarks, marks: each made from what it belongs to, so that two copies make the same one


def set_target(
    session: Session, measure: str, period: str, value: Decimal, *, stretch: bool = False, note: str = ""
) -> Edited:
    """Set a milestone of the target trajectory, or of the stretch target; one that is there takes the new value.

    Raises:
        Problem: there is no such measure or period, or the number cannot be kept.
    """
    _known(session, measure)
    text = Period.parse(period).text
    target = link_id("target", measure, text, "stretch" if stretch else "")
    values: dict[str, Value] = {
        "measure": measure,
        "period": text,
        "value": _number(value),
        "stretch": stretch,
        "note": note or None,
    }
    return session.edit("set-target", _present("target", target, values))


def withdraw_target(session: Session, target: str) -> Edited:
    """Take a milestone away."""
    return session.edit("withdraw-target", [Draft("target", target, EXISTS, False)])


def set_benchmark(
    session: Session, measure: str, name: str, period: str, value: Decimal, *, basis: str = "", source: str = ""
) -> Edited:
    """Record what somebody else reached in a period; one that is there takes the new value.

    Raises:
        Problem: there is no such measure or period, nobody is named, or the number cannot be kept.
    """
    _known(session, measure)
    who = " ".join(clean_text(name).split())
    if not who:
        raise Problem("A benchmark needs a name, such as England.", "no-name")
    text = Period.parse(period).text
    benchmark = link_id("benchmark", measure, who.casefold(), text)
    values: dict[str, Value] = {
        "measure": measure,
        "name": who,
        "period": text,
        "value": _number(value),
        "basis": basis or None,
        "source": source or None,
    }
    return session.edit("set-benchmark", _present("benchmark", benchmark, values))


def withdraw_benchmark(session: Session, benchmark: str) -> Edited:
    """Take a benchmark away."""
    return session.edit("withdraw-benchmark", [Draft("benchmark", benchmark, EXISTS, False)])


def mark_series(session: Session, measure: str, period: str, type: str, note: str = "") -> Edited:
    """Say that from a period on the series is another one, or that its limits are worked out again.

    Raises:
        Problem: there is no such measure, period or type of mark.
    """
    _known(session, measure)
    if type not in MARKS:
        raise Problem(f"“{type}” is not a mark. There are: {', '.join(MARKS)}.", "no-such-mark")
    text = Period.parse(period).text
    values: dict[str, Value] = {"measure": measure, "period": text, "type": type, "note": note or None}
    mark = link_id("series_mark", measure, text, type)
    return session.edit("mark-series", _present("series_mark", mark, values))


def unmark_series(session: Session, mark: str) -> Edited:
    """Take a mark away."""
    return session.edit("unmark-series", [Draft("series_mark", mark, EXISTS, False)])


def _present(kind: str, entity: str, values: Mapping[str, Value]) -> list[Draft]:
    return [Draft(kind, entity, EXISTS, True), *set_fields(kind, entity, values)]


def _known(session: Session, measure: str) -> Measure:
    found = read_measure(session, measure) if session.file.reading.is_known("measure", measure) else None
    if found is None:
        raise Problem("There is no such measure in this file. Nothing was changed.", "no-such-measure")
    return found


def _split(value: object) -> list[str]:
    return [part for part in str(value or "").split(";") if part]


def _number(value: Decimal) -> str:
    try:
        return decimal_text(value)
    except ValueError:
        raise Problem(f"{value} is not a number that can be kept.", "bad-number") from None


def _checked(values: Mapping[str, Value | Decimal]) -> dict[str, Value]:
    """Return fields of a measure as the file holds them.

    Raises:
        Problem: a code is unknown, a number is out of its bounds, or the plausible range runs backwards.
    """
    found: dict[str, Value] = {}
    for name, value in values.items():
        given = _number(value) if isinstance(value, Decimal) else value
        found[name] = field_of("measure", name).check(given)
        known = _CODES.get(name)
        if known is not None and (found[name] or "") not in known and found[name] is not None:
            label = KINDS["measure"][name].label
            raise Problem(
                f"{label} cannot be “{given}”. There are: {', '.join(c for c in known if c)}.", "no-such-code"
            )
    decimals = found.get("decimals")
    if isinstance(decimals, int) and not 0 <= decimals <= _MOST_PLACES:
        raise Problem(f"Decimal places are a number from 0 to {_MOST_PLACES}.", "bad-value")
    for name in ("small_number", "tolerance"):
        if (number := found.get(name)) is not None and Decimal(str(number)) < 0:
            raise Problem(f"{KINDS['measure'][name].label} cannot be below 0.", "bad-value")
    low, high = found.get("plausible_low"), found.get("plausible_high")
    if low and high and Decimal(str(low)) > Decimal(str(high)):
        raise Problem("The plausible range runs from the lower to the higher number.", "bad-range")
    return found
