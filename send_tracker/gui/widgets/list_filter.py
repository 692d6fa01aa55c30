"""A filter over a list of names: plain words with a chevron, and a chip once something is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.filter_chip import HEIGHT, WordChip
from send_tracker.gui.widgets.painted import PaintedButton

if TYPE_CHECKING:
    from send_tracker.gui.widgets.list_popup import ListPopup

Choices = Sequence[tuple[str, str]]
"""Pairs of key and word, in the order of a list."""


class MenuWord(PaintedButton):
    """A word with a chevron and no border."""

    INSET: ClassVar[int] = 4
    """How far in the word begins, for the ground under the pointer."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        """Make the word."""
        super().__init__(word, parent)

    def sizeHint(self) -> QSize:
        """The word and the chevron; 28 high."""
        width = theme.metrics("chip", 500).horizontalAdvance(self.text())
        return QSize(ceil(width) + theme.px(20) + 8, theme.px(HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the word, and a ground only under the pointer."""
        if self.underMouse() or self.isDown():
            paint.fill_round(painter, rect, 6, theme.colour("hover"))
        x, side = float(self.INSET), theme.px(14)
        x += paint.draw_words(painter, x, rect.center().y(), self.text(), "muted", "chip", 500) + theme.px(6)
        icons.draw(painter, x, rect.center().y() - side / 2, "chevron-down", "muted", side)
        if self.hasFocus():
            paint.draw_focus(painter, rect)


class ListFilter(QWidget):
    """A list filter. ``changed`` carries the chosen keys, none when it was cleared."""

    changed = Signal(list)

    def __init__(self, title: str, choices: Choices = (), parent: QWidget | None = None) -> None:
        """Make the filter over ``choices``, pairs of key and word."""
        super().__init__(parent)
        self.setAccessibleName(f"Filter by {title}")
        self.title = title
        self._choices: list[tuple[str, str]] = list(choices)
        self._chosen: list[str] = []
        self._counts: Mapping[str, int] | None = None
        self.word = MenuWord(title, self)
        self.word.setAccessibleName(f"Filter by {title}")
        self.chip = WordChip(title, [title], self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.word)
        layout.addWidget(self.chip)
        self.word.clicked.connect(lambda _checked: self.open())
        self.chip.clicked.connect(lambda _checked: self.open())
        self.chip.cleared.connect(self.clear)
        self._show()

    @cached_property
    def popup(self) -> ListPopup:
        """The list itself, made when it is first opened."""
        from send_tracker.gui.widgets.list_popup import ListPopup

        popup = ListPopup(self.title, self)
        popup.changed.connect(self._taken)
        return popup

    def set_choices(self, choices: Choices, counts: Mapping[str, int] | None = None) -> None:
        """Change what can be chosen; what is chosen and no longer there is kept, as it still hides rows.

        Args:
            choices: pairs of key and word.
            counts: how many rows each choice would leave, to stand behind its word; None for no numbers.
        """
        self._choices = list(choices)
        self._counts = counts
        self._show()

    @property
    def chosen(self) -> list[str]:
        """The chosen keys."""
        return list(self._chosen)

    def set_chosen(self, keys: Sequence[str]) -> None:
        """Show a choice; nothing is emitted."""
        self._chosen = list(keys)
        self._show()

    def clear(self) -> None:
        """Choose nothing, as a person does."""
        if self._chosen:
            self.set_chosen([])
            self.changed.emit([])
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Open the list under the filter."""
        self.open_under(self)

    def open_under(self, anchor: QWidget) -> None:
        """Open the list under something else, while the filter itself has no room."""
        known = {key for key, _ in self._choices}
        gone = [(key, key) for key in self._chosen if key not in known]
        shown = [*gone, *self._choices]
        if self._counts is not None:
            shown = [(key, f"{word}  {self._counts.get(key, 0):,}") for key, word in shown]
        self.popup.fill(shown, self._chosen)
        self.popup.open_under(anchor)

    def _taken(self) -> None:
        self.set_chosen(self.popup.chosen())
        self.changed.emit(self.chosen)

    def _show(self) -> None:
        words = dict(self._choices)
        if self._chosen:
            self.chip.set_values([words.get(key, key) for key in self._chosen])
        self.chip.setVisible(bool(self._chosen))
        self.word.setVisible(not self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Alt+Down or Down."""
        if event.key() == Qt.Key.Key_Down:
            self.open()
            return
        super().keyPressEvent(event)


Offer = Callable[[], tuple[Choices, Mapping[str, int] | None]]
"""Gives the choices of a list, and how many rows each would leave, or None where they are not counted."""


class OfferedFilter(ListFilter):
    """A list filter that asks for its choices when it needs them: reading or counting them takes time."""

    def __init__(self, title: str, offer: Offer, parent: QWidget | None = None) -> None:
        """Make the filter over what is offered."""
        super().__init__(title, (), parent)
        self.offer = offer

    def show_chosen(self, keys: Sequence[str]) -> None:
        """Show a choice; nothing is emitted."""
        if list(keys) != self.chosen:
            if keys:
                self.set_choices(*self.offer())
            self.set_chosen(keys)

    def open_under(self, anchor: QWidget) -> None:
        """Ask for the choices, and open the list."""
        self.set_choices(*self.offer())
        super().open_under(anchor)
