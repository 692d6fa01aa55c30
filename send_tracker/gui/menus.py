"""The menu bar, made from :data:`send_tracker.gui.commands.MENUS`. It knows words and keys, and does nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from send_tracker.domain.status import StatusScale
from send_tracker.gui.commands import KEEPS_DELETE, MENUS, Command, Entry

if TYPE_CHECKING:
    from send_tracker.services.undo import UndoState

THEMES = {
    Command.THEME_LIGHT: "light",
    Command.THEME_DARK: "dark",
    Command.THEME_CONTRAST: "contrast",
    Command.THEME_SYSTEM: "system",
}
CHECKED = (*THEMES, Command.PANEL, Command.GROUPED)
NOT_WHILE_TYPING = (Command.WITHDRAW, Command.WITHDRAW_WHY, Command.FILL_DOWN, Command.EDIT_CELL)
"""Their keys mean something else in a text field, or nothing, and must never reach the plan from there.

Undo and Redo are not among them: a field keeps their keys while something typed in it can be taken back.
"""
MOST_STATUSES = 9


def is_typing(widget: QWidget | None) -> bool:
    """Tell whether a widget takes typed text."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)


def keeps_delete(widget: QWidget | None) -> bool:
    """Tell whether Delete belongs to a widget, or to a part of the page around it, and not to the selected rows."""
    while widget is not None and not widget.isWindow():
        if widget.property(KEEPS_DELETE):
            return True
        widget = widget.parentWidget()
    return False


class _MenuBarStyle(QProxyStyle):
    """Underlines the access keys only while the menu bar has the keyboard, as Windows does."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_UnderlineShortcut and isinstance(widget, QMenuBar):
            return int(widget.hasFocus())
        return super().styleHint(hint, option, widget, returnData)


class Menus(QObject):
    """The menus and their keys.

    Signals:
        chosen(Command): an entry was chosen, by mouse or key.
        status_chosen(str): a status of the submenu was chosen.
        recent_chosen(str): the path of a recent file.
        opening: a menu is about to be shown, and what it says should be true.
    """

    chosen = Signal(object)
    status_chosen = Signal(str)
    recent_chosen = Signal(str)
    opening = Signal()

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._style = _MenuBarStyle("Fusion")
        self._style.setParent(self)
        bar.setStyle(self._style)
        self.actions: dict[Command, QAction] = {}
        self.status_menu = QMenu(bar)
        self.recent_menu = QMenu("&Recent files", bar)
        self.status_actions: list[QAction] = []
        self._recent: list[QAction] = []
        self._available: Collection[Command] = ()
        self._themes = QActionGroup(self)
        self._menus = [self._build(bar, title, entries) for title, entries in MENUS.items()]
        _application().focusChanged.connect(self._focus_changed)

    def stop(self) -> None:
        """Follow the focus no more: the window is closing."""
        with suppress(RuntimeError):  # it was stopped before
            _application().focusChanged.disconnect(self._focus_changed)

    # Building

    def _build(self, bar: QMenuBar, title: str, entries: Iterable[Entry]) -> QMenu:
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry.separator:
                menu.addSeparator()
            menu.addAction(self._action(entry, menu))
            if entry.command is Command.OPEN_SAMPLE:
                menu.addMenu(self.recent_menu)
        menu.aboutToShow.connect(self._about_to_show)
        menu.aboutToHide.connect(self._hidden)
        return menu

    def _action(self, entry: Entry, menu: QMenu) -> QAction:
        if entry.command is Command.SET_STATUS:
            self.status_menu.setTitle(entry.words)
            self.actions[entry.command] = self.status_menu.menuAction()
            return self.status_menu.menuAction()
        action = QAction(entry.words, menu)
        action.setShortcut(QKeySequence(entry.key))
        action.setCheckable(entry.command in CHECKED)
        if entry.command in THEMES:
            self._themes.addAction(action)
        action.triggered.connect(lambda _checked, command=entry.command: self.chosen.emit(command))
        self.actions[entry.command] = action
        return action

    # What is true now

    def set_available(self, commands: Collection[Command]) -> None:
        """Enable these entries and no others."""
        self._available = frozenset(commands)
        self._enable(QApplication.focusWidget())

    def _enable(self, focused: QWidget | None) -> None:
        """Enable what can be done now; keys that mean something else where the focus is do not reach the plan."""
        kept = set(NOT_WHILE_TYPING) if is_typing(focused) else {Command.WITHDRAW} if keeps_delete(focused) else set()
        for command, action in self.actions.items():
            action.setEnabled(command in self._available and command not in kept)
        for action in self.status_actions:
            action.setEnabled(Command.SET_STATUS in self._available)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        # While a window is taken down the focus still moves, and menus go before the window does.
        if all(isValid(action) for action in self.actions.values()) and not isinstance(now, QMenu | QMenuBar):
            self._enable(now)

    def _about_to_show(self) -> None:
        self.opening.emit()
        self._enable(None)

    def _hidden(self) -> None:
        self._enable(QApplication.focusWidget())

    def set_scale(self, scale: StatusScale | None) -> None:
        """Fill the status submenu, in the order of the scale, with Ctrl+1 to Ctrl+9."""
        self.status_actions = _empty(self.status_menu, self.status_actions)
        for place, level in enumerate(list(scale or ())[:MOST_STATUSES], start=1):
            action = self.status_menu.addAction(level.text.replace("&", "&&"))
            action.setShortcut(QKeySequence(f"Ctrl+{place}"))
            action.triggered.connect(lambda _checked, code=level.code: self.status_chosen.emit(code))
            self.status_actions.append(action)
        self._enable(QApplication.focusWidget())

    def set_recent(self, paths: Iterable[str]) -> None:
        """Fill the submenu of recent files."""
        self._recent = _empty(self.recent_menu, self._recent)
        for place, path in enumerate(paths, start=1):
            name = Path(path).name.replace("&", "&&")
            action = self.recent_menu.addAction(f"&{place} {name}")
            action.setToolTip(path)
            self._recent.append(action)
            action.triggered.connect(lambda _checked, chosen=path: self.recent_chosen.emit(chosen))
        self.recent_menu.menuAction().setEnabled(bool(self._recent))

    def set_undo(self, state: UndoState) -> None:
        """Name what would be undone and redone."""
        for command, name, word in ((Command.UNDO, state.undo, "&Undo"), (Command.REDO, state.redo, "&Redo")):
            self.actions[command].setText(f"{word}: {name.replace('&', '&&')}" if name else word)

    def set_checked(self, command: Command, on: bool) -> None:
        """Tick an entry or not."""
        self.actions[command].setChecked(on)

    def set_theme(self, name: str) -> None:
        """Tick the theme in force."""
        for command, theme in THEMES.items():
            self.actions[command].setChecked(theme == name)


def _empty(menu: QMenu, actions: list[QAction]) -> list[QAction]:
    """Take the entries out of a menu. Not by ``QMenu.clear``: with it PySide lets go of the menu's own action too."""
    for action in actions:
        menu.removeAction(action)
        action.deleteLater()
    return []


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def plain_words(words: str) -> str:
    """Return an entry's words without mnemonic mark and ellipsis, for the palette and the shortcut sheet."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def key_words(key: str) -> str:
    """Return a chord as this computer writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
