"""A report on the program and its surroundings that can be sent to anybody: no name, no folder, nothing of the plan."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QStyleHints

from send_tracker.crash import environment_text
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.workspace import Workspace

_TOLD = ("theme", "text_percent", "week_start", "panel_shown", "plan_grouped", "page")
"""Settings that say nothing about anybody."""


def report_text(preferences: Preferences, workspace: Workspace | None) -> str:
    """Return the report: versions, screens, settings, and how large the open file is."""
    lines = [environment_text(), f"Qt {qVersion()} on {QGuiApplication.platformName()}", *_screens()]
    lines.append(_colours(QGuiApplication.styleHints()))
    lines.append("Settings: " + ", ".join(f"{name} {preferences.get(name)}" for name in _TOLD))
    chosen = [name for name in ("officer", "backup_place") if not preferences.is_default(name)]
    lines.append(f"Also set, and not told: {', '.join(chosen) or 'nothing'}")
    lines.append(_file(workspace))
    return "\n".join(lines) + "\n"


def _screens() -> list[str]:
    return [
        f"Screen {number}: {screen.size().width()} x {screen.size().height()}, scaled by {screen.devicePixelRatio():g}"
        for number, screen in enumerate(QGuiApplication.screens(), 1)
    ]


def _colours(hints: QStyleHints) -> str:
    return f"The system asks for {hints.colorScheme().name.lower()} colours"


def _file(workspace: Workspace | None) -> str:
    if workspace is None:
        return "No file is open."
    session = workspace.session
    try:
        size = session.home.stat().st_size / 1e6
    except OSError:
        return "The open file cannot be looked at now."
    register = session.register()
    how = "for reading only" if session.read_only else "for editing"
    return f"The open file has {size:.1f} MB, {len(register.actions)} actions, and is open {how}."
