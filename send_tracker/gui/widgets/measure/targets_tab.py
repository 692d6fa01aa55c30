"""What a measure is held against: targets, benchmarks, breaks of its series, and a rating set by a person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.numbers import plain, read_number
from send_tracker.domain.measures.period_reading import read_period
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.rows import MARKS, RATINGS
from send_tracker.gui.widgets.measure.adding import AddingPart, Ask
from send_tracker.gui.widgets.measure.rows_table import RowsEntry
from send_tracker.gui.widgets.measure.tab import MeasureTab
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView
from send_tracker.services.measures import (
    mark_series,
    override_rating,
    set_benchmark,
    set_target,
    unmark_series,
    withdraw_benchmark,
    withdraw_target,
)

_STRETCH = "stretch"


class TargetsTab(MeasureTab):
    """The tab, part by part: each a list with a line to add to it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(workspace, parent)
        period, note = Ask("period", "Period", "September 2025"), Ask("note", "Note", "")
        self.targets = AddingPart(
            "Targets",
            ("By", "Target", "Kind", "Note"),
            (period, Ask("value", "Target", "60%"), Ask("kind", "Kind", choices=_KINDS), note),
            "Set target",
        )
        self.benchmarks = AddingPart(
            "Benchmarks",
            ("Compared with", "Period", "Value", "Basis"),
            (
                Ask("name", "Compared with", "England"),
                period,
                Ask("value", "Value", "46.4%"),
                Ask("basis", "Basis", ""),
            ),
            "Set benchmark",
        )
        self.marks = AddingPart(
            "Series breaks and limits",
            ("From", "What happens", "Why"),
            (period, Ask("type", "What happens", choices=tuple(MARKS.items())), Ask("note", "Why", "")),
            "Mark",
        )
        self.rating = AddingPart(
            "Rating set by a person",
            ("Rating", "Reason"),
            (Ask("rating", "Rating", choices=tuple(RATINGS.items())), Ask("reason", "Reason", "")),
            "Override rating",
        )
        self.targets.wanted.connect(lambda given: self._do(self._set_target, given, self.targets))
        self.benchmarks.wanted.connect(lambda given: self._do(self._set_benchmark, given, self.benchmarks))
        self.marks.wanted.connect(lambda given: self._do(self._mark, given, self.marks))
        self.rating.wanted.connect(lambda given: self._do(self._rate, given, self.rating))
        self.targets.removed.connect(lambda id: self.workspace.attempt(withdraw_target, self.session, id))
        self.benchmarks.removed.connect(lambda id: self.workspace.attempt(withdraw_benchmark, self.session, id))
        self.marks.removed.connect(lambda id: self.workspace.attempt(unmark_series, self.session, id))
        self.rating.removed.connect(lambda id: self.workspace.attempt(override_rating, self.session, id, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(16)
        for part in self._parts():
            part.set_can_edit(self.can_edit)
            column.addWidget(part)
        column.addStretch(1)

    def _parts(self) -> tuple[AddingPart, ...]:
        return (self.targets, self.benchmarks, self.marks, self.rating)

    def begin(self, part: str) -> None:
        """Put the cursor into the line that adds a target, a mark or a rating."""
        {"target": self.targets, "mark": self.marks, "rating": self.rating}[part].begin()

    def show_measure(self, line: MeasureLine, view: MeasureView) -> None:
        """Show what a measure is held against."""
        if self.line is not None and self.line.id != line.id:
            for part in self._parts():
                part.clear()
        super().show_measure(line, view)
        measure, series = line.measure, line.result.series
        self.targets.show_rows(
            [
                RowsEntry(t.id, (_period(t.period), plain(measure, t.value), _KIND_WORDS[t.stretch], t.note))
                for t in series.targets
            ]
        )
        self.benchmarks.show_rows(
            [
                RowsEntry(b.id, (b.name, _period(b.period), plain(measure, b.value), b.basis), words=b.source)
                for b in series.benchmarks
            ]
        )
        self.marks.show_rows(
            [RowsEntry(m.id, (_period(m.period), MARKS.get(m.type, m.type), m.note)) for m in series.marks]
        )
        rated = [RowsEntry(measure.id, (line.result.rating_text, measure.rating_reason))] if measure.rating else []
        self.rating.show_rows(rated)

    # Doing: what was typed is read by the domain, and a Problem is said at the line it was typed in

    def _do(self, verb: Callable[[dict[str, str]], object], given: dict[str, str], part: AddingPart) -> None:
        if self.line is not None and part.attempt(verb, given):
            part.clear()

    def _set_target(self, given: dict[str, str]) -> None:
        assert self.line is not None
        measure = self.line.measure
        period = read_period(given["period"], measure.period_type)
        value = read_number(given["value"], measure)
        stretch = given["kind"] == _STRETCH
        set_target(self.session, measure.id, period.text, value, stretch=stretch, note=given["note"])

    def _set_benchmark(self, given: dict[str, str]) -> None:
        assert self.line is not None
        measure = self.line.measure
        period = read_period(given["period"], measure.period_type)
        value = read_number(given["value"], measure)
        set_benchmark(self.session, measure.id, given["name"], period.text, value, basis=given["basis"])

    def _mark(self, given: dict[str, str]) -> None:
        assert self.line is not None
        measure = self.line.measure
        period = read_period(given["period"], measure.period_type)
        mark_series(self.session, measure.id, period.text, given["type"], given["note"])

    def _rate(self, given: dict[str, str]) -> None:
        assert self.line is not None
        override_rating(self.session, self.line.id, given["rating"], given["reason"])


_KINDS = (("", "Trajectory"), (_STRETCH, "Stretch"))
_KIND_WORDS = {False: "Trajectory", True: "Stretch"}


def _period(text: str) -> str:
    period = period_or_none(text)
    return period.label if period else text
