"""The filter row of a register, and the sentence that says what it hides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.register_filter import F, L
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import PAD, ElidedLabel
from send_tracker.gui.widgets.list_filter import Choices, MenuWord, OfferedFilter

_BETWEEN = "\x1f"
"""Parts a key of a list into the part of the filter and its choice, where the list stands for several parts."""


class RegisterFilters(QWidget, Generic[F, L]):
    """The row. ``changed`` carries the whole filter, the searched text included.

    What a list can choose from is counted when it is opened: some of it needs every limit of every measure.
    """

    changed = Signal(object)

    lists_of: ClassVar[Mapping[str, tuple[str, tuple[str, ...]]]]
    """The lists by key: the words of each, and the parts of the filter that it stands for."""
    gap: ClassVar[int] = 8
    offers_all: ClassVar[bool] = True
    """Whether a list also offers what would leave nothing."""

    def __init__(self, empty: F, chips: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        """Make the row with nothing chosen: chips first, then the lists."""
        super().__init__(parent)
        self._empty = self._filter = empty
        self._lines: Sequence[L] = ()
        self.lists = {key: OfferedFilter(words, partial(self._offer, key)) for key, (words, _) in self.lists_of.items()}
        for key, each in self.lists.items():
            each.changed.connect(lambda keys, key=key: self._listed(key, keys))
        self.sentence = ElidedLabel("", "chip", token="muted")
        self.clear_button = Button("Clear filter", "link", on_click=self.clear)
        self._lay_out([*chips, *self.lists.values()], 0 if chips else MenuWord.INSET)
        self._say("")

    def _lay_out(self, parts: Sequence[QWidget], inset: int) -> None:
        """Lay out the row; ``inset`` is how far in the words of its first part begin, which keep the page's margin."""
        row = QWidget()
        flow = FlowLayout(row, gap=self.gap)
        for part in parts:
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.setContentsMargins(inset, 0, 0, 0)
        below.addWidget(self.sentence)
        below.addWidget(self.clear_button)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD - inset, 0, PAD, 8)
        column.setSpacing(2)
        column.addWidget(row)
        column.addLayout(below)

    @property
    def wanted(self) -> F:
        """The filter."""
        return self._filter

    def set_filter(self, wanted: F) -> None:
        """Show a filter; nothing is emitted."""
        self._filter = wanted
        for key, each in self.lists.items():
            parts = self.lists_of[key][1]
            each.show_chosen([self._key(key, part, one) for part in parts for one in sorted(getattr(wanted, part))])

    def set_text(self, text: str) -> None:
        """Take the searched text into the filter."""
        self.take(self._filter.searching(text))

    def clear(self) -> None:
        """Hide nothing."""
        self.set_filter(self._empty)
        self.changed.emit(self._filter)

    def take(self, wanted: F) -> None:
        """Take what a person chose."""
        changed = wanted != self._filter
        self.set_filter(wanted)
        if changed:
            self.changed.emit(wanted)

    # The lists, with live counts

    def choices(self, part: str) -> Mapping[str, str]:
        """Return what a part can choose from: keys and words."""
        raise NotImplementedError

    def show_lines(self, lines: Sequence[L], shown: int, names: Mapping[str, str]) -> None:
        """Offer what the register holds, and say what is hidden; ``names`` gives words for ids."""
        self._lines = lines
        for key, each in self.lists.items():
            if each.chosen:
                each.set_choices(*self._offer(key))
        self._say(self._filter.hidden_words(shown, len(lines), names))

    def _offer(self, key: str) -> tuple[Choices, Mapping[str, int]]:
        """Return what a list can choose from, with how many lines each choice would leave."""
        offered: list[tuple[str, str]] = []
        found: dict[str, int] = {}
        for part in self.lists_of[key][1]:
            here: Mapping[Any, int] = self._filter.counts(self._lines, part)
            for one, words in self.choices(part).items():
                if self.offers_all or one in here or one in getattr(self._filter, part):
                    offered.append((self._key(key, part, one), words))
            found |= {self._key(key, part, one): count for one, count in here.items()}
        return offered, found

    def _key(self, key: str, part: str, one: str) -> str:
        """Return how a choice is named in its list."""
        return f"{part}{_BETWEEN}{one}" if len(self.lists_of[key][1]) > 1 else str(one)

    def _listed(self, key: str, chosen: Sequence[str]) -> None:
        """Take a list's choice into the parts of the filter that it stands for."""
        wanted, parts = self._filter, self.lists_of[key][1]
        for part in parts:
            start = self._key(key, part, "")
            wanted = wanted.having(part, [one.removeprefix(start) for one in chosen if one.startswith(start)])
        self.take(wanted)

    def _say(self, sentence: str) -> None:
        self.sentence.set_text(sentence)
        self.sentence.setVisible(bool(sentence))
        self.clear_button.setVisible(bool(sentence))
