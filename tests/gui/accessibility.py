"""Walks a window as somebody without a mouse or without sight would. For every test of a window, page or dialog."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QWidget,
)

from send_tracker.gui import accessible_roles
from send_tracker.gui.focus_order import reading_order, set_order

accessible_roles.install()

COMPACT = (1093, 614)
"""1366x768 at 125 %, in logical pixels."""


def focusable(window: QWidget) -> Iterator[QWidget]:
    """Yield every visible widget that takes the focus by Tab and is not a part of another one."""
    for widget in window.findChildren(QWidget):
        if widget.window() is not window.window():
            continue  # a dialog over it is walked by itself
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
    """Return the focusable widgets in the order of the Tab key, as a window puts it before each step."""
    set_order(window.window())
    known = set(focusable(window))
    order, widget = [], following(window)
    while widget is not window:
        if widget in known:
            order.append(widget)
        widget = following(widget)
    return order


def following(widget: QWidget) -> QWidget:
    """Return the widget after one in the focus chain.

    PySide takes it for a child of that one from then on, and when that one goes, lets go of it with all that is in
    it: the menus of the window with the last field of a page. So it is given its parent again, which Qt knows.
    """
    found = widget.nextInFocusChain()
    assert found is not None  # the chain is a ring
    found.setParent(found.parentWidget())
    return found


def unreachable(window: QWidget) -> list[str]:
    """Return focusable widgets that the Tab key never comes to."""
    reached = set(tab_order(window))
    return [type(widget).__name__ for widget in focusable(window) if widget not in reached]


def roleless(window: QWidget) -> list[str]:
    """Return focusable widgets of which a screen reader is not told what they are, or that they take the focus."""
    nothing = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)
    found = []
    for widget in focusable(window):
        told = QAccessible.queryAccessibleInterface(widget)
        if told.role() in nothing and not isinstance(widget, QScrollArea | QTabWidget):
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} has no role")
        elif bool(told.state().disabled) is widget.isEnabled() or not (
            told.state().focusable or not widget.isEnabled()
        ):
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} has a wrong state")
    return found


def against_the_eye(window: QWidget) -> list[str]:
    """Return steps of the Tab key that lead up, or to the left within a line."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    order = [w for w in tab_order(window) if w.focusProxy() is None and not _is_in_table(w)]
    first = next((order.index(widget) for widget in reading_order(window) if widget in order), 0)
    order = order[first:] + order[:first]  # the chain is a ring: only where it begins is a matter of chance
    return [
        f"{_named(one)} -> {_named(other)}" for one, other in pairwise(order) if _is_back(_place(one), _place(other))
    ]


def _is_in_table(widget: QWidget) -> bool:
    """Tell whether it lies in a cell, which may be scrolled out of sight."""
    above = widget.parentWidget()
    return above is not None and isinstance(above.parentWidget(), QAbstractItemView)


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


def _place(widget: QWidget) -> QRect:
    """Return where it lies in its window; what is scrolled out of sight lies at the edge where it went."""
    found, above = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size()), widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above.parentWidget(), QScrollArea):
            area = QRect(above.mapTo(above.window(), QPoint(0, 0)), above.size())
            found.moveTop(min(max(found.top(), area.top()), area.bottom() - 1))
            found.setBottom(min(found.bottom(), area.bottom()))
        above = above.parentWidget()
    return found


def _is_back(one: QRect, other: QRect) -> bool:
    across = min(one.right(), other.right()) - max(one.left(), other.left())
    down = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    above = other.bottom() <= one.top() and across > 0.5 * min(one.width(), other.width())
    return above or (down > 0.6 * min(one.height(), other.height()) and other.right() <= one.left())


def grabbed_size(window: QWidget, size: tuple[int, int] = COMPACT) -> QSize:
    """Resize a window and return the size it really takes: a row that does not fit makes it larger."""
    window.resize(*size)
    grabbed = window.grab()
    return grabbed.deviceIndependentSize().toSize()


def check(window: QWidget) -> None:
    """Assert what holds for every window, page and dialog."""
    for look in (nameless, unreachable, guessing_labels, roleless, against_the_eye):
        found = look(window)
        assert not found, f"{look.__name__}: {found}"
    if isinstance(window, QMainWindow):
        assert grabbed_size(window) == QSize(*COMPACT)


def shown_text(window: QWidget) -> str:
    """Return all words that a window shows in labels, buttons and fields, a line each."""
    words = [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]
    words += [button.text() for button in window.findChildren(QAbstractButton) if button.isVisibleTo(window)]
    words += [line.text() for line in window.findChildren(QLineEdit) if line.isVisibleTo(window)]
    return "\n".join(words)
