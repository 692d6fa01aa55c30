"""The four facts under the chart of a measure, and what has to be said of its figures in sentences."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import short_date
from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.numbers import figure_text, plain
from send_tracker.domain.measures.rows import DIRECTIONS
from send_tracker.domain.measures.trend_of import point_text
from send_tracker.gui import theme
from send_tracker.gui.widgets.label import ElidedLabel, Label

_ROOM = 420
_FACTS = ("Baseline", "Target", "Better is", "Next figure")


class MeasureFacts(QWidget):
    """Baseline, target, direction and the day of the next figure; then sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._across = 0
        self._heads = [Label(words, "small", token="muted") for words in _FACTS]
        self.values = [ElidedLabel("", "body", 600) for _ in _FACTS]
        self._arrange(len(_FACTS))
        self.sentences = [Label("", "chip", token="muted", wrap=True) for _ in range(5)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._grid)
        column.addSpacing(4)
        for label in self.sentences:
            column.addWidget(label)

    def _arrange(self, across: int) -> None:
        """Put the facts side by side, or two and two."""
        if across == self._across:
            return
        self._across = across
        for place, (head, value) in enumerate(zip(self._heads, self.values, strict=True)):
            row, column = divmod(place, across)
            self._grid.addWidget(head, row * 2, column)
            self._grid.addWidget(value, row * 2 + 1, column)
        for column in range(len(_FACTS)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go two and two where there is too little room for all of them in a row."""
        super().resizeEvent(event)
        self._arrange(len(_FACTS) if self.width() >= theme.px(_ROOM) else 2)

    def show_line(self, line: MeasureLine, left_out: str = "") -> None:
        """Show the facts of a measure; ``left_out`` says which figures its chart leaves out."""
        for value, text in zip(self.values, fact_texts(line), strict=True):
            value.set_text(text)
        found = [*fact_sentences(line), *([left_out] if left_out else [])][: len(self.sentences)]
        for place, label in enumerate(self.sentences):
            label.setText(found[place] if place < len(found) else "")
            label.setVisible(place < len(found))


def fact_texts(line: MeasureLine) -> tuple[str, str, str, str]:
    """Return baseline, target, direction and the day by which the next figure is in time."""
    result, measure = line.result, line.measure
    first = next((p for p in result.points if p.comparable), None)
    baseline = f"{point_text(measure, first)}, {first.period.short}" if first else "–"
    target = "–"
    if result.aim is not None and result.target_period is not None:
        target = f"{plain(measure, result.aim)}, {result.target_period.last:%b %Y}"
    due = short_date(result.due_by) if result.due_by else "–"
    return baseline, target, DIRECTIONS.get(measure.direction, measure.direction), due


def fact_sentences(line: MeasureLine) -> list[str]:
    """Return what has to be said besides: variation, run rate, a person's rating, other sources, lateness."""
    result, measure = line.result, line.measure
    found = []
    if result.overridden:
        found.append(f"Rated {result.rating_text}. {measure.rating_reason}".strip())
    if result.stale_text:
        found.append(result.stale_text)
    if result.rivals:
        others = "; ".join(f"{figure_text(measure, o)} ({o.source or 'no source'})" for o in result.rivals)
        found.append(f"Other sources for this period: {others}.")
    if result.run_rate:
        found.append(result.run_rate)
    if line.spc_word:
        found.append(line.spc.sentence)
    return found
