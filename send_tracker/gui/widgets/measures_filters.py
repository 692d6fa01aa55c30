"""The filter row of the measures: a chip for each rating with its live count, lists, and what is hidden in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.measures.lines import (
    LISTS,
    STATE_WORDS,
    MeasureFilter,
    counts,
    hidden_words,
)
from send_tracker.domain.measures.ratings import NO_TARGET, RATING_LEVELS
from send_tracker.domain.measures.rows import FREQUENCIES, SECTIONS
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.filter_chip import FilterChip
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import ElidedLabel
from send_tracker.gui.widgets.list_filter import Choices, ListFilter
from send_tracker.services.measure_view import MeasureView

_WORDS = {"outcomes": "Outcome", "period": "Period", "source": "Source"}
_BETWEEN = "\x1f"
"""Parts a key of a list into the part of the filter and its choice."""


class OfferedFilter(ListFilter):
    """A list that counts its choices when it is opened: some of them need every measure's limits."""

    def __init__(self, title: str, offer: Callable[[], tuple[Choices, Mapping[str, int]]]) -> None:
        super().__init__(title)
        self._offer = offer

    def open(self) -> None:
        """Count, and open."""
        self.set_choices(*self._offer())
        super().open()


def _sources(view: MeasureView) -> set[str]:
    return {s for line in view.lines for s in line.sources}


class MeasuresFilters(QWidget):
    """The row. ``changed`` carries the whole filter, the searched text included."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the row with nothing chosen."""
        super().__init__(parent)
        self._filter = MeasureFilter()
        self.everything = FilterChip(None, 0)
        self.everything.setChecked(True)
        self.everything.clicked.connect(lambda _on: self._take("ratings", []))
        self.chips = {code: FilterChip(level, 0) for code, level in RATING_LEVELS.items()}
        self.chips[NO_TARGET] = FilterChip(None, 0, word="No target")
        for code, chip in self.chips.items():
            chip.clicked.connect(lambda on, code=code: self._turn(code, on))
        self._view: MeasureView | None = None
        self.lists = {name: OfferedFilter(words, partial(self._offer, name)) for name, words in _WORDS.items()}
        for name, each in self.lists.items():
            each.changed.connect(lambda keys, name=name: self._listed(name, keys))
        self.sentence = ElidedLabel("", "chip", token="muted")
        self.clear_button = Button("Clear filter", "link", on_click=self.clear)
        self._lay_out()
        self._show_sentence("")

    def _lay_out(self) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap=6)
        for part in (self.everything, *self.chips.values(), *self.lists.values()):
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.sentence)
        below.addWidget(self.clear_button)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 8)
        column.setSpacing(2)
        column.addWidget(row)
        column.addLayout(below)

    @property
    def wanted(self) -> MeasureFilter:
        """The filter."""
        return self._filter

    def set_filter(self, wanted: MeasureFilter) -> None:
        """Show a filter; nothing is emitted."""
        self._filter = wanted
        self.everything.setChecked(not wanted.ratings)
        for code, chip in self.chips.items():
            chip.setChecked(code in wanted.ratings)
        for name, each in self.lists.items():
            if any(getattr(wanted, part) for part in LISTS[name]):
                each.set_choices(*self._offer(name))
            each.set_chosen([f"{part}{_BETWEEN}{key}" for part in LISTS[name] for key in sorted(getattr(wanted, part))])

    def set_text(self, text: str) -> None:
        """Take the searched text into the filter."""
        self._emit(replace(self._filter, text=text))

    def clear(self) -> None:
        """Hide nothing."""
        self.set_filter(MeasureFilter())
        self.changed.emit(self._filter)

    def _turn(self, code: str, on: bool) -> None:
        chosen = self._filter.ratings | {code} if on else self._filter.ratings - {code}
        self._take("ratings", sorted(chosen))

    def _listed(self, name: str, keys: list[str]) -> None:
        """Take a list's choice into the parts of the filter that it stands for."""
        wanted = self._filter
        for part in LISTS[name]:
            start = f"{part}{_BETWEEN}"
            wanted = wanted.having(part, [k.removeprefix(start) for k in keys if k.startswith(start)])
        self._emit(wanted)

    def _take(self, part: str, keys: list[str]) -> None:
        self._emit(self._filter.having(part, keys))

    def _emit(self, wanted: MeasureFilter) -> None:
        changed = wanted != self._filter
        self.set_filter(wanted)
        if changed:
            self.changed.emit(wanted)

    # What can be chosen, with live counts

    def set_view(self, view: MeasureView, shown: int) -> None:
        """Offer what there is, each choice with the number of measures it would leave."""
        rated = counts(view.lines, self._filter, "ratings")
        self.everything.set_count(sum(rated.values()))
        for code, chip in self.chips.items():
            chip.set_count(rated.get(code, 0))
        self._view = view
        for name, each in self.lists.items():
            if each.chosen:
                each.set_choices(*self._offer(name))
        total = len(view.lines)
        self._show_sentence(hidden_words(self._filter, shown, total, view.refs) if self._filter.is_on else "")

    def _offer(self, name: str) -> tuple[Choices, Mapping[str, int]]:
        """Return what a list can choose from, with how many measures each choice would leave."""
        view, wanted = self._view, self._filter
        if view is None:
            return [], {}
        words: dict[str, Mapping[str, str]] = {
            "outcomes": {**dict(view.outcomes), "": "No outcome"},
            "states": {s.value: text for s, text in STATE_WORDS.items()},
            "periods": FREQUENCIES,
            "sources": {s: s or "No source" for s in sorted(_sources(view), key=str.casefold)},
            "sections": SECTIONS,
        }
        offered: list[tuple[str, str]] = []
        found: dict[str, int] = {}
        for part in LISTS[name]:
            here = counts(view.lines, wanted, part)
            kept = {k: text for k, text in words[part].items() if k in here or k in getattr(wanted, part)}
            offered += [(f"{part}{_BETWEEN}{key}", text) for key, text in kept.items()]
            found |= {f"{part}{_BETWEEN}{key}": count for key, count in here.items()}
        return offered, found

    def _show_sentence(self, sentence: str) -> None:
        self.sentence.set_text(sentence)
        self.sentence.setVisible(bool(sentence))
        self.clear_button.setVisible(bool(sentence))
