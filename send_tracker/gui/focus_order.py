"""The order of the Tab key is the order in which the eye reads: that of the layouts, whatever was built first.

Qt chains widgets as they are made. Rows that come later, fields of a form that are put in by code and lines that
open in place would all come last; so a window puts its chain in order before each step of the Tab key.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)


class EyeOrder:
    """Mixed into a window, before its Qt class: Tab and Shift+Tab follow the layouts."""

    def focusNextPrevChild(self, next: bool) -> bool:
        """Put the chain in order, then go on to the next or the previous control."""
        assert isinstance(self, QWidget)
        set_order(self)
        return bool(super().focusNextPrevChild(next))  # type: ignore[misc]


def set_order(window: QWidget) -> None:
    """Chain what takes the focus by Tab in a window in reading order.

    The chain is never asked how it is: PySide's ``nextInFocusChain()`` ties what it returns to what it was asked of.
    """
    for one, other in pairwise(list(reading_order(window))):
        QWidget.setTabOrder(one, other)


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the focus by Tab in a widget, itself first, as its layouts have it."""
    if bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QComboBox):
        return
    for part in _parts(widget.viewport() if isinstance(widget, QAbstractItemView) else widget):
        yield from reading_order(part)


def _parts(widget: QWidget) -> list[QWidget]:
    """Return the widgets right inside a widget: first those that a layout places, then the others by where they lie."""
    placed = list(_placed(widget))
    children: list[QObject] = widget.children()
    rest = [c for c in children if isinstance(c, QWidget) and not c.isWindow() and c not in placed]
    return [*placed, *sorted(rest, key=lambda part: (part.y(), part.x()))]


def _placed(widget: QWidget) -> Iterator[QWidget]:
    found: list[QWidget | None] = []
    if isinstance(widget, QMainWindow):
        found = [widget.menuWidget(), widget.centralWidget(), widget.statusBar()]
    elif isinstance(widget, QSplitter | QStackedWidget):
        found = [widget.widget(number) for number in range(widget.count())]
    elif isinstance(widget, QTabWidget):
        found = [widget.tabBar(), *(widget.widget(number) for number in range(widget.count()))]
    elif (layout := widget.layout()) is not None:
        found = list(_of_layout(layout))
    yield from (part for part in found if part is not None)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout and of those inside it; a grid is read row by row."""
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda number: layout.getItemPosition(number)[:2])  # type: ignore[index]
    for number in numbers:
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), cast("QLayout | None", item.layout())
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _of_layout(inner)
