"""Paints the cells of the measures: words, small lines, changes with their arrows, ratings as chips."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from send_tracker.domain.measures.lines import Column, MeasureLine
from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.domain.measures.spc_results import Variation
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.charts.sparkline import HEIGHT, WIDTH, draw_spark
from send_tracker.gui.models.measures_model import COLUMNS, LINE_ROLE, comparison_of
from send_tracker.gui.widgets.measures_heads import FIRST, PAD, RIGHT, ROW

if TYPE_CHECKING:
    from send_tracker.gui.widgets.measures_table import MeasuresTable

Index = QModelIndex | QPersistentModelIndex
_STRONG = {Column.LATEST: 600}
_DARK = frozenset({Column.TITLE, Column.LATEST, Column.PREVIOUS, Column.YEAR})
_NATURE_ICONS = {Variation.IMPROVING: "arrow-up-right", Variation.CONCERNING: "arrow-down-right"}


class MeasuresDelegate(QStyledItemDelegate):
    """The delegate; the ground of a row is the table's."""

    def __init__(self, table: MeasuresTable) -> None:
        """Make it for a table."""
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(60), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: MeasureLine | None = index.data(LINE_ROLE)
        if line is None:
            return  # a head, which the table draws across the row
        column = COLUMNS[index.column()]
        box = QRectF(option.rect)
        left = box.x() + theme.px(FIRST if index.column() == self._table.heads.first else PAD)
        painter.save()
        if column is Column.TREND:
            self._spark(painter, left, box, line)
        elif column is Column.RATING:
            self._rating(painter, left, box, line)
        elif column in (Column.PREVIOUS, Column.YEAR):
            self._change(painter, left, box, line, column, str(index.data()))
        elif column is Column.SPC:
            self._variation(painter, left, box, line)
        else:
            self._words(painter, left, box, index, column)
        if self._table.shows_focus(index):
            paint.draw_focus(painter, box.adjusted(1, 1, -1, -1), 4)
        painter.restore()

    def _words(self, painter: QPainter, left: float, box: QRectF, index: Index, column: Column) -> None:
        chosen = self._table.is_selected(index.row())
        weight = _STRONG.get(column, 500 if chosen and column is Column.TITLE else 400)
        token = "text" if column in _DARK else "muted"
        line: MeasureLine = index.data(LINE_ROLE)
        right = box.right() - theme.px(PAD) if column in RIGHT else box.right() - 4
        if column is Column.AGE and line.result.stale:
            side = theme.px(14)
            icons.draw(painter, left, box.center().y() - side / 2, "triangle-alert", "text", side)
            left, token = left + side + 4, "text"
        if column is Column.TITLE:
            self._title(painter, left, right, box, str(index.data()), weight)
            return
        words = paint.elided(str(index.data()), right - left, "body", weight)
        wide = theme.metrics("body", weight).horizontalAdvance(words)
        x = right - wide if column in RIGHT else left
        paint.draw_words(painter, x, box.center().y(), words, token, "body", weight)

    @staticmethod
    def _title(painter: QPainter, left: float, right: float, box: QRectF, words: str, weight: int) -> None:
        """Draw the title on one line, or on two where it is too long for one: some differ only in their last words."""
        fm = theme.metrics("body", weight)
        first, rest = _two_lines(words, fm.horizontalAdvance, right - left)
        half = fm.height() / 2 if rest else 0
        paint.draw_words(painter, left, box.center().y() - half, first, "text", "body", weight)
        rest = paint.elided(rest, right - left, "body", weight)
        paint.draw_words(painter, left, box.center().y() + half, rest, "text", "body", weight)

    def _spark(self, painter: QPainter, left: float, box: QRectF, line: MeasureLine) -> None:
        height = theme.px(HEIGHT)
        room = QRectF(left, box.center().y() - height / 2 + 2, theme.px(WIDTH) - 6, height - 4)
        if len(line.spark.values) > 1:
            draw_spark(painter, room, line.spark.values, line.spark.targets)
        elif line.spark.values:
            paint.draw_words(painter, left, box.center().y(), "One figure", "faint", "small")

    def _rating(self, painter: QPainter, left: float, box: QRectF, line: MeasureLine) -> None:
        level = RATING_LEVELS.get(line.result.rating)
        if level is None:
            words = "No target" if line.result.target is None else "No figure"
            paint.draw_words(painter, left, box.center().y(), words, "muted", "chip")
            return
        wide = paint.draw_chip(painter, left, box.center().y(), level, room=box.right() - left)
        if line.result.overridden:
            side = theme.px(12)
            icons.draw(painter, left + wide + 3, box.center().y() - side / 2, "flag", "muted", side)

    def _change(
        self, painter: QPainter, left: float, box: QRectF, line: MeasureLine, column: Column, words: str
    ) -> None:
        compared, side = comparison_of(line, column), theme.px(14)
        if compared is None or not words:
            paint.draw_words(painter, left, box.center().y(), "–", "faint")
            return
        way = {True: 1, False: -1, None: 0}[compared.improved]
        if compared.improved is not None:
            paint.draw_travel(painter, QRectF(left, box.center().y() - side / 2, side, side), way, "muted")
        at = left + side + 4
        words = paint.elided(words, box.right() - at - 2, "chip")
        paint.draw_words(painter, at, box.center().y(), words, "text", "chip")

    def _variation(self, painter: QPainter, left: float, box: QRectF, line: MeasureLine) -> None:
        words, side = line.spc_word, theme.px(14)
        if not words:
            paint.draw_words(painter, left, box.center().y(), "–", "faint")
            return
        icon = _NATURE_ICONS.get(line.spc.variation)
        if icon:
            icons.draw(painter, left, box.center().y() - side / 2, icon, "muted", side)
            left += side + 4
        token = "text" if icon else "muted"
        paint.draw_words(painter, left, box.center().y(), words, token, "chip", 500 if icon else 400)


def _two_lines(words: str, measure: Callable[[str], float], room: float) -> tuple[str, str]:
    """Return as many words as fit on a line, one at least, and the rest."""
    first, *others = words.split() or [""]
    for place, word in enumerate(others):
        if measure(f"{first} {word}") > room:
            return first, " ".join(others[place:])
        first = f"{first} {word}"
    return first, ""
