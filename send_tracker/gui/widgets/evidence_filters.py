"""The filter row of the evidence register, and the sentence that says what it hides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.evidence_filter import LACK_LABELS, EvidenceFilter, hidden_words, narrowed
from send_tracker.domain.kinds import EVIDENCE_TYPES, SENSITIVITIES
from send_tracker.domain.review_state import REVIEW_LABELS
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import ElidedLabel
from send_tracker.gui.widgets.list_filter import ListFilter
from send_tracker.services.evidence_view import EvidenceView

_PARTS = {
    "reviews": "Review",
    "types": "Type",
    "outcomes": "Outcome",
    "sensitivities": "Sensitivity",
    "sources": "Source",
    "lacks": "Needs work",
}


class EvidenceFilters(QWidget):
    """The row. ``changed`` carries the whole filter, the searched text included."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the row with nothing chosen."""
        super().__init__(parent)
        self._filter = EvidenceFilter()
        self.lists = {part: ListFilter(words) for part, words in _PARTS.items()}
        for part, each in self.lists.items():
            each.changed.connect(lambda keys, part=part: self._take(part, keys))
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        for each in self.lists.values():
            flow.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        self.sentence = ElidedLabel("", "chip", token="muted")
        self.clear_button = Button("Clear filter", "link", on_click=self.clear)
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
        self._show_sentence("")

    @property
    def wanted(self) -> EvidenceFilter:
        """The filter."""
        return self._filter

    def set_filter(self, wanted: EvidenceFilter) -> None:
        """Show a filter; nothing is emitted."""
        self._filter = wanted
        for part, each in self.lists.items():
            each.set_chosen(sorted(getattr(wanted, part)))

    def set_text(self, text: str) -> None:
        """Take the searched text into the filter."""
        self._emit(replace(self._filter, text=text))

    def clear(self) -> None:
        """Hide nothing."""
        self.set_filter(EvidenceFilter())
        self.changed.emit(self._filter)

    def _take(self, part: str, keys: list[str]) -> None:
        self._emit(self._filter.having(part, keys))

    def _emit(self, wanted: EvidenceFilter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self.changed.emit(wanted)

    # What can be chosen, with live counts

    def set_view(self, view: EvidenceView, shown: int) -> None:
        """Offer what the register holds, each choice with the number of items it would leave."""
        choices: dict[str, Mapping[str, str]] = {
            "types": EVIDENCE_TYPES,
            "outcomes": dict(view.outcomes),
            "sensitivities": SENSITIVITIES,
            "sources": dict(view.sources) | {"": "No source"},
            "lacks": {k.value: words for k, words in LACK_LABELS.items()},
            "reviews": {k.value: words for k, words in REVIEW_LABELS.items()},
        }
        for part, words in choices.items():
            self.lists[part].set_choices(list(words.items()), self._counts(view, part))
        total = len(view.lines)
        self._show_sentence(hidden_words(self._filter, shown, total, view.names) if self._filter.is_on else "")

    def _counts(self, view: EvidenceView, part: str) -> dict[str, int]:
        """Count the items of each choice among those that the other parts of the filter leave."""
        found: dict[str, int] = {}
        for line in narrowed(view.lines, self._filter.without(part)):
            keys = {
                "types": [line.item.type],
                "outcomes": list(line.outcomes),
                "sensitivities": [line.item.sensitivity],
                "sources": [line.item.source or ""],
                "lacks": [k.value for k in line.lacks],
                "reviews": [k.value for k in line.reviews],
            }[part]
            for key in keys:
                found[key] = found.get(key, 0) + 1
        return found

    def _show_sentence(self, sentence: str) -> None:
        self.sentence.set_text(sentence)
        self.sentence.setVisible(bool(sentence))
        self.clear_button.setVisible(bool(sentence))
