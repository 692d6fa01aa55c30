"""Walks a window as somebody without a mouse or without sight would. For every test of a window, page or dialog."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QTabBar,
    QWidget,
)

COMPACT = (1093, 614)
"""1366x768 at 125 %, in logical pixels."""


def focusable(window: QWidget) -> Iterator[QWidget]:
    """Yield every visible widget that takes the focus by Tab and is not a part of another one."""
    for widget in window.findChildren(QWidget):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.isVisibleTo(window) and not _is_part(widget):
            yield widget


def _is_part(widget: QWidget) -> bool:
    """Tell whether Qt made it as a part of a control that has a name of its own."""
    parent = widget.parentWidget()
    if widget.objectName().startswith("qt_") or isinstance(widget, QMenuBar):
        return True
    return isinstance(parent, QComboBox | QAbstractSpinBox) or (isinstance(widget, QTabBar) and parent is not None)


def nameless(window: QWidget) -> list[str]:
    """Return the focusable widgets that a screen reader could not name."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parentWidget()).__name__}"
        for widget in focusable(window)
        if not (
            widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()) or _has_buddy(widget)
        )
    ]


def _has_buddy(widget: QWidget) -> bool:
    return any(label.buddy() is widget for label in widget.window().findChildren(QLabel))


def guessing_labels(window: QWidget) -> list[str]:
    """Return labels that would read markup in their text."""
    return [
        f"{type(label).__name__} {label.text()!r}"
        for label in window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and not label.objectName().startswith("qt_")
    ]


def tab_order(window: QWidget) -> list[QWidget]:
    """Return the focusable widgets in the order of the Tab key."""
    known = set(focusable(window))
    order, widget = [], window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget in known:
            order.append(widget)
        widget = widget.nextInFocusChain()
    return order


def unreachable(window: QWidget) -> list[str]:
    """Return focusable widgets that the Tab key never comes to."""
    reached = set(tab_order(window))
    return [type(widget).__name__ for widget in focusable(window) if widget not in reached]


def grabbed_size(window: QWidget, size: tuple[int, int] = COMPACT) -> QSize:
    """Resize a window and return the size it really takes: a row that does not fit makes it larger."""
    window.resize(*size)
    grabbed = window.grab()
    return grabbed.deviceIndependentSize().toSize()


def check(window: QWidget) -> None:
    """Assert what holds for every window, page and dialog."""
    assert nameless(window) == []
    assert unreachable(window) == []
    assert guessing_labels(window) == []
    if isinstance(window, QMainWindow):
        assert grabbed_size(window) == QSize(*COMPACT)


def shown_text(window: QWidget) -> str:
    """Return all words that a window shows in labels, buttons and fields, a line each."""
    words = [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]
    words += [button.text() for button in window.findChildren(QAbstractButton) if button.isVisibleTo(window)]
    words += [line.text() for line in window.findChildren(QLineEdit) if line.isVisibleTo(window)]
    return "\n".join(words)
