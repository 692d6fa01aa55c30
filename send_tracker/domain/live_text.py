"""Text with live fields, so that a number in prose can never disagree with the register.

A field stands in braces: ``{done_percent:APA2}``, ``{measure:M1:latest}``. Its value comes from
:mod:`send_tracker.domain.progress` or :mod:`send_tracker.domain.measures.results` and from nowhere else. A field that
means nothing is a named error, never blank text. ``{{`` and ``}}`` are braces that stand for themselves.

=============================  =====================================================================
``{as_at}``                    the last day that counts: 3 July 2025
``{done_percent:APA2}``        share done of the plan (``all``), an area or an outcome: 92%
``{done:APA2}``                the share with its counts: 92% (23 of 25)
``{actions:O1}``               how many actions
``{count:APA2:obstacles}``     how many actions have a status
``{percent:APA2:obstacles}``   the share that has a status: 8%
``{status:4.3}``               the word for an action's status
``{measure:M1:latest}``        the figure that is quoted, with unit and counts: 56 weeks; ``short`` is 56 alone,
                               ``period`` says of when, ``target`` what was aimed at
``{measure:M1:2023}``          the figure of a period; a part of its source's name may follow: ``:progress``
=============================  =====================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from send_tracker.domain.dates import long_date
from send_tracker.domain.live_facts import LiveFacts
from send_tracker.domain.measures.numbers import figure_text
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.problem import Problem
from send_tracker.domain.progress import Progress

PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
"""A field, its name in the first group, or a brace."""


class UnknownField(Exception):
    """A field that means nothing, with a sentence that says why."""


def fields_in(text: str) -> tuple[str, ...]:
    """Return the fields of a text without their braces, in order."""
    return tuple(found[1] for found in PIECE.finditer(text) if found[1] is not None)


def problems(text: str, facts: LiveFacts) -> tuple[str, ...]:
    """Return a sentence for each field that means nothing and each brace that stands alone; none for a sound text."""
    return tuple(dict.fromkeys(sentence for _, sentence in _pieces(text, facts) if sentence))


def render(text: str, facts: LiveFacts) -> str:
    """Return a text with every field answered.

    Raises:
        Problem: a field means nothing; all such fields are named.
    """
    pieces = list(_pieces(text, facts))
    if wrong := [sentence for _, sentence in pieces if sentence]:
        raise Problem(" ".join(dict.fromkeys(wrong)), "unknown-field")
    return "".join(words for words, _ in pieces)


def _pieces(text: str, facts: LiveFacts) -> Iterator[tuple[str, str]]:
    """Yield (words, what is wrong) piece by piece."""
    end = 0
    for found in PIECE.finditer(text):
        yield text[end : found.start()], ""
        end = found.end()
        if found[1] is not None:
            yield _answered(found[1], facts)
        elif found[0] in ("{{", "}}"):
            yield found[0][0], ""
        else:
            yield "", f"A “{found[0]}” stands alone. Write it twice if it is meant as a brace."
    yield text[end:], ""


def _answered(field: str, facts: LiveFacts) -> tuple[str, str]:
    try:
        return answer(field, facts), ""
    except UnknownField as error:
        return "", f"{{{field}}}: {error}"


def answer(field: str, facts: LiveFacts) -> str:
    """Return the value of one field, given without its braces.

    Raises:
        UnknownField: it means nothing.
    """
    name, *arguments = (part.strip() for part in field.split(":"))
    known = _FIELDS.get(name.lower())
    if known is None:
        raise UnknownField(f"there is no field “{name}”. There are: {', '.join(_FIELDS)}.")
    least, most, value = known
    if not least <= len(arguments) <= most:
        raise UnknownField(f"“{name}” takes {_number(least, most)} after it, each behind a colon.")
    return value(facts, *arguments)


def _number(least: int, most: int) -> str:
    if most == 0:
        return "nothing"
    return f"{least} part{'' if least == 1 else 's'}" if least == most else f"{least} to {most} parts"


def _as_at(facts: LiveFacts) -> str:
    return long_date(facts.as_at)


def _group(facts: LiveFacts, ref: str) -> Progress:
    found = facts.groups.get(ref.lower())
    if found is None:
        raise UnknownField(f"there is no area or outcome “{ref}”; “all” is the whole plan.")
    return found


def _share(percent: int | None, ref: str) -> str:
    if percent is None:
        raise UnknownField(f"“{ref}” has no actions, so there is no share.")
    return f"{percent}%"


def _done_percent(facts: LiveFacts, ref: str) -> str:
    return _share(_group(facts, ref).done_percent, ref)


def _done(facts: LiveFacts, ref: str) -> str:
    _done_percent(facts, ref)
    return _group(facts, ref).done_text


def _actions(facts: LiveFacts, ref: str) -> str:
    return f"{_group(facts, ref).actions:,}"


def _code(facts: LiveFacts, code: str) -> str:
    """Return a status code for a code or a label."""
    for level in facts.scale:
        if code.lower() in (level.code.lower(), level.label.lower()):
            return level.code
    raise UnknownField(f"there is no status “{code}”.")


def _count(facts: LiveFacts, ref: str, code: str) -> str:
    return f"{_group(facts, ref).counts.get(_code(facts, code), 0):,}"


def _percent(facts: LiveFacts, ref: str, code: str) -> str:
    return _share(_group(facts, ref).percent_of(_code(facts, code)), ref)


def _status(facts: LiveFacts, ref: str) -> str:
    found = facts.statuses(ref)
    if len(found) != 1:
        raise UnknownField(f"there {'is no action' if not found else f'are {len(found)} actions'} “{ref}”.")
    return facts.scale[found[0]].label


def _measure(facts: LiveFacts, ref: str, which: str, source: str = "") -> str:
    result = facts.by_ref.get(ref.lower())
    if result is None:
        raise UnknownField(f"there is no measure “{ref}”.")
    if which.lower() in _LATEST and not source:
        words = _LATEST[which.lower()](result)
        if not words:
            raise UnknownField(f"the measure “{ref}” has no {'target' if which == 'target' else 'figure'} yet.")
        return words
    return _of_period(result, ref, which, source)


_LATEST: Final[Mapping[str, Callable[[MeasureResult], str]]] = {
    "latest": lambda r: r.value_text,
    "short": lambda r: r.short_text,
    "period": lambda r: r.period.words if r.period else "",
    "target": lambda r: r.target_text,
}


def _of_period(result: MeasureResult, ref: str, which: str, source: str) -> str:
    """Return the figure of a period, by the source whose name holds some words, or the one that is quoted."""
    period = result.period if which.lower() == "latest" else period_or_none(which)
    if period is None:
        raise UnknownField(f"“{which}” is no period and none of {', '.join(_LATEST)}.")
    if not source:
        quoted = [p.observation for p in result.points if p.period == period]
    else:
        quoted = [
            o
            for o in result.series.observations
            if period_or_none(o.period) == period and source.lower() in o.source.lower()
        ]
    if len(quoted) != 1:
        by = f" by a source named “{source}”" if source else ""
        how = "no figure" if not quoted else f"{len(quoted)} figures"
        raise UnknownField(f"the measure “{ref}” has {how} for {period.words}{by}.")
    return figure_text(result.measure, quoted[0])


_FIELDS: Final[Mapping[str, tuple[int, int, Callable[..., str]]]] = {
    "as_at": (0, 0, _as_at),
    "done_percent": (1, 1, _done_percent),
    "done": (1, 1, _done),
    "actions": (1, 1, _actions),
    "count": (2, 2, _count),
    "percent": (2, 2, _percent),
    "status": (1, 1, _status),
    "measure": (2, 3, _measure),
}
"""The fields by name: how few and how many parts follow, and what answers it."""
