"""Paints the cells of the measures: words, small lines, changes with their arrows, ratings as chips."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from send_tracker.domain.measures.lines import Column, MeasureLine
from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.domain.measures.spc_results import Variation
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.charts.sparkline import HEIGHT, WIDTH, draw_spark
from send_tracker.gui.models.measures_model import MEASURES, comparison_of
from send_tracker.gui.models.register_delegate import Cell, RegisterDelegate
from send_tracker.gui.widgets.register_heads import PAD

MeasureCell = Cell[Column, MeasureLine]
_STRONG = {Column.LATEST: 600}
_DARK = frozenset({Column.TITLE, Column.LATEST, Column.PREVIOUS, Column.YEAR})
_NATURE_ICONS = {Variation.IMPROVING: "arrow-up-right", Variation.CONCERNING: "arrow-down-right"}


class MeasuresDelegate(RegisterDelegate[Column, MeasureLine]):
    """The delegate."""

    def draw(self, painter: QPainter, cell: MeasureCell) -> None:
        """Draw a cell in the way of its column."""
        match cell.column:
            case Column.TREND:
                self._spark(painter, cell)
            case Column.RATING:
                self._rating(painter, cell)
            case Column.PREVIOUS | Column.YEAR:
                self._change(painter, cell)
            case Column.SPC:
                self._variation(painter, cell)
            case Column.TITLE:
                self._title(painter, cell)
            case _:
                self._words(painter, cell)

    def _words(self, painter: QPainter, cell: MeasureCell) -> None:
        weight = _STRONG.get(cell.column, 400)
        is_number = cell.column in MEASURES.right
        left, right = cell.left, cell.box.right() - (theme.px(PAD) if is_number else 4)
        is_stale = cell.column is Column.AGE and cell.line.result.stale
        if is_stale:
            left = self.draw_sign(painter, left, cell.middle, "triangle-alert", "text", 4)
        words = paint.elided(cell.words, right - left, "body", weight)
        x = right - theme.metrics("body", weight).horizontalAdvance(words) if is_number else left
        token = "text" if is_stale or cell.column in _DARK else "muted"
        paint.draw_words(painter, x, cell.middle, words, token, "body", weight)

    @staticmethod
    def _title(painter: QPainter, cell: MeasureCell) -> None:
        """Draw the title on one line, or on two where it is too long for one: some differ only in their last words."""
        weight, room = 500 if cell.is_chosen else 400, cell.box.right() - 4 - cell.left
        fm = theme.metrics("body", weight)
        first, rest = _two_lines(cell.words, fm.horizontalAdvance, room)
        half = fm.height() / 2 if rest else 0
        paint.draw_words(painter, cell.left, cell.middle - half, first, "text", "body", weight)
        rest = paint.elided(rest, room, "body", weight)
        paint.draw_words(painter, cell.left, cell.middle + half, rest, "text", "body", weight)

    @staticmethod
    def _spark(painter: QPainter, cell: MeasureCell) -> None:
        height, spark = theme.px(HEIGHT), cell.line.spark
        room = QRectF(cell.left, cell.middle - height / 2 + 2, theme.px(WIDTH) - 6, height - 4)
        if len(spark.values) > 1:
            draw_spark(painter, room, spark.values, spark.targets)
        elif spark.values:
            paint.draw_words(painter, cell.left, cell.middle, "One figure", "faint", "small")

    @staticmethod
    def _rating(painter: QPainter, cell: MeasureCell) -> None:
        result = cell.line.result
        level = RATING_LEVELS.get(result.rating)
        if level is None:
            words = "No target" if result.target is None else "No figure"
            paint.draw_words(painter, cell.left, cell.middle, words, "muted", "chip")
            return
        wide = paint.draw_chip(painter, cell.left, cell.middle, level, room=cell.box.right() - cell.left)
        if result.overridden:
            side = theme.px(12)
            icons.draw(painter, cell.left + wide + 3, cell.middle - side / 2, "flag", "muted", side)

    @staticmethod
    def _change(painter: QPainter, cell: MeasureCell) -> None:
        compared, side = comparison_of(cell.line, cell.column), theme.px(14)
        if compared is None or not cell.words:
            paint.draw_words(painter, cell.left, cell.middle, "–", "faint")
            return
        way = {True: 1, False: -1, None: 0}[compared.improved]
        if compared.improved is not None:
            paint.draw_travel(painter, QRectF(cell.left, cell.middle - side / 2, side, side), way, "muted")
        at = cell.left + side + 4
        words = paint.elided(cell.words, cell.box.right() - at - 2, "chip")
        paint.draw_words(painter, at, cell.middle, words, "text", "chip")

    def _variation(self, painter: QPainter, cell: MeasureCell) -> None:
        words = cell.line.spc_word
        if not words:
            paint.draw_words(painter, cell.left, cell.middle, "–", "faint")
            return
        icon = _NATURE_ICONS.get(cell.line.spc.variation, "")
        left = self.draw_sign(painter, cell.left, cell.middle, icon, "muted", 4)
        paint.draw_words(painter, left, cell.middle, words, "text" if icon else "muted", "chip", 500 if icon else 400)


def _two_lines(words: str, measure: Callable[[str], float], room: float) -> tuple[str, str]:
    """Return as many words as fit on a line, one at least, and the rest."""
    first, *others = words.split() or [""]
    for place, word in enumerate(others):
        if measure(f"{first} {word}") > room:
            return first, " ".join(others[place:])
        first = f"{first} {word}"
    return first, ""
