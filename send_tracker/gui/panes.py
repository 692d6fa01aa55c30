"""Going round the panes of the window with F6."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def next_pane(panes: Sequence[QWidget]) -> QWidget | None:
    """Move the focus to the pane after the one that has it; return where it went."""
    shown = [pane for pane in panes if pane.isVisible()]
    if not shown:
        return None
    focused = QApplication.focusWidget()
    here = [at for at, pane in enumerate(shown) if focused is not None and _holds(pane, focused)]
    # The innermost pane comes last in the order of the eye, so the last that holds the focus is the one.
    start = here[-1] + 1 if here else 0
    for pane in [*shown[start:], *shown[:start]]:
        target = _first_focus(pane)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return target
    return None


def focus_first(panes: Sequence[QWidget]) -> QWidget | None:
    """Move the focus to the first pane that takes it; panes need not be shown yet."""
    for pane in panes:
        target = _first_focus(pane)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            return target
    return None


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _first_focus(pane: QWidget) -> QWidget | None:
    """Return what takes the focus in a pane: its proxy, itself, or the first of its children that does.

    Not by ``nextInFocusChain``: PySide takes what that returns for a child, and lets go of it with the pane.
    """
    proxy = pane.focusProxy()
    if proxy is not None and not proxy.isHidden() and proxy.isEnabled():
        return proxy
    if _takes_focus(pane):
        return pane
    return next((w for w in pane.findChildren(QWidget) if _takes_focus(w) and w.isVisibleTo(pane)), None)


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.focusProxy() is None
