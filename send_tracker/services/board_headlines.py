"""Headlines: what a board must know first, in sentences that are computed from the register and cite their figures."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from send_tracker.domain.compare import StatusMove
from send_tracker.domain.counted import Count, counted
from send_tracker.domain.dates import show
from send_tracker.domain.figures import ALL, Citations, beside_key, count_key, figure_key, share_key, total_key
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.trends import improved, worsened
from send_tracker.domain.progress import PlanProgress
from send_tracker.domain.register import Action, Register
from send_tracker.domain.status import Group, StatusScale
from send_tracker.domain.text import one_line, plural
from send_tracker.services.figures import ASKS, SLIPPED, is_slipped
from send_tracker.services.figures_moved import since_key, trend_key
from send_tracker.services.since_board import Since

_MOST: Final = 12
"""Names that a sentence gives; the sheets list all of them."""


ASKS_TOPIC: Final = "Asks of the board"


class Headline(NamedTuple):
    """A sentence, what it is about, and the references of its figures ("F01, F02"); ``first`` is the lowest number."""

    topic: str
    sentence: str
    refs: str
    first: int = 0


class _Facts(NamedTuple):
    register: Register
    progress: PlanProgress
    results: Sequence[MeasureResult]
    since: Since | None
    cited: Citations


def headlines(
    register: Register,
    progress: PlanProgress,
    results: Iterable[MeasureResult],
    since: Since | None,
    cited: Citations,
    without: Container[str] = (),
) -> tuple[Headline, ...]:
    """Return the headlines of a board, in the order in which they are read.

    Args:
        register, progress: the plan. results: its measures, as they may be published.
        since: what changed since the board before. cited: the document's figures, which are cited here.
        without: topics that the reader is not told of, such as :data:`ASKS_TOPIC`.
    """
    facts = _Facts(register, progress, list(results), since, cited)
    found: list[Headline] = []
    for topic, tell in _TOPICS:
        for sentence, keys in tell(facts) if topic not in without else ():
            found.append(Headline(topic, sentence, cited.refs(*keys), cited.first(*keys)))
    return tuple(found)


Told = Iterator[tuple[str, tuple[str, ...]]]


def _progress(facts: _Facts) -> Told:
    scale, everything = facts.register.scale, facts.progress.all
    if not everything.actions:
        yield "The plan holds no actions yet.", (total_key(ALL, "actions"),)
        return
    done = " or ".join(s.label.lower() for s in scale.of_group(Group.DONE))
    yield f"{everything.done_text} of actions are {done}.", (total_key(ALL, "share"),)
    for area in facts.register.areas:
        found = facts.progress.areas[area.id]
        if found.actions:
            yield f"{area.ref} {area.name}: {found.done_text} {done}.", (total_key(area.id, "share"),)
    codes = [s.code for s in scale if everything.counts.get(s.code) and s.group is not Group.WITHDRAWN]
    keys = tuple(share_key(ALL, code) for code in codes)
    said = [f"{scale[c].label} {f.text}" for c, k in zip(codes, keys, strict=True) if (f := facts.cited.get(k))]
    yield f"By status: {', '.join(said)}.", keys


def _exceptions(facts: _Facts) -> Told:
    register = facts.register
    found: dict[Count, list[Action]] = {c: [] for c in Count}
    for action in register.actions:
        for count in counted(action, register.scale, register.as_at, 1):
            found[count].append(action)
    worst = next((s.label for s in register.scale.of_group(Group.OPEN) if s.rank == register.scale.worst_open), "")
    for count, one, many, none in (
        (Count.AT_RISK, f"is at risk ({worst})", f"are at risk ({worst})", "No action is at risk."),
        (Count.OBSTACLE, "has an obstacle", "have obstacles", "No action has an obstacle."),
        (Count.OVERDUE, "is past its date", "are past their date", "No open action is past its date."),
    ):
        yield _named(found[count], one, many, none, register.scale), (count_key(ALL, count.value),)
    slipped = [a for a in register.actions if is_slipped(a, register)]
    none = "No open action has slipped behind the date first agreed."
    words = ("has slipped behind the date first agreed", "have slipped behind the date first agreed")
    yield _named(slipped, *words, none, register.scale), (count_key(ALL, SLIPPED),)


def _asks(facts: _Facts) -> Told:
    figure = facts.cited.get(count_key(ALL, ASKS))
    if figure is None or not figure.rows:
        yield "Nothing is asked of the board.", (count_key(ALL, ASKS),)
        return
    asks = {a.ref: a.ask for a in facts.register.actions}
    said = "; ".join(f"{ref}: {one_line(asks[ref], 300).rstrip('.')}" for ref in figure.rows[:_MOST])
    yield f"{plural(len(figure.rows), 'ask')} of the board. {said}{_more(len(figure.rows))}.", (figure.key,)


def _moved(facts: _Facts) -> Told:
    since = facts.since
    if since is None:
        yield "There is no earlier board to compare with.", ()
        return
    found = since.found
    start = f"Since {since.before.words}"
    parts: list[tuple[str, Sequence[StatusMove], str]] = [
        ("better", found.better, "a better status"),
        ("worse", found.worse, "a worse status"),
    ]
    for key, moves, words in parts:
        named = [f"{m.action.ref} ({found.was[m.before].label} to {found.now[m.after].label})" for m in moves]
        verb = "has" if len(moves) == 1 else "have"
        sentence = f"{start}, {_count(len(moves), 'action')} {verb} {words}{_listing(named)}."
        yield sentence, (since_key(key),)
    added, gone, dates = len(found.added), len(found.withdrawn), len(found.dates_moved)
    was = "was" if dates == 1 else "were"
    came = f"{_count(added, 'action')} came into the plan, {gone or 'none'} left it"
    keys = (since_key("added"), since_key("withdrawn"), since_key("date"))
    yield f"{start}, {came}, and {_count(dates, 'date')} {was} moved.", keys


def _measures(facts: _Facts) -> Told:
    for way, found in (("better", improved(facts.results)), ("worse", worsened(facts.results))):
        shown = found[:_MOST]
        keys = [trend_key(way)]
        for result in shown:
            keys += [figure_key(result.id, result.period.text if result.period else ""), _beside(result)]
        verb = "is" if len(found) == 1 else "are"
        said = [_measure(result) for result in shown]
        number = plural(len(found), "measure") if found else "No measure"
        yield f"{number} {verb if found else 'is'} {way}{_listing(said, len(found))}.", tuple(keys)


def _beside(result: MeasureResult) -> str:
    return beside_key(result.id, "year" if result.year_ago.difference is not None else "previous")


def _measure(result: MeasureResult) -> str:
    told = result.year_ago if result.year_ago.difference is not None else result.previous
    made_up = ", illustrative" if result.latest is not None and result.latest.illustrative else ""
    period = result.period.named if result.period else ""
    return f"{result.measure.ref} {result.measure.title}: {result.value_text}, {period}, {told.text}{made_up}"


def _named(actions: Sequence[Action], one: str, many: str, none: str, scale: StatusScale) -> str:
    if not actions:
        return none
    said = [f"{a.ref} {one_line(a.title, 90)} ({scale[a.status].label}{_due(a)})" for a in actions]
    return f"{plural(len(actions), 'action')} {one if len(actions) == 1 else many}{_listing(said)}."


def _due(action: Action) -> str:
    return f", due {show(action.due)}" if action.due else ""


def _listing(said: Sequence[str], number: int = 0) -> str:
    if not said:
        return ""
    return f": {'; '.join(said[:_MOST])}{_more(number or len(said))}"


def _more(number: int) -> str:
    return f"; and {number - _MOST:,} more" if number > _MOST else ""


def _count(number: int, noun: str) -> str:
    return plural(number, noun) if number else f"no {noun}"


_TOPICS: Final[tuple[tuple[str, Callable[[_Facts], Told]], ...]] = (
    ("Progress", _progress),
    ("Exceptions", _exceptions),
    (ASKS_TOPIC, _asks),
    ("Since last board", _moved),
    ("Measures", _measures),
)
