"""Tells, when a file is opened, what happened since this officer last looked at it; in a calm strip with a cross."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from send_tracker.domain.problem import Problem
from send_tracker.gui.commands import Command
from send_tracker.gui.widgets.calm_strip import CalmLink, CalmStrip
from send_tracker.gui.workspace import Workspace

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow
    from send_tracker.services.since_looked import News

_MOST_FILES = 40
_KEY = "last_looked"


class NewsStrip(QObject):
    """The strip, and where this officer left off in each file. ``told`` is emitted when there is news."""

    told = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told: Workspace | None = None
        self.strip = CalmStrip("history")

    def show_file(self) -> None:
        """Look what is new in the open file; the past and a backup have no news."""
        self.strip.say("", ())
        workspace = self._window.workspace
        if workspace is None or not workspace.is_open or workspace.session.read_only:
            return
        from send_tracker.services.since_looked import looked_of, looking_now, since_looked

        session, kept = workspace.session, dict(self._window.preferences.get(_KEY))
        path = str(session.home)
        try:
            found, now = since_looked(session, looked_of(kept.pop(path, None))), looking_now(session)
        except Problem:  # what is only nice to know stands in nobody's way
            return
        kept[path] = now.plain()
        self._window.preferences.set(_KEY, dict(list(kept.items())[-_MOST_FILES:]))
        self.strip.say(found.title, [CalmLink(news.words, self._opens(news)) for news in found.news])
        if found.news:
            self.told.emit()

    def _opens(self, news: News) -> Callable[[], None]:
        """Return what a link does: the rows in the plan, or the page of the meetings."""

        def act() -> None:
            workspace = self._window.workspace
            if workspace is not None and news.wanted is not None:
                workspace.show_plan.emit(news.wanted)
            else:
                self._window.run(Command.MEETINGS)

        return act
