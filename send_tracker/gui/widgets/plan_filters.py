"""The filter row of the plan: a chip for each status with its live count, then lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from send_tracker.domain.plan_filter import Due, PlanFilter
from send_tracker.domain.status import Group, StatusLevel, StatusScale
from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.filter_chip import FilterChip
from send_tracker.gui.widgets.list_filter import Choices, MenuWord, OfferedFilter

Supply = Callable[[], Choices]
_CHIP_GAP, _TIGHT_GAP = 5, 4
_TIGHT_BELOW: Final = 680
_LIST_GAP: Final = 4
_BETWEEN, _TIGHT_BETWEEN = 8, 5
_LINE: Final = 28
_SELDOM: Final = ("Theme", "Outcome")


def worst_first(scale: StatusScale) -> list[StatusLevel]:
    """Return the order of the chips: open statuses from the worst, but what has not begun after them, then done."""
    order = sorted(scale.of_group(Group.OPEN), key=lambda s: s.rank)
    begun = [s for s in order if s.shape.value != "ring"]
    return [
        *begun,
        *(s for s in order if s.shape.value == "ring"),
        *scale.of_group(Group.DONE),
        *scale.of_group(Group.WITHDRAWN),
    ]


def _uncounted(supply: Supply) -> tuple[Choices, None]:
    return supply(), None


class FilterRow(QWidget):
    """``changed`` carries the whole filter each time a person changes a part of it."""

    changed = Signal(object)

    def __init__(self, scale: StatusScale, supplies: Mapping[str, Supply], parent: QWidget | None = None) -> None:
        """Make the row; ``supplies`` gives the choices of each list by its title, in the order of the row."""
        super().__init__(parent)
        self._filter = PlanFilter()
        self._scale: StatusScale | None = None
        self.everything = FilterChip(None, 0, self)
        self.everything.setChecked(True)
        self.everything.clicked.connect(lambda _on: self._take(replace(self._filter, statuses=frozenset())))
        self.chips: dict[str, FilterChip] = {}
        self.lists = {
            title: OfferedFilter(title, partial(_uncounted, supply), self) for title, supply in supplies.items()
        }
        for title, found in self.lists.items():
            found.changed.connect(lambda keys, title=title: self._listed(title, keys))
        self.more = MenuWord("More", self)
        self.more.setAccessibleName("More filters")
        self.more.clicked.connect(lambda _on: self._open_more(self.more))
        self.dots = IconButton("ellipsis", "More filters", lambda: self._open_more(self.dots), _LINE, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_scale(scale)
        theme.hub.changed.connect(self.place)

    # What it says

    def set_scale(self, scale: StatusScale) -> None:
        """Have a chip for each status of a scale."""
        if scale == self._scale:
            return
        self._scale = scale
        for chip in self.chips.values():
            chip.setParent(None)
            chip.deleteLater()
        self.chips = {level.code: FilterChip(level, 0, self) for level in worst_first(scale)}
        for code, chip in self.chips.items():
            chip.clicked.connect(lambda on, code=code: self._turn(code, on))
            chip.show()
        self._set_tab_order()
        self.show_filter(self._filter)

    def _set_tab_order(self) -> None:
        """Let Tab go from left to right."""
        order = [self.everything, *self.chips.values(), *(f.word for f in self.lists.values()), self.more, self.dots]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many actions each status would leave."""
        self.everything.set_count(sum(counts.values()))
        for code, chip in self.chips.items():
            chip.set_count(counts.get(code, 0))
        self.place()

    def show_filter(self, wanted: PlanFilter) -> None:
        """Show a filter; nothing is emitted."""
        self._filter = wanted
        self.everything.setChecked(not wanted.statuses)
        for code, chip in self.chips.items():
            chip.setChecked(code in wanted.statuses)
        for title, keys in self._keys(wanted).items():
            if title in self.lists:
                self.lists[title].show_chosen(keys)
        self.place()

    @staticmethod
    def _keys(wanted: PlanFilter) -> dict[str, list[str]]:
        return {
            "Lead": sorted(wanted.leads),
            "Due": [d.value for d in Due if d in wanted.due],
            "Partner": sorted(wanted.partners),
            "Attention": sorted(wanted.attention),
            "Theme": sorted(wanted.themes),
            "Outcome": sorted(wanted.outcomes),
        }

    # What a person does

    def _turn(self, code: str, on: bool) -> None:
        chosen = self._filter.statuses | {code} if on else self._filter.statuses - {code}
        self._take(replace(self._filter, statuses=chosen))

    def _listed(self, title: str, keys: Sequence[str]) -> None:
        chosen = frozenset(keys)
        match title:
            case "Lead":
                wanted = replace(self._filter, leads=chosen)
            case "Due":
                wanted = replace(self._filter, due=frozenset(Due(key) for key in keys))
            case "Partner":
                wanted = replace(self._filter, partners=chosen)
            case "Attention":
                wanted = replace(self._filter, attention=chosen)
            case "Theme":
                wanted = replace(self._filter, themes=chosen)
            case _:
                wanted = replace(self._filter, outcomes=chosen)
        self._take(wanted)

    def _take(self, wanted: PlanFilter) -> None:
        self.show_filter(wanted)
        self.changed.emit(wanted)

    def _open_more(self, anchor: QWidget) -> None:
        menu = QMenu(self)
        for found in self.folded():
            menu.addAction(f"{found.title}…").triggered.connect(lambda _on, f=found: f.open_under(anchor))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def folded(self) -> list[OfferedFilter]:
        """Return the lists that are in "More"."""
        return [found for found in self.lists.values() if found.isHidden()]

    # Places

    def place(self) -> None:
        """Put the parts in lines: chips, then the lists that have room, then "More"."""
        tight = self.width() < theme.px(_TIGHT_BELOW)
        gap, line = theme.px(_TIGHT_GAP if tight else _CHIP_GAP), theme.px(_LINE)
        x = y = 0
        for chip in (self.everything, *self.chips.values()):
            size = chip.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + line + gap
            chip.setGeometry(x, y, size.width(), line)
            x += size.width() + gap
        x += theme.px(_TIGHT_BETWEEN if tight else _BETWEEN) - gap
        shown, more = self._share(self.width() - x)
        if not shown and self._share(self.width())[0]:
            x, y = 0, y + line + gap
            shown, more = self._share(self.width())
        for part in shown:
            wide = part.sizeHint().width()
            part.setGeometry(x, y, wide, line)
            x += wide + theme.px(_LIST_GAP)
        for part in self.lists.values():
            part.setVisible(part in shown)
        self.more.setVisible(more is self.more)
        self.dots.setVisible(more is self.dots)
        self.more.setGeometry(x, y, self.more.sizeHint().width(), line)
        self.dots.move(x - theme.px(_LIST_GAP), y)
        if self.height() != y + line:
            self.setFixedHeight(y + line)

    def _share(self, room: int) -> tuple[list[OfferedFilter], QWidget]:
        """Return the lists that fit into a width, those that are set first, and the button that has the others.

        What is seldom asked for stands behind the dots; where more has to go, there is a word for it.
        """
        order = sorted(self.lists.values(), key=lambda f: not f.chosen)
        usual = [f for f in order if f.chosen or f.title not in _SELDOM]
        widths = [f.sizeHint().width() + theme.px(_LIST_GAP) for f in usual]
        room += theme.px(_LIST_GAP)  # a word ends 4 px inside its own edge
        if sum(widths) - theme.px(_LIST_GAP) + self.dots.width() <= room:
            return usual, self.dots
        room -= self.more.sizeHint().width()
        fit = 0
        while fit < len(usual) and sum(widths[: fit + 1]) <= room:
            fit += 1
        return usual[:fit], self.more

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.place()

    def sizeHint(self) -> QSize:
        return QSize(400, theme.px(_LINE))

    def minimumSizeHint(self) -> QSize:
        """Allow any width: what has no room goes to the next line or into "More"."""
        return QSize(theme.px(120), theme.px(_LINE))

    def first(self) -> QWidget:
        """Return the part that takes the focus first."""
        return self.everything
