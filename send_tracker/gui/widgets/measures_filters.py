"""The filter row of the measures: a chip for each rating with its live count, then lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from send_tracker.domain.measures.lines import STATE_WORDS, MeasureFilter, MeasureLine
from send_tracker.domain.measures.ratings import NO_TARGET, RATING_LEVELS
from send_tracker.domain.measures.rows import FREQUENCIES, SECTIONS
from send_tracker.gui.widgets.filter_chip import FilterChip
from send_tracker.gui.widgets.register_filters import RegisterFilters
from send_tracker.services.measure_view import MeasureView


class MeasuresFilters(RegisterFilters[MeasureFilter, MeasureLine]):
    """The row."""

    lists_of: ClassVar[Mapping[str, tuple[str, tuple[str, ...]]]] = {
        "outcomes": ("Outcome", ("outcomes",)),
        "period": ("Period", ("states", "periods")),
        "source": ("Source", ("sections", "sources")),
    }
    gap = 6
    offers_all = False

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the row with nothing chosen."""
        self._view: MeasureView | None = None
        self.everything = FilterChip(None, 0)
        self.everything.setChecked(True)
        self.chips = {code: FilterChip(level, 0) for code, level in RATING_LEVELS.items()}
        self.chips[NO_TARGET] = FilterChip(None, 0, word="No target")
        super().__init__(MeasureFilter(), [self.everything, *self.chips.values()], parent)
        self.everything.clicked.connect(lambda _on: self.take(self._filter.having("ratings", ())))
        for code, chip in self.chips.items():
            chip.clicked.connect(lambda on, code=code: self._turn(code, on))

    def set_filter(self, wanted: MeasureFilter) -> None:
        """Show a filter; nothing is emitted."""
        super().set_filter(wanted)
        self.everything.setChecked(not wanted.ratings)
        for code, chip in self.chips.items():
            chip.setChecked(code in wanted.ratings)

    def _turn(self, code: str, on: bool) -> None:
        chosen = self._filter.ratings | {code} if on else self._filter.ratings - {code}
        self.take(self._filter.having("ratings", chosen))

    def set_view(self, view: MeasureView, shown: int) -> None:
        """Offer what there is, each rating with the number of measures it would leave."""
        self._view = view
        rated = self._filter.counts(view.lines, "ratings")
        self.everything.set_count(sum(rated.values()))
        for code, chip in self.chips.items():
            chip.set_count(rated.get(code, 0))
        self.show_lines(view.lines, shown, view.refs)

    def choices(self, part: str) -> Mapping[str, str]:
        """Return what a part can choose from."""
        if self._view is None:
            return {}
        match part:
            case "outcomes":
                return {**dict(self._view.outcomes), "": "No outcome"}
            case "states":
                return {state.value: words for state, words in STATE_WORDS.items()}
            case "periods":
                return FREQUENCIES
            case "sections":
                return SECTIONS
        sources = {source for line in self._view.lines for source in line.sources}
        return {source: source or "No source" for source in sorted(sources, key=str.casefold)}
