"""The column heads of the measures, and the measures that its cells share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from send_tracker.domain.measures.lines import Column
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.models.measures_model import COLUMN_WORDS, COLUMNS

ROW, HEAD = 40, 28
FIRST, PAD = 16, 8
TITLE_LEAST: Final = 208
RIGHT: Final = frozenset({Column.LATEST, Column.TARGET, Column.AGE})
WIDTHS: Final[Mapping[Column, int]] = {
    Column.REF: 48,
    Column.OUTCOME: 34,
    Column.TREND: 120,
    Column.LATEST: 84,
    Column.PERIOD: 92,
    Column.AGE: 94,
    Column.PREVIOUS: 116,
    Column.YEAR: 116,
    Column.TARGET: 70,
    Column.GAP: 164,
    Column.RATING: 116,
    Column.SPC: 104,
}
_ALWAYS: Final = (Column.TITLE, Column.LATEST, Column.RATING)
_WANTED: Final = (
    Column.TREND, Column.TARGET, Column.OUTCOME, Column.PERIOD, Column.SPC, Column.YEAR, Column.GAP, Column.AGE,
    Column.PREVIOUS, Column.REF,
)  # fmt: skip
"""What is added, in this order, while there is room."""


def columns_for(room: float) -> list[Column]:
    """Return the columns that fit into so many pixels at 100 %: the most useful first, the title always readable."""
    shown = set(_ALWAYS)
    left = room - TITLE_LEAST - sum(WIDTHS[c] for c in shown if c in WIDTHS)
    for column in _WANTED:
        if WIDTHS[column] > left:
            break
        shown.add(column)
        left -= WIDTHS[column]
    return [c for c in COLUMNS if c in shown]


def chosen_columns(names: Sequence[str]) -> list[Column]:
    """Return columns by the names that the settings keep, in their order; the title is always among them."""
    return [c for c in COLUMNS if c.value in names or c is Column.TITLE]


class MeasureHeads(QHeaderView):
    """Column heads in small words, with an arrow on the one that sorts; over numbers they stand at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the heads."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sort: tuple[int, bool] = (0, False)
        self.first = 0
        self.setFixedHeight(theme.px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one head."""
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        column = COLUMNS[logicalIndex]
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        sorts = self.sort[0] == logicalIndex
        if sorts and not words:
            words = COLUMN_WORDS[column]
        side = theme.px(12) if sorts else 0
        left = rect.x() + theme.px(FIRST if logicalIndex == self.first else PAD)
        room = rect.right() - left - side - 2
        words = paint.elided(words, room, "small", 500)
        wide = theme.metrics("small", 500).horizontalAdvance(words)
        x = rect.right() - theme.px(PAD) - wide - side if column in RIGHT else left
        x += paint.draw_words(painter, x, rect.center().y(), words, "muted", "small", 500)
        if sorts:
            name = "chevron-down" if self.sort[1] else "chevron-up"
            icons.draw(painter, x + 1, rect.center().y() - side / 2, name, "muted", side)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
