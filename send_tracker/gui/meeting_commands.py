"""The Meetings menu from any page, and the choice of the board that the direction of travel is against."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from send_tracker.domain.board import is_held
from send_tracker.domain.dates import long_date
from send_tracker.gui.commands import Command
from send_tracker.gui.workspace import Workspace
from send_tracker.services.compared_board import compared_board

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

Verb = Callable[[], object]
READING = (Command.WHAT_CHANGED, Command.RISKS, Command.STATEMENTS, Command.INSPECTIONS, Command.TIMETABLE)
EDITING = (
    Command.NEW_MEETING,
    Command.NEW_ITEM,
    Command.NEW_DECISION,
    Command.NEW_COMMITMENT,
    Command.NEW_QUESTION,
    Command.NEW_RISK,
    Command.RUN_MEETING,
    Command.FREEZE,
)
_NEED_MEETING = frozenset(EDITING) - {Command.NEW_MEETING, Command.NEW_RISK} | {Command.TIMETABLE}
_MOST_BOARDS = 12


def meeting_commands(window: MainWindow, workspace: Workspace) -> dict[Command, Verb]:
    """Return what the Meetings menu can do from wherever one is: it goes to the page first."""
    session = workspace.session
    wanted = [*READING, *([] if session.read_only else EDITING)]
    has_meetings = bool(session.meetings)
    found: dict[Command, Verb] = {
        command: lambda command=command: _there(window, command)  # type: ignore[misc]
        for command in wanted
        if has_meetings or command not in _NEED_MEETING
    }
    if session.boards.compared is not None:
        found[Command.COMPARED_BOARD] = lambda: choose_board(window, workspace)
    return found


def _there(window: MainWindow, command: Command) -> None:
    """Go to the page and do it there."""
    page = window.show_page("meetings")
    verb = page.commands().get(command) if page is not None else None
    if verb is not None:
        verb()


def choose_board(window: MainWindow, workspace: Workspace) -> None:
    """Offer the boards to compare with."""
    boards_menu(window, workspace).popup(window.pages.mapToGlobal(QPoint(24, 44)))


def boards_menu(window: MainWindow, workspace: Workspace) -> QMenu:
    """Return the boards that were held, the last first; the one that is compared with is ticked."""
    from send_tracker.gui.chosen_board import usual_board

    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName("Compare with the board of")
    session = workspace.session
    usual = usual_board(session)
    held = [m.day for m in reversed(session.meetings) if m.type == "board" and is_held(m.day, session.today)]
    for day in held[:_MOST_BOARDS]:
        words = f"Board of {long_date(day)}" + (", as usual" if day == usual else "")
        entry = menu.addAction(words)
        entry.setCheckable(True)
        entry.setChecked(day == session.boards.compared)
        entry.triggered.connect(lambda _on, day=day: compare_with(window, workspace, None if day == usual else day))
    return menu


def compare_with(window: MainWindow, workspace: Workspace, board: date | None) -> None:
    """Show the direction of travel against another board, on every page; None takes the usual one again."""
    from send_tracker.gui.chosen_board import keep_choice

    keep_choice(workspace.session, workspace.preferences, board)
    window.shell.show_facts(workspace.session)
    window.shell.count_and_mark(workspace)
    window.pages.refresh_all()
    window.refresh()
    compared = compared_board(workspace.session)
    if compared is not None:
        window.show_notice(f"Compared with {compared.words}.")
