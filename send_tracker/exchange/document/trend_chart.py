"""The chart of a measure over time, as a document shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from send_tracker.domain.measures.trend import Trend, TrendPoint, axis
from send_tracker.exchange.document.blocks import Picture, Table
from send_tracker.exchange.document.drawing import curve, dot, line, picture, shorten, words
from send_tracker.exchange.document.palette import Colours

_WIDTH: Final = 680
_HEIGHT: Final = 230
_LEFT, _RIGHT, _TOP, _FOOT = 50, 150, 26, 30
_MOST_LABELS: Final = 5
_APART: Final = 17

_SHOWN: Final = {"Period": 28, "Figure": 14, "Target": 12, "Note": 46}
"""The columns of the table of numbers, with their widths."""

Scale = Callable[[float], float]


def trend_chart(name: str, trend: Trend, source: str = "") -> Picture:
    """Return the chart of a measure with its table."""
    note = f" Note: {trend.note}." if trend.note else ""
    caption = f"{trend.title}{'.' if note or source else ''}{note}{source}"
    alt = f"Line chart with {len(trend.shown)} figures. {trend.sentence}{note}"

    def draw(colours: Colours) -> str:
        return picture(_WIDTH, _HEIGHT, trend.title, alt, _parts(trend, colours), name)

    table = _numbers(trend)
    return Picture(caption, alt, draw(Colours()), draw(Colours(named=True)), _WIDTH, _HEIGHT, table)


def _numbers(trend: Trend) -> Table:
    """Return the numbers that the chart shows; control limits are not drawn here, so they are not listed."""
    made = trend.table
    kept = [n for n, head in enumerate(made.columns) if head in _SHOWN]
    heads = tuple(made.columns[n] for n in kept)
    rows = tuple(tuple(row[n] for n in kept) for row in made.rows)
    return Table(f"{trend.title}: the numbers", heads, rows, tuple(_SHOWN[head] for head in heads))


def _parts(trend: Trend, colours: Colours) -> list[str]:
    points = [p for p in trend.shown if p.value is not None]
    bottom, top, marks = axis(trend.numbers(), float(trend.most) if trend.most is not None else None)
    days = [p.day for p in points] + [t.day for t in trend.targets]
    across, up = _across(min(days), max(days)), _up(bottom, top)
    parts = [*_grid(trend, marks, up, colours), *_target(trend, across, up, colours)]
    parts += _figures(points, across, up, colours)
    parts += _days(points, across, colours)
    return parts + _ends(trend, points, across, up, colours)


def _across(first: date, last: date) -> Scale:
    reach = max(last.toordinal() - first.toordinal(), 1)
    return lambda day: _LEFT + (_WIDTH - _LEFT - _RIGHT) * (day - first.toordinal()) / reach


def _up(bottom: float, top: float) -> Scale:
    reach = (top - bottom) or 1.0
    return lambda value: _HEIGHT - _FOOT - (_HEIGHT - _FOOT - _TOP) * (value - bottom) / reach


def _grid(trend: Trend, marks: Sequence[float], up: Scale, colours: Colours) -> list[str]:
    parts = []
    for mark in marks:
        y = up(mark)
        unit = trend.unit if mark == marks[-1] else ""
        parts.append(line(_LEFT, y, _WIDTH - _RIGHT, y, colours["line"]))
        parts.append(
            words(_LEFT - 8, y + 4, f"{trend.before}{mark:,g}{unit.strip()}"[:9], colours["muted"], 11, anchor="end")
        )
    return parts


def _target(trend: Trend, across: Scale, up: Scale, colours: Colours) -> list[str]:
    places = [(across(t.day.toordinal()), up(float(t.value))) for t in trend.targets]
    if not places:
        return []
    if len(places) == 1:
        places = [(float(_LEFT), places[0][1]), (float(_WIDTH - _RIGHT), places[0][1])]
    if trend.stepped:
        places = [p for a, b in pairwise(places) for p in (a, (b[0], a[1]))] + places[-1:]
    return [curve(places, colours["text"], 1.4, "4,4")]


def _figures(points: Sequence[TrendPoint], across: Scale, up: Scale, colours: Colours) -> list[str]:
    """Draw the line, broken where the series begins anew, and the points on it."""
    parts, run = [], list[tuple[float, float]]()
    for point in points:
        place = (across(point.day.toordinal()), up(float(point.value or 0)))
        if run and not point.joined:
            parts.append(curve(run, colours["series"]))
            run = []
        run.append(place)
    parts.append(curve(run, colours["series"]))
    for point in points:
        x, y = across(point.day.toordinal()), up(float(point.value or 0))
        hollow = "illustrative" in point.note
        fill, rim = (colours["surface"], colours["series"]) if hollow else (colours["series"], colours["surface"])
        parts.append(dot(x, y, 3.5, fill, rim))
    return parts


def _days(points: Sequence[TrendPoint], across: Scale, colours: Colours) -> list[str]:
    """Name at most five periods below the line: the first, the last, and some between."""
    last = len(points) - 1
    number = min(_MOST_LABELS, len(points))
    chosen = sorted({round(last * n / max(number - 1, 1)) for n in range(number)})
    parts, right = [], -100.0
    for place in [*chosen[:-1], chosen[-1]]:
        x = across(points[place].day.toordinal())
        is_last = place == last
        if (x - right < 62 and not is_last) or (not is_last and across(points[last].day.toordinal()) - x < 62):
            continue
        parts.append(words(x, _HEIGHT - 10, points[place].short, colours["muted"], 11, anchor="middle"))
        right = x
    return parts


def _ends(trend: Trend, points: Sequence[TrendPoint], across: Scale, up: Scale, colours: Colours) -> list[str]:
    """Write the last value and the target at the ends of their lines, apart from each other."""
    x = float(_WIDTH - _RIGHT) + 8
    value = up(float(points[-1].value or 0)) + 4
    parts = [words(x, value, points[-1].text, colours["text"], 13, bold=True)]
    if trend.targets:
        aim = up(float(trend.targets[-1].value)) + 4
        if abs(aim - value) < _APART:
            aim = value - _APART if aim < value else value + _APART
        parts.append(words(x, aim, shorten(trend.target_words, 26), colours["muted"], 11))
    return parts
