"""What the window hears of and passes on: files that open or close, what their parts ask for, menus, settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from send_tracker.gui import theme, week
from send_tracker.gui.commands import Command
from send_tracker.gui.workspace import Workspace

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow


def listen(window: MainWindow, workspace: Workspace) -> None:
    """Do what the parts of an open file ask of the window: show something on another page, say something."""
    workspace.edited.connect(window.take_edit)
    workspace.problem.connect(window.show_problem)
    workspace.notice.connect(window.show_notice)
    workspace.show_plan.connect(lambda wanted: window.ask_page("plan", "show_filter", wanted))
    workspace.show_action.connect(lambda action: window.ask_page("plan", "show_action", action))
    workspace.show_evidence.connect(lambda item: window.ask_page("evidence", "show_line", item))
    workspace.show_measure.connect(lambda measure: window.ask_page("measures", "show_line", measure))
    workspace.show_measures.connect(lambda wanted: window.ask_page("measures", "show_filter", wanted))
    workspace.show_record.connect(lambda record: window.ask_page("meetings", "open", record))
    workspace.redact_wanted.connect(window.commands.redact)
    workspace.settle_wanted.connect(window.commands.settle)
    workspace.selected.connect(lambda _ids: window.refresh())


def show_welcome(window: MainWindow) -> None:
    """Show what there is without a file."""
    from send_tracker.gui.pages.welcome_page import WelcomePage

    if window.welcome is None:
        window.welcome = WelcomePage(window.preferences, window.run)
        window.welcome.recent_chosen.connect(window.files.open_recent)
        window.pages.addWidget(window.welcome)
    window.shell.show_rail(False)
    window.pages.setCurrentWidget(window.welcome)
    window.welcome.setFocus(Qt.FocusReason.OtherFocusReason)


def hide_welcome(window: MainWindow) -> None:
    """Let a file have its place."""
    if window.welcome is not None:
        window.pages.removeWidget(window.welcome)
        window.welcome.deleteLater()
        window.welcome = None
    window.shell.show_rail(True)


def say_what_is_true(window: MainWindow) -> None:
    """Have the menus say what would be undone, and tick what is in force."""
    window.refresh()
    if window.workspace is not None:
        from send_tracker.services.undo import undo_state

        state, page = undo_state(window.workspace.session), window.pages.page
        first = page.undo_name() if page is not None else ""
        window.menus.set_undo(replace(state, undo=first) if first else state)
    window.menus.set_theme(window.preferences.get("theme"))
    window.menus.set_checked(Command.PANEL, window.preferences.get("panel_shown"))
    window.menus.set_checked(Command.GROUPED, window.preferences.get("plan_grouped"))


def take_preference(window: MainWindow, name: str) -> None:
    """Do what a changed setting means for the window."""
    application, value = QApplication.instance(), window.preferences.get(name)
    if name in ("theme", "text_percent") and isinstance(application, QApplication):
        theme.apply(application, window.preferences.get("theme"), window.preferences.get("text_percent") / 100)
    elif name == "officer" and value and window.workspace is not None:
        window.workspace.session.author = value
    elif name == "recent":
        window.menus.set_recent(value)
    elif name == "week_start":
        week.set_start(value)
