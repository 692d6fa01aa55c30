"""The single keys of review mode. They are off while a text field has the focus: what is typed there is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from send_tracker.domain.review import ReviewFilter
from send_tracker.gui.commands import Command
from send_tracker.gui.menus import is_typing

if TYPE_CHECKING:
    from send_tracker.gui.pages.review_page import ReviewPage

Verb = Callable[[], object]


class ReviewKeys(QObject):
    """Shortcuts of a page and of everything in it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._shortcuts: list[QShortcut] = []
        self._on = True
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def add(self, keys: str, verb: Verb) -> None:
        """Have a key do something."""
        shortcut = QShortcut(QKeySequence(keys), self._page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(verb)
        self._shortcuts.append(shortcut)

    def set_on(self, on: bool) -> None:
        """Take the keys, or leave them: the list at the end has none."""
        self._on = on
        self._enable(QApplication.focusWidget())

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isValid(self) and isValid(self._page):
            self._enable(now)

    def _enable(self, focused: QWidget | None) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(self._on and not is_typing(focused))


def add_review_keys(keys: ReviewKeys, page: ReviewPage) -> None:
    """Give review mode its keys."""
    for key, by in (("Right", 1), ("PgDown", 1), ("Left", -1), ("PgUp", -1)):
        keys.add(key, lambda by=by: page.step(by))  # type: ignore[misc]
    for place in range(1, 10):
        keys.add(str(place), lambda place=place: page.acts.rate_by_place(place))  # type: ignore[misc]
    keys.add("N", page.acts.focus_note)
    keys.add("E", page.acts.show_evidence)
    keys.add("S", page.skip)
    keys.add("F", page.head.open_filter)
    keys.add("W", page.acts.waive)


def review_commands(page: ReviewPage) -> Mapping[Command, Verb]:
    """Return the menu entries that the page answers to as it stands."""
    found: dict[Command, Verb] = {Command.CLEAR_FILTER: lambda: page.narrow(ReviewFilter())}
    if page.item is None or page.session.read_only:
        return found
    found |= {Command.SET_STATUS: lambda: None, Command.ADD_EVIDENCE: page.evidence.add_file}
    found[Command.PASTE_EVIDENCE] = page.evidence.paste
    if page.editing.pending is not None:
        found[Command.UNDO] = page.asking.drop
    return found
