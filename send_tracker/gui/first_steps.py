"""Three things to try, told in the first file that somebody opens, until they were tried or dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from send_tracker.gui.commands import Command, key_of
from send_tracker.gui.menus import key_words
from send_tracker.gui.widgets.calm_strip import CalmLink, CalmStrip
from send_tracker.services.counts import action_count
from send_tracker.services.session import Edited

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

STATUS, FIND, GUIDE = "status", "find", "guide"
_PLAN_STEPS = {True: "Set a status: Ctrl+1 to Ctrl+9", False: f"Add an action: {key_words(key_of(Command.NEW_ACTION))}"}
"""The first step: what can be tried in a plan that has actions, and in one that has none yet."""


class FirstSteps(QObject):
    """Shows the strip over the pages until all three were done, or it was dismissed; then never again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._done: set[str] = set()
        self._has_actions = False
        self.strip = CalmStrip("flag")
        self.strip.dismissed.connect(self._end)
        window.menus.chosen.connect(self._ran)

    def show_file(self) -> None:
        """Tell the steps in a file that can be edited, unless they were done or dismissed before."""
        workspace = self._window.workspace
        wanted = workspace is not None and not workspace.session.read_only
        if self._window.preferences.get("steps_done") or not wanted:
            self.strip.say("", ())
            return
        assert workspace is not None
        workspace.edited.connect(self._edited)
        self._has_actions = action_count(workspace.session) > 0
        self._tell()

    def _tell(self) -> None:
        """Say what there is to try, with a tick at what was tried."""
        steps = (
            (STATUS, _PLAN_STEPS[self._has_actions], self._to_plan),
            (FIND, f"Find anything: {key_words(key_of(Command.PALETTE))}", lambda: self._run(Command.PALETTE)),
            (GUIDE, f"Open the guide: {key_words(key_of(Command.GUIDE))}", lambda: self._run(Command.GUIDE)),
        )
        links = [CalmLink(f"{n} {words}", act, key in self._done) for n, (key, words, act) in enumerate(steps, start=1)]
        self.strip.say("Three things to try:", links)

    def _to_plan(self) -> None:
        self._window.show_page("plan")
        self._window.pages.focus_page()

    def _run(self, command: Command) -> None:
        self._ran(command)
        self._window.run(command)

    def _ran(self, command: object) -> None:
        """Note that the palette or the guide was opened."""
        self._note({Command.PALETTE: FIND, Command.GUIDE: GUIDE}.get(command))  # type: ignore[call-overload]

    def _edited(self, edited: Edited) -> None:
        if any(kind in ("action", "progress_update") for kind, _entity in edited.touched):
            self._note(STATUS)

    def _note(self, key: str | None) -> None:
        if key is None or self.strip.isHidden() or key in self._done:
            return
        self._done.add(key)
        if len(self._done) == 3:
            self.strip.say("", ())
            self._end()
        else:
            self._tell()

    def _end(self) -> None:
        self._window.preferences.set("steps_done", True)
