"""The menu entries that the Plan page answers to, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.gui.commands import Command

if TYPE_CHECKING:
    from send_tracker.gui.pages.plan_page import PlanPage


def plan_commands(page: PlanPage) -> Mapping[Command, Callable[[], object]]:
    """Return what can be done on the page as it stands."""
    preferences, model = page.workspace.preferences, page.sheet.model
    grouped = bool(preferences.get("plan_grouped"))
    found: dict[Command, Callable[[], object]] = {
        Command.FIND: lambda: _find(page),
        Command.FIND_NEXT: lambda: _find_next(page),
        Command.PANEL: page.toggle_panel,
        Command.COLUMNS: page.sheet.header.open_chooser,
        Command.GROUPED: lambda: preferences.set("plan_grouped", not grouped),
    }
    if grouped:
        found[Command.EXPAND_ALL] = lambda: model.set_open(model.groups(), True)
        found[Command.COLLAPSE_ALL] = lambda: model.set_open(model.groups(), False)
    if not page.filter.withdrawn:
        found[Command.WITHDRAWN] = lambda: page.show_filter(PlanFilter(withdrawn=True))
    if page.subject():
        found[Command.HISTORY] = page.show_history
    if page.filter.is_on:
        found[Command.CLEAR_FILTER] = page.sheet.clear_filter
    if not page.session.read_only:
        found |= {Command.NEW_ACTION: page.new_action, Command.SAVE_VIEW: page.views.save_as, **_on_selection(page)}
        if page.unexplained:
            found[Command.SAY_WHY] = page.rows.say_why
        if page.panel.has_pending:
            # Before the window's: what is not saved yet is taken back first.
            found[Command.UNDO] = page.panel.drop_pending
    return found


def _on_selection(page: PlanPage) -> dict[Command, Callable[[], object]]:
    """Return what can be done to the selected actions."""
    if not page.panel.ids:
        return {}
    rows = page.rows
    if page.filter.withdrawn:
        return {Command.RESTORE: rows.restore}
    found: dict[Command, Callable[[], object]] = {
        Command.SET_STATUS: lambda: None,
        Command.EDIT_CELL: rows.edit_current,
        Command.FILL_DOWN: rows.fill_down,
        Command.WITHDRAW: rows.withdraw,
        Command.RECORD_CHECK: rows.record_check,
        Command.WITHDRAW_WHY: lambda: rows.end("withdrawn"),
        Command.MERGE: lambda: rows.end("merged"),
    }
    if len(page.panel.ids) == 1:
        found |= {Command.ADD_EVIDENCE: rows.add_evidence, Command.PASTE_EVIDENCE: rows.paste_evidence}
        found[Command.SUPERSEDE] = lambda: rows.end("superseded")
    return found


def _find(page: PlanPage) -> None:
    page.sheet.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    page.sheet.search.selectAll()


def _find_next(page: PlanPage) -> None:
    """Go to the next row that is shown, and from the last one to the first."""
    if not page.sheet.search.text():
        _find(page)
    elif not page.table.step(1):
        page.table.go_to_row(0)
        if page.sheet.model.rowCount() and page.sheet.model.head(0) is not None:
            page.table.step(1)
