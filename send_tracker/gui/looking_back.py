"""Showing the whole window as it stood on another day, read-only, and coming back.

The past is another session over the same file: pages are built again for it, as for another file, and so none of
them knows that it shows the past. What they were set to, they take along.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from send_tracker.domain.dates import long_date
from send_tracker.domain.look_back import neighbours
from send_tracker.gui.commands import Command, key_of
from send_tracker.gui.widgets.day_button import DayButton
from send_tracker.gui.widgets.past_strip import PastStrip
from send_tracker.services.look_back import stops_of
from send_tracker.services.session import Session

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow
    from send_tracker.gui.widgets.day_popup import DayPopup


class LookingBack(QObject):
    """The button in the menu bar, its list of days, the strip across the window, and what they do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._popup: DayPopup | None = None
        self.button = DayButton(key_of(Command.AS_AT))
        self.button.clicked.connect(self.choose)
        self.button.hide()
        self.strip = PastStrip(key_of(Command.BACK_TO_TODAY))
        self.strip.stepped.connect(self.step)
        self.strip.back.connect(self.back)

    @property
    def session(self) -> Session | None:
        """The session that the window shows."""
        return self._window.workspace.session if self._window.workspace else None

    @property
    def popup(self) -> DayPopup:
        """The list of days, made when it is first asked for."""
        if self._popup is None:
            from send_tracker.gui.widgets.day_popup import DayPopup

            self._popup = DayPopup(self._today, self._window)
            self._popup.picked.connect(self.go)
        return self._popup

    def _today(self) -> date:
        assert self.session is not None, "the list of days is opened for a file, and closed with it"
        return self.session.present.today

    # What it says

    def show_session(self, session: Session | None) -> None:
        """Say which day a session shows."""
        self.button.setVisible(session is not None)
        day = session.as_at if session else None
        self.button.set_day(long_date(day) if day else "")
        if session is None or day is None:
            self.strip.say("", False, False)
            return
        before, after = neighbours(stops_of(session), day)
        self.strip.say(f"As at {long_date(day)}, read only.", before is not None, after is not None)

    # What it does

    def choose(self) -> None:
        """Open the list of days."""
        session = self.session
        if session is not None:
            anchor = self.button if self.button.isVisible() else self._window.menuBar()
            self.popup.open_under(anchor, stops_of(session), session.today)

    def step(self, way: int) -> None:
        """Go to the nearest board or month end before or after the day that is shown."""
        if self.session is not None and self.session.as_at is not None:
            before, after = neighbours(stops_of(self.session), self.session.as_at)
            wanted = before if way < 0 else after
            if wanted is not None:
                self.go(wanted.day)

    def back(self) -> None:
        """Show the present again."""
        self.go(self._today())

    def go(self, day: date) -> None:
        """Show everything as it stood at the end of a day; today's is the present, where one can edit."""
        window, workspace = self._window, self._window.workspace
        if workspace is None or not window.commit_typing():
            return
        present = workspace.session.present
        if (None if day == present.today else day) == workspace.session.as_at:
            return
        wanted = present if day == present.today else workspace.attempt(present.at, day)
        if wanted is not None:
            window.show_file(wanted, window.pages.places())
